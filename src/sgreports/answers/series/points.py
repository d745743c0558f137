"""The values that reports state, with all that tells which of them are the same measure."""

import datetime
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import duckdb
from pydantic import Field

from sgreports.answers.queries import opened
from sgreports.answers.series.question import SeriesQuestion
from sgreports.answers.series.words import Words, content_words
from sgreports.dataset.files.parquet import Record, records
from sgreports.knowledge.statements.count_words import defining_words
from sgreports.knowledge.statements.quantities import month_numbers
from sgreports.model.base import Frozen
from sgreports.model.dates import middle_day, period_in_words
from sgreports.model.facts import ADDED
from sgreports.model.table_headings import headings_of

NEAR = 60  # characters on each side of a number
AS_OF = re.compile(r"\s*,?\s*\(?\b(?:as )?(?:at|of|on) \d{1,2} [A-Z][a-z]{2,8},? (?:19|20)\d\d\b\)?")
YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[/–-](?P<end>(?:19|20)?\d\d))?+")
CLAUSE = re.compile(r",(?!\d)|[;:()]|\b(?:and|while|whereas|but|of which|of whom|compared with|as against)\b")
PLACE = re.compile(r"\b(?:in|at) (?:[a-z]+ )*((?:[A-Z][\w'’-]*+\s?)+)")
AS_AT = re.compile(r"\bas (?:at|of|on) (\d{1,2}) ([A-Z][a-z]{2,8}) ((?:19|20)\d\d)\b")


class Point(Frozen):
    """A value that a report states in a paragraph or a table cell.

    `start` and `end` are the days of its time; where nothing says it they are null, and the report's date stands for
    it. `key` is equal for values that can be one measure, `words` are those of its sentence or of the table's title,
    `near` those that say what is counted, `telling` those of the sentence but for what it counts, `kind` those right
    before the noun (`foot patrols`), `heading` is that of its section, and `headings` are all of its report; these
    serve to compare, and are not written.
    """

    document: str
    document_date: datetime.date | None
    place: str
    """`¶26`, or `table-1, row 3`."""
    page: int | None
    link: str | None
    value: float
    number: str
    exact: bool
    start: datetime.date | None
    end: datetime.date | None
    time_from: str | None
    """`said`, `carried`, `period`, `document` as in counts; `table` from a table's title or header."""
    sentence: str
    source_id: str
    at: int = Field(default=0, exclude=True)
    """Where the number begins in the sentence."""
    key: tuple[str | None, ...] = Field(exclude=True)
    measure: str | None = Field(default=None, exclude=True)
    """`flow`, `stock`, … as in counts; null in a table."""
    words: Words = Field(exclude=True)
    near: Words = Field(exclude=True)
    telling: Words = Field(exclude=True)
    kind: Words = Field(default=frozenset(), exclude=True)
    heading: str | None = Field(default=None, exclude=True)
    headings: Words = Field(default=frozenset(), exclude=True)
    phrase: str
    """What is counted, as written: the unit's phrase, or the headers of a cell."""
    unit: str | None
    event: str | None
    country: str | None

    @property
    def day(self) -> datetime.date:
        """The middle of its time, else the report's date: it orders the points, and there they are drawn."""
        return middle_day(self.start, self.end, self.document_date) or datetime.date.min

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of its time."""
        return self.start or self.day, self.end or self.day

    @property
    def when(self) -> str:
        """Its time in words."""
        return period_in_words(self.start, self.end, self.document_date)

    @property
    def period(self) -> tuple[datetime.date | None, datetime.date | None]:
        return (self.start, self.end) if self.start or self.end else (None, self.document_date)


COUNTS = """
    WITH headed AS (SELECT document, list(lower(title)) AS headings FROM sections GROUP BY document),
    placed AS (
        SELECT c."count" AS count_id, c.document, c.paragraph, c.sentence_text AS sentence, c.unit, c.unit_lemma,
               c.unit_from, c.thing, whole.unit_lemma = c.unit_lemma AS is_part, lower(s.title) AS heading, headings,
               m."start" + 1 - strpos(p.text, c.sentence_text) AS place
        FROM counts c JOIN mentions m ON m.id = c."count"
        JOIN paragraphs p ON p.document = c.document AND p.paragraph = c.paragraph
        LEFT JOIN counts whole ON whole."count" = c.part_of
        LEFT JOIN sections s ON s.document = p.document AND s.section = p.section
        LEFT JOIN headed ON headed.document = p.document
    ),
    told AS (
        SELECT count_id, thing, is_part, place, heading, headings,
               string_agg(unit, ' ') OVER sentence AS units_of_sentence,
               coalesce(max(place) FILTER (unit_from = 'own') OVER (
                   PARTITION BY document, paragraph, sentence, unit_lemma ORDER BY place
               ), place) AS unit_place
        FROM placed WINDOW sentence AS (PARTITION BY document, paragraph, sentence)
    )
    SELECT * FROM selected(
        of_event := $event, of_class := $unit_class, in_country := $country, by_agent := $agent, in_series := $of,
        from_score := $added
    ) JOIN told USING (count_id)
    WHERE is_taken(score, verdict, $added, false) AND series IS NOT NULL AND document_date IS NOT NULL
      AND amount IS NOT NULL AND kind <> 'rate' AND polarity = 'affirmed' AND modality = 'actual'
      AND NOT coalesce(measure = 'flow' AND time_start = coalesce(time_end, time_start), false)
      AND time_from IS DISTINCT FROM 'near' AND NOT contains(sentence_text, 'respectively')
      AND NOT regexp_matches(left(sentence_text, place), '\\b(?:panel|team|delegation|convoy|group) of $')
    ORDER BY document_date, document, paragraph_order, char_start
