"""What tables say by words: the path of headings of a cell, and rows that are called a total."""

import re

_BETWEEN = " | "  # the headings of a path
_TOTAL = re.compile(r"(?i)(?:grand |over-?all |(?P<part>sub-?\s?))?totals?\b")


def path_of(*headings: str) -> str | None:
    """The path of some headings, from the outermost; what is said twice is said once.

    >>> path_of("Police", "", "Women"), path_of("")
    ('Police | Women', None)
    """
    return _BETWEEN.join(dict.fromkeys(filter(None, (heading.strip() for heading in headings)))) or None


def headings_of(path: str | None) -> list[str]:
    """The headings of a path, from the outermost.

    >>> headings_of("Police | Women"), headings_of(None)
    (['Police', 'Women'], [])
    """
    return path.split(_BETWEEN) if path else []


def is_total(text: str, whole: bool = False) -> bool:
    """Whether a row is called a total; with `whole`, one of the whole table and not of some of its rows.

    >>> [is_total(text) for text in ("Subtotal", "Grand total", "Total, Chad", "Totality")]
    [True, True, True, False]
    >>> [is_total(text, whole=True) for text in ("Subtotal", "Grand total:", "Total, Chad")]
    [False, True, False]
    """
    found = _TOTAL.match(text)
    return found is not None and not (whole and (found["part"] or re.search(r"\w", text[found.end() :])))
