"""Whether an abbreviation's letters are those of a name, and where the name must then begin."""

import re

_WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
_SMALL = frozenset({
    "of", "the", "for", "and", "on", "in", "to", "a", "an", "against", "with", "at", "by", "from",
    "de", "la", "le", "les", "du", "des", "del", "los", "las", "et", "y", "e", "d", "l", "pour", "para", "do", "da",
})  # fmt: skip


def capitals_of(abbreviation: str) -> str:
    """The letters that count, in lower case: `SPLM/A-IO` → `splmaio`, `UNAMIs` → `unami`."""
    return "".join(c for c in abbreviation if c.isupper() or c.isdigit()).lower() or abbreviation.lower()


def first_letters(name: str) -> str:
    """The initials of a name's words, small words left out, hyphenated parts each with their own."""
    words = re.findall(r"[^\W_]+(?:[’'][^\W_]+)?", name)
    return "".join(w[0] for w in words if w.lower() not in _SMALL).lower()


def left_edge(abbreviation: str, before: str) -> int | None:
    """Where in `before`, which ends with a name, the name for the abbreviation begins; None where no letters fit.

    Letters are matched from the right, the first one at the start of a capitalised word (Schwartz & Hearst 2003).
    """
    position = len(before)
    letters = capitals_of(abbreviation)
    for k in range(len(letters) - 1, -1, -1):
        position = _find_left(before, letters[k], position, opening=k == 0)
        if position < 0:
            return None
    return position


def _find_left(text: str, letter: str, end: int, *, opening: bool) -> int:
    for i in range(end - 1, -1, -1):
        starts = i == 0 or not text[i - 1].isalnum()
        if text[i].lower() == letter and (not opening or (starts and text[i].isupper())):
            return i
    return -1


def initials_edge(abbreviation: str, before: str) -> int | None:
    """The start of the shortest name at the end of `before` whose initials are the abbreviation's letters exactly."""
    letters = capitals_of(abbreviation)
    for match in reversed(list(_WORD_START.finditer(before))):
        initials = first_letters(before[match.start() :])
        if len(initials) > len(letters):
            return None
        if initials == letters and match.group().isupper():
            return match.start()
    return None
