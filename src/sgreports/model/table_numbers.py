"""Numbers as the cells of tables print them."""

import re

NUMBER = re.compile(
    r"(?P<minus>[-\u2212\u2013(]\s?)?(?P<digits>\d{1,3}(?:[ \u00a0\u202f,]\d{3})+|\d+)(?P<rest>\.\d+)?\)?"
)
"""A number as tables print it: `1,204`, `1 204`, `12.5`; a minus sign or brackets for one below zero."""


def number_in(text: str) -> float | None:
    """The number that a cell is, whole; None for any other text and for a dash."""
    match = NUMBER.fullmatch(text.strip())
    if match is None or (match["minus"] or "").startswith("(") != text.strip().endswith(")"):
        return None
    value = float(re.sub(r"\D", "", match["digits"]) + (match["rest"] or ""))
    return -value if match["minus"] else value
