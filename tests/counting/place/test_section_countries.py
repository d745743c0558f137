"""The country of a section by its headings."""

import pytest

from sgreports.counting.place.section_countries import section_countries
from sgreports.model.report import Section


def country(*titles: str) -> str | None:
    """The country of the last of these headings, each under the one before."""
    sections = [
        Section(key=f"s{i}", level=i + 1, label="", title=title, parent=f"s{i - 1}" if i else None, order=i)
        for i, title in enumerate(titles)
    ]
    return section_countries(sections).get(sections[-1].key)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("Chad",), "TCD"), (("The Sudan",), "SDN"), (("Children in Chad",), "TCD"), (("Chad (in the east)",), "TCD"),
        (("CHILDREN IN CHAD",), "TCD"), (("FORMER YUGOSLAV REPUBLIC OF MACEDONIA",), "MKD"),
        (("Drawdown of the United Nations Mission in Chad", "Police"), "TCD"),
        (("Chad", "Killing and maiming"), "TCD"), (("Chad", "Mali"), "MLI"), (("Chad", "Work with Mali"), None),
        (("Chad and Mali",), None), (("Aid to Chad",), None), (("Chad and its neighbours",), None),
        (("Chadian",), None), (("Security",), None),
    ],
)  # fmt: skip
def test_a_heading_that_names_one_country_as_a_place(titles: tuple[str, ...], expected: str | None) -> None:
    assert country(*titles) == expected
