"""Words → runs on common baselines, of even sizes."""

import pytest

from drawn.scans import Row, tsv
from sgreports.reading.glyphs.rows import level_rows
from sgreports.reading.ocr.letters import runs_of
from sgreports.reading.ocr.words import recognized

POINT = 72 / 200
LINES: list[Row] = [
    (60, 100 + 14 * row, "The military observers have been deployed in each of the five sectors, by road.")
    for row in range(6)
]


def rows_of(page: str) -> list[tuple[str, float, float]]:
    """Text, baseline and left edge of each row, in points."""
    rows = level_rows(runs_of(recognized(page).lines, POINT))
    return [
        ("".join(c for run in row.runs for c in run.chars).strip(), row.baseline, row.runs[0].lefts[0]) for row in rows
    ]


def test_a_level_page() -> None:
    rows = rows_of(tsv(LINES))
    assert [text for text, _, _ in rows] == [text for _, _, text in LINES]
    assert [baseline for _, baseline, _ in rows] == pytest.approx([y for _, y, _ in LINES], abs=0.5)


def test_a_slanting_page_is_levelled() -> None:
    """Two parts of a row that Tesseract has put into two lines are one row again, and the left edge is straight."""
    parts = [part for x, y, text in LINES for part in ((x, y, text), (x + 330, y, "beside"))]
    rows = rows_of(tsv(parts, slope=0.03))
    assert [text for text, _, _ in rows] == [f"{text} beside" for _, _, text in LINES]
    lefts = [left for _, _, left in rows]
    assert max(lefts) - min(lefts) < 2


def test_sizes_are_even_but_for_headings_and_notes() -> None:
    big, small = (
        tsv([(60, 40, "The Deployment of the Force")], size=15),
        tsv([(60, 500, "See the report of the Force on it.")], size=7),
    )
    lines = [*recognized(big).lines, *recognized(tsv(LINES)).lines, *recognized(small).lines]
    sizes = [run.face.size for run in runs_of(lines, POINT)]
    words = [len(line) for line in lines]
    assert [round(sizes[sum(words[:i])]) for i in range(len(lines))] == [15, *[10] * 6, 7]
    assert len({round(size) for size in sizes}) == 3
