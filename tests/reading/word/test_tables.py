"""The tables of a Word file: merged cells, captions, notes, and tables that only frame text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.table import Table

from drawn.word import Word, body, level, of, run
from sgreports.model.report import Span

SENTENCE = "The ferries of Ruritania carried more people than in any year before, and most of them were on time. " * 2


def filled(word: Word, *rows: tuple[str, ...]) -> Table:
    table: Table = word.document.add_table(len(rows), len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return table


def test_caption_cells_and_notes(tmp_path: Path) -> None:
    word = Word()
    word.put("1.\tThe ferries ran on time (see table 6.1).")
    word.put("Table 6.1", "Heading 3")
    word.put("Passengers by year", "Heading 3")
    filled(word, ("Port", "2043", "", "2044"), ("", "", "", ""), ("Streslau", "12", "", "14"))
    word.put()
    word.put("Source: the harbour office.")
    word.put("Note: figures are rounded.")
    word.put("2.\tThe harbour is closed.")
    report = word.read(tmp_path)
    assert body(report) == [("1", "The ferries ran on time (see table 6.1)."), ("2", "The harbour is closed.")]
    (table,) = report.tables
    assert (table.number, table.title, table.cells) == (
        "6.1", "Passengers by year", (("Port", "2043", "2044"), ("Streslau", "12", "14")),
    )  # fmt: skip
    assert (table.source_line, table.notes) == ("Source: the harbour office.", "Note: figures are rounded.")
    assert report.sections == ()


def test_merged_cells(tmp_path: Path) -> None:
    word = Word()
    table = filled(word, ("Port", "Passengers", "", ""), ("", "2043", "2044", ""), ("North", "1", "2", "x"),
                   ("", "3", "4", "y"), ("All ports", "", "", ""))  # fmt: skip
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(4, 0).merge(table.cell(4, 3))
    hidden = table.rows[3]._tr.tc_lst[0]
    hidden.add_p().add_r().text = "not shown"
    heads = parse_xml(f"<w:tblHeader {nsdecls('w')}/>")
    table.rows[0]._tr.get_or_add_trPr().append(heads)
    word.put("1.\tThe ferries ran on time.")
    (found,) = word.read(tmp_path).tables
    assert found.cells == (
        ("Port", "Passengers", "Passengers", ""),
        ("", "2043", "2044", ""),
        ("North", "1", "2", "x"),
        ("", "3", "4", "y"),
        ("All ports", "", "", ""),
    )
    assert found.spans == (
        Span(row=0, column=1, columns=2), Span(row=2, column=0, rows=2), Span(row=4, column=0, columns=4),
    )  # fmt: skip


def test_deleted_row_and_note_that_a_cell_calls(tmp_path: Path) -> None:
    word = Word()
    table = filled(word, ("Port", "2043"), ("Streslau", "12"), ("Zenda", "13"))
    deleted = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"/>')
    table.rows[1]._tr.get_or_add_trPr().append(deleted)
    call = parse_xml(word.note("Without ferries.").replace("<w:r>", f"<w:r {nsdecls('w')}>"))
    table.cell(2, 1).paragraphs[0]._p.append(call)
    word.put("1.\tThe ferries ran on time.")
    report = word.read(tmp_path)
    (found,) = report.tables
    assert (found.cells, found.notes) == ((("Port", "2043"), ("Zenda", "13")), "1 Without ferries.")
    assert body(report) == [("1", "The ferries ran on time.")]


def test_box_of_a_summary_is_text(tmp_path: Path) -> None:
    word = Word()
    word.put("Report of the Secretary-General")
    filled(word, ("Summary",), (SENTENCE,))
    word.put("\tI.\tIntroduction", "Heading 1")
    word.put("1.\tThe ferries ran on time.")
    report = word.read(tmp_path)
    assert [(p.key, p.text) for p in report.paragraphs if p.part == "summary"] == [("summary/1", SENTENCE.strip())]
    assert report.tables == ()


def test_list_of_contents_is_left_out(tmp_path: Path) -> None:
    word = Word()
    word.put("Report of the Secretary-General")
    word.put("Contents", "Heading 1")
    filled(word, ("", "", "Page"), ("I.", "Introduction", "2"), ("II.", "The ferries", "3"))
    word.put("\tI.\tIntroduction", "Heading 1")
    word.put("1.\tThe ferries ran on time.")
    word.put("\tII.\tThe ferries", "Heading 1")
    word.put("2.\tThey are old.")
    report = word.read(tmp_path)
    assert [s.title for s in report.sections] == ["Introduction", "The ferries"]
    assert body(report) == [("1", "The ferries ran on time."), ("2", "They are old.")]
    assert report.tables == ()


LONG = "Journeys of the ferries between the ports of the north and those of the south in the years 2040 to"


def listed_in_table(word: Word) -> None:
    filled(word, ("", "", "Page"), ("I.", "Crews", "2"), ("II.", "Ports", "3"), ("", "Annexes", ""), ("I.", LONG, "9"))


def listed_by_tabs(word: Word) -> None:
    for entry in ("Page", "I.\tCrews\t2", "II.\tPorts\t3", "Annexes", f"I.\t{LONG}\t9"):
        word.put(entry)


def listed_by_word(word: Word) -> None:
    word.lists([level(0, "%1.")], [of(0)])
    for entry in ("Page", "Crews\t2", "Ports\t3"):
        word.put(entry, listed=(1, 0) if entry != "Page" else None)
    word.put("Annexes")
    word.put(f"{LONG}\t9", listed=(1, 0))


@pytest.mark.parametrize("lists", [listed_in_table, listed_by_tabs, listed_by_word])
def test_annexes_of_a_list_of_contents_are_no_annex(tmp_path: Path, lists: Callable[[Word], None]) -> None:
    word = Word()
    word.put("Report of the Secretary-General")
    word.put("Contents", "Heading 1")
    lists(word)
    word.put("I.\tCrews", "Heading 1")
    word.put("1.\tThe ferries ran on time.")
    word.put("II.\tPorts", "Heading 1")
    word.put("2.\tThey are old.")
    word.put("Annex I", "Heading 1")
    word.put("1.\tThere were 40 journeys.")
    keys = [(p.key, p.text) for p in word.read(tmp_path).paragraphs if p.part != "cover"]
    assert keys == [
        ("1", "The ferries ran on time."), ("2", "They are old."), ("annex-1/1", "There were 40 journeys."),
    ]  # fmt: skip


def test_drawing_under_a_caption_is_a_figure(tmp_path: Path) -> None:
    word = Word()
    word.put("1.\tThe ferries ran on time.")
    word.put("Figure 6.II", "Heading 3")
    word.put("Passengers by year", "Heading 3")
    word.xml("<w:r><w:drawing/></w:r>")
    word.put("2.\tThey are old.")
    report = word.read(tmp_path)
    assert [(f.number, f.title) for f in report.figures] == [("6.II", "Passengers by year")]
    assert body(report) == [("1", "The ferries ran on time."), ("2", "They are old.")]


def test_typed_note_of_a_table(tmp_path: Path) -> None:
    word = Word()
    table = filled(word, ("Port", "2043"), ("Streslau", "12"))
    mark = run("a", '<w:vertAlign w:val="superscript"/>').replace("<w:r>", f"<w:r {nsdecls('w')}>")
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(mark))
    word.xml(run("a", '<w:vertAlign w:val="superscript"/>') + "<w:r><w:tab/><w:t>Without ferries.</w:t></w:r>")
    word.put("1.\tThe ferries ran on time.")
    (found,) = word.read(tmp_path).tables
    assert (found.cells[1], found.notes) == (("Streslau", "12"), "a Without ferries.")
