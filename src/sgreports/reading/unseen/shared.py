"""What pdfium found hidden on a page, taken from what the other engine reads of it: only pdfium can tell."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import compress

from sgreports.reading.engines.content import PageContent, TextObject, Unseen

_CELL = 2.0  # points: engines agree on a letter's place within one

Place = tuple[str, int, int]


def with_unseen(content: PageContent, told: Unseen) -> PageContent:
    """The content without the letters that are hidden by what pdfium told of the page, and with its issues."""
    gone = Counter(place for text in told.hidden for place in _places(text))
    texts = content.texts if not gone else [kept for text in content.texts if (kept := _without(text, gone)).chars]
    return replace(content, texts=texts, unseen=told)


def _places(text: TextObject) -> Iterator[Place]:
    """Each letter with its place along the baseline, and the baseline's."""
    x, y = text.origin
    along, level = (text.bottoms, x) if text.face.angle in (90, 270) else (text.lefts, y)
    return ((letter, round(at / _CELL), round(level / _CELL)) for letter, at in zip(text.chars, along, strict=True))


def _without(text: TextObject, gone: Counter[Place]) -> TextObject:
    """The text without the letters at these places, which are taken from them: another text may stand there, too."""
    kept = []
    for letter, x, y in _places(text):
        near = ((letter, x + dx, y + dy) for dx in (0, -1, 1) for dy in (0, -1, 1))
        place = next((place for place in near if gone[place] > 0), None)
        kept.append(place is None)
        if place:
            gone[place] -= 1
    if all(kept):
        return text
    rows = (text.chars, text.lefts, text.rights, text.tops, text.bottoms)
    chars, *edges = (list(compress(row, kept)) for row in rows)
    return TextObject(text.face, text.origin, chars, *edges)  # type: ignore[arg-type]
