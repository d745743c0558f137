"""What two reports say of countries, agencies, programmes, texts and measures: new, gone, changed."""

from pathlib import Path
from typing import Literal

import duckdb

from sgreports.answers.queries import find_report_in, opened
from sgreports.answers.series.measures import chains
from sgreports.answers.series.points import Point, points
from sgreports.answers.series.question import SeriesQuestion
from sgreports.dataset.files.parquet import records
from sgreports.model.base import Frozen

What = Literal["COUNTRY", "AGENCY", "PROGRAMME", "INSTRUMENT"]
WHATS: tuple[What, ...] = ("COUNTRY", "AGENCY", "PROGRAMME", "INSTRUMENT")
OFTEN = 3  # times that one report names what the other names less than half as often, for it to be `changed`
QUERY = """
    SELECT m.label, m.entity, m.document, count(*) AS times, any_value(coalesce(e.display_name, m.text)) AS name,
           arg_min(coalesce('¶' || m.paragraph, m.text_unit), coalesce(p."order", -1)) AS first
    FROM mentions m LEFT JOIN entities e ON e.entity = m.entity
    LEFT JOIN paragraphs p ON p.document = m.document AND p.paragraph = m.paragraph
    WHERE list_contains($documents, m.document) AND list_contains($whats, m.label)
      AND NOT list_contains($documents, m.entity)
    GROUP BY ALL ORDER BY name, m.entity
"""


class Named(Frozen):
    """Something that one or both reports name: how often, and where first, in the later report if it is there."""

    what: What
    entity: str
    name: str
    before: int
    after: int
    first: str


class Changed(Frozen):
    """A measure with its value in both reports."""

    before: Point
    after: Point

    @property
    def change(self) -> float | None:
        """In per cent of the value before; null where that is 0."""
        return 100 * (self.after.value - self.before.value) / self.before.value if self.before.value else None


class Comparison(Frozen):
    """Two reports compared. `new` and `gone` are named by one alone, `changed` by one much more often."""

    before: str
    after: str
    new: tuple[Named, ...]
    gone: tuple[Named, ...]
    changed: tuple[Named, ...]
    measures: tuple[Changed, ...]


def compared(dataset: Path, before: str, after: str) -> Comparison:
    """Raises UsageError where `dataset` holds no run, or lacks one of the reports."""
    with opened(dataset) as connection:
        before, after = (find_report_in(connection, symbol) for symbol in (before, after))
        named = _named(connection, before, after)
    return Comparison(
        before=before, after=after, new=tuple(n for n in named if not n.before),
        gone=tuple(n for n in named if not n.after), changed=tuple(n for n in named if _differs(n)),
        measures=_measures(dataset, before, after),
    )  # fmt: skip


def _named(connection: duckdb.DuckDBPyConnection, before: str, after: str) -> list[Named]:
    found: dict[tuple[str, str], dict[str, object]] = {}
    for row in records(connection, QUERY, {"documents": [before, after], "whats": WHATS}):
        told = found.setdefault((row["label"], row["entity"]), {"name": row["name"], "before": 0, "after": 0})
        told["after" if row["document"] == after else "before"] = row["times"]
        if row["document"] == after or "first" not in told:
            told["first"] = row["first"]
    named = [Named.model_validate({"what": what, "entity": entity, **told}) for (what, entity), told in found.items()]
    return sorted(named, key=lambda n: (WHATS.index(n.what), -max(n.before, n.after), n.name))


def _differs(named: Named) -> bool:
    few, many = sorted((named.before, named.after))
    return many >= OFTEN and 0 < few * 2 < many


def _measures(dataset: Path, before: str, after: str) -> tuple[Changed, ...]:
    """The measures that both state, in the order of the later report."""
    found = points(dataset, SeriesQuestion(documents=(before, after)))
    pairs = []
    for chain in chains(found):
        said = {point.document: point for point in reversed(chain)}
        if before in said and after in said:
            pairs.append(Changed(before=said[before], after=said[after]))
    order = {point.source_id: n for n, point in enumerate(found)}
    return tuple(sorted(pairs, key=lambda pair: order[pair.after.source_id]))
