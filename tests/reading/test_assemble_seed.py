"""The seed report from text to rows: numbers, notes, sections, masthead."""

import datetime
from importlib import resources
from pathlib import Path

import pytest

from sgreports.model.report import Paragraph, Report
from sgreports.reading import read_report
from sgreports.settings import Settings


@pytest.fixture(scope="module")
def seed() -> Report:
    with resources.as_file(resources.files("sgreports") / "data" / "child-protection-2016.txt") as path:
        return read_report(Path(path), Settings())


def _row(report: Report, key: str) -> Paragraph:
    return next(paragraph for paragraph in report.paragraphs if paragraph.key == key)


def test_seventy_two_numbered_paragraphs_in_order(seed: Report) -> None:
    assert [p.number for p in seed.paragraphs if p.part == "body"] == list(range(1, 73))


def test_every_note_is_a_row_called_from_its_paragraph(seed: Report) -> None:
    called = {call.paragraph: p.key for p in seed.paragraphs for call in p.calls}
    assert called == {
        "fn-*": "cover/5", "fn-1": "4", "fn-2": "5", "fn-3": "6", "fn-4": "6", "fn-5": "7", "fn-6": "9", "fn-7": "20",
        "fn-8": "26", "fn-9": "45", "fn-10": "54", "fn-11": "63", "fn-12": "69",
    }  # fmt: skip
    assert {p.key for p in seed.paragraphs if p.part == "footnote"} == set(called)


@pytest.mark.parametrize(
    ("key", "seam"),
    [
        ("16", "region. Finally, South Sudan and Somalia"),
        ("33", "named a presidential adviser to address"),
        ("29", "child prostitution and child pornography and OHCHR"),
        ("4", "UNICEF is the lead agency"),
    ],
)
def test_a_paragraph_that_a_page_or_a_note_cuts_is_one_row(seed: Report, key: str, seam: str) -> None:
    assert seam in _row(seed, key).text


def test_a_mark_is_taken_out_and_its_offset_kept(seed: Report) -> None:
    paragraph = _row(seed, "7")
    (call,) = paragraph.calls
    assert paragraph.text[: call.offset].endswith("in its resolution 51/77,")
    assert paragraph.text[call.offset :].startswith(" to enhance the protection")


def test_markdown_is_read_as_style(seed: Report) -> None:
    note = _row(seed, "fn-8")
    assert note.text.startswith("UNICEF, Annual Report 2015. Available")
    assert [(note.text[s.start : s.end], s.italic) for s in note.styles] == [("Annual Report 2015", True)]


def test_sections_are_a_tree(seed: Report) -> None:
    assert [(s.key, s.level, s.parent) for s in seed.sections] == [
        ("I", 1, None), ("II", 1, None), ("III", 1, None), ("IV", 1, None), ("IV.A", 2, "IV"), ("IV.B", 2, "IV"),
        ("IV.C", 2, "IV"), ("IV.D", 2, "IV"), ("IV.E", 2, "IV"), ("IV.F", 2, "IV"), ("IV.G", 2, "IV"), ("V", 1, None),
    ]  # fmt: skip
    assert _row(seed, "64").section == "IV.G"


def test_the_cover(seed: Report) -> None:
    head = seed.masthead
    assert seed.document == "child-protection-2016"
    assert (head.session, head.agenda_items, head.date) == (71, ("65 (a)",), datetime.date(2016, 8, 2))
    assert (head.mandates, head.previous) == (("A/RES/68/145",), "A/68/253")
    assert head.title == "Collaboration within the United Nations system on child protection"
    assert (head.kind, head.author, head.organs) == ("report", "Secretary-General", ("General Assembly",))
    assert (head.original_language, head.distribution) == ("English", "General")
    assert (head.period_start, head.period_end) == (None, None)


def test_the_summary_is_a_part_of_its_own(seed: Report) -> None:
    assert [p.key for p in seed.paragraphs if p.part == "summary"] == ["summary/1"]
    assert seed.issues == ()
