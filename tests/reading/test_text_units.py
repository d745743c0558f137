"""Titles, headings, captions and cells as texts with their places."""

from pathlib import Path

from drawn.paper import Paper
from sgreports.model.report import TextUnit
from sgreports.reading import read_report
from sgreports.settings import Settings

COLUMNS = (60, 224), (226, 388), (390, 552)
SENTENCE = "The mission has been working with the authorities on returns."
ROWS = {
    92: ("Office", "2043", "Sum"), 110: ("Office for", "14", "27"), 120: ("Chad", "", ""), 140: ("Mali", "15", "30"),
}  # fmt: skip


def drawn(tmp_path: Path) -> tuple[TextUnit, ...]:
    """A report with a title, a heading over two lines, and a table with a wrapped cell."""
    paper = Paper().page()
    paper.put(123, 60, "Situation in Ruritania", "B", 16)
    paper.put(123, 90, "Report of the Secretary-General", "B", 12)
    paper.put(100, 130, "I.  Work of the Council and of the mission for", "B", 12)
    paper.put(123, 143, "the elections", "B", 12)
    for i in range(8):
        paper.put(123, 170 + 12 * i, "1.  " * (i == 0) + SENTENCE)
    paper.page()
    paper.put(60, 60, "Table 2")
    paper.put(60, 72, "Aid by office", "B")
    for y in (80, 96, 146):
        for left, right in COLUMNS:
            paper.line(left, y, right, y)
    for y, cells in ROWS.items():
        for (left, _), cell in zip(COLUMNS, cells, strict=True):
            if cell:
                paper.put(left, y, cell, "", 8)
    paper.put(60, 156, "Source: the mission in Chad.", "", 8)
    path = tmp_path / "drawn.pdf"
    path.write_bytes(paper.pdf())
    return read_report(path, Settings()).text_units


def test_each_text_that_is_no_paragraph_is_a_unit(tmp_path: Path) -> None:
    units = drawn(tmp_path)
    assert [(u.key, u.text, u.page) for u in units] == [
        ("title/1", "Situation in Ruritania", 1),
        ("heading/I", "Work of the Council and of the mission for the elections", 1),
        ("caption/table-1", "Aid by office", 2),
        ("cell/table-1/0/0", "Office", 2), ("cell/table-1/0/1", "2043", 2), ("cell/table-1/0/2", "Sum", 2),
        ("cell/table-1/1/0", "Office for Chad", 2), ("cell/table-1/2/0", "Mali", 2),
        ("caption/table-1/source", "Source: the mission in Chad.", 2),
    ]  # fmt: skip
    lines = {u.key: [(u.text[p.start : p.end], p.box.page, p.box.x0) for p in u.pieces] for u in units}
    assert lines["heading/I"][1] == ("the elections", 1, 123)
    assert lines["heading/I"][0][:2] == ("Work of the Council and of the mission for", 1)
    assert lines["caption/table-1"] == [("Aid by office", 2, 60)]
    assert lines["cell/table-1/1/0"] == [("Office for", 2, 60), ("Chad", 2, 60)]
    assert lines["cell/table-1/0/1"] == [("2043", 2, 226)]
