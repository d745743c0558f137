"""One lookup finds what any list has."""

import pytest

from sgreports.knowledge.names.instruments import entity_record


@pytest.mark.parametrize(
    ("key", "name", "url"),
    [
        ("TCD", "Chad", None),
        ("unicef", "United Nations Children's Fund", None),
        ("S/RES/1701(2006)", "S/RES/1701(2006)", "https://docs.un.org/en/S/RES/1701(2006)"),
        ("treaty/crc", "Convention on the Rights of the Child", "treaties.un.org"),
        ("SDG/16", "Sustainable Development Goal 16", "metadata.un.org"),
    ],
)
def test_every_list_is_asked(key: str, name: str, url: str | None) -> None:
    record = entity_record(key)
    assert record is not None
    assert (record.entity, record.name.replace("’", "'")) == (key, name)
    assert (url or "") in (record.url or "")


def test_a_coined_name_is_in_no_list() -> None:
    assert entity_record("name/some-plan") is None
