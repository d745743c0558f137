"""The lemma and the class of what a count counts: data/unit_classes.csv and data/singulars.csv."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import cast

from sgreports.knowledge.data_files import csv_rows
from sgreports.knowledge.names.countries import country_names
from sgreports.model.facts import UNIT_CLASSES, UnitClass

PERSON_CLASSES = UNIT_CLASSES[: UNIT_CLASSES.index("people") + 1]
_JOINT = re.compile(r"(,\s++(?:and\s++|or\s++)?|\s++and\s++|\s++or\s++|/)")
_LAST = re.compile(r"[^\s‑-]+$")
_PARTICIPLES = ("displaced",)  # that decide before the noun: `displaced persons`, `displaced families`
KNOWN = 10_000  # units that are remembered: a count is asked for its class by many steps


@lru_cache(maxsize=KNOWN)
def unit_lemma(unit: str) -> str | None:
    """The unit in lower case and in the singular; persons, people and individuals are `person`.

    Of `women and girls` each noun is made singular. None where there is no word.
    """
    parts = _JOINT.split(unit.strip())
    lemma = "".join(part if i % 2 else _singular_phrase(part) for i, part in enumerate(parts))
    return lemma or None


@lru_cache(maxsize=KNOWN)
def unit_class(unit: str | None, kind: str) -> UnitClass:
    """The class of the head noun; money is `money`, a measure `other`.

    Of joined nouns the first that fits; where they are persons of several classes (`women and children`), `people`.
    """
    if kind == "money":
        return "money"
    if kind == "measure" or not unit:
        return "other"
    found = {_class_of(part) for part in _JOINT.split(unit.strip())[::2] if part.strip()}
    if len(found) > 1 and found <= {*PERSON_CLASSES}:
        return "people"
    return next((each for each in UNIT_CLASSES if each in found), "other")


def is_person_class(name: str | None) -> bool:
    """Whether a class is one of persons, as is one of which more is said: `people, convicted`."""
    return (name or "").partition(",")[0] in PERSON_CLASSES


def _class_of(phrase: str) -> UnitClass:
    lemma = _singular_phrase(phrase)
    if any(participle in lemma.split() for participle in _PARTICIPLES):
        return "displaced"
    last, known = phrase.rsplit(maxsplit=1)[-1], noun_classes()
    if last[:1].isupper() and {last.lower(), _singular(last.lower())} & _demonyms():
        return "people"
    return next((known[name] for name in _endings(lemma) if name in known), "other")


def _endings(lemma: str) -> Iterator[str]:
    """The longest end first: `asylum-seeker`, `seeker`."""
    words = lemma.split() or [lemma]
    for start in range(len(words)):
        yield " ".join(words[start:])
    yield re.split(r"[‑-]", words[-1])[-1]


def _singular_phrase(phrase: str) -> str:
    return _LAST.sub(lambda last: _singular(last[0]), phrase.lower().replace("‑", "-"))


def _singular(noun: str) -> str:
    irregular = _singulars()
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("men") and len(noun) > 5:
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes")):
        return noun[:-2]
    if len(noun) > 2 and noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


@cache
def _singulars() -> dict[str, str]:
    return {row["plural"]: row["singular"] for row in csv_rows("singulars.csv")}


@cache
def noun_classes() -> dict[str, UnitClass]:
    """Class by noun."""
    return {row["noun"]: cast(UnitClass, row["unit_class"]) for row in csv_rows("unit_classes.csv")}


@cache
def _demonyms() -> frozenset[str]:
    """Demonyms in lower case, one word each: a plural of one counts people."""
    return frozenset(name.name.lower() for name in country_names() if name.form == "demonym")
