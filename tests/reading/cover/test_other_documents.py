"""Documents that are no reports: resolutions, advance copies, letters that name drafts, papers of others."""

from pathlib import Path

from drawn.paper import Paper
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings


def _read(folder: Path, paper: Paper) -> Report:
    path = folder / "drawn.pdf"
    path.write_bytes(paper.pdf())
    return read_report(path, Settings())


def _cover(symbol: str, *title: str) -> Paper:
    paper = Paper().page()
    paper.put(110, 60, "United Nations", size=12)
    if symbol:
        paper.put(440, 60, symbol, "B")
    paper.put(110, 90, "Security Council", "B", 14)
    paper.put(440, 90, "Distr.: General")
    paper.put(440, 102, "14 July 2031")
    for row, text in enumerate(title):
        paper.put(110, 160 + 16 * row, text, "B", 14)
    return paper


def _clause(paper: Paper, y: float, mark: str, opening: str, rest: str, *more: str) -> float:
    x = paper.put(132, y, mark) if mark else 132.0
    paper.put(paper.put(x, y, opening, "I"), y, rest)
    for row, text in enumerate(more, start=1):
        paper.put(110, y + 12 * row, text)
    return y + 12 * (len(more) + 1)


def test_the_clauses_of_a_resolution_are_rows(tmp_path: Path) -> None:
    paper = _cover("S/RES/2901 (2031)", "Resolution 2901 (2031)")
    paper.put(110, 192, "Adopted by the Security Council at its 9999th meeting, on 14 July 2031", "I")
    paper.put(132, 224, "The Security Council,", "I")
    y = _clause(paper, 236, "", "Recalling", " its resolutions on the harbour of Port Elsa, which the boats of the",
                "islands use throughout the year,")  # fmt: skip
    y = _clause(paper, y, "", "Noting", " that the works are not finished,")
    y = _clause(paper, y, "1.   ", "Decides", " to extend the mandate of the mission in Port Elsa until the end of the",
                "year 2032;")  # fmt: skip
    _clause(paper, y, "2.   ", "Requests", " the Secretary-General to report on the works in that harbour.")
    report = _read(tmp_path, paper)
    assert (report.document, report.masthead.kind) == ("S/RES/2901(2031)", "resolution")
    assert [(p.key, p.text.split()[0]) for p in report.paragraphs if p.part == "body"] == [
        ("0+1", "The"), ("0+2", "Recalling"), ("0+3", "Noting"), ("1", "Decides"), ("2", "Requests"),
    ]  # fmt: skip


def test_an_advance_copy_has_the_symbol_that_it_announces(tmp_path: Path) -> None:
    paper = _cover("", "Report of the Secretary-General on Port Elsa")
    paper.put(110, 130, "Advance copy, which will be issued under the symbol S/2031/981.")
    paper.rows(
        110, 220, ["1.   The present report describes the works in the harbour of Port Elsa.", "2.   It is short."]
    )
    assert _read(tmp_path, paper).masthead.symbols == ("S/2031/981",)


def test_a_letter_that_names_a_draft_is_a_letter(tmp_path: Path) -> None:
    paper = _cover(
        "S/2031/5", "Letter dated 3 July 2031 from the Permanent Representative", "of Elsania to the President"
    )
    paper.rows(
        110, 220, ["I have the honour to refer to the item on the harbour of Port Elsa and to the", "draft resolution"]
    )
    assert _read(tmp_path, paper).masthead.kind == "letter"


def test_a_paper_of_others_is_other_with_an_issue(tmp_path: Path) -> None:
    paper = Paper().page()
    paper.put(110, 90, "Annual report of the harbour company", "B", 14)
    paper.rows(
        110, 160, ["1.   The company opened a second quay in the spring of the year.", "2.   It hired engineers."]
    )
    report = _read(tmp_path, paper)
    assert report.masthead.kind == "other"
    assert [issue.code for issue in report.issues] == ["no-un-document"]
