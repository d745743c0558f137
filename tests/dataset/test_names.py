"""Names that several entities share are told apart."""

from typing import Any

from sgreports.dataset.names import distinct_names


def row(entity: str, display_name: str, kind: str | None = None, **more: Any) -> dict[str, Any]:
    told = {"entity": entity, "label": "INSTRUMENT", "kind": kind, "display_name": display_name}
    return {**told, "abbreviation": None, **more}


def test_a_name_of_its_own_stays() -> None:
    assert distinct_names([row("unicef", "Children's Fund"), row("name/a", "Another")]) == {
        "unicef": "Children's Fund", "name/a": "Another",
    }  # fmt: skip


def test_kinds_tell_names_apart() -> None:
    rows = row("treaty/paris", "Paris Agreement", "treaty"), row("name/paris-agreement", "Paris agreement", "agreement")
    assert distinct_names(rows) == {
        "treaty/paris": "Paris Agreement (treaty)", "name/paris-agreement": "Paris agreement (agreement)",
    }  # fmt: skip


def test_keys_tell_names_of_one_kind_apart() -> None:
    rows = (
        row("name/constitution-of-chad", "Constitution", "law"), row("name/constitution", "Constitution", "law"),
        row("minuxyz", "Mission in Xyz", "un", abbreviation="MINUXYZ"),
        row("name/mission-in-xyz", "Mission in Xyz", "un"),
        row("name/hti/lower-chamber", "Chamber (Haiti)", "national"),
        row("name/hti/chamber", "Chamber (Haiti)", "national"),
    )  # fmt: skip
    assert list(distinct_names(rows).values()) == [
        "Constitution (constitution of chad)", "Constitution", "Mission in Xyz (MINUXYZ)", "Mission in Xyz",
        "Chamber (Haiti) (lower chamber)", "Chamber (Haiti) (chamber)",
    ]  # fmt: skip


def test_labels_are_kinds_of_what_has_none() -> None:
    rows = row("TCD", "Chad", label="COUNTRY"), row("name/chad", "Chad", "armed_group", label="AGENCY")
    assert list(distinct_names(rows).values()) == ["Chad (country)", "Chad (armed group)"]
