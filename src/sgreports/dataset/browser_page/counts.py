"""The index of counts: what the page of counts filters, sums and draws; a row a count, all words as numbers of lists.

A row is `[document, paragraph, start, end, amount, bound, event, counted, phrase, country, years, first, last, agent,
series, not_added, whole, group, assumed, score, whose, covered_by, moment, doubted, decided, page, number, repeats]`.
`start` and `end` count UTF-16 units in the paragraph; `page` is that of the sentence; `bound` is a place in BOUNDS,
`number` says in the report's words what is not exact; `first` and `last` are days since 1970; `whole` is its total's
row, `covered_by` the rows whose time or place covers its own, `repeats` the counted row of its fact. `moment` is
`[thing, day, limit, row of the limit]` of what stands at a moment. `assumed` is 1 where the time is that of the report,
4 where it may be that of something else, and 2 more where the country is that of the report, 8 where it is that of
another sentence. `doubted` is 1 where who did it is too uncertain to be named in a table. `decided` says what a reader
decided, and who. Null where nothing is known. What no row says by itself is read from the views of the DuckDB file.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sgreports.dataset.browser_page.document import Content, Tables, units
from sgreports.dataset.browser_page.scripts import write_script
from sgreports.dataset.browser_page.words import WordIndex
from sgreports.dataset.files.parquet import open_duckdb, records
from sgreports.dataset.views.bounds import WORDS, bound_of, said_amount
from sgreports.dataset.views.reasons import WHY, in_short
from sgreports.knowledge.data_files import csv_rows
from sgreports.knowledge.english import function_words
from sgreports.knowledge.names.countries import country_names
from sgreports.knowledge.statements.events import PERSONS, event_lexicon, is_bound_to
from sgreports.knowledge.statements.unit_classes import PERSON_CLASSES, noun_classes
from sgreports.model.facts import ADDED, AT_A_MOMENT, EVENTS, HARM, NAMED, SURE, UNIT_CLASSES, UnitClass

Row = Mapping[str, Any]
LISTS = (
    "events", "counted", "phrases", "countries", "years", "agents", "series", "reasons", "whose", "things", "decisions",
    "numbers",
)  # fmt: skip
BOUNDS = tuple(WORDS)
FACTS = """
    SELECT f.count_id, f.page, f.event_years, f.time_start - DATE '1970-01-01' AS first,
           coalesce(f.time_end, f.time_start) - DATE '1970-01-01' AS last,
           CASE WHEN f.kind = 'money' THEN concat_ws(', ', f.counted, f.said) ELSE f.counted END AS counted,
           holders_of_missions(f.whose) AS whose, f.not_added, m.thing, f.unit, f.unit_phrase,
           coalesce(m.standing_score, f.score) AS score, CAST(on_day AS VARCHAR) AS on_day, limit_amount, limit_id,
           list(c.covered_by ORDER BY c.covered_by) FILTER (c.covered_by IS NOT NULL) AS covered_by
    FROM facts f LEFT JOIN moments m ON m.count_id = f.count_id LEFT JOIN coverings c ON c.covered = f.count_id
    GROUP BY ALL
"""


class Words:
    """The words of a list, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def __getitem__(self, word: Any) -> int | None:
        """The number of a word; none for null and the empty text."""
        return None if word in (None, "") else self._numbers.setdefault(word, len(self._numbers))

    def all(self) -> list[Any]:
        return list(self._numbers)


