"""Why a count may not be summed with like ones over time (column `not_additive` of `counts`)."""

import re

from sgreports.model.facts import CountFact, Event, Measure, Mention, NotAdditive, Polarity

ADDED = ("cardinal", "money", "measure")
_DIFFERENCE = re.compile(r"(?:\s\w[\w-]*){0,2}\s(?:more|fewer|less) than (?:in|during|for|at|on)\b")
_ON_DAY = r"(\S+)(?: [a-z-]+){0,3} (?:on|as at|as of) \d"
_LEVELS = re.compile(rf"\bfrom {_ON_DAY}.*?\bto {_ON_DAY}")


def why_not_additive(fact: CountFact, count: Mention) -> NotAdditive | None:
    """The first reason that holds; None if it may be summed. What repeats another count is told later."""
    cells = fact.polarity, fact.measure, count.kind, count.event, count.entity
    return reason_against(*cells, fact.sentence_text, count.text)


def compared(sentence: str, number: str) -> NotAdditive | None:
    """`change` of a number that only says how many more there were: `1,000 more than in 2023`; `stock` of both levels
    that two days are compared by: `rose from 12 on 3 May to 40 on 9 June`."""
    if (levels := _LEVELS.search(sentence)) and number in levels.groups():
        return "stock"
    at = re.search(rf"(?<![\w.,]){re.escape(number)}(?!\w)", sentence)
    return "change" if at and _DIFFERENCE.match(sentence, at.end()) else None


def reason_said(said: str | None, event: Event | None) -> NotAdditive | None:
    """The reason that the words of a number give (column `said`): an average, or who only intends to return."""
    if (said or "").startswith("average"):
        return "rate"
    return "limit" if event == "returned" and (said or "").startswith("inten") else None


def reason_against(  # noqa: PLR0917 - the cells that decide it
    polarity: Polarity, measure: Measure, kind: str | None, event: Event | None, value: str | None, sentence: str,
    number: str,
) -> NotAdditive | None:  # fmt: skip
    """The same of the cells of a row, with the normal form of its number, its sentence and the words of the number. The
    measure alone says what is a plan: of planned clauses all 37 likely flows in train gold are (`of laws required`)."""
    if polarity == "negated":
        return "negated"
    if measure != "flow":
        return measure
    if kind not in ADDED:
        return "rate"
    if event == "changed":
        return "change"
    is_range = value and (".." in value or value.endswith("s"))  # `10..15`, `12s`: dozens
    return "range" if is_range else compared(sentence, number)
