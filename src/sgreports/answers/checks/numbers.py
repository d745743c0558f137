"""Numbers as written: between which bounds a rounded one lies."""

import re

NUMBER = re.compile(r"\d[\d,  ]*+(?:\.(?P<decimals>\d++))?")
SCALED = re.compile(r"\b(?:thousand|million|billion|trillion)s?\b", re.IGNORECASE)


def rounding(text: str, value: float) -> float:
    """By how much a number with decimals or a scale word may be off; nothing of a whole number."""
    found = NUMBER.search(text)
    return half_step(text, value) if SCALED.search(text) or (found and found["decimals"]) else 0.0


def half_step(text: str, value: float) -> float:
    """Half of the last digit that a number is written with: 0.05 of `7.8 per cent`, 50,000 of `$2.1 million`.

    0.5 of a whole number without a scale word.
    """
    found = NUMBER.search(text)
    if not found:
        return 0.5
    written = float(re.sub(r"[^\d.]", "", found[0]) or 0)
    scale = value / written if SCALED.search(text) and written else 1.0
    return 0.5 * abs(scale) * 10.0 ** -len(found["decimals"] or "")
