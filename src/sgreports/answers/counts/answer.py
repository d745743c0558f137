"""Totals of a run's counts, with what a sum leaves out and why; the rule is views.sql's macro `selected`.

A name that the dataset has not is answered with those nearest to it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.answers.counts.question import BY, Question, peacekeepers
from sgreports.answers.counts.tables import table_lines
from sgreports.answers.named import suggested
from sgreports.answers.queries import find_report_in, opened
from sgreports.dataset.files.parquet import Record, records
from sgreports.dataset.views.bounds import BOUND
from sgreports.errors import UsageError
from sgreports.knowledge.statements.events import words_of
from sgreports.model.base import Frozen
from sgreports.model.facts import ADDED, POSSIBLE, SURE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FACTS = """CREATE TEMP TABLE facts AS
           SELECT * FROM main.facts WHERE list_contains($documents::VARCHAR[], document) IS NOT false"""
"""The macros then read this table, not the view each time: a temporary one goes before the view of that name."""
REREAD = ("corrections", "coverings", "moments")
CALLED = "SELECT bodies_called($word) AS called"
COLUMNS = {"agent": "agents", "source": "reported_by", "whose": "whose"}
MEASURES = (
    "total", "exact", "counts", "assumed", "left_out", "bound", "largest", "largest_amount",
    "largest_score", "largest_share", "doubtful", "decided", "decided_by",
)  # fmt: skip
"""`total` of the counts summed; whether all of these are exact; how many they are, and of how many of them time or
country is the report's own; how many are left out; whether the total is `exact`, or `at_least`, `at_most` or
`about` so much; where the largest of the summed stands, its number, score, and share of the total; whether the total
rests on it though it is `doubtful`; how many of the summed a reader decided, and how many who did
(`2 by mk, 1 by a model`)."""
KEYS = {
    "country": {"iso3": "any_value(iso3)"},
    "year": {name: f"any_value({name}) FILTER (year_start IS NOT NULL)" for name in ("year_start", "year_end")},
}
"""What other tables are joined by: columns beside a group, and their expressions; all of a group have the same."""
CELL = (
    "document", "document_date", "paragraph", "page", "link", "number_text", "amount", "unit_phrase", "unit", "counted",
    "event", "event_text", "agents_name", "agent_text", "reported_by_name", "whose_name", "times", "time_from",
    "year_start", "year_end", "country", "country_name", "iso3", "country_from", "measure", "part_of", "left_out",
    "left_out_for", "left_out_for_number", "left_out_for_document", "left_out_for_paragraph", "also_in", "score",
    "verdict", "decided_by", "decided_kind", "sentence_text", "count_id",
)  # fmt: skip
"""Columns of a cell's sentences; `left_out_for` is the count that covers or contains it, or said it before."""
STANDING = (
    "measure", "country_name", "holder", "event", "thing", "counted", "on_day", "number_text", "amount", "exact",
    "comparator", "limit_amount", "limiting", "days_off", "days_of_line", "document", "paragraph", "page", "link",
    "sentence_text", "score", "verdict", "latest", "last_of_year",
)  # fmt: skip
"""Columns of what stands at a moment; `days_off` is how many days after those asked for, less than 0 before them."""
UNSURE = (
    "number_text", "amount", "comparator", "unit_phrase", "unit", "event", "not_added", "event_years", "country_name",
    "score", "parts_added", "document", "paragraph", "page", "link", "sentence_text",
)  # fmt: skip
"""Columns of what would be added, or listed as at a moment, if it were sure; `parts_added` is how much of a total its
parts add, where that is less."""
NEAR, HOW_SURE = 3, ("from_score", "only_decided", "about_in")
"""How many counts of other events are told where none fits, and the filters that choose none."""


def columns(question: Question) -> list[str]:
    """The columns of an answer's rows: the groups, what other tables are joined by, then MEASURES."""
    return [*question.groups, *_keys(question), *MEASURES]


def _keys(question: Question) -> dict[str, str]:
    return {name: expression for group in question.groups for name, expression in KEYS.get(group, {}).items()}


