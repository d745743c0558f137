"""The agenda items of a cover: `Agenda items 7 (a) and (b) and 12`."""

import re
from collections.abc import Sequence

AGENDA = re.compile(r"(?i)^(?:provisional )?(?:agenda )?items?\s*+(?P<list>[\d(][^*]*?)(?:\s*+of\s++the\b.*)?[*\s]*$")
_ITEM = re.compile(r"(\d{1,3})((?:\s*+(?:(?:,|and)\s*+)?\([a-z]{1,4}\))*)")
_SUB_ITEM = re.compile(r"(?P<joined>,|and)?\s*+(?P<mark>\([a-z]{1,4}\))")
_NUMERAL = re.compile(r"\([ivx]{1,4}\)")


def agenda_items(lines: Sequence[str]) -> tuple[str, ...]:
    """The items that a cover's lines name: `3 (b) (ii)`."""
    out: dict[str, None] = {}
    for line in lines[:60]:
        if (found := AGENDA.match(line)) and len(line) < 90:
            for item in _ITEM.finditer(found["list"]):
                out.update(dict.fromkeys([f"{item[1]} {letter}" for letter in _sub_items(item[2])] or [item[1]]))
    return tuple(out)


def _sub_items(text: str) -> list[str]:
    """`(b) (ii)` is one item, `(a) and (b)` are two; `(b) (i) and (ii)` are `(b) (i)` and `(b) (ii)`."""
    found: list[str] = []
    for part in _SUB_ITEM.finditer(text):
        mark, letter = part["mark"], found[-1].split(" ")[0] if found else ""
        nested = bool(found) and " " in found[-1]
        if found and _NUMERAL.fullmatch(mark) and (nested or not part["joined"]):
            found[-1:] = [f"{letter} {mark}"] if not nested else [found[-1], f"{letter} {mark}"]
        else:
            found.append(mark)
    return found