"""
"""Numbers in sentences, with the place of each and of the number that brings its noun. What happened on one day is an
event by itself, not a period's value; times that are only near and numbers told apart by `respectively` are guesses;
the members of one panel are no measure."""
CELLS = """
    WITH cells AS (
        SELECT *, count(*) OVER (PARTITION BY document, table_key, row_header, col_header) AS alike
        FROM table_cells WHERE number IS NOT NULL
    )
    SELECT t.document, d.date AS document_date, d.series, t.table_key, t.row_index, t.col_index,
           t.row_header, t.col_header, t.text, t.number, t.page, document_link(t.document, t.page) AS link, title.title,
           concat_ws(' ', d.mission, mission.display_name) AS mission,
           t.alike = 1 AND title.title IS NOT NULL AND t.row_header IS NOT NULL AS told
    FROM cells t JOIN documents d USING (document)
    JOIN tables title ON title.document = t.document AND title."table" = t.table_key
    LEFT JOIN entities mission ON mission.entity = d.mission
    WHERE d.series IS NOT NULL AND d.date IS NOT NULL
      AND ($of IS NULL OR d.series = $of)
      AND ($country IS NULL OR list_contains(string_split(lower(t.row_header), ' | '), lower($country)))
    ORDER BY d.date, t.document, t.table_key, t.row_index, t.col_index
