"""Why a count may not be summed with like ones over time (column `not_additive` of `counts`)."""

from sgreports.model.facts import CountFact, Mention, NotAdditive

ADDED = ("cardinal", "money", "measure")


def why_not_additive(fact: CountFact, count: Mention) -> NotAdditive | None:
    """The first reason that holds; None if it may be summed. What repeats another count is told later."""
    if fact.polarity == "negated":
        return "negated"
    if fact.measure != "flow":
        return fact.measure
    if fact.modality == "planned":
        return "limit"
    if count.kind not in ADDED:
        return "rate"
    if count.event == "changed":
        return "change"
    return "range" if count.comparator == ".." or (count.entity or "").endswith("s") else None
