"""The lists of texts, goals and series: complete, and strict about what cannot be right."""

from pathlib import Path

import pytest

from sgreports.errors import KnowledgeError
from sgreports.knowledge.data_files import csv_models, csv_rows
from sgreports.knowledge.layout.symbols import symbol_book
from sgreports.knowledge.names.goals import goal_records, goals
from sgreports.knowledge.names.instruments import FILES, Instrument, instrument_entity, instruments


def test_seventeen_goals_169_targets() -> None:
    assert [goal.number for goal in goals()] == list(range(1, 18))
    assert sum(len(goal.targets) for goal in goals()) == 169
    assert all(target.startswith(f"{goal.number}.") for goal in goals() for target in goal.targets)
    assert goal_records()["SDG/5.3"].url == "https://metadata.un.org/sdg/5.3"


def test_core_treaties_are_there() -> None:
    core = {"cerd", "iccpr", "icescr", "cedaw", "cat", "crc", "cmw", "crpd", "ced", "op-crc-ac", "op-crc-sc", "opcat"}
    assert {f"treaty/{key}" for key in core} <= instruments().keys()
    assert len(instruments()) >= 150


def test_no_form_stands_for_two_texts() -> None:
    assert sum(len(csv_rows(name)) for name in FILES) == len(instruments())
    seen: dict[str, str] = {}
    for row in instruments().values():
        for form in {row.name, *row.aliases}:
            assert seen.setdefault(form, row.key) == row.key, form


def test_records() -> None:
    resolution = instrument_entity("S/RES/1701(2006)")
    treaty = instrument_entity("treaty/crc")
    assert resolution is not None
    assert treaty is not None
    assert (resolution.kind, resolution.url) == ("resolution", "https://docs.un.org/en/S/RES/1701(2006)")
    assert (treaty.name, treaty.abbreviation) == ("Convention on the Rights of the Child", "CRC")
    assert instrument_entity("name/some-plan") is None


def test_docs_un_org_has_the_parts_of_a_resolution_together() -> None:
    urls = [getattr(instrument_entity(symbol), "url", None) for symbol in ("A/RES/671(XXV)", "A/RES/52/211B")]
    assert urls == ["https://docs.un.org/en/A/RES/671(XXV)", "https://docs.un.org/en/A/RES/52/211B"]


def test_bad_row_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("key,kind,name,abbreviation,aliases,symbol,untc\na,song,A,,,,\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"x\.csv line 2, entry 'a': kind: Input should be 'treaty', .*'goal'"):
        csv_models(tmp_path / "x.csv", Instrument, ("aliases",))


def test_security_council_years() -> None:
    years = {n: symbol_book().council_year(n) for n in (1, 242, 1325, 2721, 9999, 0)}
    assert years == {1: 1946, 242: 1967, 1325: 2000, 2721: 2023, 9999: None, 0: None}


def test_the_book_of_symbols_is_sound() -> None:
    book = symbol_book()
    assert book.deep | book.flat <= set(book.roots)
    assert list(book.security_council.last) == sorted(set(book.security_council.last))
