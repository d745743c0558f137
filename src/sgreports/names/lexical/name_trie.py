"""One scan of a text for every name of the registries: a trie over words, walked once from each word.

Why not a library: spaCy's PhraseMatcher splits hyphened names by its own tokens and hides what matched; a
character automaton (ahocorasick_rs) needs the same folding and boundaries built round it, and this takes under a
millisecond a page. Quotation marks are folded, accents dropped, and hyphens, dashes and blanks between words are equal:
`Timor–Leste`, `Timor-Leste` and `Timor Leste` are one name. Letter case counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u00ad"
APOSTROPHES = "'\u2018\u2019\u02bc\u02bb\u0060\u00b4"


class FoldedToken(NamedTuple):
    """A folded word or punctuation mark at its place; dashes make none."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameMatch(Generic[T]):
    """A name found: the range of the text, and what is stored under the name."""

    start: int
    end: int
    values: tuple[T, ...]


@dataclass(slots=True)
class TrieNode(Generic[T]):
    """A place in the trie: where the next word leads, and what ends here."""

    following: "dict[str, TrieNode[T]]" = field(default_factory=dict)
    values: list[T] = field(default_factory=list)


def fold(word: str) -> str:
    """The word as names are compared: straight apostrophe, no accents."""
    if word.isascii():
        return word
    if word in APOSTROPHES:
        return "'"
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=8)
def folded_tokens(text: str) -> tuple[FoldedToken, ...]:
    """The text's words and marks, folded, without dashes."""
    return tuple(
        FoldedToken(fold(m[0]), m.start(), m.end()) for m in TOKEN.finditer(text) if m[0] not in DASHES
    )  # fmt: skip


def build_trie(names: Iterable[tuple[str, T]]) -> TrieNode[T]:
    """The trie of the names; a name that comes several times keeps all its values."""
    root: TrieNode[T] = TrieNode()
    for name, value in names:
        node = root
        for token in folded_tokens(name):
            node = node.following.setdefault(token.form, TrieNode())
        node.values.append(value)
    return root


def find_names(text: str, root: TrieNode[T]) -> Iterator[NameMatch[T]]:
    """Every name at every place of the text, shorter ones inside longer ones too, in text order."""
    line = folded_tokens(text)
    for at, token in enumerate(line):
        node = root.following.get(token.form)
        ahead = at
        while node is not None:
            if node.values:
                yield NameMatch(token.start, line[ahead].end, tuple(node.values))
            ahead += 1
            node = node.following.get(line[ahead].form) if ahead < len(line) else None
