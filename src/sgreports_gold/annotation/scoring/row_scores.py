"""Rows of the `counts` table against those of gold, with the definitions of the referee ../shared/eval/score_rows.py.

row all       of gold's rows, the share right: its count is found with that span, and every cell is right
row CELL      of the rows found, the share whose cell is right: value, unit (its last word), event, measure, years
              (first and last of what it counts) and country (where gold has several: one of them, or none)
row in-gold   of the rows found, the share whose count gold has; the others are spurious
row score>=N  of the rows found whose `score` reaches N, the share right; spurious ones are wrong

A count of gold whose row nobody has read is left out: it is neither right nor wrong nor spurious. In a paragraph of
which the cells of counts alone were read a found count is spurious where a reader said that the number is none. Missed
and spurious rows are those of missed and spurious mentions (scores.py), so they are no errors of their own.
"""

from collections.abc import Iterator, Mapping, Sequence

from sgreports.model.letters import last_word
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph
from sgreports_gold.annotation.gold.row import Row as GoldRow
from sgreports_gold.annotation.scoring.comparison import Comparison, Row, Span

LIMITS = (0.5, 0.6, 0.7, 0.8, 0.9)
SCORED = "row score>="
"""How the names of shares from a score on begin: they say what the score is worth, not how good a run is."""
Years = tuple[int, int]


def compare_rows(gold: GoldParagraph, found: Sequence[Span], rows: Mapping[str, Row], out: Comparison) -> None:
    """Counts what is right in the rows of a paragraph; `rows` are those of the run by the id of their mention."""
    spans = with_rows(found, rows)
    counts = {(m.start, m.end): m for m in gold.mentions if m.label == "COUNT"}
    nones = {(n.start, n.end) for n in gold.no_counts}
    for place, m in counts.items():
        if m.row:
            _compare(m, m.row, spans.get(place), rows, out)
    for place, span in spans.items():
        if place not in counts and (gold.cells is None or place in nones):
            out.count("fn", "row in-gold")
            _count_by_score(rows[span.row["id"]], False, out)


def with_rows(found: Sequence[Span], rows: Mapping[str, Row]) -> dict[tuple[int, int], Span]:
    """The counts found that have a row, by their letters."""
    return {(s.start, s.end): s for s in found if s.label == "COUNT" and s.row["id"] in rows}


def _compare(m: GoldMention, wanted: GoldRow, span: Span | None, rows: Mapping[str, Row], out: Comparison) -> None:
    if span is None:
        out.count("fn", "row all")
        return
    row = rows[span.row["id"]]
    cells = dict(right_cells(m, wanted, span.row, row))
    right = all(cells.values())
    for name, same in cells.items():
        out.count("tp" if same else "fn", f"row {name}")
    out.count("tp" if right else "fn", "row all")
    out.count("tp", "row in-gold")
    _count_by_score(row, right, out)
    if not right:
        wrong = ", ".join(name for name, same in cells.items() if not same)
        out.slip("row", "COUNT", f"{m.text}: {wrong}", str(span.row.get("source", "")), span)


def _count_by_score(row: Row, right: bool, out: Comparison) -> None:
    reached = (limit for limit in LIMITS if (row.get("score") or 0) >= limit)
    out.count("tp" if right else "fn", *(f"{SCORED}{limit}" for limit in reached))


def right_cells(m: GoldMention, wanted: GoldRow, mention: Row, row: Row) -> Iterator[tuple[str, bool]]:
    """Each cell with whether it is right."""
    yield "value", (m.entity or "").casefold() == (mention.get("entity") or "").casefold()
    yield "unit", last_word(m.unit or "") == last_word(row.get("unit") or "")
    yield "event", m.event in (None, row.get("event"))
    yield "measure", wanted.measure == _measure(row)
    yield "years", _wanted_years(wanted.years) == _years(row)
    yield "country", _same_country(wanted.country or (), row.get("country"))


def _measure(row: Row) -> str:
    """What kind of figure it is; of a table before 3.0, which does not say it, what its other cells tell."""
    if "measure" in row:
        return str(row["measure"])
    if row.get("cumulative"):
        return "running_total"
    if row.get("modality") == "planned":
        return "limit"
    return "flow" if row.get("kind") in ("cardinal", "money") else "rate"


def _wanted_years(years: str | None) -> Years | None:
    if years is None:
        return None
    first, _, last = years.partition("-")
    return int(first), int(last or first)


def _years(row: Row) -> Years | None:
    """First and last year of a row; where only one end is known, that one."""
    ends = [int(str(day)[:4]) for name in ("time_start", "time_end") if (day := row.get(name))]
    return (ends[0], ends[-1]) if ends else None


def _same_country(wanted: tuple[str, ...], got: str | None) -> bool:
    if len(wanted) > 1:
        return got is None or got in wanted
    return got == (wanted[0] if wanted else None)
