"""Where a number of a paragraph stands on its page."""

from pathlib import Path

from drawn.paper import Paper, width
from sgreports.model.base import Box
from sgreports.reading.pages.word_places import word_boxes

LINES = (
    "In 2043 armed groups killed 75 people, of whom 12 in the",
    "east and 12 in the west; 1 200",
    "others were hurt.",
)
TEXT = "In 2043 armed groups killed 75 people, of whom 12 in the east and 12 in the west; 1 200 others were hurt."
BOX = Box(page=2, x0=70, top=90, x1=400, bottom=130)


def paper(tmp_path: Path) -> Path:
    drawn = Paper().page()
    drawn.rows(72, 100, LINES)
    drawn.page()
    drawn.rows(72, 60, LINES[:1])  # the same words above the paragraph
    drawn.rows(72, 100, LINES)
    path = tmp_path / "A_99_7.pdf"
    path.write_bytes(drawn.pdf())
    return path


def places(path: Path, words: str, before: str = "") -> list[tuple[int, float, float]]:
    """Page, left edge and right edge of words that stand after others, in points."""
    start = TEXT.index(before + words) + len(before)
    return [(b.page, round(b.x0), round(b.x1)) for b in word_boxes(path, [BOX], TEXT, start, start + len(words))]


def at(line: int, words: str, before: str) -> tuple[int, float, float]:
    left = 72 + width(LINES[line][: LINES[line].index(before + words) + len(before)])
    return 2, round(left), round(left + width(words))


def near(found: list[tuple[int, float, float]], expected: list[tuple[int, float, float]]) -> bool:
    flat = zip([n for each in found for n in each], [n for each in expected for n in each], strict=True)
    return all(abs(one - other) <= 2 for one, other in flat)


def test_a_number_is_found_in_its_paragraph_alone_by_the_words_around_it(tmp_path: Path) -> None:
    path = paper(tmp_path)
    assert near(places(path, "75"), [at(0, "75", "")])
    assert near(places(path, "12", "whom "), [at(0, "12", "whom ")])
    assert near(places(path, "12", "and "), [at(1, "12", "and ")])
    assert near(places(path, "1 200"), [at(1, "1 200", "")])


def test_what_is_broken_over_lines_has_a_box_a_line_and_what_is_not_there_has_none(tmp_path: Path) -> None:
    path = paper(tmp_path)
    assert near(places(path, "the east"), [at(0, "the", "in "), at(1, "east", "")])
    assert word_boxes(path, [BOX], "It has 999 others.", 7, 10) == []
    assert word_boxes(path, [BOX.model_copy(update={"page": 3})], TEXT, 28, 30) == []
