"""What a run of the flow leaves in Prefect's UI: where the dataset is, its steps in numbers, failures, its quality."""

from pathlib import Path

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from sgreports.model.run import RunSummary


def leave_artifacts(summary: RunSummary) -> None:
    """A link and three tables; their keys stay the same, so that the UI shows how they change from run to run."""
    dataset = Path(summary.out).absolute()
    create_link_artifact(dataset.as_uri(), f"Dataset {dataset}", "extract-reports-dataset", "Where the dataset lies")
    create_markdown_artifact(_steps(summary, dataset), key="extract-reports-summary")
    failures = [
        {"file": i.path, "outcome": i.outcome, "reason": i.reason, "seconds": i.seconds, "memory (MB)": i.memory_mb}
        for i in summary.inputs if i.reason
    ]  # fmt: skip
    create_table_artifact(failures, key="extract-reports-failures", description="Files that are in no table, and why")
    figures = [{"figure": name, "value": value} for name, value in quality(summary).items()]
    create_table_artifact(figures, key="extract-reports-quality", description="A sudden change is worth a look")


def _steps(summary: RunSummary, dataset: Path) -> str:
    """The steps of the run with what each of them gave."""
    totals = summary.totals
    outcomes = ", ".join(f"{name} {number:,}" for name, number in totals.outcomes.items())
    new = totals.inputs - summary.reused - summary.left_out
    steps = {
        "ingest": f"files {totals.inputs:,}, new or changed {new:,}",
        "segment": f"documents {totals.documents:,}, paragraphs {totals.paragraphs:,}",
        "find": f"mentions {sum(totals.mentions.values()):,}",
        "relate": f"relations {sum(totals.relations.values()):,}",
        "validate": outcomes,
        "write": f"[{summary.out}]({dataset.as_uri()})" + " as it was" * summary.kept,
    }
    rows = "\n".join(f"| {step} | {result} |" for step, result in steps.items())
    return f"| step | result |\n|---|---|\n{rows}\n\n{totals.seconds:,} seconds"


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
