"""Bodies and programmes of the registries in sentences."""

import datetime

import pytest
import spacy

from invented.reports import units_of
from sgreports.model.report import Masthead
from sgreports.names.bodies.registry import find_registry
from sgreports.names.overlap import resolve

BLANK = spacy.blank("en")


def found(text: str, year: int | None = 2020) -> list[tuple[str, str | None, str | None]]:
    """Text, key and kind of the bodies in a one-paragraph report of `year`."""
    masthead = Masthead(date=datetime.date(year, 6, 1) if year else None)
    mentions = resolve(find_registry(units_of(BLANK.make_doc, text, masthead=masthead)[0]))
    return [(text[c.start : c.end], c.entity, c.kind) for c in mentions]


SRSG = "Special Representative of the Secretary-General for Children and Armed Conflict"
NAMED = {
    "a name and its abbreviation": ("The United Nations Population Fund (UNFPA) met UN‑Women.", [
        ("United Nations Population Fund", "unfpa", "un"), ("UNFPA", "unfpa", "un"), ("UN‑Women", "un-women", "un")]),
    "the longest name": (f"The {SRSG} briefed the Security Council.", [
        (SRSG, "srsg-caac", "un"), ("Security Council", "sc", "un")]),
    "an optional part is left out": ("My Special Representative for Children and Armed Conflict spoke.", [
        ("Special Representative for Children and Armed Conflict", "srsg-caac", "un")]),
    "names in another case": ("Interpol and EUROPOL met Renamo.", [
        ("Interpol", "interpol", "intergovernmental"), ("EUROPOL", "europol", "intergovernmental"),
        ("Renamo", "renamo", "armed_group")]),
    "words in another case": ("A Who and a Unama were no bodies.", []),
    "a programme has no kind": ("The Peacebuilding Fund paid.", [("Peacebuilding Fund", "pbf", None)]),
    "words in lower case": ("the general assembly of a company, an united nations", []),
    "another body's chief": ("The Secretary-General of the Zenda League met the Secretary-General.", [
        ("Secretary-General", "sg", "un")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMED.values(), ids=NAMED)
def test_names_of_registries(text: str, names: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == names


def test_kinds() -> None:
    text = "African Union, ICRC, Hizbullah, Israel Defense Force soldiers and the Global Partnership for Education"
    assert [kind for *_, kind in found(text)] == [
        "intergovernmental", "civil", "armed_group", "national", "partnership",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), [("The PNC of El Salvador", "pnc-es"),
                                           ("The PNC of the Democratic Republic of the Congo", "pnc-drc")])  # fmt: skip
def test_a_shared_abbreviation_goes_by_the_state_that_the_report_names(text: str, key: str) -> None:
    assert ("PNC", key, "national") in found(text)


@pytest.mark.parametrize(("year", "key"), [(1993, "pdk"), (2012, "pdk-kosovo")])
def test_a_shared_abbreviation_goes_by_the_year(year: int, key: str) -> None:
    assert [k for _, k, _ in found("PDK in Cambodia and in Kosovo", year)] == [key]


def test_an_abbreviation_of_later_years_is_not_proposed() -> None:
    assert (found("the DOS office", 1995), found("the DOS office", 2021)) == ([], [("DOS", "dos", "un")])


def test_a_body_that_ceased_is_still_spoken_of() -> None:
    assert found("Lessons of UNPROFOR.", 2015) == [("UNPROFOR", "unprofor", "un")]


def test_a_deputy_is_not_his_chief_and_a_name_in_brackets_is_a_mention_of_its_own() -> None:
    assert found("Assistant Secretary-General Ann Lee and the Secretary-General met.") == [
        ("Secretary-General", "sg", "un"),
    ]  # fmt: skip
    assert [name for name, *_ in found("It asked the International Criminal Police Organization (INTERPOL).")] == [
        "International Criminal Police Organization", "INTERPOL",
    ]  # fmt: skip


def test_places_and_lower_case_nouns_are_no_part_of_a_name() -> None:
    """Headquarters are a place, a force in lower case is none; `ODA` is aid unless the report says otherwise."""
    text = "From United Nations Headquarters ODA went to Republika Srpska and the Centre for Human Rights."
    assert found(text, 1995) == [
        ("United Nations", "un", "un"),
        ("Centre for Human Rights", "centre-for-human-rights", "un"),
    ]
