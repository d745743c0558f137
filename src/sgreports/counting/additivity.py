"""Why a count may not be summed with like ones over time (column `not_additive` of `counts`)."""

from sgreports.model.facts import CountFact, Event, Measure, Mention, Modality, NotAdditive, Polarity

ADDED = ("cardinal", "money", "measure")


def why_not_additive(fact: CountFact, count: Mention) -> NotAdditive | None:
    """The first reason that holds; None if it may be summed. What repeats another count is told later."""
    return reason_against(fact.polarity, fact.modality, fact.measure, count.kind, count.event, count.entity)


def reason_against(  # noqa: PLR0917 - the cells that decide it
    polarity: Polarity, modality: Modality, measure: Measure, kind: str | None, event: Event | None, value: str | None
) -> NotAdditive | None:
    """The same of the cells of a row, with the normal form of its number."""
    if polarity == "negated":
        return "negated"
    if measure != "flow":
        return measure
    if modality == "planned":
        return "limit"
    if kind not in ADDED:
        return "rate"
    if event == "changed":
        return "change"
    return "range" if value and (".." in value or value.endswith("s")) else None  # `10..15`, `12s`: dozens
