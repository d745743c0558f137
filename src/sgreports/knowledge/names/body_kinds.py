"""Evidence for the kind of a body that no list has: `data/body_kinds.toml`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sgreports.knowledge.data_files import toml_data
from sgreports.knowledge.names.bodies import KindRule


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
        words=tuple(map(_rule, data["words"])),
        mission=frozenset(data["heads"]["mission"]),
        unclear=frozenset(data["heads"]["unclear"]),
        contingent=frozenset(data["heads"]["contingent"]),
        wide=re.compile(rf"(?<![\w-])(?:{_any(data['wide']['words'])})(?![\w-])"),
        before=re.compile(rf"\b(?:{_any(beside['national'])})\s$"),
        before_un=re.compile(rf"\b(?:{_any(beside['un'])})\s$"),
        armed=re.compile(rf"\b(?:{_any(beside['armed_group'])})\b"),
        armed_heads=frozenset(beside["armed_heads"]),
    )


def _rule(entry: dict[str, Any]) -> KindRule:
    words = re.compile(rf"(?<![\w-])(?:{_any(entry['words'])})(?![\w])")
    return KindRule(entry["kind"], words, frozenset(entry.get("heads", ())))


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
