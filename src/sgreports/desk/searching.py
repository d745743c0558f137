"""Words in the paragraphs of the queue, or a paragraph by its name."""

from collections.abc import Iterator
from itertools import islice

from sgreports.desk.desk import Desk
from sgreports.desk.ordering import Item
from sgreports.errors import SgreportsError
from sgreports.model.base import Frozen

MOST = 50
AROUND = 60  # characters shown on either side


class Found(Frozen):
    """A place in the queue whose text holds the words; `start`, `end` of the first time in the text."""

    index: int
    document: str
    paragraph: str
    start: int
    end: int
    excerpt: str


class FoundAnswer(Frozen):
    """At most `MOST` places."""

    found: tuple[Found, ...]


def search(desk: Desk, words: str) -> FoundAnswer:
    """Places whose name begins with the words, then those whose text holds them, whatever the case."""
    wanted = " ".join(words.split()).lower()
    hits = (hit for index, item in enumerate(desk.items) if (hit := _hit(desk, index, item, wanted)))
    return FoundAnswer(found=tuple(islice(hits, MOST)) if wanted else ())


def _hit(desk: Desk, index: int, item: Item, wanted: str) -> Found | None:
    try:
        text = desk.text(item)[1].text
    except SgreportsError:
        return None
    if f"{item.document} {item.paragraph}".lower().startswith(wanted):
        return _found(index, item, text, 0, 0)
    start = next(_places(text, wanted), -1)
    return _found(index, item, text, start, start + len(wanted)) if start >= 0 else None


def _places(text: str, wanted: str) -> Iterator[int]:
    """Offsets into the text. Small letters may take more room than capitals did: such a text is searched as it is."""
    lowered = text.lower()
    at = (lowered if len(lowered) == len(text) else text).find(wanted)
    if at >= 0:
        yield at


def _found(index: int, item: Item, text: str, start: int, end: int) -> Found:
    first, last = max(start - AROUND, 0), end + AROUND
    excerpt = ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
    return Found(index=index, document=item.document, paragraph=item.paragraph, start=start, end=end, excerpt=excerpt)
