"""Numbers as the cells of tables print them."""

import re
from collections.abc import Iterable

NUMBER = re.compile(
    r"(?P<minus>[-\u2212\u2013(]\s?)?(?P<digits>\d{1,3}(?:[ \u00a0\u202f,]\d{3})+|\d+)(?P<rest>\.\d+)?\)?"
)
"""A number as tables print it: `1,204`, `1 204`, `12.5`; a minus sign or brackets for one below zero."""

FIGURE = re.compile(r"[$€£(–-]{0,2} ?(?=[ .,]*+\d)[\d .,]++[%)a-z]?|[-–—.]{1,3}")
"""What a column of figures has in its cells: a number with its unit or the mark of a note, a dash for none."""
_FIGURES = 0.6  # of the cells of a column of figures


def are_figures(texts: Iterable[str]) -> bool:
    """Whether most of a column's cells are figures."""
    filled = [text for text in texts if text]
    return sum(FIGURE.fullmatch(text) is not None for text in filled) > _FIGURES * len(filled)


def number_in(text: str) -> float | None:
    """The number that a cell is, whole; None for any other text and for a dash."""
    match = NUMBER.fullmatch(text.strip())
    if match is None or (match["minus"] or "").startswith("(") != text.strip().endswith(")"):
        return None
    value = float(re.sub(r"\D", "", match["digits"]) + (match["rest"] or ""))
    return -value if match["minus"] else value
