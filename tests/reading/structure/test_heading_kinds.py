"""Headings beside what only looks like one: summaries in italics, bylines, lists right above, goals over targets."""

from drawn.paper import SENTENCE, Paper
from drawn.reading import report as read
from sgreports.model.report import Report


class Sheets(Paper):
    """A report of two pages, whose first has three paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.page()
        for number in range(3):
            self.numbered(100 + 80 * number, number + 1)
        self.page()

    def numbered(self, y: float, number: int) -> None:
        self.put(123, y, f"{number}.  {SENTENCE}")
        self.rows(123, y + 12, [SENTENCE] * 4)


def titles(report: Report) -> list[tuple[str, str | None, str]]:
    return [(section.key, section.parent, section.title) for section in report.sections]


def test_summary_in_italics_is_text() -> None:
    paper = Sheets()
    paper.put(123, 90, "II.  Return", "B", 14)
    lines = ("The return of those who had left went on during the year in all", "of the provinces of the north and in"
             " most of those of the south,", "where the mission opened two offices.")  # fmt: skip
    for row, text in enumerate(lines):
        paper.put(123, 120 + 12 * row, text, "I")
    paper.numbered(170, 4)
    report = read(paper)
    assert titles(report) == [("II", None, "Return")]
    assert " ".join(lines) in [paragraph.text for paragraph in report.paragraphs]


def test_heading_right_under_a_list() -> None:
    paper = Sheets()
    paper.numbered(100, 4)
    paper.put(143, 172, "(a)  Rice and flour")
    paper.put(143, 184, "(b)  Oil")
    paper.put(123, 196, "Water and light", "B")
    paper.numbered(208, 5)
    report = read(paper)
    assert [section.title for section in report.sections] == ["Water and light"]
    assert report.paragraphs[-2].text.endswith("(a) Rice and flour (b) Oil")


def test_targets_stand_under_their_goal() -> None:
    paper = Sheets()
    for y, text in ((90, "Goal 5. Work for all"), (110, "Target 5.1"), (220, "Target 5.2"), (330, "Goal 6. Water")):
        paper.put(123, y, text, "B")
    for number, y in enumerate((126, 236, 346), start=4):
        paper.numbered(y, number)
    assert titles(read(paper)) == [
        ("h1", None, "Goal 5. Work for all"),
        ("h1.h2", "h1", "Target 5.1"),
        ("h1.h3", "h1", "Target 5.2"),
        ("h4", None, "Goal 6. Water"),
    ]


def test_title_of_an_annex_ends_before_its_byline_and_calls_its_note() -> None:
    paper = Sheets()
    paper.put(60, 90, "Annex I", "B", 14)
    end = paper.put(123, 112, "Progress in the north", "B", 14)
    paper.put(end, 106, "a", size=7)
    paper.put(123, 134, "Prepared by the mission, 14 August 2043", "B", 10)
    paper.put(123, 160, "1.  " + SENTENCE)
    paper.rows(123, 172, [SENTENCE] * 4)
    paper.put(130, 697, "a", size=5)
    paper.put(136, 700, "Received on 2 September.", size=8)
    report = read(paper)
    assert titles(report) == [("annex-1", None, "Progress in the north")]
    assert [p.text for p in report.paragraphs if p.part in ("annex", "footnote")] == [
        "Prepared by the mission, 14 August 2043", "Received on 2 September.", " ".join([SENTENCE] * 5),
    ]  # fmt: skip
    assert not [issue for issue in report.issues if issue.code.startswith("note")]


def test_a_note_that_a_heading_calls() -> None:
    paper = Sheets()
    end = paper.put(123, 90, "Water and light", "B")
    paper.put(end, 86, "1", "B", 6)
    paper.numbered(106, 4)
    paper.put(130, 697, "1", size=5)
    paper.put(136, 700, "Without the islands.", size=8)
    report = read(paper)
    assert titles(report) == [("h1", None, "Water and light")]
    assert [p.text for p in report.paragraphs if p.part == "footnote"] == ["Without the islands."]
    assert not [issue for issue in report.issues if issue.code.startswith("note")]
