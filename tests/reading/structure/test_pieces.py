"""A paragraph's boxes begin after its printed number, a note's after its mark."""

from pathlib import Path

import pytest

from drawn.paper import SENTENCE, Paper
from sgreports.reading import read_report
from sgreports.settings import Settings


def test_first_piece_begins_after_the_number(tmp_path: Path) -> None:
    paper = Paper().page()
    for row in range(3):
        paper.put(100, 120 + 40 * row, f"{row + 1}.")
        paper.put(130, 120 + 40 * row, SENTENCE)
        paper.put(100, 132 + 40 * row, SENTENCE)
    path = tmp_path / "a.pdf"
    path.write_bytes(paper.pdf())
    report = read_report(path, Settings())
    (second,) = [p for p in report.paragraphs if p.key == "2"]
    assert [(piece.start, piece.end) for piece in second.pieces] == [
        (0, len(SENTENCE)),
        (len(SENTENCE) + 1, 2 * len(SENTENCE) + 1),
    ]
    assert [piece.box.x0 for piece in second.pieces] == [pytest.approx(130, abs=1), pytest.approx(100, abs=1)]
