"""The grammar of open-class names: a head noun, capitalised modifiers before it, complements after it.

    modifiers* head (preposition ["the"] capitals (("," capitals)* "and" ["the"] capitals)?)*

Indices count the words of `words_of`. Where a name ends is a matter of what follows: another name, a State, a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import ClassVar

from sgreports.knowledge.names.bodies import Head, NameGrammar
from sgreports.names.lexical.capitals import Word, run_end

MOST_COMPLEMENTS = 12  # in a row: no name has so many, but `Office of the Office of the …` goes on
_LISTS = frozenset({"of", "for", "on", "against", "to"})
_DIRECTIONS = frozenset(
    {"North", "South", "East", "West", "Centre", "North-East", "North-West", "South-East", "South-West"}
)
_JOINED = re.compile(
    r"-(?:led|based|supported|backed|chaired|funded|related|majority|minority|facilitated|administered|controlled|wide)$"
)
_MIXED = re.compile(r"[a-z][A-Z]")  # `CivPol`: an abbreviation
_PLACING = frozenset({"in", "at", "with", "from", "by", "relating", "into", "through", "under"})
_SENT = frozenset({"Envoy", "Envoys", "Representative", "Representatives", "Adviser", "Advisers"})  # to a place or body


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: words `first` to `last` (exclusive), its head the words `at` to `after`."""

    first: int
    at: int
    after: int
    last: int
    head: Head


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads names from the words of one paragraph. `places` are first words of names of States."""

    words: list[Word]
    grammar: NameGrammar
    places: frozenset[str]
    ends: dict[tuple[int, frozenset[str], Head], int] = field(default_factory=dict)  # of a complement, by its state
    openers: ClassVar[tuple[str, ...]] = ("the", "all")  # what may stand before the capitals of a complement

    def names(self) -> Iterator[Name]:
        """Every name with its longest extent, one for each head; names inside other names come too."""
        i = 0
        while i < len(self.words):
            head, after = self.head_at(i)
            if head is None:
                i += 1
                continue
            first = self.left(i)
            closed = " ".join(w.text for w in self.words[first:after]) in self.grammar.closed and not self._national(
                after
            )
            yield Name(first, i, after, after if closed else self.right(after, head), head)
            i = after

    def _national(self, i: int) -> bool:
        """Whether a State follows: `Security Council of the Russian Federation` is another body."""
        return self.text(i) == "of" and self.text(i + 1 + (self.text(i + 1) == "the")) in self.places

    def head_at(self, i: int) -> tuple[Head | None, int]:
        """The longest head noun that starts at word `i`, and the index after it."""
        if not 0 <= i < len(self.words) or self.words[i].text not in self.grammar.openings:
            return None, i
        for n in range(min(self.grammar.longest, len(self.words) - i), 0, -1):
            phrase = self.words[i : i + n]
            head = self.grammar.heads.get(tuple(w.text for w in phrase))
            if head and all(w.gap == " " and not v.possessive for v, w in pairwise(phrase)):
                return head, i + n
        return None, i

    def text(self, i: int) -> str:
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def gap(self, i: int) -> str:
        return self.words[i].gap if 0 <= i < len(self.words) else "."

    def left(self, i: int) -> int:
        """The index of the first modifier of the head at `i`."""
        start, joined = i, False
        while start > 0:
            step, crossed = self._left_step(start, joined)
            if not step:
                break
            start, joined = start - step, joined or crossed
        return start

    def _left_step(self, i: int, joined: bool) -> tuple[int, bool]:
        """How many words before word `i` belong to its name, and whether a coordination was crossed."""
        for pair in self.grammar.pairs.get(self.text(i - 1), ()):
            n = len(pair)
            if i >= n and tuple(w.text for w in self.words[i - n : i]) == pair and self.gap(i) == " ":
                return n, False
        if self._modifies(i - 1, i) or self._of_government(i):
            return 1, False
        if self.text(i - 1) == "and" and self.gap(i) == self.gap(i - 1) == " " and self._coordinates(i - 2):
            return 2, True
        if joined and self.gap(i) == ", " and self._coordinates(i - 1) and (n := self._listed(i - 1)):
            return n, False
        return 0, False

    def _of_government(self, i: int) -> bool:
        """`the Government Reconstruction Commission`."""
        word = self.words[i - 1]
        plain = word.text == "Government" and not word.possessive
        return plain and self.gap(i) == " " and self.text(i - 2) in ("the", "The")

    def _listed(self, i: int) -> int:
        """How many words to the left of a comma belong to the list that starts after an article: `the A, B and C`."""
        for n in range(1, 5):
            before = self.text(i - n)
            if before in ("the", "The", "National") and self.gap(i - n + 1) == " ":
                return n
            if i - n < 0 or not self._modifies(i - n, i - n + 1) or self.ends_name(i - n):
                return 0
        return 0

    def _modifies(self, i: int, follower: int) -> bool:
        word = self.words[i]
        free = self._free(word) and not word.possessive and word.gap != "-"
        slash = self.gap(follower) == "/" and not word.acronym and not self.words[follower].acronym
        slash = slash and not (self.ends_name(i) and i > 0 and word.gap == " " and self.words[i - 1].capital)
        return free and (self.gap(follower) == " " or slash)

    def _free(self, word: Word) -> bool:
        if word.participle:
            return False
        return word.capital and word.text not in self.grammar.stop and word.text not in self.grammar.roles

    def _coordinates(self, i: int) -> bool:
        """Whether word `i` can be the first half of a pair of modifiers: no name of its own."""
        if i < 0:
            return False
        word = self.words[i]
        alone = self._free(word) and not word.acronym and not word.possessive
        united = word.text == "Nations" and self.text(i - 1) == "United"
        alone = alone and word.text not in _DIRECTIONS and not _MIXED.search(word.text)
        return alone and not united and word.text not in self.places and not self.ends_name(i)

    def ends_name(self, i: int) -> bool:
        """Whether a head noun ends with word `i`."""
        return any(head and after == i + 1 for head, after in map(self.head_at, range(max(0, i - 2), i + 1)))

    def right(self, end: int, head: Head) -> int:
        """The index after the last complement of a head that ends at `end`."""
        if end and self.words[end - 1].possessive:
            return end
        if self.text(end) in _DIRECTIONS and self.gap(end) == " " and self.text(end - 1) in self.grammar.divided:
            end += 1
        return self._complemented(end, head.complements, head)

    def _complemented(self, end: int, allowed: frozenset[str], head: Head) -> int:
        """The end of all complements in a row; each is read once, since names stand inside names."""
        for _ in range(MOST_COMPLEMENTS):
            state = end, allowed, head
            after = self.ends[state] = self.ends.get(state) or self._complement(*state)
            if after == end:
                break
            end, allowed, head = after, self.grammar.inner, self._ending(after) or head
        return end

    def _ending(self, end: int) -> Head | None:
        """The head noun that the word before `end` ends: its complements go on (`Division of the … Mission in …`)."""
        return next((h for h, after in map(self.head_at, range(max(0, end - 3), end)) if h and after == end), None)

    def _complement(self, end: int, allowed: frozenset[str], head: Head) -> int:
        preposition = self.text(end)
        if self.gap(end) != " " or preposition not in allowed or self.words[end - 1].possessive:
            return end
        n = end + 1 + (self.text(end + 1) in self.openers)
        if self.gap(n) != " " or self.gap(end + 1) != " " or not self._opens(n, preposition, head):
            return end
        after = self._run(n, preposition)
        owned = self.words[after - 1].possessive and not self._owns(n, after, preposition)
        if after == n or owned or self._attributive(n, after):
            return end
        ministry = self.text(end - 1).startswith("Ministr") and preposition == "of"
        task = preposition == "in" and self.text(n).endswith("ing")
        return self._coordination(n, after, "for" if ministry or task else preposition)

    def _run(self, n: int, preposition: str) -> int:
        """The end of the capitalised words of a complement that starts at `n`."""
        if self.text(n).lower() == "former" and self.text(n + 1) in self.places and self.gap(n + 1) == " ":
            return n + 2  # `International Conference on the Former Yugoslavia`
        after = run_end(self.words, n, self.grammar.stop)
        last = self.text(after - 1)
        if self.text(after) == "the" and self.gap(after) == " " and after > n and (
            last.endswith("ing") or (preposition == "to" and last in self.grammar.purposes)
        ):  # fmt: skip
            after = max(after, run_end(self.words, after + 1, self.grammar.stop))
        for k in range(n + 1, after):
            head, end = self.head_at(k)
            if head and head.office:  # a person's name follows the title
                return k if head.needs_body and self.text(k - 1) in self.grammar.bare_places else end
        if after > n and self.words[after - 1].possessive and self.gap(after) == " ":
            head, end = self.head_at(after)
            return end if head and self.text(after) == "Office" else after  # `of the Prime Minister’s Office`
        return after

    def _owns(self, n: int, after: int, preposition: str) -> bool:
        """Whether a complement in the genitive belongs to the name (`Council of Europe’s`): no Government does."""
        return (after - n > 1 or preposition == "of") and self.text(n) != "Government"

    def _attributive(self, n: int, after: int) -> bool:
        """Whether the run stands before a lower-case noun, to which it belongs: `of the Kosovo police`."""
        following = self.words[after] if after < len(self.words) else None
        if following is None or following.gap != " " or following.capital:
            return False
        joined = _JOINED.search(self.text(after - 1)) is not None
        placed = self.text(n - 1) == "the" and after - n == 1 and self.text(n) in self.grammar.bare_places
        return (joined or placed) and following.text not in self.grammar.function

    def _opens(self, n: int, preposition: str, head: Head) -> bool:
        """Whether the capitalised word at `n` may follow the preposition inside a name."""
        word = self.text(n)
        if preposition == "to":
            sent = {"in", "to"} <= head.complements and word in self.grammar.places  # `Civilian Mission to Haiti`
            return word in self.grammar.purposes or (self._sends(n) if head.office else sent)
        if preposition == "in" and word.endswith("ing"):
            return True  # `Programme Office on Engagement in Preventing Terrorism`
        if preposition == "in" and head.office and self.text(n - 2) == "Operations":
            return word in self.grammar.places  # `Coordinator of United Nations Operations in Bosnia …`
        if preposition in _PLACING:
            return preposition in head.complements or word in self.grammar.abstract
        return True

    def _sends(self, n: int) -> bool:
        """Whether the title of an office goes on with `to` before word `n`: an envoy's, or inside what it is about
        (`Special Rapporteur on the Right to Food`)."""
        at = n - 2 - (self.text(n - 1) in self.openers)
        before = (self.text(k) for k in range(at, at - 5, -1))
        return self.text(at) in _SENT or next((w for w in before if w in _LISTS or w in _PLACING), "") == "on"

    def _coordination(self, first: int, after: int, preposition: str) -> int:
        """The end of a coordination that goes on from the run `first` to `after`; `after` where none does."""
        if preposition not in _LISTS or self.words[after - 1].possessive or self._closed(first, after, preposition):
            return after
        end = after
        while (following := self._member(end)) != end:
            if self.text(end) == "and":
                return self._alternatives(following)
            end = following
        return self._alternatives(after)

    def _alternatives(self, end: int) -> int:
        """The end after `or Degrading Treatment or Punishment`."""
        while self.text(end) == "or" and self.gap(end) == self.gap(end + 1) == " ":
            after = run_end(self.words, end + 1, self.grammar.stop)
            if after == end + 1 or not self._fits(end + 1, after, False):
                break
            end = after
        return end

    def _closed(self, first: int, after: int, preposition: str) -> bool:
        """A run that names a body or a State by itself takes no second member."""
        one = self.words[first]
        if preposition == "of" and (one.text in self.places or self.ends_name(after - 1)):
            return True
        return after - first == 1 and one.acronym

    def _member(self, end: int) -> int:
        """The end of the next member of a list: `, Planning`, `and the Sahel`; `end` where it is another name."""
        joined = self.text(end) == "and" and self.gap(end) in (" ", ", ")
        if not joined and self.gap(end) != ", ":
            return end
        article = self.text(end + joined) == "the"
        n = end + joined + article
        if n > end and self.gap(n) != " ":
            return end
        after = run_end(self.words, n, self.grammar.stop)
        return after if after != n and self._fits(n, after, article) else end

    def _fits(self, first: int, after: int, article: bool) -> bool:
        if self.words[first].acronym or after - first > 6 or self.words[first].text in self.grammar.others:
            return False
        if self.text(first) == "Law" and self.text(first + 1) == "on":
            return False
        return not any(self._names_other(k, after, article) for k in range(first, after))

    def _names_other(self, k: int, after: int, article: bool) -> bool:
        """Whether word `k` is a head noun that makes the member a name of its own."""
        head, end = self.head_at(k)
        if head is None:
            return False
        return article or end != after or self.text(end - 1) not in self.grammar.weak
