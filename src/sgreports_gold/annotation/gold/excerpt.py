"""The sentence in which something stands, for a reader who looks at it on its own."""

import re

LONGEST = 300  # characters of a sentence that are shown
BREAK = re.compile(r"[.!?][”)]?\s++(?=[A-Z“(])|[;:]\s++(?=\([a-z]+\)\s)")
NO_BREAK = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|No|Nos|paras?|St|art|arts|e\.g|i\.e|Add|Rev|Corr)\.$")


def excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before the words `start` to `end` in their sentence, the words, and what stands after them."""
    ends = [m.end() for m in BREAK.finditer(text) if not NO_BREAK.search(text, 0, m.start() + 1)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    room = max(LONGEST - (end - start), 0) // 2
    before, after = text[first:start], text[end:last].rstrip()
    return _cut(before, room, from_end=True), text[start:end], _cut(after, room)


def _cut(text: str, room: int, from_end: bool = False) -> str:
    """At most `room` characters, whole words, with an ellipsis where some were left out."""
    if len(text) <= room:
        return text
    if from_end:
        return "… " + text[len(text) - room :].partition(" ")[2]
    return text[:room].rpartition(" ")[0] + " …"
