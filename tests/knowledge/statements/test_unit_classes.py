"""What is counted: lemma and class of a unit."""

import pytest

from sgreports.knowledge.data_files import csv_rows
from sgreports.knowledge.statements.unit_classes import unit_class, unit_lemma
from sgreports.model.facts import UNIT_CLASSES, UnitClass

LEMMAS = {
    "children": "child", "Persons": "person", "people": "person", "individuals": "person",
    "internally displaced persons": "internally displaced person",
    "countries, territories and areas": "country, territory and area", "women and girls": "woman and girl",
    "asylum-seekers": "asylum-seeker", "policemen": "policeman", "houses": "house", "caches": "cache", "boxes": "box",
    "launches": "launch", "buses": "bus", "censuses": "census", "staff": "staff", "headquarters": "headquarters",
    "USD": "usd",
}  # fmt: skip


@pytest.mark.parametrize(("unit", "lemma"), LEMMAS.items())
def test_lemma_is_lower_case_and_singular(unit: str, lemma: str) -> None:
    assert unit_lemma(unit) == lemma


def test_no_word_has_no_lemma() -> None:
    assert unit_lemma("  ") is None


CLASSES: dict[str, UnitClass] = {
    "boys": "children", "Kosovo Roma women": "women", "fishermen": "men", "displaced families": "displaced",
    "asylum-seekers": "displaced", "fighters": "combatants", "soldiers": "personnel", "civilians": "civilians",
    "Bolivians": "people", "women and children": "people", "households": "households", "Member States": "states",
    "political parties": "organizations", "attacks": "incidents", "classrooms": "facilities",
    "hand grenades": "weapons", "trucks": "goods", "workshops": "activities", "laws and regulations": "texts",
    "GDP": "money", "countries, territories and areas": "states", "hamlets": "places", "Poles": "people",
    "poles": "facilities", "staff members": "personnel", "injuries": "people", "seats": "other",
}  # fmt: skip


@pytest.mark.parametrize(("unit", "name"), CLASSES.items())
def test_class_is_that_of_the_head_noun(unit: str, name: UnitClass) -> None:
    assert unit_class(unit, "cardinal") == name


def test_each_noun_is_listed_once_with_a_class_that_there_is() -> None:
    rows = csv_rows("unit_classes.csv")
    assert {row["unit_class"] for row in rows} <= set(UNIT_CLASSES)
    assert len({row["noun"] for row in rows}) == len(rows)


def test_kind_decides_before_the_unit() -> None:
    kinds = "cardinal", "percent", "ratio", "money", "measure"
    found = [unit_class("women", kind) for kind in kinds]
    assert found == ["women", "women", "women", "money", "other"]


def test_a_letter_or_a_sign_is_other() -> None:
    assert [unit_class(unit, "cardinal") for unit in ("s", "-", "%", "'s", ",")] == ["other"] * 5


def test_nothing_counted_is_other() -> None:
    assert unit_class(None, "percent") == "other"
