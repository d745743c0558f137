"""Rows of a question as the page of decisions shows them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sgreports.answers.counts.answer import cells_from, in_order, totals_from
from sgreports.answers.counts.live import LiveTotals
from sgreports.answers.counts.question import Question
from sgreports.dataset.files.parquet import records
from sgreports.dataset.views.reasons import WHICH, in_short
from sgreports.decisions.cells import REFERENCES, seen_cells
from sgreports.decisions.decision import Place
from sgreports.decisions.numbers import RunNumbers
from sgreports.model.letters import character_range
from sgreports_gold.desk.curating.answers import Parts, ShownRow, Total

Record = Mapping[str, Any]
CELLS = ("value", "unit", "event", "measure", "years", "country", "part_of", "repeats", "covered_by")
"""Cells that the page shows, in its order."""
OF_VALUE = {"value_min", "value_max", "comparator"}
ROWS = """
    SELECT c.*, d.date, document_link(c.document, c.page) AS link FROM counts c
    JOIN documents d ON d.document = c.document WHERE c."count" IN (SELECT unnest($ids))
"""
NAMES = """SELECT "count", text, coalesce(unit, '') AS unit, document, paragraph FROM counts
    WHERE "count" IN (SELECT unnest($ids))"""


def listed(totals: LiveTotals, question: Question) -> list[str]:
    """The counts of a question: those of its total first, the largest first."""
    return in_order(cells_from(totals.connection, question))


def shown_rows(totals: LiveTotals, question: Question, places: Mapping[str, Place], run: RunNumbers) -> list[ShownRow]:
    """Rows at these places, by count, as they stand now; also those that are no longer of the question."""
    connection = totals.connection
    standing = {row["count_id"]: row for row in cells_from(connection, question)}
    rows = records(connection, ROWS, {"ids": list(places)})
    others = {row[name] for row in rows for name in REFERENCES if row[name]}
    others |= {row["left_out_for"] for row in standing.values() if row["left_out_for"]}
    near = run.places(others - places.keys()) | dict(places)
    named = {row["count"]: _name(row) for row in records(connection, NAMES, {"ids": list(others)})}
    run.load(place[:2] for place in near.values())
    return [_shown(row, standing.get(row["count"]), near, named, run) for row in rows]


def _name(row: Record) -> str:
    return f"{row['text']} {row['unit']}".strip() + f", {row['document']} ¶{row['paragraph']}"


def _shown(
    row: Record, standing: Record | None, places: Mapping[str, Place], named: Mapping[str, str], run: RunNumbers
) -> ShownRow:
    place = places[row["count"]]
    left_out, covering = (standing["left_out"], standing["left_out_for"]) if standing else (None, None)
    covering = covering if left_out == "overlapping" and not row["covered_by"] else None
    seen = {**row, "covered_by": row["covered_by"] or covering}
    cells = seen_cells(seen, proposed_value(row, place, run), places).model_dump(mode="json", exclude_unset=True)
    names = {name: named[seen[name]] for name in REFERENCES if seen[name] in named}
    if row["also_in"] and not row["repeats"]:
        names["repeats"] = ", ".join(row["also_in"])
    return ShownRow(
        id=str(place), sentence=_sentence(row, place, run), number=row["text"], names=names, covering=covering,
        cells={name: cells[name] for name in CELLS}, in_total=standing is not None and left_out is None,
        why=_why(standing, named), by=row["decided_by"], kind=row["decided_kind"], elsewhere=standing is None,
        **{name: row[name] for name in ("count", "document", "date", "paragraph", "page", "link", "score", "verdict")},
    )  # fmt: skip


def proposed_value(row: Record, place: Place, run: RunNumbers) -> str | None:
    """The normal form of a number, where no reader said another."""
    number = run.at(place)
    return number.value if number and not OF_VALUE & json.loads(row["proposed"] or "{}").keys() else None


def _why(standing: Record | None, named: Mapping[str, str]) -> str | None:
    """Why the total leaves a row out."""
    if standing is None:
        return "no row of this question, as it was decided"
    reason = standing["left_out"]
    if reason is None:
        return None
    other = named.get(standing["left_out_for"] or "")
    return WHICH[reason].format(other) if other and reason in WHICH else in_short(reason)


def _sentence(row: Record, place: Place, run: RunNumbers) -> Parts:
    """The sentence in three parts, the number the second."""
    sentence, paragraph = row["sentence_text"], run.paragraph(place.document, place.paragraph)
    start, end = character_range(paragraph.text, place.start, place.end) if paragraph else (0, 0)
    first = paragraph.text.rfind(sentence, 0, start + len(sentence)) if paragraph else -1
    if first < 0 or end > first + len(sentence):
        before, number, after = sentence.partition(row["text"])
        return before, number, after
    return sentence[: start - first], sentence[start - first : end - first], sentence[end - first :]


def totals_now(totals: LiveTotals, question: Question) -> tuple[Total, ...]:
    """The totals as they stand, each with that of what is decided alone, the largest first."""
    every = totals_from(totals.connection, question)
    alone = {
        _group(row, question.groups): row
        for row in totals_from(totals.connection, question.model_copy(update={"decided": True}))
    }
    found = [
        Total(
            name=_group(row, question.groups), total=row["total"] or 0, bound=row["bound"], counts=row["counts"],
            decided=row["decided"], decided_by=row["decided_by"],
            alone=(one := alone.get(_group(row, question.groups), {})).get("total") or 0, alone_bound=one.get("bound"),
        )
        for row in every
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (-each.counts, -each.total)))


def _group(row: Record, groups: Sequence[str]) -> str:
    return ", ".join(str(row[name]) if row[name] is not None else f"{name} unknown" for name in groups)
