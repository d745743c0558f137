"""Text that a tool made of a document: what belongs to the paper, notes, tables, numbers on lines of their own."""

from pathlib import Path

from sgreports.dataset.rows.boxes import page_at, pages_of
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings

_COVER = """United Nations                                   S/2031/7

Security Council                                 Distr.: General
                                                 3 March 2031

Report of the Secretary-General on the harbour of Port Elsa

"""

_PLAIN = """United Nations

S/2031/7

Security Council

Distr.: General
3 March 2031

Report of the Secretary-General on the harbour of Port Elsa
I.

Introduction
1.
The present report describes the works in the harbour of Port Elsa and the
support that the mission gave to the harbour authority of the town. 1
2.
The harbour reopened in May. The first ship brought grain, and the har-
bour opened a second quay, which the fishing boats of the town have used
__________________

See S/2030/12.
1

31-00007 (E)

030331

*3100007*

\fS/2031/7

since June.
A.

Overview of the works 2
3.
The works went on through the winter. 3 The authority hired
40 engineers for the works on the quay.
4.
Two cranes arrived in August.

__________________

Data of the authority.
3
See S/2030/15.
2

2/3

31-00007

\fS/2031/7

B.

Outlook
5.
The last section of the wall will be finished in the spring of the year.

31-00007

3/3

\f"""

_BODY = [
    ("1", "The present report describes the works in the harbour of Port Elsa and the support that the mission gave to "
          "the harbour authority of the town."),
    ("2", "The harbour reopened in May. The first ship brought grain, and the harbour opened a second quay, which "
          "the fishing boats of the town have used since June."),
    ("3", "The works went on through the winter. The authority hired 40 engineers for the works on the quay."),
    ("4", "Two cranes arrived in August."),
    ("5", "The last section of the wall will be finished in the spring of the year."),
]  # fmt: skip


def _read(path: Path, text: str) -> Report:
    path.write_text(text, encoding="utf-8")
    return read_report(path, Settings())


def _body(report: Report) -> list[tuple[str, str]]:
    return [(p.key, p.text) for p in report.paragraphs if p.part == "body"]


def test_running_heads_page_and_job_numbers_are_no_text(tmp_path: Path) -> None:
    assert _body(_read(tmp_path / "a.txt", _PLAIN)) == _BODY


def test_notes_are_tied_to_their_calls_though_the_tool_set_their_marks_apart(tmp_path: Path) -> None:
    report = _read(tmp_path / "a.txt", _PLAIN)
    notes = [(p.key, p.text) for p in report.paragraphs if p.part == "footnote"]
    assert notes == [("fn-1", "See S/2030/12."), ("fn-2", "Data of the authority."), ("fn-3", "See S/2030/15.")]
    calls = [(p.key, call.mark, call.paragraph) for p in report.paragraphs for call in p.calls]
    assert calls == [("1", "1", "fn-1"), ("3", "3", "fn-3")]


def test_headings_are_put_together_with_their_labels(tmp_path: Path) -> None:
    report = _read(tmp_path / "a.txt", _PLAIN)
    assert [(s.key, s.title) for s in report.sections] == [
        ("I", "Introduction"),
        ("I.A", "Overview of the works"),
        ("I.B", "Outlook"),
    ]


def test_form_feeds_count_the_pages(tmp_path: Path) -> None:
    report = _read(tmp_path / "a.txt", _PLAIN)
    second = next(p for p in report.paragraphs if p.key == "2")
    assert report.pages == 3
    assert pages_of(second) == [1, 2]
    assert [page_at(second, second.text.index(word), None) for word in ("harbour", "June")] == [1, 2]


def test_without_form_feeds_the_running_heads_part_the_pages(tmp_path: Path) -> None:
    report = _read(tmp_path / "a.txt", _PLAIN.replace("\f", "\n"))
    assert _body(report) == _BODY
    assert report.pages is None


