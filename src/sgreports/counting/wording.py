"""What the sentence of a number says beyond the cells of its row, as columns of `counts` that views compare and sum by:
what is counted and what is said of it, in few words, and what tells its fact from others (wording_words.toml)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from sgreports.knowledge.data_files import any_of
from sgreports.knowledge.statements.relations import word_lists_of
from sgreports.model.facts import POSSIBLE

FILE = "wording_words.toml"
_WORD = re.compile(r"[a-zà-ÿ]{4,}")
STEM = 6  # letters of a word that are compared
MOST_WORDS = 4  # of what is counted, in few words


def wording(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that a row of `counts` has by its others: `thing`, `said`, `telling`, `brought`."""
    sentence, event = row["sentence_text"], (row["event_text"] or "").lower()
    before, _, after = (part.lower() for part in sentence.partition(row["text"]))
    changing, of_money = _said_of_number(before, after)
    if row["kind"] == "money":
        thing = _joined(", ", "money", row["unit"] or "currency unknown", changing or of_money)
        said = changing or event or of_money
    else:
        is_strength = event == "strength" and (row["unit_score"] or 0) < POSSIBLE
        thing = event if is_strength else _thing(row["unit"], row["unit_lemma"], row["unit_phrase"]) or row["kind"]
        if thing in word_lists_of(FILE)["members"]:
            thing = _joined(" ", _service(before), thing)
        said = _joined(" ", changing, event)
    covers = row["kind"] != "money" and row["event"] not in (None, *word_lists_of(FILE)["covering_nothing"])
    return {
        "thing": thing,
        "said": said or None,
        "telling": _telling(sentence.lower(), (row["unit"] or "").lower()) if covers else None,
        "brought": _any("bringing", r"\b({})\b").search(sentence.lower()) is not None,
    }


def _joined(between: str, *words: str | None) -> str:
    return between.join(filter(None, words))


def _thing(unit: str | None, lemma: str | None, phrase: str | None) -> str | None:
    """What is counted, in few words: `police officer` of `the remaining police officers in Haiti`."""
    group = _any("after_kind", r" (?:{})\b|[,(]").split((phrase or "").lower(), maxsplit=1)[0]
    group = _any("before_kind", r"^(?:(?:{}|[^ ]+[’']s|[a-z]\)|[0-9][0-9.,]*)(?: |$))+").sub("", group)
    if unit is None or lemma is None or not group.endswith(unit.lower()) or len(group.split(" ")) > MOST_WORDS:
        return lemma
    return group[: len(group) - len(unit)] + lemma


def _service(before: str) -> str | None:
    """The one service of whose strength a clause speaks before a number: `the strength of the police stood at`."""
    clause = re.split(r"[.;]\s", before)[-1]
    named = set(_any("services", r"\b({})\b").findall(clause))
    return named.pop() if len(named) == 1 and _any("strength", r"\b({})\b").search(clause) else None


def _said_of_number(before: str, after: str) -> tuple[str | None, str | None]:
    """The word that changes what a number means, before it in its clause (`an average of 9, up from 7` is of two
    averages), else right behind it; and what is said of money: the nearest such word before it, else after it."""
    changing = _first(
        _any("changing", r"^.*\b({})\b[^.,;:]*(?:, (?:up|down|compared)\b[^.,;:]*)?$").search(before[-120:]),
        _any("changing", r"^[^.,;:]*?\b({})\b").search(after[:40]),
    )
    said = _first(
        _any("of_money", r"^.*\b({})\b").search(before[-99:]), _any("of_money", r"\b({})\b").search(after[:100])
    )
    return changing, said


def _first(*found: re.Match[str] | None) -> str | None:
    return next((match[1] for match in found if match), None)


def _telling(sentence: str, unit: str) -> tuple[str, ...]:
    """What a sentence says beyond time, number and counting: the beginnings of its other words."""
    words = (word for word in _WORD.findall(sentence) if word[: STEM - 1] not in unit)
    return tuple(dict.fromkeys(word[:STEM] for word in words if not _any("untelling", "({})").match(word)))


@cache
def _any(name: str, frame: str) -> re.Pattern[str]:
    """Finds a word of a list, as framed."""
    return re.compile(frame.format(any_of(word_lists_of(FILE)[name])), re.ASCII)
