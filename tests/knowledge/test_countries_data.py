"""The closed list of States and territories."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from sgreports.knowledge.names.countries import cities, countries, country_context, country_names, registered_entity
from sgreports.knowledge.names.entities import EntityRecord

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "ocha-countries-territories.csv"


def test_all_member_states_and_observers() -> None:
    assert Counter(c.status for c in countries().values() if c.status in ("member", "observer")) == {
        "member": 193, "observer": 2,
    }  # fmt: skip


def test_every_member_state_has_a_name_and_a_demonym() -> None:
    forms = {(form.iso3, form.form) for form in country_names()}
    members = [c.iso3 for c in countries().values() if c.status == "member"]
    assert [code for code in members if (code, "name") not in forms] == []
    assert [code for code in members if (code, "demonym") not in forms] == []


def test_a_name_of_several_states_is_a_demonym_or_goes_by_year() -> None:
    codes: dict[str, set[str]] = {}
    for form in country_names():
        codes.setdefault(form.name, set()).add(form.iso3)
    assert sorted(name for name, found in codes.items() if len(found) > 1) == [
        "Congolese", "Dominican", "Dominicans", "Guinean", "Guineans", "Korean", "Koreans",
    ]  # fmt: skip


def test_former_states_have_four_letters_and_renamed_ones_three() -> None:
    by_name = {form.name: form.iso3 for form in country_names()}
    assert {name: by_name[name] for name in ("Soviet Union", "Yugoslavia", "Czechoslovakia", "Zaire", "Burma")} == {
        "Soviet Union": "SUHH", "Yugoslavia": "YUCS", "Czechoslovakia": "CSHH", "Zaire": "COD", "Burma": "MMR",
    }  # fmt: skip


def test_a_record() -> None:
    assert registered_entity("XKX") == EntityRecord(
        entity="XKX", label="COUNTRY", name="Kosovo", iso3="XKX", m49="412",
        aliases=("Kosova", "Kosovo and Metohia", "Kosovo and Metohija", "Kosovo-Metohija", "Republic of Kosovo"),
    )  # fmt: skip


def test_a_former_state_has_no_iso3() -> None:
    record = registered_entity("YUCS")
    assert record is not None
    assert record.iso3 is None


def test_no_context_word_is_itself_a_country() -> None:
    names = {form.name for form in country_names()}
    assert [c.words for c in country_context() if c.where == "name" and c.words in names] == []


def test_names_and_cities_are_of_states_that_are_listed() -> None:
    assert {form.iso3 for form in country_names()} | {city.iso3 for city in cities()} <= countries().keys()
    assert [code for code in countries() if not re.fullmatch(r"[A-Z]{3,4}", code)] == []


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference lists are not beside the checkout")
def test_the_list_agrees_with_the_reference() -> None:
    names = {(form.iso3, form.name) for form in country_names()}
    with REFERENCE.open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["ISO 3166-1 Alpha 3-Codes"] and r["Deprecated"] == "N"]
    wanted = {(r["ISO 3166-1 Alpha 3-Codes"], r["Preferred Term"]) for r in rows}
    assert wanted - names == {("ATA", "Antarctica")}
    assert [(c.m49, c.iso2) for r in rows if (c := countries().get(r["ISO 3166-1 Alpha 3-Codes"]))] == [
        (r["m49 numerical code"].zfill(3), r["ISO 3166-1 Alpha 2-Codes"])
        for r in rows
        if r["ISO 3166-1 Alpha 3-Codes"] in countries()
    ]
