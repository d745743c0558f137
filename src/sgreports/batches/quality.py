"""Rates of a run whose sudden change says that something is wrong: with the input, or with the program."""

from sgreports.model.run import RunSummary


def quality(summary: RunSummary) -> dict[str, float]:
    """Shares and rates, rounded to three digits; 0 where there is nothing to divide by."""
    totals = summary.totals
    seconds = sum(i.seconds for i in summary.inputs)
    return {
        "share of files read": _ratio(totals.documents, totals.inputs),
        "share of files failed": _ratio(totals.outcomes["failed"], totals.inputs),
        "paragraphs a document": _ratio(totals.paragraphs, totals.documents),
        **{f"{label} a paragraph": _ratio(n, totals.paragraphs) for label, n in totals.mentions.items()},
        "relations a paragraph": _ratio(sum(totals.relations.values()), totals.paragraphs),
        **{f"{code} a document": _ratio(n, totals.documents) for code, n in totals.issues.items()},
        "seconds a file": _ratio(seconds, totals.inputs),
        "most memory of a file (MB)": max((i.memory_mb or 0.0 for i in summary.inputs), default=0.0),
    }


def _ratio(part: float, whole: float) -> float:
    return round(part / whole, 3) if whole else 0.0
