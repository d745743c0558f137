"""Texts by name: those of the registry, those of the open class by their head noun, and titled ones."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from sgreports.knowledge.names.bodies import Head, NameGrammar, name_grammar
from sgreports.knowledge.names.instruments import Instrument, instrument_heads, instruments
from sgreports.knowledge.names.keys import name_key
from sgreports.knowledge.statements.quantities import calendar
from sgreports.names.bodies.open_bodies import reader_of
from sgreports.names.candidate import Candidate
from sgreports.names.countries import report_year
from sgreports.names.instruments.titles import find_titles
from sgreports.names.lexical.capitals import Word, run_end
from sgreports.names.lexical.head_names import Name, NameReader
from sgreports.names.lexical.name_trie import TrieNode, build_trie, find_names
from sgreports.parsing.unit import Unit

OPEN = "instrument-name"
_YEARS = re.compile(r",?\s(?:(?:19|20)\d\d(?:\s?[–/-]\s?(?:20)?\d\d)?)(?![\d/])(?=[\s,.;:)”]|$)")
_YEAR_TAKERS = (
    "Report",
    "Plan",
    "Strategy",
    "Outlook",
    "Framework",
    "Agenda",
    "Vision",
    "Index",
    "Review",
    "Overview",
    "Survey",
)
_YEAR_BEFORE = re.compile(r"(?<![\w/–-])(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?\s$")
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(calendar().months)})\s$")  # `the 15 April 1993 Principles`: a date
_PHASE = re.compile(r"\s[Pp]hases?\s\d")
_STATE = re.compile(r"(?:(?:Democratic|Islamic|Federal|Lao)\s)*(?:Republic|Kingdom|State|Federation)\sof\s(?:the\s)?$")
_STATE_WORDS = frozenset({"Republic", "Kingdom", "Federal", "Democratic", "Islamic", "Socialist", "Union"})
_ABSTRACT = ("ion", "dom", "ment", "ance", "ence", "ing", "ity", "Right", "Rights", "Abuse", "Use", "Rule", "ship")
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "this", "that", "his", "her", "new", "of"})


class TextReader(NameReader):
    """Reads names of texts: a list before the head is taken whole after an article (`the A, B and C Strategy`)."""

    openers: ClassVar[tuple[str, ...]] = ("the", "all", "a", "an")

    def left(self, i: int) -> int:
        """The index of the first modifier of the head at `i`."""
        if self._lists_heads(i):
            return i
        start = super().left(i)
        at = start
        while at > 1 and start != i and self.gap(at) == ", " and self._coordinates(at - 1):
            at -= 1
            while at > 0 and self._modifies(at - 1, at):
                at -= 1
        if self._heads_of(start):
            return start - 2
        listed = at != start and any(w.text == "and" for w in self.words[start:i])
        return at if listed and self.text(at - 1).lower() in _ARTICLES else start

    def _lists_heads(self, i: int) -> bool:
        """`the Law on the Harbour Council and Law on Boats`: the second of two names with one head noun."""
        again = self.text(i - 1) == "and" and self.text(i + 1) in ("on", "for", "against")
        return again and self.text(i) in [w.text for w in self.words[max(0, i - 12) : i - 1]]

    def _heads_of(self, start: int) -> bool:
        """`the Prevention of Terrorism Act`: one capitalised noun and `of` after an article, which name no body."""
        if start < 3 or self.text(start - 1) != "of" or self.gap(start) != " " or self.gap(start - 1) != " ":
            return False
        noun = self.words[start - 2]
        opened = self.text(start - 3) in ("the", "The", "a") and self.gap(start - 2) == " "
        return opened and self._free(noun) and not noun.possessive and self.head_at(start - 2)[0] is None and (
            name_grammar().heads.get((noun.text,)) is None and noun.text not in self.places
            and noun.text.endswith(_ABSTRACT)
        )  # fmt: skip

    def _opens(self, n: int, preposition: str, head: Head) -> bool:
        """Inside a title `in`, `from` (no place) and `by` after a participle go on.

        `to` opens a purpose, or what a protocol belongs to.
        """
        if preposition == "to":
            return self.text(n) in self.grammar.purposes or head.kind == "treaty" or self._beneficiary(n)
        if preposition == "with" and self.text(n) in self.places:
            return False  # `the Interim Accord with Greece`: the other party
        if preposition == "from" and self.text(n) not in self.places and self.text(n) != "United":
            return True
        at = n - 2 if self.text(n - 1) in self.openers else n - 1
        return (
            preposition == "in"
            or (preposition == "by" and self.text(at - 1).endswith("ed"))
            or super()._opens(n, preposition, head)
        )

    def _beneficiary(self, n: int) -> bool:
        """`the Law on Aid to Coastal Fishers`: whom a title is about, no State or body that gets a bill."""
        if self.text(n - 2) in self.grammar.openings or not self.words[n].capital or self.words[n].initial:
            return False
        run = self.words[n : run_end(self.words, n, self.grammar.stop)]
        named = name_grammar()
        return not any(
            w.acronym or w.possessive or w.text in self.places or (w.text,) in named.heads or w.text in named.roles
            for w in run
        ) and " ".join(w.text for w in run) not in named.standing_alone  # fmt: skip

    def _coordination(self, first: int, after: int, preposition: str) -> int:
        """A title may go on with a pair after `in` and `from` too (`in Latin America and the Caribbean`)."""
        if preposition == "between" and self.text(after := self._of_state(after)) == "and":
            return self._other_side(after)
        return super()._coordination(first, after, "on" if preposition in ("in", "from") else preposition)

    def _other_side(self, at: int) -> int:
        """The end of `and the Republic of Indonesia`, the second party of a treaty; `at` where none follows."""
        n = at + 1 + (self.text(at + 1) == "the")
        after = run_end(self.words, n, self.grammar.stop)
        return self._of_state(after) if after > n else at

    def _of_state(self, after: int) -> int:
        """The end after `of Indonesia`, which goes on from `the Republic`."""
        if self.text(after) != "of":
            return after
        return max(after, run_end(self.words, after + 1 + (self.text(after + 1) == "the"), self.grammar.stop))

    def _complement(self, end: int, allowed: frozenset[str], head: Head) -> int:
        """States that are parties belong to a name after its subject too (`… on Fishing between Nauru and …`)."""
        if self.text(end) == "between" and "between" not in allowed:
            n = end + 1 + (self.text(end + 1) == "the")
            of_state = self.text(n) in self.places or self.text(n) in _STATE_WORDS
            allowed = allowed | {"between"} if of_state else allowed
        return super()._complement(end, allowed, head)


@lru_cache(maxsize=1)
def _registry() -> TrieNode[Instrument]:
    return build_trie((form, row) for row in instruments().values() for form in _forms(row))


def _forms(row: Instrument) -> Iterator[str]:
    yield from dict.fromkeys((row.name, *row.aliases, *((row.abbreviation,) if row.abbreviation else ())))


@lru_cache(maxsize=1)
def _grammar() -> NameGrammar:
    """The grammar of names with the heads of texts in place of those of bodies."""
    heads = instrument_heads()
    found = {
        tuple(noun.split()): Head("PROGRAMME", kind, frozenset(heads.complements))
        for kind, nouns in heads.kinds.items()
        for noun in nouns
    }
    return replace(
        name_grammar(), heads=found, longest=max(map(len, found)), openings=frozenset(phrase[0] for phrase in found)
    )


def find_instruments(unit: Unit) -> Iterable[Candidate]:
    """The named texts of the paragraph. Bare short forms (`the Convention`) are resolved in short_titles.py."""
    yield from named_texts(unit.text, report_year(unit.report))
    yield from _open(unit)
    yield from find_titles(unit)


def named_texts(text: str, year: int | None) -> Iterator[Candidate]:
    """The texts of the registry in a text; none that is younger than `year`, the report's."""
    for match in find_names(text, _registry()):
        row = next((row for row in match.values if row.known(year)), None)
        whole = not text[match.end : match.end + 1].isalnum()
        if row and whole and row.kind != "goal":
            end = _to_year(text, match.end, "Report") if row.kind == "publication" else match.end
            yield Candidate("INSTRUMENT", match.start, end, "instrument-registry", row.key, row.kind, score=0.95)


