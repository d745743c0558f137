"""Offsets as JavaScript counts them: UTF-16 code units, two for a character beyond the basic plane."""

from bisect import bisect_left
from itertools import accumulate

BASIC = 0xFFFF


class Utf16:
    """Turns offsets into one text from code points to code units and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = list(accumulate((1 + (ord(c) > BASIC) for c in text), initial=0))

    def of(self, offset: int) -> int:
        """The code units before the code point at `offset`. Raises IndexError outside of the text."""
        return self.starts[offset]

    def back(self, units: int) -> int | None:
        """The code points before so many code units; None inside a character or outside of the text."""
        at = bisect_left(self.starts, units)
        return at if units >= 0 and at < len(self.starts) and self.starts[at] == units else None
