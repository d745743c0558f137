"""The grammar of capitalised names (`head_nouns.toml`, `offices.toml`), and what tells the kind of a body that is in no
list (`body_kinds.toml`)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sgreports.knowledge.data_files import any_of, csv_rows, toml_data
from sgreports.knowledge.statements.quantities import calendar

HeadLabel = Literal["AGENCY", "PROGRAMME", "EVENT"]
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun or a title of office. `complements` are the prepositions that may open a complement of the name."""

    label: HeadLabel
    kind: str | None
    complements: frozenset[str]
    office: bool = False
    needs_body: bool = False
    topic: bool = False


@dataclass(frozen=True, slots=True)
class KindRule:
    """A name with one of `words` is of `kind`, where its head is one of `heads` (any, if empty)."""

    kind: str
    words: re.Pattern[str]
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """The knowledge of the finders of bodies, programmes and events. `longest` counts words."""

    heads: Mapping[Phrase, Head]
    longest: int
    openings: frozenset[str]
    kinds: tuple[KindRule, ...]
    standing: tuple[str, ...]
    never: frozenset[str]
    stop: frozenset[str]
    roles: frozenset[str]
    possessives: frozenset[str]
    purposes: frozenset[str]
    abstract: frozenset[str]
    weak: frozenset[str]
    inner: frozenset[str]
    territorial: frozenset[str]
    closed: frozenset[str]
    others: frozenset[str]
    administrative: re.Pattern[str]
    pairs: Mapping[str, tuple[Phrase, ...]]
    joined: frozenset[str]
    alone: Mapping[str, str]
    before_person: frozenset[str]
    standing_alone: frozenset[str]
    apposed: Mapping[str, str]
    following: Mapping[str, str]
    foreign: Mapping[str, tuple[str, ...]]
    french: Mapping[str, tuple[str, ...]]
    places: frozenset[str]
    bare_places: frozenset[str]
    divided: frozenset[str]
    function: frozenset[str]


@lru_cache(maxsize=1)
def name_grammar() -> NameGrammar:
    """The grammar of open-class names, loaded once."""
    nouns, offices = toml_data("head_nouns.toml"), toml_data("offices.toml")
    office = {"label": "AGENCY", "kind": "un", "office": True}
    heads = _heads([*nouns["head"], *(office | entry for entry in offices["office"])])
    words = nouns["words"]
    return NameGrammar(
        heads=heads,
        longest=max(map(len, heads)),
        openings=frozenset(phrase[0] for phrase in heads),
        kinds=tuple(map(_kind, nouns["kind"])),
        standing=tuple(nouns["standing"]["names"]),
        pairs=_by_last(tuple(p.split()) for p in words["pairs"]),
        administrative=re.compile(words["administrative"]),
        joined=frozenset(offices["joined"]["words"]),
        alone=offices["alone"],
        before_person=frozenset(offices["before_person"]["words"]),
        apposed={noun: kind for kind, listed in nouns["apposed"].items() for noun in listed},
        french={kind: tuple(listed) for kind, listed in nouns["french"].items()},
        foreign={kind: tuple(listed) for kind, listed in nouns["foreign"].items()},
        following={noun: kind for kind, listed in nouns["following"].items() for noun in listed},
        places=frozenset(_place_words()),
        bare_places=frozenset(_bare_places()),
        stop=frozenset((*words["stop"], *calendar().months)),
        **{name: frozenset(words[name]) for name in (
            "never", "roles", "divided", "function", "closed", "others",
            "possessives", "purposes", "standing_alone", "abstract", "weak", "inner", "territorial")},
    )  # fmt: skip


def _by_last(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    """The phrases by their last word, where a reader who goes left meets them."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        found[phrase[-1]] = (*found.get(phrase[-1], ()), phrase)
    return found


def _heads(entries: Iterable[dict[str, Any]]) -> dict[Phrase, Head]:
    found: dict[Phrase, Head] = {}
    for entry in entries:
        head = Head(entry["label"], entry.get("kind"), frozenset(entry["complements"]), entry.get("office", False),
                    needs_body=entry.get("needs_body", False), topic=entry.get("topic", False))  # fmt: skip
        found |= dict.fromkeys((tuple(name.split()) for name in entry["words"]), head)
    return found


def _kind(entry: dict[str, Any]) -> KindRule:
    words = re.compile(rf"(?<![\w-])(?:{any_of(entry['words'])})(?![\w])")
    return KindRule(entry["kind"], words, frozenset(entry.get("heads", ())))


def _bare_places() -> Iterator[str]:
    """Names of States of one word that take no article: after one they modify what follows (`the Kosovo police`)."""
    for row in csv_rows("country_names.csv"):
        if row["form"] == "name" and " " not in row["name"] and row["name"] not in ARTICLED:
            yield row["name"]


def _place_words() -> Iterator[str]:
    """The first words of the names of States in `country_names.csv`, demonyms left out, and the article skipped."""
    for row in csv_rows("country_names.csv"):
        words = row["name"].removeprefix("the ").split()
        if row["form"] == "name" and words[0] not in GENERIC:
            yield words[0]


ARTICLED = frozenset(
    {"Sudan", "Congo", "Gambia", "Niger", "Netherlands", "Philippines", "Comoros", "Bahamas", "Maldives", "Ukraine"}
)
GENERIC = frozenset({
    "Republic", "Kingdom", "State", "Federal", "Democratic", "United", "Islamic", "Union", "Federation", "South",
    "North", "Central", "New", "Republics",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class BodyKinds:
    """`words` are rules for words of the name, `wide` finds words of bodies of many States.

    Head nouns: `mission` of parts of a mission, `unclear` that tell nothing even in a report on a topic, `contingent`
    of a State's troops in a mission. Words beside: `before` right before the name of a State's body, `before_un` before
    that of a part of a mission, `armed` near that of an armed group (right before it, or a little apart where its head
    is one of `armed_heads`).
    """

    words: tuple[KindRule, ...]
    mission: frozenset[str]
    unclear: frozenset[str]
    contingent: frozenset[str]
    wide: re.Pattern[str]
    before: re.Pattern[str]
    before_un: re.Pattern[str]
    armed: re.Pattern[str]
    armed_heads: frozenset[str]


@lru_cache(maxsize=1)
def body_kinds() -> BodyKinds:
    """The rules, read once a process."""
    data = toml_data("body_kinds.toml")
    beside = data["beside"]
    return BodyKinds(
        words=tuple(map(_kind, data["words"])),
        **{name: frozenset(data["heads"][name]) for name in ("mission", "unclear", "contingent")},
        wide=re.compile(rf"(?<![\w-])(?:{any_of(data['wide']['words'])})(?![\w-])"),
        before=re.compile(rf"\b(?:{any_of(beside['national'])})\s$"),
        before_un=re.compile(rf"\b(?:{any_of(beside['un'])})\s$"),
        armed=re.compile(rf"\b(?:{any_of(beside['armed_group'])})\b"),
        armed_heads=frozenset(beside["armed_heads"]),
    )