class Answer(Frozen):
    """Rows of `columns`; null in a group is unknown. `left_out` counts the reasons.

    `standing` has the stocks, running totals and limits (STANDING), one a place, holder, thing and day: those of most
    days first, of equally many people before things, wholes before parts, then the surest, and of each the latest
    first; last the lines of which no day has ADDED, only POSSIBLE. `tables` has the totals of tables that fit, in the
    same order. `unsure` has what else would be added, or be in `standing`, if its score were high enough (UNSURE): what
    happened first, then the surest first.
    `dated` are the counts among those `summed` whose time the paragraph gives, `dated_by_report` those whose time is
    the report's own; the time of the others is unknown. `unlikely` have a score below ADDED. `decided` are those
    that a reader decided, `decided_by` says how many who did. Where nothing fits, `near` has what does but for
    its event, where the sentence has a word of it first, then the surest.
    """

    question: Question
    rows: tuple[Record, ...]
    standing: tuple[Record, ...]
    tables: tuple[Record, ...]
    unsure: tuple[Record, ...]
    left_out: dict[str, int]
    documents: int
    summed: int
    dated: int
    dated_by_report: int
    unlikely: int
    decided: int = 0
    decided_by: str = ""
    near: tuple[Record, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no count fits."""
        return not (self.standing or self.tables or any(row["counts"] or row["left_out"] for row in self.rows))

    @property
    def is_likely(self) -> bool:
        """Whether some of what is added or stands has ADDED."""
        stands = any(row["score"] >= ADDED for row in self.standing)
        return stands or self.summed > self.unlikely or self.decided > 0 or bool(self.tables)


def answer(dataset: Path, question: Question) -> Answer:
    """The totals of a run. Where nothing is likely, what has a score of POSSIBLE and more, with that `min_score`; where
    no sentence is `about` what is asked, what stands in a paragraph or section that is, with that `about_in`.

    Raises UsageError where `dataset` holds no run, or an older one, and for a series, an agent, a source or a holder
    that it does not name.
    """
    with opened_for(dataset, question) as connection:
        check_names(connection, question)
        found = answer_from(connection, question)
        if question.about and not found.rows and not found.standing:
            wider = question.model_copy(update={"about_in": "paragraph"})
            near = answer_from(connection, wider)
            question, found = (wider, near) if near.rows or near.standing else (question, found)
        if not found.is_likely and _may_guess(question):
            found = answer_from(connection, question.model_copy(update={"min_score": POSSIBLE}))
        return found.model_copy(update={"near": _of_other_events(connection, question)}) if found.is_empty else found


def _of_other_events(connection: "DuckDBPyConnection", question: Question) -> tuple[Record, ...]:
    """Counts that fit all that is asked but the event: those whose sentence has a word of it first, then harm for harm,
    then the surest; none where nothing else is asked."""
    asked = question.filters | {"of_event": None}
    if question.event is None or not {name for name, value in asked.items() if value is not None} - set(HOW_SURE):
        return ()
    shown = ", ".join(name for name in UNSURE if name != "parts_added")
    alike = "coalesce(is_harm(event), false) = coalesce(is_harm($asked_event), false)"
    said = "len(list_filter($words::VARCHAR[], lambda word: has_words(sentence_text, word))) > 0"
    order = f"{said} DESC, {alike} DESC, score DESC, document, char_start LIMIT {NEAR}"
    query = f"SELECT {shown}, NULL AS parts_added FROM {_SELECTED} ORDER BY {order}"
    asked |= {"asked_event": question.event, "words": sorted(words_of(question.event))}
    return tuple(records(connection, query, asked))


def _may_guess(question: Question) -> bool:
    """Whether what is not likely may answer: where nobody says what is sure enough."""
    return question.min_score == ADDED and not question.decided


@contextmanager
def opened_for(dataset: Path, question: Question) -> "Iterator[DuckDBPyConnection]":
    """The DuckDB file of a dataset, its facts read once, without those of reports that are not asked for.

    Raises UsageError for a report that the dataset has not.
    """
    with opened(dataset) as connection:
        asked = [find_report_in(connection, symbol) for symbol in question.documents]
        read_once(connection, asked or None)
        yield connection


def read_once(connection: "DuckDBPyConnection", documents: Sequence[str] | None = None) -> None:
    """Holds the facts of these documents, or of all, and what the macros read again and again, as they are now."""
    for view in ("facts", *REREAD):  # all at first: a view reads a table that is held in place of another view
        connection.execute(f"DROP TABLE IF EXISTS temp.{view}")
    connection.execute(FACTS, {"documents": documents})
    for view in REREAD:
        connection.execute(f"CREATE TEMP TABLE {view} AS FROM main.{view}")


def answer_from(connection: "DuckDBPyConnection", question: Question) -> Answer:
    """The totals of the tables and views of a connection."""
    reasons = f"""
        WITH fitting AS MATERIALIZED (FROM {_SELECTED}), parts AS (
            SELECT whole, sum(amount) AS parts_added FROM fitting JOIN wholes ON part = count_id
            WHERE left_out IS NULL GROUP BY whole
        )
        SELECT left_out, time_from, verdict, {READER} AS reader, {", ".join(UNSURE)}, verdict IS NULL
               AND (left_out = 'unsure' OR coalesce(at_a_moment(not_added) AND score < $from_score, false)) AS is_unsure
        FROM fitting LEFT JOIN parts ON whole = count_id AND parts_added < amount
        ORDER BY not_added IS NOT NULL, score DESC, document_date, document, paragraph_order, char_start
    """
    rows = totals_from(connection, question)
    each = records(connection, reasons, question.filters)
    standing = _standing(connection, question)
    tables = () if question.decided or question.about else table_lines(connection, question)
    stands = {_place(row) for row in standing}
    unsure = (row for row in each if row["is_unsure"] and _place(row) not in stands)
    summed = [row for row in each if not row["left_out"]]
    left_out = Counter(sorted(row["left_out"] for row in each if row["left_out"]))
    return Answer(
        question=question, rows=tuple(rows), standing=tuple(standing), tables=tables,
        unsure=() if question.decided else tuple({name: row[name] for name in UNSURE} for row in unsure),
        left_out=dict(left_out.most_common()),
        documents=len({row["document"] for row in summed}), summed=len(summed),
        dated=sum(row["time_from"] in ("said", "carried", "near", "decided") for row in summed),
        dated_by_report=sum(row["time_from"] in ("period", "document") for row in summed),
        unlikely=sum(row["score"] < ADDED for row in summed),
        decided=sum(row["verdict"] is not None for row in summed),
        decided_by=deciders(Counter(row["reader"] for row in summed if row["verdict"])),
    )  # fmt: skip


def totals_from(connection: "DuckDBPyConnection", question: Question) -> list[Record]:
    """The totals by the groups asked for: the groups, then MEASURES."""
    groups = {name: BY[name] for name in question.groups}
    shown = "".join(f'{expression} AS "{name}", ' for name, expression in (groups | _keys(question)).items())
    order = ", ".join(f'"{name}" NULLS LAST' for name in groups)
    query = f"""
        SELECT {shown} sum(amount) FILTER (left_out IS NULL) AS total,
               coalesce(bool_and(exact) FILTER (left_out IS NULL), true) AS exact,
               count(*) FILTER (left_out IS NULL) AS counts,
               count(*) FILTER (left_out IS NULL AND (time_from IN ('period', 'document') OR country_from = 'document'))
                   AS assumed,
               count(*) FILTER (left_out IS NOT NULL) AS left_out,
               {BOUND} AS bound,
               {_LARGEST.format("document || ' ¶' || paragraph")} AS largest,
               {_LARGEST.format("amount")} AS largest_amount, {_LARGEST.format("score")} AS largest_score,
               round(largest_amount / nullif(total, 0), 3) AS largest_share,
               coalesce(largest_share > 0.5 AND {_LARGEST.format("verdict IS NULL AND score < $sure")}, false)
                   AS doubtful,
               count(*) FILTER (left_out IS NULL AND verdict IS NOT NULL) AS decided,
               histogram({READER}) FILTER (left_out IS NULL AND verdict IS NOT NULL) AS decided_by
        FROM {_SELECTED} {"GROUP BY ALL" if groups else ""} {f"ORDER BY {order}" if groups else ""}
    """
    found = records(connection, query, question.filters | {"sure": SURE})
    return [row | {"decided_by": deciders(row["decided_by"])} for row in found]


_LARGEST = """first({} ORDER BY amount DESC NULLS LAST, document_date, document, paragraph_order)
               FILTER (left_out IS NULL)"""
"""Of the largest number that is added, of equal ones the first."""
READER = "CASE WHEN decided_kind = 'model' THEN 'a model' ELSE decided_by END"
"""Who decided a row, in words; two models or more are one reader."""


def deciders(numbers: Mapping[str, int] | None) -> str:
    """How many who decided: `2 by mk, 1 by a model`."""
    most = sorted((numbers or {}).items(), key=lambda item: (item[0] == "a model", -item[1], item[0]))
    return ", ".join(f"{number:,} by {who}" for who, number in most)


def _standing(connection: "DuckDBPyConnection", question: Question) -> list[Record]:
    """What stands at a moment, and where no day of a line is likely, what is possible of it, at the time asked for."""
    query = f"SELECT {', '.join(STANDING)} FROM {_SELECTED.replace('selected', 'standing', 1)} ORDER BY {_MOMENTS}"
    found = records(connection, query, question.filters)
    if not _may_guess(question):
        return found
    lines = {_line(row) for row in found}
    possible = records(connection, query, question.filters | {"from_score": POSSIBLE})
    return [*found, *(row for row in possible if row["days_off"] == 0 and _line(row) not in lines)]


_line = itemgetter("measure", "country_name", "holder", "event", "thing", "counted")
_place = itemgetter("document", "paragraph", "amount")
_OF_LINE = "OVER (PARTITION BY country_name, holder, event, thing, counted)"
_OF_WHOLE = "coalesce(part_of IN (SELECT \"count\" FROM counts WHERE measure <> 'limit'), false)"
"""What is there or was received is no part of what is authorized or asked for."""
_MOMENTS = (
    f"min(abs(days_off)) {_OF_LINE}, max(days_of_line) {_OF_LINE} DESC,"
    f" bool_or(of_persons(counted)) {_OF_LINE} DESC,"
    f" bool_and({_OF_WHOLE}) {_OF_LINE}, max(score) {_OF_LINE} DESC, country_name NULLS LAST,"
    " holder, event, thing, counted, measure, on_day DESC NULLS LAST"
)


def cells(dataset: Path, question: Question) -> list[Record]:
    """The sentences behind the totals: the groups, then CELL; `left_out` is null where the count is summed."""
    with opened_for(dataset, question) as connection:
        return cells_from(connection, question)


def cells_from(connection: "DuckDBPyConnection", question: Question) -> list[Record]:
    """The same from the tables and views of a connection."""
    shown = ", ".join([*(f'{BY[name]} AS "by_{name}"' for name in question.groups), *CELL])
    order = "".join(f'"by_{name}" NULLS LAST, ' for name in question.groups)
    query = f"""
        SELECT {shown} FROM (
            SELECT fitting.*, other.text AS left_out_for_number, other.document AS left_out_for_document,
                   other.paragraph AS left_out_for_paragraph
            FROM {_SELECTED} AS fitting LEFT JOIN counts AS other ON other."count" = left_out_for
        )
        ORDER BY {order} document_date, document, paragraph_order, char_start
    """
    return records(connection, query, question.filters)


def in_order(cells: Iterable[Record]) -> list[str]:
    """The counts of cells: those in the total first, of these and of the others the largest first."""
    ordered = sorted(cells, key=lambda row: (row["left_out"] is not None, -(row["amount"] or 0)))
    return [row["count_id"] for row in ordered]


_SELECTED = (
    "selected(of_event := $of_event, of_class := $of_class, in_country := $in_country, in_year := $in_year,"
    " by_agent := $by_agent, in_series := $in_series, by_source := $by_source, of_whom := $of_whom,"
    " from_score := $from_score, only_decided := $only_decided, since_day := $since_day, until_day := $until_day,"
    " about := $about, about_in := $about_in)"
)


def check_names(connection: "DuckDBPyConnection", question: Question) -> None:
    """Raises UsageError for a series, an agent, a source or a holder that no count of the dataset has."""
    series = {row["series"] for row in records(connection, "SELECT DISTINCT series FROM facts") if row["series"]}
    if question.series is not None and question.series not in series:
        raise UsageError(f"there is no series {question.series!r} in this dataset{suggested(question.series, series)}")
    for field, column in COLUMNS.items():
        asked = getattr(question, field)
        if asked is not None:
            _check(connection, field, column, asked)


def _check(connection: "DuckDBPyConnection", field: str, column: str, asked: str) -> None:
    names = (
        f"SELECT DISTINCT unnest({column}) AS name FROM facts UNION SELECT DISTINCT unnest({column}_name) FROM facts"
    )
    texts = " UNION SELECT agent_text FROM facts WHERE agent_text IS NOT NULL" if field == "agent" else ""
    known = {row["name"] for row in records(connection, names + texts)}
    called = {key for row in records(connection, CALLED, {"word": asked}) for key in row["called"]}
    if not called & known and not any(asked.casefold() in name.casefold() for name in known):
        near = peacekeepers(asked) or suggested(asked, known)
        raise UsageError(f"no count of this dataset has the {field} {asked!r}{near}")