def _open(unit: Unit) -> Iterator[Candidate]:
    grammar = _grammar()
    words = reader_of(unit).words
    reader = TextReader(words, grammar, grammar.places)
    for name in reader.names():
        if (found := _candidate(unit.text, words, reader, name)) is not None:
            yield found


def _candidate(text: str, words: list[Word], reader: TextReader, name: Name) -> Candidate | None:
    first = name.first
    while first < name.at and words[first].initial and words[first].text in reader.grammar.stop:
        first += 1
    bare = first == name.at and name.last == name.after
    if (bare and not _stands_alone(words, reader, name)) or _modifies_next(words, reader, name):
        return None
    if _PHASE.match(text, words[name.last - 1].end):
        return None  # `Integrated Food Security Phase Classification phase 3`
    start, end = words[first].start, words[name.last - 1].end
    start = _with_state(text, _with_year(text, start))
    end = _to_year(text, end, words[name.after - 1].text)
    span = text[start:end]
    if span in instrument_heads().never or span.startswith(instrument_heads().never_begins):
        return None
    sure = 0.8 if name.last > name.after else 0.7
    return Candidate("INSTRUMENT", start, end, OPEN, name_key(span), name.head.kind, score=sure)


def _stands_alone(words: list[Word], reader: TextReader, name: Name) -> bool:
    """A head noun that names a text by itself (`the Penal Code`), not one of many (`a Code of Conduct`)."""
    head = " ".join(w.text for w in words[name.at : name.after])
    return head in instrument_heads().standing and reader.text(name.at - 1).lower() not in ("a", "an")


def _modifies_next(words: list[Word], reader: TextReader, name: Name) -> bool:
    """Whether a capitalised word follows the head, which then modifies another (`Agreement Monitoring Body`)."""
    return name.last == name.after and name.after < len(words) and (
        words[name.after].capital and words[name.after].gap == " " and not words[name.after - 1].possessive
        and words[name.after].text not in reader.grammar.stop
    )  # fmt: skip


def _with_state(text: str, start: int) -> int:
    """`Republic of` before the name of a State that opens the title belongs to it."""
    match = _STATE.search(text, max(0, start - 60), start)
    return match.start() if match else start


def _with_year(text: str, start: int) -> int:
    match = _YEAR_BEFORE.search(text, max(0, start - 12), start)
    return (
        match.start() if match and not _MONTH_BEFORE.search(text, max(0, match.start() - 12), match.start()) else start
    )


def _to_year(text: str, end: int, head: str) -> int:
    """A year or a range right after a plan or a report belongs to its name (`Annual Report 2015`)."""
    match = _YEARS.match(text, end)
    if not match or head not in _YEAR_TAKERS:
        return end
    ranged = re.search(r"\d[–/-]\d", match.group()) is not None
    return match.end() if ranged or not match.group().startswith(",") else end
