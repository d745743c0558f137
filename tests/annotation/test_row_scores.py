"""Rows of the `counts` table against gold's: each cell, what is missed, what is spurious, what a score is worth."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sgreports.cli.app import app
from sgreports_gold.annotation.exchange.dialects import from_json, read_lines
from sgreports_gold.annotation.gold.records import NoCount
from sgreports_gold.annotation.gold.row import unsure_cells
from sgreports_gold.annotation.scoring.figures import figures, total
from sgreports_gold.annotation.scoring.gate import baseline, falls
from sgreports_gold.annotation.scoring.run_rows import load_run, score_rows

EVAL = Path(__file__).parents[3] / "shared" / "eval"
WORDS = ("12 boats", "40 children", "9 adults", "7 camps", "6 buses", "5 boats", "3 trucks")
TEXTS = {"1": "There were 12 boats, 40 children, 9 adults and 7 camps.", "2": "Then 6 buses, 5 boats, 3 trucks came."}
Json = dict[str, Any]


def count(words: str, paragraph: str, **more: Any) -> Json:
    number, unit = words.split()
    start = TEXTS[paragraph].index(words)
    return {"id": f"m{WORDS.index(words) + 1}", "label": "COUNT", "start": start, "end": start + len(number),
            "text": number, "entity": number, "kind": "cardinal", "unit": unit, "unit_from": "own", "event": "other",
            **more}  # fmt: skip


def row(measure: str, years: str | None, *country: str) -> Json:
    return {"row": {"measure": measure, "years": years, "country": list(country) or None}}


def line(paragraph: str, *mentions: Json) -> Json:
    return {"document": "X/1", "paragraph": paragraph, "text": TEXTS[paragraph], "mentions": list(mentions),
            "relations": [], "annotator": "a1"}  # fmt: skip


GOLD = [
    line("1", count("12 boats", "1", **row("flow", "2044", "TCD")), count("40 children", "1", **row("stock", None)),
         count("9 adults", "1", **row("flow", "2043-2044", "NER", "TCD")), count("7 camps", "1", **row("none", None))),
    line("2", count("6 buses", "2", **row("limit", "2045"))),
]  # fmt: skip
FOUND = [
    count("12 boats", "1"), count("40 children", "1", entity="~40"), count("9 adults", "1", unit="young adults"),
    count("6 buses", "2"), count("5 boats", "2"), count("3 trucks", "2"),
]  # fmt: skip
COUNTED: list[Json] = [
    {"measure": "flow", "time_start": "2044-01-01", "time_end": "2044-03-31", "country": "TCD", "score": 0.95},
    {"measure": "flow", "country": "TCD", "event": "killed", "score": 0.6, "measure_score": 0.7, "country_score": 0.65},
    {"measure": "flow", "time_start": "2043-02-01", "time_end": "2044-02-01", "country": None, "score": 0.9},
    {"modality": "planned", "cumulative": False, "time_start": None, "time_end": "2045-01-01", "country": None},
    {"cumulative": True, "score": 0.75},
    {"modality": "actual", "cumulative": False, "kind": "percent", "score": 0.2},
]


def write_run(folder: Path) -> Path:
    """A run with a row for each mention found; the last three rows are of a table that has no `measure`."""
    where = [{"document": "X/1", "paragraph": "1" if n < 3 else "2"} for n in range(len(FOUND))]
    found = [m | place | {"id": f"X/1#{m['id']}"} for m, place in zip(FOUND, where, strict=True)]
    same = ("document", "paragraph", "unit", "event", "kind")
    empty = dict.fromkeys(("country", "time_start", "time_end"))
    counts = [{"count": m["id"]} | empty | {name: m[name] for name in same} | c
              for m, c in zip(found, COUNTED, strict=True)]  # fmt: skip
    tables: dict[str, list[Json]] = {
        "documents": [{"document": "X/1", "symbols": ["X/1"], "date": "2044-08-02"}],
        "paragraphs": [{"document": "X/1", "paragraph": key, "text": text} for key, text in TEXTS.items()],
        "mentions": [m | {"source": "rule:count"} for m in found], "relations": [], "counts": counts,
    }  # fmt: skip
    for name, rows in tables.items():
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(r, default=str) + "\n" for r in rows), encoding="utf-8"
        )
    (folder / "run.json").write_text('{"versions": {"dataset_schema": "3.0.0"}}', encoding="utf-8")
    (folder / "gold.jsonl").write_text("".join(json.dumps(p) + "\n" for p in GOLD), encoding="utf-8")
    return folder


def test_each_cell_is_judged_and_spurious_rows_are_wrong(tmp_path: Path) -> None:
    scored = score_rows(map(from_json, GOLD), load_run(write_run(tmp_path))).comparisons
    first, second = ({name: dict(t) for name, t in c.tally.items() if name.startswith("row")} for c in scored)
    assert first == {
        "row all": {"tp": 2, "fn": 2}, "row in-gold": {"tp": 3}, "row value": {"tp": 2, "fn": 1},
        "row unit": {"tp": 3}, "row event": {"tp": 2, "fn": 1}, "row measure": {"tp": 2, "fn": 1},
        "row years": {"tp": 3}, "row country": {"tp": 2, "fn": 1},
        "row asked": {"tp": 2, "fn": 1}, "row caught": {"tp": 1, "fn": 1},
        **{f"row score>=0.{n}": {"tp": 2, "fn": 1} for n in (5, 6)},
        **{f"row score>=0.{n}": {"tp": 2} for n in (7, 8, 9)},
    }  # fmt: skip
    assert second == {
        "row all": {"tp": 1}, "row in-gold": {"tp": 1, "fn": 2}, "row asked": {"tp": 1},
        **{f"row score>=0.{n}": {"fn": 1} for n in (5, 6, 7)}, **{f"row {cell}": {"tp": 1} for cell in CELLS},
    }  # fmt: skip
    told = [(s.name, s.detail) for c in scored for s in c.slips if s.what == "row"]
    assert told == [("COUNT", "40: value, event, measure, country")]


CELLS = ("value", "unit", "event", "measure", "years", "country")


def test_counts_whose_row_nobody_read_are_left_out(tmp_path: Path) -> None:
    run, bare = load_run(write_run(tmp_path)), [line("2", count("6 buses", "2"), count("5 boats", "2"))]
    (none,) = score_rows(map(from_json, bare), run).comparisons
    assert [name for name in none.tally if name.startswith("row")] == []
    _, second = score_rows(map(from_json, [GOLD[0], *bare]), run).comparisons
    assert {name: t for name, t in second.tally.items() if name.startswith("row")} == {"row in-gold": Counter(fn=1)}


def test_of_cells_alone_only_what_was_read_is_scored(tmp_path: Path) -> None:
    buses = line("2", count("6 buses", "2", **row("limit", "2045")))
    boats = [NoCount(start=10, end=11, text="5")]  # that the third count, of trucks, is none was not said
    gold = from_json(buses).model_copy(update={"cells": "A1", "no_counts": tuple(boats)})
    (only,) = score_rows([gold], load_run(write_run(tmp_path))).comparisons
    right = {name: {"tp": 1} for name in ("unit COUNT", "event COUNT", "row all", "row asked")}
    assert {name: dict(t) for name, t in only.tally.items()} == {
        **right, **{f"row {cell}": {"tp": 1} for cell in CELLS}, "row in-gold": {"tp": 1, "fn": 1},
        "row score>=0.5": {"fn": 1}, "row score>=0.6": {"fn": 1}, "row score>=0.7": {"fn": 1},
    }  # fmt: skip


def test_scores_of_paragraphs_drawn_by_cues_stand_apart(tmp_path: Path) -> None:
    run, (first, second) = load_run(write_run(tmp_path)), map(from_json, GOLD)
    random, by_cues = score_rows([first, second.model_copy(update={"asked": True})], run).comparisons
    (alone,) = score_rows([second], run).comparisons
    assert by_cues.tally == {f"{name} (by cues)": counts for name, counts in alone.tally.items()}
    assert by_cues.tally["row all (by cues)"] == Counter(tp=1)
    assert total([random, by_cues])["row all"] == random.tally["row all"]


def test_the_gate_holds_rows(tmp_path: Path) -> None:
    gold, run = [from_json(GOLD[0])], load_run(write_run(tmp_path))
    before = baseline(score_rows(gold, run).comparisons)
    assert [name in before for name in ("row years", "row score", "row asked", "row caught")] == [True, *[False] * 3]
    later = [c | {"time_end": "2050-01-01"} for c in run.counts.values()]
    fallen = falls(before, score_rows(gold, load_run(write_counts(tmp_path, later))).comparisons)
    assert [(f.name, f.before, f.now) for f in fallen] == [("row all", 0.5, 0.0), ("row years", 1.0, 0.0)]


def write_counts(folder: Path, rows: list[Json]) -> Path:
    (folder / "counts.jsonl").write_text("".join(json.dumps(r, default=str) + "\n" for r in rows), encoding="utf-8")
    return folder


def test_the_command_says_what_is_right_missed_and_spurious(tmp_path: Path) -> None:
    run = write_run(tmp_path)
    told = CliRunner().invoke(app, ["score", str(run), "--gold", str(run / "gold.jsonl")], catch_exceptions=False)
    assert told.output.splitlines()[-1] == "rows: 3 of 5 right, 1 missed, 2 spurious"


@pytest.mark.corpus
@pytest.mark.skipif(not EVAL.is_dir(), reason="../shared/eval is not here")
def test_the_referee_says_the_same(tmp_path: Path) -> None:
    run = write_run(tmp_path)
    command = [sys.executable, str(EVAL / "score_rows.py"), str(run), str(run / "gold.jsonl")]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    gold = read_lines((run / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    ours = {f.name.removeprefix("row "): f for f in figures(score_rows(gold, load_run(run)).comparisons)}
    whole = ours["all"]
    assert f"rows right        {whole.recall:.3f}  [{whole.low:.3f}, {whole.high:.3f}]  n 5, 1 missed, 2 spur" in theirs
    assert all(f"{cell:16}  {ours[cell].recall:.3f}  of 4 found" in theirs for cell in CELLS)
    for limit in (0.5, 0.7, 0.8, 0.9):
        share = ours[f"score>={limit}"]
        assert f"score >= {limit}: {share.n} rows, {share.recall:.3f} right" in theirs


@pytest.mark.parametrize(
    ("scores", "asked"),
    [
        ((0.9, 0.9, 0.9), []),
        ((0.0, 0.9, 0.9), ["measure"]),
        ((None, None, 0.9), []),
        ((0.74, 0.69, 0.64), [*CELLS[3:]]),
    ],
)
def test_cells_with_a_low_score_are_asked_for(scores: tuple[float | None, ...], asked: list[str]) -> None:
    names = ("measure_score", "time_score", "country_score")
    assert list(unsure_cells({"country": "TCD", **dict(zip(names, scores, strict=True))})) == asked
