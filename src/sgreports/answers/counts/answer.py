"""Totals of a run's counts, with what a sum leaves out and why; the rule is views.sql's macro `selected`."""

from collections import Counter
from pathlib import Path

from sgreports.answers.counts.question import BY, Question
from sgreports.answers.queries import Record, opened, records
from sgreports.model.base import Frozen

MEASURES = ("total", "exact", "counts", "assumed", "left_out")
"""`total` of the counts summed; whether all of these are exact; how many they are, and of how many of them time or
country is assumed from the document; how many are left out."""
CELL = (
    "document", "document_date", "paragraph", "page", "link", "number_text", "amount", "unit_phrase", "unit", "counted",
    "event", "event_text", "agents_name", "agent_text", "reported_by_name", "whose_name", "times", "time_from",
    "country", "country_name", "country_from", "part_of", "left_out", "score", "sentence_text", "count_id",
)  # fmt: skip
"""Columns of a cell's sentences."""


class Answer(Frozen):
    """Rows by the groups asked for, then MEASURES; null in a group is unknown. `left_out` counts the reasons."""

    question: Question
    rows: tuple[Record, ...]
    left_out: dict[str, int]
    documents: int


def answer(dataset: Path, question: Question) -> Answer:
    """The totals of a run. Raises UsageError where `dataset` holds no run, or an older one."""
    groups = {name: BY[name] for name in question.groups}
    shown = "".join(f'{expression} AS "{name}", ' for name, expression in groups.items())
    order = ", ".join(f'"{name}" NULLS LAST' for name in groups)
    query = f"""
        SELECT {shown} sum(amount) FILTER (left_out IS NULL) AS total,
               coalesce(bool_and(exact) FILTER (left_out IS NULL), true) AS exact,
               count(*) FILTER (left_out IS NULL) AS counts,
               count(*) FILTER (left_out IS NULL AND 'document' IN (time_from, country_from)) AS assumed,
               count(*) FILTER (left_out IS NOT NULL) AS left_out
        FROM {_SELECTED} {"GROUP BY ALL" if groups else ""} {f"ORDER BY {order}" if groups else ""}
    """
    with opened(dataset) as connection:
        rows = records(connection, query, question.filters)
        reasons = records(connection, f"SELECT left_out, document FROM {_SELECTED}", question.filters)
    left_out = Counter(sorted(row["left_out"] for row in reasons if row["left_out"]))
    return Answer(
        question=question, rows=tuple(rows), left_out=dict(left_out.most_common()),
        documents=len({row["document"] for row in reasons if not row["left_out"]}),
    )  # fmt: skip


def cells(dataset: Path, question: Question) -> list[Record]:
    """The sentences behind the totals: the groups, then CELL; with `left_out` null where the count is summed."""
    shown = ", ".join([*(f'{BY[name]} AS "by_{name}"' for name in question.groups), *CELL])
    order = "".join(f'"by_{name}" NULLS LAST, ' for name in question.groups)
    query = f"SELECT {shown} FROM {_SELECTED} ORDER BY {order} document_date, document, paragraph_order, char_start"
    with opened(dataset) as connection:
        return records(connection, query, question.filters)


_SELECTED = (
    "selected(of_event := $of_event, of_class := $of_class, in_country := $in_country, in_year := $in_year,"
    " by_agent := $by_agent, in_series := $in_series)"
)
