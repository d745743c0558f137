"""Why a total leaves a number out, in words that fit one and several: `1 denied`, `3 of a change`."""

WHY = {
    "unsure": "unsure (added by --min-score 0)",
    "negated": "denied",
    "none": "no count of anything",
    "limit": "allowed, planned or asked for",
    "rate": "of a share, rate or average",
    "running_total": "of a total since an earlier day",
    "stock": "of what there is at a moment",
    "change": "of a change",
    "range": "of a range, or vague",
    "repeated": "said again in the report",
    "where": "of where it happened",
    "in_an_earlier_report": "said in an earlier report, too",
    "part_of_another": "part of another number here",
    "another_breakdown": "of a second breakdown of the same total",
    "corrected": "corrected by a corrigendum",
    "overlapping": "of a time, place or case within that of another number here",
    "refused": "refused by a reader",
    "disputed": "disputed: readers differ (a decision that settles ends it)",
    "undecided": "not decided by a reader",
}
WHICH = {
    "part_of_another": "part of {}",
    "another_breakdown": "another breakdown of {}",
    "overlapping": "of a time, a place or a case that {} covers",
    "repeated": "the report says it before: {}",
    "in_an_earlier_report": "an earlier report says it, too: {}",
    "corrected": "corrected by {}",
}
"""The same of one number, where it is known which other is meant."""


def in_short(reason: str) -> str:
    """The words without the advice in brackets."""
    return WHY[reason].partition(" (")[0]
