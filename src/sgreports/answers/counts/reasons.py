"""Why a total leaves a number out, in words."""

WHY = {
    "unsure": "unsure (--min-score 0 adds them)",
    "negated": "denied",
    "none": "count nothing",
    "limit": "limits, targets, requirements, plans",
    "rate": "shares, rates, averages",
    "running_total": "running totals",
    "stock": "how many there are at a moment",
    "change": "changes",
    "range": "ranges and vague numbers",
    "repeated": "said again in the report",
    "in_an_earlier_report": "said in an earlier report, too",
    "part_of_another": "parts of another number here",
    "another_breakdown": "another breakdown of the same total",
    "corrected": "corrected by a corrigendum",
    "overlapping": "of a time or place that another number here covers",
    "refused": "no such fact, as a reader decided",
    "disputed": "disputed: readers differ (a decision that settles ends it)",
    "undecided": "not decided by a reader",
}
WHICH = {
    "part_of_another": "part of {}",
    "another_breakdown": "another breakdown of {}",
    "overlapping": "of a time or place that {} covers",
    "repeated": "the report says it before: {}",
    "in_an_earlier_report": "an earlier report says it, too: {}",
    "corrected": "corrected by {}",
}
"""The same of one number, where it is known which other is meant."""