class CountIndex:
    """The counts of a run, filled document by document; `names` are those of entities by key.

    `letters` are the documents that are letters of States, `unsure` the counts that are less sure and undecided.
    """

    def __init__(self, names: Mapping[str, str], database: Path) -> None:
        self._names = names
        self._lists = {name: Words() for name in LISTS}
        self._rows: list[list[Any]] = []
        self._numbers: dict[str, int] = {}
        self.letters: list[int] = []
        self._told = facts_of(database)
        self._about = WordIndex()
        self.unsure: set[str] = set()

    def add(self, number: int, content: Content, tables: Tables) -> None:
        """Takes the counts of a document."""
        places = {paragraph["key"]: n for n, paragraph in enumerate(content["paragraphs"])}
        mentions = {row["id"]: row for row in tables["mentions"] if row["label"] == "COUNT"}
        self.letters += [number] if content["letter"] else []
        self._numbers |= {row["count"]: len(self._rows) + n for n, row in enumerate(tables["counts"])}
        self._about.add(row["sentence_text"] for row in tables["counts"])
        its = (row["count"] for row in tables["counts"] if not decision(row))
        self.unsure |= {count for count in its if self._told[count]["score"] < SURE}
        for row in tables["counts"]:
            mention, place, told = mentions[row["count"]], places[row["paragraph"]], self._told[row["count"]]
            at = units(content["paragraphs"][place]["text"])
            self._rows.append([
                number, place, at(mention["start"]), at(mention["end"]), *self._said(row, told),
                self._lists["series"][content["row"]["series"]], self._lists["reasons"][told["not_added"]],
                row["part_of"], row["part_group"], assumed(row), round(1000 * told["score"]),
                self._lists["whose"][told["whose"]], told["covered_by"],
                self._moment(told), int(doubted(row)), self._lists["decisions"][decision(row)], told["page"],
                self._lists["numbers"][number_of(row)], row["repeats"],
            ])  # fmt: skip

    def _said(self, row: Row, told: Row) -> list[Any]:
        lists = self._lists
        agent = "; ".join(self._names.get(key, key) for key in row["agents"]) or row["agent_text"]
        return [
            value_of(row), BOUNDS.index(bound_of(row["comparator"])), lists["events"][row["event"]],
            lists["counted"][told["counted"]], lists["phrases"][phrase_of({**told, "text": row["text"]})],
            lists["countries"][row["country"]],
            lists["years"][told["event_years"]], told["first"], told["last"], lists["agents"][agent],
        ]  # fmt: skip

    def _moment(self, told: Row) -> list[Any] | None:
        if told["thing"] is None:
            return None
        return [self._lists["things"][told["thing"]], told["on_day"], told["limit_amount"], told["limit_id"]]

    def write(self, folder: Path) -> None:
        """Writes the index as one file: some 100 bytes a count; and that of the words of their sentences."""
        self._about.write(folder, "about")
        words = {name: listed.all() for name, listed in self._lists.items()}
        countries = [[code, self._names.get(code, code)] for code in words["countries"]]
        rows = [self._numbered(row) for row in self._rows]
        write_script(folder / "asking.js", "asking", asking_words())
        told = {"bounds": BOUNDS, "at_a_moment": AT_A_MOMENT, "why": {reason: in_short(reason) for reason in WHY}}
        write_script(
            folder / "counts.js", "counts",
            words | told | {"countries": countries, "letters": self.letters, "persons": PERSON_CLASSES, "rows": rows},
        )  # fmt: skip

    def _numbered(self, row: list[Any]) -> list[Any]:
        """The row with the numbers of the rows that it names: its total, what covers it, its limit, what it repeats."""
        *said, whole, group, assumed, score, whose, covered_by, moment, doubt, decided, page, number, again = row
        covering = sorted(self._numbers[count] for count in covered_by) if covered_by else None
        standing = moment and [*moment[:-1], self._numbers.get(moment[-1])]
        links = self._numbers.get(whole), group, assumed, score, whose, covering, standing
        return [*said, *links, doubt, decided, page, number, self._numbers.get(again)]


def asking_words() -> dict[str, Any]:
    """What reads a question: words that say nothing, what says an event, classes of what is counted, words by kind."""
    rows = csv_rows("asked_words.csv")
    kinds = {
        kind: {r["word"]: r["says"] for r in rows if r["kind"] == kind}
        for kind in dict.fromkeys(r["kind"] for r in rows)
    }
    return {
        "function": sorted(function_words() | kinds["little"].keys()), "events": event_words(EVENTS),
        "units": noun_classes(), "demonyms": demonyms(), **kinds,
    }  # fmt: skip


