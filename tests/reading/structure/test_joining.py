"""What stands between two lines, and offsets that survive it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgreports.model.report import Style
from sgreports.reading.lines import Line
from sgreports.reading.structure.joining import RunningText, line_break, vocabulary

_KNOWN = vocabulary(
    [Line("the conflict was related to the government of life and saving a State building"), Line("Port-au-Prince")]
)


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("conflict-", "related", "conflict-related"),
        ("conflict -", "related", "conflict-related"),
        ("conflict\ufffe", "related", "conflict-related"),
        ("life-", "saving", "life-saving"),
        ("1990-", "1995", "1990-1995"),
        ("2024–", "2025", "2024–2025"),
        ("State-", "building", "State-building"),
        ("govern-", "ment", "government"),
        ("wo-", "men", "women"),
        ("ferry\u00ad", "man", "ferryman"),
        ("conflict\u00ad", "ridden", "conflictridden"),
        ("1990\u00ad", "1995", "1990-1995"),
        ("some 700,", "000 people", "some 700,000 people"),
        ("of the 700,", "123 were women", "of the 700, 123 were women"),
        ("in May 2004,", "045 was the code", "in May 2004, 045 was the code"),
        ("Port-", "au-Prince", "Port-au-Prince"),
        ("non-", "governmental", "non-governmental"),
        ("S/2024/", "817", "S/2024/817"),
        ("A/RES/79/", "152", "A/RES/79/152"),
        ("mutilation/", "cutting", "mutilation/cutting"),
        ("pre-", "and post-conflict", "pre- and post-conflict"),
        ("two", "words", "two words"),
        ("came –", "late", "came – late"),
        ("www.unicef.org/a_", "b.html", "www.unicef.org/a_b.html"),
        ("www.unicef.org/a-govern-", "ment/", "www.unicef.org/a-govern-ment/"),
        ("www.unicef.org/child-rights-", "and-trade", "www.unicef.org/child-rights-and-trade"),
    ],
)
def test_join(before: str, after: str, joined: str) -> None:
    stem, glue = line_break(before, after, _KNOWN)
    assert stem + glue + after == joined


def test_marks_leave_and_their_offsets_stay() -> None:
    running = RunningText(_KNOWN)
    running.add(Line("12. In all, 81,0003 people", superscripts=((18, 19),)), skip=4, marks=((18, 19),))
    running.add(Line("came."))
    assert (running.text, running.calls) == ("In all, 81,000 people came.", [("3", 14)])


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("700, 000 people", "700,000 people"),
        ("12 ,500 people", "12,500 people"),
        ("1,700, 000 people", "1,700,000 people"),
        ("of 700, 123 women", "of 700, 123 women"),
        ("wo\u00admen", "women"),
    ],
)
def test_blanks_inside_a_number_go(line: str, text: str) -> None:
    running = RunningText(_KNOWN)
    running.add(Line(line, styles=(Style(start=len(line) - 3, end=len(line), bold=True),)))
    assert running.text == text
    assert [text[style.start : style.end] for style in running.styles] == [line[-3:]]


@given(st.lists(st.text(st.characters(categories=("L", "N", "Zs", "Pd", "Po")), min_size=1, max_size=12), max_size=6))
def test_lines_lose_no_letter(texts: list[str]) -> None:
    running = RunningText(_KNOWN)
    for text in texts:
        running.add(Line(text))
    assert [c for c in running.text if c.isalnum()] == [c for text in texts for c in text if c.isalnum()]
