"""Resolutions, decisions and symbols: span, normal form and pinpoint of each."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English

from invented.reports import units_of
from sgreports.knowledge.citations.document_symbols import symbols
from sgreports.model.report import Masthead
from sgreports.names.candidate import Candidate
from sgreports.names.instruments.citations import find_citations
from sgreports.names.instruments.open_citations import _names_commission, _noun, resolve_citations
from sgreports.parsing.unit import Unit
from sgreports.reading.cover.mandates import mandates

NLP = English()


def units(*texts: str, symbol: str = "S/2024/900") -> list[Unit]:
    masthead = Masthead(symbols=(symbol,), date=datetime.date(2024, 12, 1))
    return units_of(NLP.make_doc, *texts, document=symbol, masthead=masthead)


def cited(*texts: str, symbol: str = "S/2024/900") -> list[tuple[str, str | None]]:
    all_units = units(*texts, symbol=symbol)
    found = resolve_citations(all_units, [list(find_citations(u)) for u in all_units])
    return [(u.text[c.start : c.end], c.entity) for u, cs in zip(all_units, found, strict=True) for c in cs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Under Security Council resolution 1701 (2006), work goes on.",
         [("Security Council resolution 1701 (2006)", "S/RES/1701(2006)")]),
        ("The General Assembly, in its resolution 69/150, asked for it.", [("resolution 69/150", "A/RES/69/150")]),
        ("In its resolution 57/31, the Human Rights Council noted it.", [("resolution 57/31", "A/HRC/RES/57/31")]),
        ("resolutions 1820 (2008), 1888 (2009) and 2106 (2013)",
         [("resolutions 1820 (2008)", "S/RES/1820(2008)"), ("1888 (2009)", "S/RES/1888(2009)"),
          ("2106 (2013)", "S/RES/2106(2013)")]),
        ("resolutions 842 (1993) of 18 June 1993 and 908 (1994)",
         [("resolutions 842 (1993)", "S/RES/842(1993)"), ("908 (1994)", "S/RES/908(1994)")]),
        ("General Assembly resolutions 57 (I) and 1823 (XVII), and 52/211 B of May",
         [("General Assembly resolutions 57 (I)", "A/RES/57(I)"), ("1823 (XVII)", "A/RES/1823(XVII)"),
          ("52/211 B", "A/RES/52/211B")]),
        ("Pursuant to Assembly resolution ES-10/21 and decision 79/513,",
         [("Assembly resolution ES-10/21", "A/RES/ES-10/21"), ("decision 79/513", "A/DEC/79/513")]),
        ("Economic and Social Council resolution 2016/27 and decision 2024/344",
         [("Economic and Social Council resolution 2016/27", "E/RES/2016/27"),
          ("decision 2024/344", "E/DEC/2024/344")]),
        ("Council resolution 2428 (2018)", [("Council resolution 2428 (2018)", "S/RES/2428(2018)")]),
        ("as in WHO resolution 69.5 of May", [("WHO resolution 69.5", "name/who-resolution-69-5")]),
        ("as in WHO resolution 70.1.", [("WHO resolution 70.1", "name/who-resolution-70-1")]),
        ("section XIX of General Assembly resolution 78/253", [("General Assembly resolution 78/253", "A/RES/78/253")]),
        ("the relevant texts, including 795 (1992) of December", [("795 (1992)", "S/RES/795(1992)")]),
        ("under Conference decision C-25/DEC.9 (see EC-M-94/DEC.2)",
         [("Conference decision C-25/DEC.9", "name/c-25-dec-9"), ("EC-M-94/DEC.2", "name/ec-m-94-dec-2")]),
        ("a court decision 12/2003 was read", []),
        ("output fell from 406 (2011) to 361 (2012)", []),
    ],
)  # fmt: skip
def test_citation(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("General Assembly resolution 671 A (XXV)", "A/RES/671(XXV)"),
        ("Economic and Social Council resolution 601 C (XXI)", "E/RES/601(XXI)"),
        ("resolution 1811 (LV)", "E/RES/1811(LV)"), ("Trusteeship Council resolution 2 (I)", "T/RES/2(I)"),
        ("General Assembly resolution 3209 (S-VI)", "A/RES/3209(S-VI)"),
        ("General Assembly resolution 52/211 B", "A/RES/52/211B"),
        ("Human Rights Council decision 2/13", "A/HRC/DEC/2/13"),
        ("Security Council resolution 1058 (1996)", "S/RES/1058(1996)"),
    ],
)  # fmt: skip
def test_the_mandate_of_a_report_has_the_symbol_of_its_mention(words: str, symbol: str) -> None:
    sentence = f"The present report is submitted pursuant to {words}."
    assert (mandates([sentence]), [entity for _, entity in cited(sentence)]) == ((symbol,), [symbol])


def test_parts_stand_in_one_document_where_the_session_is_roman() -> None:
    found = symbols("see A/RES/671 A (XXV) and A/RES/52/211 B.")
    assert [symbol.entity for symbol in found] == ["A/RES/671(XXV)", "A/RES/52/211B"]


def test_organ_from_the_rest_of_the_report() -> None:
    found = cited("The Human Rights Council adopted resolution 54/6.", "They welcomed resolution 54/6.")
    assert [entity for _, entity in found] == ["A/HRC/RES/54/6", "A/HRC/RES/54/6"]


def test_own_organ_where_nothing_tells() -> None:
    assert cited("They welcomed resolution 54/6.", symbol="A/HRC/58/14") == [("resolution 54/6", "A/HRC/RES/54/6")]
    assert cited("They welcomed resolution 54/6.", symbol="A/58/14") == [("resolution 54/6", "A/RES/54/6")]


def test_unknown_commission_is_no_guess() -> None:
    assert cited("The Commission adopted resolution 1993/6.") == [("resolution 1993/6", None)]


def test_pinpoints_stay_outside() -> None:
    [before] = find_citations(units("under paragraph 4 of General Assembly resolution 69/150 it")[0])
    [after] = find_citations(units("see A/79/616, annex I, on this")[0])
    assert (before.pinpoint, after.pinpoint) == ("paragraph 4", "annex I")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(A/79/616-S/2024/839)", [("A/79/616-S/2024/839", "A/79/616+S/2024/839")]),
        ("S/2024/817 and Add.1", [("S/2024/817", "S/2024/817"), ("Add.1", "S/2024/817/Add.1")]),
        ("S/23870 and Corr. 1 and 2)",
         [("S/23870", "S/23870"), ("Corr. 1", "S/23870/Corr.1"), ("2", "S/23870/Corr.2")]),
        ("S/1997/365 and Add.l)", [("S/1997/365", "S/1997/365"), ("Add.l", "S/1997/365/Add.1")]),
        ("S/25812 and Add.1-2)", [("S/25812", "S/25812"), ("Add.1-2", "S/25812/Add.1+S/25812/Add.2")]),
        ("A/78/5 (Vol. I), chap. II", [("A/78/5 (Vol. I)", "A/78/5(Vol.I)")]),
        ("A/HRC/58/14/ Add.1", [("A/HRC/58/14/ Add.1", "A/HRC/58/14/Add.1")]),
        ("CEDAW/C/CAF/1-5; S/PV.4097; ST/SGB/2003/13.",
         [("CEDAW/C/CAF/1-5", "CEDAW/C/CAF/1-5"), ("S/PV.4097", "S/PV.4097"), ("ST/SGB/2003/13", "ST/SGB/2003/13")]),
        ("(UNCTAD/ECDC/228); UNCTAD/WTO", [("UNCTAD/ECDC/228", "UNCTAD/ECDC/228")]),
        ("HIV/AIDS in A/47 and S/1999", []),
    ],
)  # fmt: skip
def test_symbol(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[s.start : s.end], s.entity) for s in symbols(text)] == expected


@given(st.integers(1, 99), st.integers(1, 999), st.sampled_from(["", "/Add.1", "/Rev.2", "/Corr.1"]))
def test_symbol_round_trip(session: int, number: int, tail: str) -> None:
    symbol = f"A/{session}/{number}{tail}"
    assert [s.entity for s in symbols(f"see ({symbol}).")] == [symbol]


def test_a_name_does_not_begin_inside_a_word() -> None:
    assert cited("It is in O’Brien Commission decision 5.") == [("Commission decision 5", "name/commission-decision-5")]


def test_a_citation_after_a_long_word() -> None:
    """The word has a capital after each apostrophe; a name begun at each of them would take many minutes."""
    word = "Committee of A" + "’April0" * 100_000
    assert cited(f"{word} and resolution 1701 (2006)") == [("resolution 1701 (2006)", "S/RES/1701(2006)")]


def test_the_noun_said_last_is_that_of_an_open_citation() -> None:
    text = "Decision 12 of the Board and resolutions 46/91 and 47/5 and the DECISIONS 34/401 and 34/402"
    assert [_noun_of(text, number) for number in ("46/91", "47/5", "34/401", "34/402")] == [
        "resolution", "resolution", "decision", "decision",
    ]  # fmt: skip


def test_the_sentence_of_a_list_is_searched_once_for_a_commission() -> None:
    _names_commission.cache_clear()
    cited("It recalls resolutions " + "46/91, 47/5 and " * 9 + "48/12.")
    assert _names_commission.cache_info().misses == 1


def _noun_of(text: str, number: str) -> str:
    start = text.index(number)
    return _noun(units(text)[0], Candidate("INSTRUMENT", start, start + len(number), "citation-open"))
