"""Words, symbols and numbers in all paragraphs that the desk's source has, those of the queue first."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic

from sgreports.errors import SgreportsError
from sgreports.model.base import Frozen
from sgreports_gold.desk.desk import Desk
from sgreports_gold.desk.sources.source import Text

MAX_HITS = 50
CONTEXT = 60  # characters shown on either side
Place = Callable[[str, Text], tuple[int, int] | None]
PATIENCE = 1.0  # seconds in which reports may be read that no one has opened yet; what is left, the next call reads


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


@dataclass(frozen=True, slots=True)
class Query:
    """A query: the start of a paragraph's name, its number, the words together, or each of the words."""

    name: str
    phrase: re.Pattern[str]
    words: tuple[re.Pattern[str], ...]

    def together(self, document: str, text: Text) -> tuple[int, int] | None:
        """Where a paragraph has the words together, from the start where its name is wanted; None where it has not."""
        if f"{document} {text.key}".lower().startswith(self.name) or text.key.lower() == self.name:
            return 0, 0
        found = self.phrase.search(text.text)
        return found.span() if found else None

    def apart(self, document: str, text: Text) -> tuple[int, int] | None:
        """Where a paragraph that has each of the words, but not together, has the first of them."""
        if self.together(document, text) or not all(word.search(text.text) for word in self.words):
            return None
        found = self.words[0].search(text.text)
        return found.span() if found else None


@dataclass
class _Reports:
    """The paragraphs of reports by their keys; `unread` are the reports for which there was no time."""

    desk: Desk
    until: float
    known: dict[str, dict[str, Text]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def of(self, document: str) -> dict[str, Text]:
        """The paragraphs of a report; none where it is not at hand, or not yet."""
        if document not in self.known:
            if monotonic() >= self.until:
                self.unread.add(document)
                return {}
            self.known[document] = self._read(document)
        return self.known[document]

    def _read(self, document: str) -> dict[str, Text]:
        try:
            return {text.key: text for text in self.desk.source.report(document).to_read()}
        except SgreportsError:
            return {}


def search(desk: Desk, words: str, patience: float = PATIENCE) -> SearchAnswer:
    """Paragraphs with the words, whatever their case: first where they are together, and first those of the queue.

    After `patience` seconds no more reports are read.
    """
    reports = _Reports(desk, monotonic() + patience)
    query = parse_query(words)
    rows = list(_paragraphs(desk, reports)) if query else []
    places = (query.together, query.apart) if query else ()
    found = tuple(islice((hit for place in places for row in rows if (hit := _hit(place, *row))), MAX_HITS))
    return SearchAnswer(found=found, unread=len(reports.unread) if len(found) < MAX_HITS else 0)


def parse_query(words: str) -> Query | None:
    """Parses a query; None if it is empty."""
    each = words.split()
    if not each:
        return None
    patterns = [_pattern(word) for word in each]
    compiled = tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    return Query(" ".join(each).lower().removeprefix("¶"), re.compile(r"\s+".join(patterns), re.IGNORECASE), compiled)


def _pattern(word: str) -> str:
    """A number is found whole and however its thousands are set apart (`1300` finds `1,300`), other words as typed."""
    digits = word.replace(",", "")
    if not (digits.isascii() and digits.isdigit()):
        return re.escape(word)
    spaced = "[,\u00a0 ]?".join(digits)
    return rf"(?<![\d.,]){spaced}(?![.,]?\d)"


def _paragraphs(desk: Desk, reports: _Reports) -> Iterator[tuple[int | None, str, Text | str]]:
    """Index, document and text of each paragraph; of one whose text is not at hand its key alone."""
    queued = {(item.document, item.paragraph): index for index, item in enumerate(list(desk.items))}
    for (document, key), index in queued.items():
        yield index, document, reports.of(document).get(key, key)
    for document in desk.documents if desk.sides is None else ():
        for text in reports.of(document).values():
            if (document, text.key) not in queued:
                yield None, document, text


def _hit(place: Place, index: int | None, document: str, text: Text | str) -> SearchHit | None:
    known = Text(text, "", "") if isinstance(text, str) else text
    span = place(document, known)
    return None if span is None else _found(index, document, known, *span)


def _found(index: int | None, document: str, text: Text, start: int, end: int) -> SearchHit:
    words = text.text
    first, last = max(start - CONTEXT, 0), end + CONTEXT
    first = words.rfind(" ", 0, first) + 1
    last = words.find(" ", last) if " " in words[last:] else len(words)
    excerpt = ("…" if first else "") + words[first:last] + ("…" if last < len(words) else "")
    return SearchHit(index=index, document=document, paragraph=text.key, start=start, end=end, excerpt=excerpt)