_LAYOUT = (
    _COVER
    + """        I.   Introduction

             1.   The boats of Port Elsa caught less in the year than in the year
             before, as the following figures show:
                  Month                 Boats              Tons
                  January                  12               340
                  February                 15               410
                  March                    11               295
                  April                    17               480
             2.   The authority expects more in the coming year.

\f     S/2031/7

             3.   The mission is grateful.
\f"""
)


def test_a_table_of_blanks_is_a_table(tmp_path: Path) -> None:
    report = _read(tmp_path / "a.txt", _LAYOUT.replace("\f     S/2031/7", "\f     S/2031/7\n\n" + _ROWS))
    assert [key for key, _ in _body(report)] == ["1", "2", "3"]
    assert [table.cells for table in report.tables] == [
        (("Month", "Boats", "Tons"), ("May", "12", "340"), ("June", "15", "410"), ("July", "11", "295"))
    ]


_ROWS = """                  Month                 Boats              Tons
                  May                      12               340
                  June                     15               410
                  July                     11               295

"""

_COLUMNS = (
    _COVER
    + "\n".join(
        f"{left:<44}{right}"
        for left, right in (
            ("1. The left column is read to its end", "3. The right column follows the left one"),
            ("before the right one begins, as people", "and its lines are never put among those"),
            ("read a page that is set in two columns", "that stand beside them on the page since"),
            ("of running text with a gutter of white.", "nobody could understand such a text."),
            ("2. The second paragraph of the column is", "4. The last paragraph of this page is as"),
            ("as long as the first one was, so that the", "long as the others are, and it ends the"),
            ("gutter can be found by the white between", "page that was printed in two columns for"),
            ("the columns, as it is found in a PDF.", "the reader of this invented report."),
            ("", ""),
        )
    )
    + "\n\f"
)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    found = _body(_read(tmp_path / "a.txt", _COLUMNS))
    assert [key for key, _ in found] == ["1", "2", "3", "4"]
    assert found[0][1].endswith("of running text with a gutter of white.")


_RAW = """S/2031/7
Report of the Secretary-General
I. Introduction
1. The mission supported the harbour authority of Port Elsa in the year.1
The authority was thankful for that support and said so to the mission.
2. It hired engineers.
Fishing and trade
3. The boats of the town caught more than in the year before, the authority said.
2. Trade with the islands
4. Trade grew.
__________________
1
See S/2030/12.
\fS/2031/7
31-00007
2/2
5. The mission is grateful.
Annex I
Boats of Port Elsa
1. There are 40 boats.
"""


def test_a_raw_text_without_blank_lines_has_paragraphs_and_headings(tmp_path: Path) -> None:
    report = _read(tmp_path / "a.txt", _RAW)
    assert [(p.key, p.section) for p in report.paragraphs if p.number] == [
        ("1", "I"), ("2", "I"), ("3", "I.h1"), ("4", "I.h1.2"), ("5", "I.h1.2"), ("annex-1/1", "annex-1"),
    ]  # fmt: skip
    first = next(p for p in report.paragraphs if p.key == "1")
    assert first.text.startswith("The mission supported the harbour authority of Port Elsa in the year. The authority")
    assert [call.paragraph for call in first.calls] == ["fn-1"]


def test_axis_labels_and_cells_are_not_glued_to_a_paragraph(tmp_path: Path) -> None:
    pieces = "\n".join(("Figure II", "Boats by month", "0", "20", "40", "60", "80", "May", "June", "July"))
    text = _PLAIN.replace("4.\nTwo cranes", pieces + "\n4.\nTwo cranes")
    report = _read(tmp_path / "a.txt", text)
    assert _body(report) == _BODY
    assert [issue.code for issue in report.issues] == ["table-left-out"]


def test_the_cover_is_read_without_blank_lines_too(tmp_path: Path) -> None:
    head = (
        "United Nations\nSecurity Council\nDistr.: General\n3 March 2031\nPort Elsa\nReport of the Secretary-General\n"
    )
    masthead = _read(tmp_path / "a.txt", head + _RAW.split("\n", 2)[2]).masthead
    assert (masthead.title, masthead.author, masthead.kind) == ("Port Elsa", "Secretary-General", "report")
