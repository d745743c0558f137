"""What a run of the flow leaves in Prefect's UI: its numbers, its failures, and figures of its quality."""

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from sgreports.batches.quality import quality
from sgreports.model.run import RunSummary


def leave_artifacts(summary: RunSummary) -> None:
    """Three tables; their keys stay the same, so that the UI shows how they change from run to run."""
    totals = summary.totals
    numbers = {
        "files": totals.inputs, "documents": totals.documents, "from the cache": summary.reused, **totals.outcomes,
        "paragraphs": totals.paragraphs, "mentions": sum(totals.mentions.values()),
        "relations": sum(totals.relations.values()), "seconds": totals.seconds,
    }  # fmt: skip
    rows = "\n".join(f"| {name} | {number:,} |" for name, number in numbers.items())
    create_markdown_artifact(f"| | |\n|---|---|\n{rows}\n\nDataset: `{summary.out}`", key="extract-reports-summary")
    failures = [
        {"file": i.path, "outcome": i.outcome, "reason": i.reason, "seconds": i.seconds, "memory (MB)": i.memory_mb}
        for i in summary.inputs if i.reason
    ]  # fmt: skip
    create_table_artifact(failures, key="extract-reports-failures", description="Files that are in no table, and why")
    figures = [{"figure": name, "value": value} for name, value in quality(summary).items()]
    create_table_artifact(figures, key="extract-reports-quality", description="A sudden change is worth a look")
