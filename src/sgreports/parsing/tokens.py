"""A parse as plain objects with spaCy's names, for rules that read each token tens of times.

spaCy makes a new object for each token that is asked for, and looks its strings up every time.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, wraps
from itertools import pairwise, repeat
from typing import Any, TypeVar, overload

import numpy as np
import numpy.typing as npt
from spacy.strings import StringStore
from spacy.tokens import Doc

Answer = TypeVar("Answer")
STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP")
ATTRIBUTES: list[int | str] = [*STRINGS, "IDX", "HEAD", "SENT_START"]
PARSE, TEXT = "parse", "text"
"""The keys of `doc.user_data` for its parse, and for the text that was parsed."""
FAR = 2000  # characters: no sentence is so long, but a list without full stops is
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
        return self.i in self.doc.flagged("IS_QUOTE")

    @property
    def is_punct(self) -> bool:
        return self.i in self.doc.flagged("IS_PUNCT")

    @property
    def like_num(self) -> bool:
        return self.i in self.doc.flagged("LIKE_NUM")

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
    if not token.children and (token.is_punct or token.i in token.doc.flagged("IS_SPACE")):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Parse(list[Token]):
    """The tokens of a parsed text, with the text and its sentences.

    `columns` are the numbers that they are made of, a row an attribute of ATTRIBUTES.
    """

    def __init__(self, doc: Doc) -> None:
        self.source, self.text = doc, str(doc.user_data.get(TEXT) or doc.text)
        self.columns: npt.NDArray[np.uint64] = np.ascontiguousarray(doc.to_array(ATTRIBUTES).T)
        columns = self.columns[: len(STRINGS) + 1].tolist()
        spelled = _spelled(doc.vocab.strings)
        words = (map(spelled.__getitem__, column) for column in columns[:-1])
        super().__init__(map(Token, repeat(self), range(len(doc)), *words, columns[-1]))
        self._join()
        self.sentences: tuple[Span, ...] = tuple(self._sentences())
        self._starts = [sentence.start_char for sentence in self.sentences]
        self.known: dict[tuple[object, int], Any] = {}
        self._chains: dict[int, tuple[list[Token], int]] = {}
        self._flags: dict[str, frozenset[int]] = {}

    def _join(self) -> None:
        """Ties the tokens to their heads and children."""
        heads = (np.arange(len(self)) + self.column("HEAD").astype(np.int64)).tolist()
        below = defaultdict[int, list[Token]](list)
        for token, head in zip(self, heads, strict=True):
            token.head = self[head]
            if head != token.i:
                below[head].append(token)
        for head, children in below.items():
            self[head].children = children

    def _sentences(self) -> Iterator[Span]:
        """The sentences; each token is told its own."""
        begins = np.flatnonzero(self.column("SENT_START")[1:] == 1) + 1
        ends = [0, *begins.tolist(), len(self)]
        for start, end in pairwise(ends):
            sentence = Span(self, start, end)
            for token in sentence:
                token.sent = sentence
            yield sentence

    def column(self, name: str) -> npt.NDArray[np.uint64]:
        """The numbers of one attribute."""
        found: npt.NDArray[np.uint64] = self.columns[ATTRIBUTES.index(name)]
        return found

    def flagged(self, flag: str) -> frozenset[int]:
        """The indices of the tokens that have a flag."""
        if flag not in self._flags:
            self._flags[flag] = frozenset(np.flatnonzero(self.source.to_array(flag)).tolist())
        return self._flags[flag]

    def span(self, start: int, end: int) -> Span:
        return Span(self, start, end)

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that a range of characters touches; None where it begins or ends outside the text."""
        if not (0 <= start < len(self.text) and 0 < end <= len(self.text)):
            return None
        first = bisect_right(self._offsets, start) - 1
        last = bisect_right(self._offsets, end - 1) - 1
        if start == self[first].idx + len(self[first].text):
            first += 1
        return Span(self, first, last + 1)

    @cached_property
    def _offsets(self) -> list[int]:
        return [token.idx for token in self]

    def sentence_at(self, offset: int) -> Span:
        """The sentence at a character; the nearest before it where the character lies between two."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def words_before(self, offset: int) -> tuple[int, str]:
        """The words of the sentence before a character, at most FAR characters, and where they begin."""
        start = max(self.sentence_at(offset).start_char, offset - FAR)
        return start, self.text[start:offset]

    def chain_of(self, token: Token) -> tuple[list[Token], int]:
        """The tokens coordinated with one, itself too, level by level, and its place among them."""
        if token.i not in self._chains:
            first = token
            while first.dep_ == "conj" and first.head is not first:
                first = first.head
            chain = [first]
            for each in chain:
                chain += [child for child in each.rights if child.dep_ == "conj"]
            self._chains[token.i] = (chain, 0)  # one before its head is in no chain, and has that of its head
            self._chains |= {each.i: (chain, place) for place, each in enumerate(chain)}
        return self._chains[token.i]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The indices of each word by its form in lower case, in text order."""
        found: dict[str, list[int]] = {}
        for token in self:
            found.setdefault(token.lower_, []).append(token.i)
        return found

    @cached_property
    def finite_verbs(self) -> list[int]:
        """The characters at which the finite verbs begin, in text order."""
        return [token.idx for token in self if token.tag_ in ("VBD", "VBZ", "VBP")]

    @cached_property
    def labels(self) -> dict[str, list[int]]:
        """The indices of the tokens of each dependency label, in text order."""
        found: dict[str, list[int]] = {}
        for token in self:
            found.setdefault(token.dep_, []).append(token.i)
        return found

    def take_apart(self) -> None:
        """Unties the tokens, which refer to one another in circles: else they stay in memory until Python's garbage
        collector runs, which is seldom."""
        for token in self:
            del token.head, token.sent, token.children
        self.sentences = ()
        self._chains.clear()
        self.known.clear()
        self.clear()


class Spelled(dict[int, str]):
    """The strings of a vocabulary by their numbers: those asked for so far, never more than the vocabulary has."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = word = self._strings[number]
        return word


@lru_cache(maxsize=2)
def _spelled(strings: StringStore) -> Spelled:
    return Spelled(strings)


def parsed(doc: Doc) -> Parse:
    """The parse of a spaCy Doc, made once and kept with it until it is released."""
    found: Parse | None = doc.user_data.get(PARSE)
    if found is None:
        found = doc.user_data[PARSE] = Parse(doc)
    return found


def release(docs: Iterable[Doc]) -> None:
    """Frees the parses of some Docs, which nothing may use any more."""
    for doc in docs:
        found: Parse | None = doc.user_data.pop(PARSE, None)
        if found is not None:
            found.take_apart()


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
