"""Where a text put together from lines stands."""

from dataclasses import replace

from sgreports.model.base import Box
from sgreports.reading.lines import Line
from sgreports.reading.structure.located import located


def lines(*texts: str) -> list[Line]:
    return [
        Line(text, page=1, box=Box(page=1, x0=0, top=10 * i, x1=10 * len(text), bottom=10 * i + 9))
        for i, text in enumerate(texts)
    ]


def places(text: str, *texts: str) -> list[tuple[str, float, float]]:
    return [(text[p.start : p.end], p.box.x0, p.box.top) for p in located(text, lines(*texts))]


def test_a_text_of_two_lines_among_others() -> None:
    page = "United Nations", "The work of the", "mission in Chad", "Report"
    assert places("The work of the mission in Chad", *page) == [("The work of the", 0, 10), ("mission in Chad", 0, 20)]


def test_a_text_after_a_number_and_with_a_word_broken_over_lines() -> None:
    assert places("Government aid", "2. Govern-", "ment aid") == [("Govern", 100 - 100 * 6 / 7, 0), ("ment aid", 0, 10)]


def test_a_note_mark_belongs_to_no_text() -> None:
    (line,) = lines("Aid to Chada")
    marked = Line(line.text, page=1, box=line.box, superscripts=((11, 12),))
    assert [(p.start, p.end) for p in located("Aid to Chad", [marked])] == [(0, 11)]
    (note,) = (replace(line, superscripts=((0, 1),)) for line in lines("a See above."))
    assert [(p.start, p.end) for p in located("a See above.", [note])] == [(0, 11)]


def test_a_text_that_no_lines_make_up_is_nowhere() -> None:
    assert places("The work of the mission", "The work of the", "Report") == []
    assert places("–", "–") == []