"""
"""Cells with numbers; `told` are those of a table with a title whose row has a name, if no other cell of their table
has the same headers."""


def points(dataset: Path, question: SeriesQuestion) -> list[Point]:
    """All values that fit, in the order of the reports. Raises UsageError where `dataset` holds no run."""
    asked = question.model_dump(include={"event", "unit_class", "country", "agent", "of"}) | {"added": ADDED}
    with opened(dataset) as connection:
        found = [_of_count(row) for row in records(connection, COUNTS, asked)]
        return found + cell_points(connection, question)


def cell_points(connection: duckdb.DuckDBPyConnection, question: SeriesQuestion) -> list[Point]:
    """The values of tables that fit, in the order of the reports."""
    return [_of_cell(row) for row in _number_cells(connection, question) if row["told"]]


def cells_left_out(dataset: Path, question: SeriesQuestion) -> int:
    """How many cells with numbers make no point: nothing tells them from others of their table, or from report to
    report. Raises UsageError where `dataset` holds no run."""
    with opened(dataset) as connection:
        return sum(not row["told"] for row in _number_cells(connection, question))


def _number_cells(connection: duckdb.DuckDBPyConnection, question: SeriesQuestion) -> Iterator[Record]:
    """The cells of tables with numbers, which say neither event nor agent."""
    if question.event or question.unit_class or question.agent:
        return
    yield from records(connection, CELLS, question.model_dump(include={"country", "of"}))


def _of_count(row: Record) -> Point:
    unit = row["unit"] if row["kind"] == "money" else row["unit_lemma"] or row["unit"]
    return Point(
        document=row["document"], document_date=row["document_date"],
        place=f"¶{row['paragraph']}", page=row["page"], link=row["link"], value=row["amount"],
        number=row["number_text"], exact=bool(row["exact"]),
        start=row["time_start"], end=row["time_end"], time_from=row["time_from"], sentence=row["sentence_text"],
        source_id=row["count_id"], measure=row["measure"], at=row["place"],
        key=(
            "count", row["series"], row["kind"], row["measure"], unit, row["event"], row["country"], _definition(row),
        ),
        words=(words := content_words(row["sentence_text"])), near=content_words(_around(row)),
        telling=words - content_words(row["units_of_sentence"]),
        kind=content_words(row["thing"]) - content_words(f"{row['unit']} {row['unit_lemma']}"),
        heading=row["heading"], headings=frozenset(filter(None, row["headings"] or ())),
        phrase=row["unit_phrase"] or "", unit=unit, event=row["event"], country=row["country"],
    )  # fmt: skip


def _definition(row: Record) -> str:
    """The words that tell a number's figure from others of the same noun: those of its clause and of the clause of its
    noun (`pending`), the place behind it, and of a part whose it is."""
    phrase = row["unit_phrase"] or ""
    clauses = [_clause(row["sentence_text"], place) for place in (row["place"], row["unit_place"])]
    text = " ".join([*chain(*clauses), phrase]).lower().replace("per cent", "")
    places = (found for _, behind in clauses if (found := PLACE.search(behind)))
    told = content_words(" ".join(found[1] for found in places))
    holders = zip(row["whose"] or (), row["whose_name"], strict=True)
    whose = ["part", *(name for key, name in holders if key != row["series"])] if row["is_part"] else []
    own = content_words(f"{row['country_name']} {phrase}")
    return " ".join(sorted({*defining_words().intersection(re.findall(r"[a-z]+", text)), *(told - own), *whose}))


def _clause(sentence: str, at: int) -> tuple[str, str]:
    """The words before a number in its clause, and those behind it."""
    return CLAUSE.split(sentence[:at])[-1], CLAUSE.split(re.sub(r"^\S*\w", "", sentence[at:]))[0]


def _around(row: Record) -> str:
    """The unit's phrase and the words on both sides of the number."""
    sentence, at = row["sentence_text"], row["place"]
    behind = at + len(row["number_text"])
    return f"{row['unit_phrase'] or ''} {sentence[max(at - NEAR, 0) : at]} {sentence[behind : behind + NEAR]}"


def _of_cell(row: Record) -> Point:
    start, end, headers = _time_of_cell(row)
    return Point(
        document=row["document"], document_date=row["document_date"],
        place=f"{row['table_key']}, row {row['row_index'] + 1}", page=row["page"], link=row["link"],
        value=row["number"], number=row["text"], exact=True, start=start, end=end,
        time_from="table" if end else None, sentence=row["title"],
        source_id=f"{row['document']}#{row['table_key']}-{row['row_index']}-{row['col_index']}",
        key=("cell", row["series"], *(_plain(h) for h in headers)), words=(words := _title_words(row)),
        near=content_words(" ".join(headers)), telling=words, phrase=", ".join(filter(None, headers)),
        unit=None, event=None, country=None,
    )  # fmt: skip


def _title_words(row: Record) -> Words:
    """The words of a table's title without the mission's name, written out in one report and short in another."""
    return frozenset(w for w in content_words(row["title"]) - content_words(row["mission"]) if len(w) > 1)


def _plain(header: str) -> str:
    """A header without its marks of notes and the case of its letters."""
    return re.sub(r"\W+", " ", re.sub(r"(?<=[a-z])[¹²³⁴-⁹*†‡]+$", "", header)).strip().lower()


def undated(title: str) -> str:
    """A title without the day that it gives, which is each report's own: `The police (as at 1 May 2012)`."""
    return AS_OF.sub("", title).strip(" ,;:")


def _time_of_cell(row: Record) -> tuple[datetime.date | None, datetime.date | None, list[str]]:
    """The days that a header or the title says (`2007/08`, `as at 30 April 2009`), and the headers without the year."""
    paths = [headings_of(row["row_header"]), headings_of(row["col_header"])]
    for path in paths:
        for place, heading in enumerate(path):
            if found := YEAR.fullmatch(heading.strip()):
                del path[place]
                end = int(found["year"]) + bool(found["end"])
                return datetime.date(int(found["year"]), 1, 1), datetime.date(end, 12, 31), [*map(", ".join, paths)]
    day = _as_at(row["title"])
    return day, day, [*map(", ".join, paths)]


def _as_at(title: str) -> datetime.date | None:
    found = AS_AT.search(title)
    month = month_numbers().get(found[2].lower()) if found else None
    try:
        return datetime.date(int(found[3]), month, int(found[1])) if found and month else None
    except ValueError:
        return None
