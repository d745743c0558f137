"""Why a count may not be summed with like ones over time (column `not_additive` of `counts`)."""

import re

from sgreports.model.facts import Event, Measure, NotAdditive, Polarity

ADDED = ("cardinal", "money", "measure")
_DIFFERENCE = re.compile(r"(?:\s\w[\w-]*){0,2}\s(?:more|fewer|less) than (?:in|during|for|at|on)\b")


def is_difference(sentence: str, number: str) -> bool:
    """Whether a number only says how many more there were: `1,000 more than in 2023`."""
    at = re.search(rf"(?<![\w.,]){re.escape(number)}(?!\w)", sentence)
    return at is not None and _DIFFERENCE.match(sentence, at.end()) is not None


def reason_said(said: str | None, event: Event | None) -> NotAdditive | None:
    """The reason that the words of a number give (column `said`): an average, or who only intends to return."""
    if (said or "").startswith("average"):
        return "rate"
    return "limit" if event == "returned" and (said or "").startswith("inten") else None


def reason_against(  # noqa: PLR0917 - the cells that decide it
    polarity: Polarity, measure: Measure, kind: str | None, event: Event | None, value: str | None, sentence: str,
    number: str,
) -> NotAdditive | None:  # fmt: skip
    """The first reason that holds, by the cells of a row, the normal form of its number, its sentence and the words of
    the number. The measure alone says what is planned: of planned clauses all 37 likely flows in train gold are."""
    if polarity == "negated":
        return "negated"
    if measure != "flow":
        return measure
    if kind not in ADDED:
        return "rate"
    if event == "changed" or is_difference(sentence, number):
        return "change"
    is_range = value and (".." in value or value.endswith("s"))  # `10..15`, `12s`: dozens
    return "range" if is_range else None
