"""Tokens and spans of a parse as plain objects, with spaCy's names."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from sgreports.parsing.parse import Parse

Answer = TypeVar("Answer")
MOST_CONJUNCTS = 100  # on either side of one of them: no sentence has so many, but a list without full stops has


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A token of a parse; it equals itself alone."""

    doc: "Parse"
    i: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    idx: int
    head: "Token" = field(init=False)
    sent: "Span" = field(init=False)
    children: Sequence["Token"] = ()

    def __len__(self) -> int:
        return len(self.text)

    def nbor(self, step: int) -> "Token":
        """The token some steps after this one."""
        return self.doc[self.i + step]

    @property
    def is_sent_start(self) -> bool:
        return self.i == self.sent.start

    @property
    def is_quote(self) -> bool:
        return self.i in self.doc.quotes

    @property
    def is_punct(self) -> bool:
        return self.i in self.doc.marks

    @property
    def like_num(self) -> bool:
        return self.i in self.doc.numbers

    @property
    def whitespace_(self) -> str:
        """The blank after the token, if there is one."""
        after = self.doc[self.i + 1].idx if self.i + 1 < len(self.doc) else len(self.doc.text)
        return self.doc.text[self.idx + len(self.text) : after]

    @property
    def lefts(self) -> list["Token"]:
        """The children before the token."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        """The children after the token."""
        return [child for child in self.children if child.i > self.i]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """The tokens above, nearest first."""
        token = self
        for _ in self.doc:
            if token.head is token:
                return
            token = token.head
            yield token

    def is_ancestor(self, other: "Token") -> bool:
        return any(token is self for token in other.ancestors)

    @property
    def conjuncts(self) -> list["Token"]:
        """The tokens coordinated with this one, without itself, level by level; of a long chain those near to it."""
        chain, place = self.doc.chain_of(self)
        near = chain[max(0, place - MOST_CONJUNCTS) : place + MOST_CONJUNCTS + 1]
        return [token for token in near if token is not self]

    @property
    def subtree(self) -> Iterator["Token"]:
        """The token and all below it, in text order."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def left_edge(self) -> "Token":
        """The first token of the subtree."""
        return min(self.subtree, key=lambda t: t.i)

    @property
    def right_edge(self) -> "Token":
        """The last token of the subtree."""
        return max(self.subtree, key=lambda t: t.i)


class Span:
    """Neighbouring tokens, as a range of a parse."""

    __slots__ = ("_root", "doc", "end", "start")

    def __init__(self, doc: "Parse", start: int, end: int) -> None:
        """`start` and `end` are indices as of a slice; of an end before the start the span is empty."""
        self.doc = doc
        self.start = min(start, len(doc))
        self.end = max(self.start, min(end, len(doc)))
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...
    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        places = range(self.start, self.end)[place]
        return self.doc[places] if isinstance(places, int) else [self.doc[i] for i in places]

    @property
    def start_char(self) -> int:
        return self.doc[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        last = self.doc[self.end - 1]
        return last.idx + len(last.text) if self.end > self.start else self.start_char

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> "Span":
        """The sentence of the first token."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, of several the first."""
        if self._root is None:
            self._root = self._highest()
        return self._root

    def _highest(self) -> Token:
        tokens = self.doc[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        top = [token for token in tokens if not self.start <= token.head.i < self.end]
        if len(top) == 1:
            return top[0]
        return min(top, key=_height, default=tokens[0])

    def tokens_of(self, *words: str) -> list[Token]:
        """The tokens with one of these forms in lower case, in text order."""
        places = (self.doc.places.get(word, ()) for word in words)
        found = sorted(i for p in places for i in p[bisect_left(p, self.start) : bisect_left(p, self.end)])
        return [self.doc[i] for i in found]


def _height(token: Token) -> int:
    """The steps to the root; a mark with nothing below it stands lowest."""
    if not token.children and (token.is_punct or token.i in token.doc.blanks):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


def once(ask: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """A question about a token, whose answer is kept with the parse."""

    @wraps(ask)
    def asked(token: Token) -> Answer:
        key, known = (asked, token.i), token.doc.known
        if key not in known:
            known[key] = ask(token)
        answer: Answer = known[key]
        return answer

    return asked
