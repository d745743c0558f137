"""What a run says of two rows against gold's pairs: `repeats`, `also_in`, `part_of`, `revised_by`, `covered_by`.

pair all    the pairs that are not different, told with their kind: `pair same`, `pair part`, … each for itself
pair known  the same where any kind will do: enough for a total that is not to hold a fact twice

A pair whose rows the run lacks, or has with other letters, is missed: nothing is said of it. What SQL decides when it
sums is not in the columns, and so not here.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sgreports.errors import UsageError
from sgreports.model.letters import digest
from sgreports_gold.annotation.gold.pairs import PAIRS, Pair, PairRow, load_pairs
from sgreports_gold.annotation.scoring.comparison import Comparison
from sgreports_gold.annotation.scoring.row_scores import with_rows
from sgreports_gold.annotation.scoring.run_rows import SPLITS, RunRows, load_run, splits
from sgreports_gold.annotation.scoring.scores import spans_of

Row = Mapping[str, Any]
COLUMNS = {"part": "part_of", "revised": "revised_by", "covered": "covered_by"}
DIFFERENT = "different"


def compare_pairs(run: Path, gold: Path, split: str | None) -> list[Comparison]:
    """The pairs beside a folder of gold, of one split where it is named, against a run."""
    of: dict[str, str] = splits(gold.parent / SPLITS) if split else {}
    wanted = [p for p in load_pairs(gold.parent / PAIRS) if of.get(p.document) == split]
    if not wanted:
        raise UsageError(f"{gold.parent / PAIRS} holds no pairs{f' of split {split}' if split else ''}")
    return score_pairs(wanted, load_run(run))


def score_pairs(pairs: Iterable[Pair], run: RunRows) -> list[Comparison]:
    """The pairs compared, those of a report together: they are not independent of one another."""
    by_report: dict[str, Comparison] = {}
    for pair in pairs:
        out = by_report.setdefault(pair.document, Comparison(pair.document, ""))
        one, other = (_row(place, run) for place in (pair, pair.other))
        _compare(pair, told(one, other, run.counts) if one and other else set(), out)
    return list(by_report.values())


def _compare(pair: Pair, found: set[str], out: Comparison) -> None:
    wanted = {pair.is_} - {DIFFERENT}
    for name, outcome in [*((n, "tp") for n in wanted & found), *((n, "fn") for n in wanted - found),
                          *((n, "fp") for n in found - wanted)]:  # fmt: skip
        out.count(outcome, f"pair {name}", "pair all")
    if wanted or found:
        out.count("tp" if wanted and found else "fn" if wanted else "fp", "pair known")


def _row(place: PairRow, run: RunRows) -> Row | None:
    key = run.names.get(place.document, place.document), place.paragraph
    text = run.texts.get(key, "")
    if digest(text) != place.hash:
        return None
    span = with_rows(spans_of(run.mentions.get(key, []), text), run.counts).get(place.letters)
    return run.counts[span.row["id"]] if span else None


def told(one: Row, other: Row, counts: Mapping[str, Row]) -> set[str]:
    """What the columns say the one is to the other, which may be a repetition of the row that they name."""
    first = _first(other, counts)
    found = {kind for kind, column in COLUMNS.items() if first in _along(one, column, counts)}
    both_tell = _first(one, counts) == first or (_told_there(one, other) and _value(one) == _value(other))
    return found | ({"same"} if both_tell else set())


def _first(row: Row, counts: Mapping[str, Row]) -> str:
    """The row that says its fact first."""
    return str([row["count"], *_along(row, "repeats", counts, step=False)][-1])


def _along(row: Row, column: str, counts: Mapping[str, Row], step: bool = True) -> Iterator[str]:
    """The rows that a column leads to, one after another, each as the row that says its fact first."""
    seen = {row["count"]}
    row = counts[_first(row, counts)] if step and not row.get(column) else row
    while (id_ := row.get(column)) and id_ in counts and id_ not in seen:
        seen.add(id_)
        row = counts[id_]
        if step and not row.get(column):
            row = counts[_first(row, counts)]
        yield _first(row, counts) if step else id_


def _told_there(one: Row, other: Row) -> bool:
    return other["document"] in (one.get("also_in") or ()) or one["document"] in (other.get("also_in") or ())


def _value(row: Row) -> tuple[Any, Any]:
    return row.get("value_min"), row.get("value_max")
