"""What decisions make of a run's rows: those that change, those that come and go; nothing is written here."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sgreports.dataset.files.parquet import records
from sgreports.decisions.cells import new_row, with_cells
from sgreports.decisions.decision import Decision, Place
from sgreports.decisions.files import Decisions
from sgreports.decisions.matching import Matched, Matching
from sgreports.decisions.numbers import Number, ParagraphNumbers, RunNumbers
from sgreports.decisions.settling import last_words, settled
from sgreports.model.letters import character_range
from sgreports.model.records import CountRow, MentionRow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]
IdOf = Callable[[Place], str | None]
MARKS = ("verdict", "decided_by", "decided_kind", "proposed")
"""Columns that say what was decided; a row without a decision has none of them."""
SOURCE = "decision"
"""The source of the mention of a number that a reader added."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """The rows that change, by id; None for one that goes. `added` come with their mentions, in the order of the run.

    `tally` counts the rows by verdict, and decisions that are `stale`, `absent` (of other documents), `unsure`.
    """

    rows: Mapping[str, CountRow | None]
    added: Sequence[tuple[CountRow, MentionRow]]
    tally: Counter[str]
    matched: Sequence[Matched]


@dataclass(slots=True)
class Target:
    """A number that was decided: that of the run, or a place in a paragraph where the run has none."""

    paragraph: ParagraphNumbers
    number: Number | None
    start: int
    end: int
    decisions: list[Decision] = field(default_factory=list)
    words: list[Decision] = field(default_factory=list)

    @property
    def is_added(self) -> bool:
        """Whether a row is to be added; a number that is not there, and that nobody wants, is no row."""
        return self.number is None and any(map(_is_whole, self.words))


def _is_whole(decision: Decision) -> bool:
    """Whether a decision says enough of a number for a row of its own."""
    cells = decision.all_cells
    return decision.verdict != "wrong" and bool(cells.get("value") and cells.get("measure"))


def renewed(decisions: Decisions, connection: "DuckDBPyConnection") -> Renewed:
    """The rows of a run as decisions have them, whatever was decided in it before."""
    run = RunNumbers(connection)
    matching = Matching(decisions.lines, run)
    matched = [matching.match(line) for line in decisions.lines]
    targets = _targets(matched)
    ids = _new_ids(targets)
    tally = Counter[str](m.found for m in matched if m.found != "here")

    def id_of(place: Place) -> str | None:
        here = matching.place(place)
        number = run.at(here)
        return number.count if number else _added_at(here, targets, ids)

    named = {t.number.count: t for t in targets if t.number and t.words}
    before = _rows_before(connection, named)
    rows = {c: CountRow.model_validate(row) if row else None for c, row in before.items() if c not in named}
    rows |= {count: decided(before[count] or {}, target, id_of) for count, target in named.items()}
    _break_circles(rows, {count: target.words for count, target in named.items()})
    added = [_added(target, ids[n], id_of) for n, target in enumerate(targets) if n in ids]
    tally.update(row.verdict for row in (*rows.values(), *(row for row, _ in added)) if row and row.verdict)
    tally["unsure"] = sum(not t.words for t in targets)
    return Renewed(rows, added, +tally, matched)


def _break_circles(rows: dict[str, CountRow | None], words: Mapping[str, Sequence[Decision]]) -> None:
    """Where two rows say that each is covered by the other, one loses it: the one without a reader's word for it, else
    the larger."""
    for count, row in rows.items():
        other = rows.get(row.covered_by or "") if row else None
        if row and other and other.covered_by == count and _weight(row, words) <= _weight(other, words):
            rows[count] = row.model_copy(update={"covered_by": None})


def _weight(row: CountRow, words: Mapping[str, Sequence[Decision]]) -> tuple[bool, float, str]:
    said = any("covered_by" in d.cells.said for d in words.get(row.count, ()))
    return said, -(row.value_min or row.value_max or 0), row.count


def _targets(matched: Iterable[Matched]) -> list[Target]:
    """The numbers that decisions are about, in the order of the run, each with the last word of its readers."""
    found: dict[object, Target] = {}
    for m in matched:
        if m.paragraph:
            start, end = (m.number.start, m.number.end) if m.number else m.line.decision.letters
            key = m.number.count if m.number else (m.paragraph.document, m.paragraph.paragraph, start, end)
            target = found.setdefault(key, Target(m.paragraph, m.number, start, end))
            target.decisions.append(m.line.decision)
    for target in found.values():
        target.words = last_words(target.decisions)
    return sorted(found.values(), key=lambda t: (t.paragraph.document, t.paragraph.paragraph, t.start))


def _new_ids(targets: Sequence[Target]) -> dict[int, str]:
    """The ids of the rows that are added, by the place of their targets."""
    numbers: Counter[str] = Counter()
    ids = {}
    for n, target in enumerate(targets):
        if target.is_added:
            numbers[target.paragraph.document] += 1
            ids[n] = f"{target.paragraph.document}#d{numbers[target.paragraph.document]}"
    return ids


def _rows_before(connection: "DuckDBPyConnection", wanted: Collection[str]) -> dict[str, Row | None]:
    """The rows that are decided, or were, by id, as the program proposed them; None for one that a reader had added."""
    query = """
        SELECT c.*, m.source = $source AS was_added FROM counts c JOIN mentions m ON m.id = c."count"
        WHERE c."count" IN (SELECT unnest($ids)) OR c.verdict IS NOT NULL
    """
    rows = records(connection, query, {"ids": sorted(wanted), "source": SOURCE})
    return {row["count"]: None if row.pop("was_added") else as_proposed(row) for row in rows}


def as_proposed(row: Row) -> Row:
    """A row as the program proposed it."""
    if not (row["verdict"] or row["proposed"]):
        return {name: tuple(cell) if type(cell) is list else cell for name, cell in row.items()}
    before = row | json.loads(row["proposed"] or "{}") | dict.fromkeys(MARKS)
    return CountRow.model_validate(before).model_dump()


def decided(before: Row, target: Target, id_of: IdOf) -> CountRow:
    """A row of the run with what its readers say of it."""
    value = target.number.value if target.number else None

    def after(decision: Decision) -> Row:
        return before if decision.verdict == "wrong" else with_cells(before, value, decision.all_cells, id_of)

    said = settled(target.words, lambda d: (d.verdict == "wrong", _text(after(d))))
    if said is None:
        return CountRow.model_validate(before)
    new = before if said.verdict == "disputed" else after(said.decision)
    proposed = {name: before[name] for name in before if new[name] != before[name]}
    derived = SCORES | {"additive", "not_additive"} | ({"covered_by"} - said.decision.cells.said.keys())
    corrected = set(proposed) - derived  # those follow from other cells, and views guess what covers
    verdict = "corrected" if said.verdict == "right" and corrected else said.verdict
    marks = (verdict, said.by, said.kind, _text(proposed) if proposed else None)
    return CountRow.model_validate(new | dict(zip(MARKS, marks, strict=True)))


def _added(target: Target, count: str, id_of: IdOf) -> tuple[CountRow, MentionRow]:
    """The row and the mention of a number that the program has not."""
    paragraph, words = target.paragraph, target.words
    start, end = character_range(paragraph.text, target.start, target.end)
    place = Place(paragraph.document, paragraph.paragraph, target.start, target.end)

    def after(decision: Decision) -> Row:
        cells, quote = decision.all_cells, paragraph.text[start:end]
        row = new_row(place, quote, cells, sentence_at(paragraph.text, start, end), paragraph.page)
        return with_cells({**row, "count": count}, None, cells, id_of)

    said = settled(words, lambda d: "wrong" if d.verdict == "wrong" else _text(after(d)))
    last = next(d for d in reversed(words) if _is_whole(d))
    row = after(last)
    verdict = "disputed" if said is None or said.verdict == "disputed" else "added"
    marks = (verdict, said.by if said else last.by, last.kind, None)
    mention = dict.fromkeys(MentionRow.model_fields) | {name: row[name] for name in OF_MENTION} | {
        "id": count, "label": "COUNT", "start": start, "end": end, "entity": last.all_cells.get("value"),
        "sentence": 0, "source": SOURCE, "score": 1.0,
    }  # fmt: skip
    return CountRow.model_validate(row | dict(zip(MARKS, marks, strict=True))), MentionRow.model_validate(mention)


OF_MENTION = (
    "document", "paragraph", "kind", "text", "unit", "unit_from", "event", "page", "value_min", "value_max",
    "comparator",
)  # fmt: skip
SCORES = frozenset(name for name in CountRow.model_fields if name.endswith("score"))
STOP = re.compile(r"[.!?;]\s+(?=[^a-z])")


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence in which a number stands."""
    first = max((m.end() for m in STOP.finditer(text, 0, start + 1) if m.end() <= start), default=0)
    stop = STOP.search(text, end)
    return text[first : stop.start() + 1 if stop else len(text)].strip()


def _text(cells: Row) -> str:
    return json.dumps(cells, ensure_ascii=False, default=str, separators=(",", ":"))


def _added_at(place: Place, targets: Sequence[Target], ids: Mapping[int, str]) -> str | None:
    """The id of the added row at a place."""
    for n, count in ids.items():
        target = targets[n]
        same = (target.paragraph.document, target.paragraph.paragraph) == place[:2]
        if same and target.start < place.end and place.start < target.end:
            return count
    return None
