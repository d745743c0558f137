"""One document's rows in numbers."""

from collections import Counter

from sgreports.dataset.rows.document_rows import Tables
from sgreports.dataset.rows.entities import entity_counts
from sgreports.model.records import MentionRow
from sgreports.model.run import Tally


def tally_of(tables: Tables) -> Tally:
    """The numbers of paragraphs, mentions by label, relations by type and issues by code; the entities named."""

    def by(table: str, column: str) -> dict[str, int]:
        return dict(sorted(Counter(getattr(row, column) for row in tables.get(table, ())).items()))

    mentions = [row for row in tables.get("mentions", ()) if isinstance(row, MentionRow)]
    return Tally(
        paragraphs=len(tables.get("paragraphs", ())), mentions=by("mentions", "label"),
        relations=by("relations", "type"), issues=by("issues", "code"), entities=entity_counts(mentions),
    )  # fmt: skip
