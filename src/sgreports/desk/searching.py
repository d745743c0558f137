"""Words in the paragraphs of the queue, or a paragraph by its name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic

from sgreports.desk.desk import Desk
from sgreports.desk.ordering import Item
from sgreports.errors import SgreportsError
from sgreports.model.base import Frozen

MOST = 50
AROUND = 60  # characters shown on either side
PATIENCE = 1.0  # seconds in which reports may be read that no one has opened yet; what is left, the next call reads


class Found(Frozen):
    """A place in the queue whose text holds the words; `start`, `end` of the first time in the text."""

    index: int
    document: str
    paragraph: str
    start: int
    end: int
    excerpt: str


class FoundAnswer(Frozen):
    """At most `MOST` places; `unread` reports were not looked into yet, since reading them takes time: ask again."""

    found: tuple[Found, ...]
    unread: int


@dataclass
class _Texts:
    """The texts of the queue, for as long as one may wait; `unread` are the reports that were not reached."""

    desk: Desk
    until: float
    known: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def of(self, item: Item) -> str:
        """The paragraph's text; none where it is not at hand, or not yet."""
        if item.document not in self.known:
            if monotonic() >= self.until:
                self.unread.add(item.document)
                return ""
            self.known.add(item.document)
        try:
            return self.desk.text(item)[1].text
        except SgreportsError:
            return ""


def search(desk: Desk, words: str, patience: float = PATIENCE) -> FoundAnswer:
    """Places, in the queue's order, whose name begins with the words or whose text holds them, whatever the case.

    After `patience` seconds no more reports are read.
    """
    wanted = " ".join(words.split()).lower()
    texts = _Texts(desk, monotonic() + patience)
    hits = (hit for index, item in enumerate(desk.items) if (hit := _hit(texts, index, item, wanted)))
    found = tuple(islice(hits, MOST)) if wanted else ()
    return FoundAnswer(found=found, unread=len(texts.unread) if len(found) < MOST else 0)


def _hit(texts: _Texts, index: int, item: Item, wanted: str) -> Found | None:
    text = texts.of(item)
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
    first = text.rfind(" ", 0, first) + 1
    last = text.find(" ", last) if " " in text[last:] else len(text)
    excerpt = ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
    return Found(index=index, document=item.document, paragraph=item.paragraph, start=start, end=end, excerpt=excerpt)
