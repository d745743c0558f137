"""Words, symbols and numbers in all paragraphs that the desk's source has, those of the queue first."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from time import monotonic

from sgreports.errors import SgreportsError
from sgreports.model.base import Frozen
from sgreports_gold.desk.desk import Desk
from sgreports_gold.desk.sources.source import Text

MAX_HITS = 50
CONTEXT = 60  # characters shown on either side
PATIENCE = 1.0  # seconds in which reports may be read that no one has opened yet; what is left, the next call reads
Span = tuple[int, int]
Paragraph = tuple[int | None, str, Text]
"""A place in the queue, a document and one of its paragraphs; of one whose text is not at hand the key is the text."""


class SearchHit(Frozen):
    """A paragraph that has the words; `start`, `end` of their first place, `index` None where no queue has it."""

    index: int | None
    document: str
    paragraph: str
    start: int
    end: int
    excerpt: str


class SearchAnswer(Frozen):
    """At most MAX_HITS places; `unread` reports were not looked into yet, since reading them takes time: ask again."""

    found: tuple[SearchHit, ...]
    unread: int


def search(desk: Desk, words: str, patience: float = PATIENCE) -> SearchAnswer:
    """Paragraphs with the words, whatever their case: first where they are together, and first those of the queue.

    After `patience` seconds no more reports are read.
    """
    until, unread = monotonic() + patience, set[str]()

    @cache
    def texts(document: str) -> dict[str, Text]:
        """The paragraphs of a report; none where it is not at hand, or not yet."""
        if monotonic() >= until:
            unread.add(document)
            return {}
        try:
            return {text.key: text for text in desk.source.report(document).to_read()}
        except SgreportsError:
            return {}

    rows = list(_paragraphs(desk, texts)) if words.split() else []
    found = tuple(islice(hits(rows, words.split()), MAX_HITS))
    return SearchAnswer(found=found, unread=len(unread) if len(found) < MAX_HITS else 0)


def _paragraphs(desk: Desk, texts: Callable[[str], dict[str, Text]]) -> Iterator[Paragraph]:
    queued = {(item.document, item.paragraph): index for index, item in enumerate(list(desk.items))}
    for (document, key), index in queued.items():
        yield index, document, texts(document).get(key) or Text(key, "", "")
    for document in desk.documents if desk.sides is None else ():
        yield from ((None, document, text) for key, text in texts(document).items() if (document, key) not in queued)


def hits(rows: list[Paragraph], words: list[str]) -> Iterator[SearchHit]:
    """Where the words stand together, or a paragraph goes by that name or key; then where each stands somewhere."""
    name, apart = " ".join(words).lower().removeprefix("¶"), list[tuple[Paragraph, Span]]()
    patterns = [re.compile(pattern(word), re.IGNORECASE) for word in words]
    phrase = re.compile(r"\s+".join(p.pattern for p in patterns), re.IGNORECASE)
    for row in rows:
        _, document, text = row
        if f"{document} {text.key}".lower().startswith(name) or text.key.lower() == name:
            yield _hit(*row, (0, 0))
        elif together := phrase.search(text.text):
            yield _hit(*row, together.span())
        elif all(places := [p.search(text.text) for p in patterns]) and places[0]:
            apart.append((row, places[0].span()))
    yield from (_hit(*row, span) for row, span in apart)


def pattern(word: str) -> str:
    """A number is found whole and however its thousands are set apart (`1300` finds `1,300`), other words as typed."""
    digits = word.replace(",", "")
    if not (digits.isascii() and digits.isdigit()):
        return re.escape(word)
    spaced = "[,\u00a0 ]?".join(digits)
    return rf"(?<![\d.,]){spaced}(?![.,]?\d)"


def _hit(index: int | None, document: str, text: Text, span: Span) -> SearchHit:
    words, (start, end) = text.text, span
    first, last = words.rfind(" ", 0, max(start - CONTEXT, 0)) + 1, end + CONTEXT
    last = words.find(" ", last) if " " in words[last:] else len(words)
    excerpt = ("…" if first else "") + words[first:last] + ("…" if last < len(words) else "")
    return SearchHit(index=index, document=document, paragraph=text.key, start=start, end=end, excerpt=excerpt)
