"""The arithmetic of a table's totals: which numbers a total is the sum of, and which columns are never summed."""

import re
from collections.abc import Sequence

_ROUNDED, _SHARE = 0.06, 0.0001  # by which each addend with decimals is rounded; of a sum in thousands
_SHARES = re.compile(r"(?i)per ?cent|%|average|rate\b|ratio|share")


def is_of_shares(heading: str) -> bool:
    """Whether a column has shares, rates or averages, which no total is the sum of, by its heading.

    >>> [is_of_shares(heading) for heading in ("Percentage", "Women (%)", "Observers")]
    [True, True, False]
    """
    return bool(_SHARES.search(heading))


def adds_up(numbers: Sequence[float], total: float) -> bool:
    """Whether numbers make a total, as exactly as their decimals are rounded.

    >>> adds_up([33.3, 33.3, 33.3], 100.0), adds_up([12, 7], 20)
    (True, False)
    """
    found = sum(numbers)
    decimals = any(value != int(value) for value in (found, total))
    return abs(found - total) <= max(_ROUNDED * len(numbers) if decimals else 0.5, _SHARE * abs(total))


def last_addends(numbers: Sequence[float], total: float) -> int:
    """How many of the last numbers make a total; 0 where none do.

    >>> last_addends([40, 12, 7], 19), last_addends([12, 7], 20)
    (2, 0)
    """
    return next((count for count in range(1, len(numbers) + 1) if adds_up(numbers[-count:], total)), 0)