def demonyms() -> dict[str, str]:
    """The State of each demonym, as a question has it; none of one of several States (`Congolese`)."""
    states = defaultdict[str, set[str]](set)
    for name in country_names():
        if name.form == "demonym":
            states[name.name.lower().replace("-", " ")].add(name.iso3)
    return {words: min(own) for words, own in states.items() if len(own) == 1}


def event_words(events: Collection[str]) -> list[tuple[str, str, list[UnitClass] | None]]:
    """The words that say one of the events, as in dictionaries, each with its event and the classes it is bound to.

    Several that say harm come first, then verbs (`refugees returned` is a return), nouns, and what only counts so.
    A word bound to one class of persons is said of all: a question says women whom reports call displaced. Who goes
    or comes has not returned, unless it is said (`went back`).
    """
    known = [each for each in event_lexicon().events if each.event in events]
    several = [(word, e.event) for e in known if e.event in HARM for word in (*e.nouns, *e.things) if " " in word]
    parts = (("verbs", "acts"), ("nouns", "adjectives"), ("things",))
    single = [(word, e.event) for part in parts for e in known for name in part for word in getattr(e, name)]
    asked = [tuple(row.values()) for row in csv_rows("asked_phrases.csv") if row["event"] in events]
    entries = [(*entry.partition(":")[::2], event) for entry, event in dict.fromkeys(several + single)]
    moving = {row["word"] for row in csv_rows("asked_words.csv") if row["kind"] == "moving"}
    spoken = [entry for entry in entries if entry[0] not in moving and (entry[0].isalpha() or " " in entry[0])]
    widest = dict.fromkeys(PERSON_CLASSES, PERSONS)
    return [
        (word, event, [c for c in UNIT_CLASSES if is_bound_to(widest.get(bound, bound), c)] if bound else None)
        for word, bound, event in asked + spoken
    ]


def facts_of(database: Path) -> dict[str, Row]:
    """What the views say of each count."""
    with open_duckdb(database, read_only=True) as connection:
        return {row["count_id"]: row for row in records(connection, FACTS)}


def decision(row: Row) -> str | None:
    """What was decided of a row, and by whom: `corrected by mk`."""
    return f"{row['verdict']} by {row['decided_by']}" if row.get("verdict") else None


def value_of(row: Row) -> Any:
    return row["value_min"] if row["value_min"] is not None else row["value_max"]


def number_of(row: Row) -> str | None:
    """A number that is not exact, in words; of one that a reader corrected the report's own are false."""
    if value_of(row) is None or bound_of(row["comparator"]) == "exact":
        return None
    return said_amount(value_of(row), row["comparator"], None if row.get("verdict") == "corrected" else row["text"])


def phrase_of(row: Row) -> str:
    """What is counted in the report's words, without the number: `first talks` of `first three talks`."""
    return (row["unit_phrase"] or row["unit"] or "").replace(f" {row['text']} ", " ").removeprefix("such ")


def assumed(row: Row) -> int:
    """What no sentence says. A date that only stands near may be that of something else, and so may a day that is told
    beside a month or year: `on 3 June the 40 who had come in March spoke`."""
    other = row["time_from"] == "near" or len({len(time) for time in row["times"]}) > 1
    place = {"document": 2, "carried": 8}.get(row["country_from"], 0)
    return (1 if row["time_from"] == "document" else 4 * other) + place


def doubted(row: Row) -> bool:
    """Whether the row names who did it, and that is not sure, or who did harm, and the row itself is unsure."""
    harm, named = row["event"] in HARM, row["agents"] or row["agent_text"]
    least, unscored = (NAMED, 0) if harm else (SURE, SURE)
    return bool(named and ((row["agent_score"] or unscored) < least or (harm and row["score"] < ADDED)))
