"""Scores, intervals, the gate and what changed between two runs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sgreports.errors import UsageError
from sgreports_gold.annotation.comparing.differences import Change, changes
from sgreports_gold.annotation.exchange.dialects import from_json, read_lines, to_json
from sgreports_gold.annotation.gold.align import Moved, follow, move
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.gold.row import Row
from sgreports_gold.annotation.gold.standoff import format_gold
from sgreports_gold.annotation.scoring.comparison import Comparison
from sgreports_gold.annotation.scoring.error_page import page
from sgreports_gold.annotation.scoring.figures import figures
from sgreports_gold.annotation.scoring.gate import Fall, baseline, falls
from sgreports_gold.annotation.scoring.run_rows import load_gold, load_run, score_rows, splits
from sgreports_gold.annotation.scoring.scores import compare

TEXT = "In 2015, UNICEF reached approximately 81,000 children in Serbia with UNHCR."
ROW = {
    "document": "X/1", "paragraph": "1", "text": TEXT, "annotator": "a1",
    "mentions": [
        {"id": "m1", "label": "YEAR", "start": 3, "end": 7, "text": "2015", "entity": "2015"},
        {"id": "m2", "label": "AGENCY", "start": 9, "end": 15, "text": "UNICEF", "entity": "unicef", "kind": "un"},
        {"id": "m3", "label": "COUNT", "start": 24, "end": 44, "text": "approximately 81,000", "entity": "~81000",
         "kind": "cardinal", "unit": "children", "unit_from": "own", "event": "assisted",
         "row": {"measure": "flow", "years": "2015", "country": ["SRB"]}},
        {"id": "m4", "label": "COUNTRY", "start": 57, "end": 63, "text": "Serbia", "entity": "SRB", "form": "name"},
        {"id": "m5", "label": "AGENCY", "start": 69, "end": 74, "text": "UNHCR", "entity": "unhcr", "kind": "un"},
    ],
    "relations": [
        {"type": "count_at", "subject": "m3", "object": "m1", "polarity": "affirmed", "modality": "actual"},
        {"type": "works_with", "subject": "m2", "object": "m5", "polarity": "affirmed", "modality": "planned"},
        {"type": "count_by", "subject": "m3", "object": "m2", "role": "agent", "polarity": "affirmed",
         "modality": "actual"},
    ],
}  # fmt: skip
FOUND = [
    {"id": "a", "label": "YEAR", "start": 3, "end": 7, "text": "2015", "entity": "2016", "source": "rule:year"},
    {"id": "b", "label": "AGENCY", "start": 9, "end": 15, "text": "UNICEF", "entity": "unicef", "kind": "un",
     "source": "rule:name"},
    {"id": "c", "label": "COUNT", "start": 38, "end": 44, "text": "81,000", "entity": "81000", "source": "rule:count"},
    {"id": "d", "label": "AGENCY", "start": 69, "end": 74, "text": "UNHCR", "entity": "unhcr", "kind": "civil",
     "source": "rule:name"},
]  # fmt: skip
RELATIONS = [
    {"type": "works_with", "subject": "d", "object": "b", "modality": "actual", "rule": "with"},
    {"type": "count_at", "subject": "c", "object": "a", "rule": "frame"},
    {"type": "count_by", "subject": "c", "object": "b", "role": "whose", "rule": "frame"},
    {"type": "count_in", "subject": "c", "object": "b", "rule": "frame"},
]


@pytest.fixture
def gold() -> GoldParagraph:
    return from_json(ROW)


def test_json_comes_back_without_loss(gold: GoldParagraph) -> None:
    assert to_json(gold, TEXT) == ROW
    assert read_lines([json.dumps(ROW), ""]) == [gold]


def test_json_keeps_the_event_the_row_and_where_a_unit_is_from() -> None:
    said = {"id": "m1", "label": "COUNT", "start": 3, "end": 7, "text": "2015", "entity": "2015", "kind": "cardinal",
            "unit": "children", "unit_from": "own", "event": "assisted",
            "row": {"measure": "stock", "years": None, "country": None, "again": True}}  # fmt: skip
    row = ROW | {"mentions": [said], "relations": []}
    assert to_json(from_json(row), TEXT) == row


def test_a_count_without_a_unit_may_leave_it_out() -> None:
    said = {"id": "m1", "label": "COUNT", "start": 3, "end": 7, "text": "2015", "entity": "2015", "kind": "cardinal",
            "event": "other"}  # fmt: skip
    assert [m.unit for m in from_json(ROW | {"mentions": [said], "relations": []}).mentions] == [""]


def test_a_comparison_counts_and_names_each_error(gold: GoldParagraph) -> None:
    c = compare(gold, FOUND, RELATIONS, TEXT)
    assert {name: dict(t) for name, t in c.tally.items() if not name.startswith("rule")} == {
        "strict all": {"tp": 3, "fn": 2, "fp": 1}, "strict YEAR": {"tp": 1}, "strict AGENCY": {"tp": 2},
        "strict COUNT": {"fn": 1, "fp": 1}, "strict COUNTRY": {"fn": 1}, "entity YEAR": {"fn": 1},
        "kind AGENCY": {"tp": 1, "fn": 1}, "relaxed all": {"tp": 4, "fn": 1}, "relation all": {"tp": 3, "fp": 1},
        "relation count_at": {"tp": 1}, "relation group counts": {"tp": 2, "fp": 1}, "relation works_with": {"tp": 1},
        "relation group others": {"tp": 1}, "relation count_by": {"tp": 1}, "relation count_in": {"fp": 1},
        "role count_by": {"fn": 1}, "status planned": {"fn": 1}, "fact COUNT": {"fn": 1},
    }  # fmt: skip
    assert [(s.what, s.name, s.detail, s.rule) for s in c.slips] == [
        ("entity", "YEAR", "2015: 2015 / 2016", "rule:year"),
        ("missed", "COUNT", "approximately 81,000", ""),
        ("missed", "COUNTRY", "Serbia", ""),
        ("kind", "AGENCY", "UNHCR: un / civil", "rule:name"),
        ("spurious", "COUNT", "81,000", "rule:count"),
        ("role", "count_by", "19 -> unicef: agent / whose", "frame"),
        ("spurious", "count_in", "19 -> unicef", "frame"),
    ]


def test_the_gate_sees_a_broken_rule_and_lets_noise_pass(gold: GoldParagraph) -> None:
    good = [compare(gold.model_copy(update={"paragraph": str(i)}), FOUND, RELATIONS, TEXT) for i in range(20)]
    committed = baseline(good)
    assert falls(committed, good) == []
    broken = [compare(gold.model_copy(update={"paragraph": str(i)}), FOUND[1:], RELATIONS[:1], TEXT) for i in range(20)]
    assert Fall(name="strict YEAR", before=1.0, now=0.0) in falls(committed, broken)
    noisy = [*good[1:], compare(gold.model_copy(update={"paragraph": "0"}), FOUND[1:], RELATIONS[:1], TEXT)]
    assert falls(committed, noisy) == []


def test_changes_name_the_rule(gold: GoldParagraph) -> None:
    first, second = compare(gold, FOUND, [], TEXT), compare(gold, [*FOUND[:2], FOUND[3]], [], TEXT)
    assert changes([first], [second]) == [
        Change(outcome="won", document="X/1", paragraph="1", what="spurious", name="COUNT", detail="81,000",
               rule="rule:count")
    ]  # fmt: skip


def test_the_page_marks_what_was_missed(gold: GoldParagraph) -> None:
    html = page([compare(gold, FOUND, RELATIONS, TEXT)], {("X/1", "1"): TEXT})
    assert '<mark class="missed">Serbia</mark>' in html
    assert '<mark class="entity">2015</mark>' in html
    assert "7 errors in 1 of 1 paragraphs" in html


def test_gold_moves_with_its_letters(gold: GoldParagraph) -> None:
    new = "¹ In 2015, UNICEF had reached approximately 81,000 children in Serbla with UNHCR."
    moved, outcomes = move(gold, TEXT, new)
    assert moved.mentions[2].row == Row(measure="flow", years="2015", country=("SRB",))
    assert [(m.id, m.start, m.end) for m in moved.mentions] == [
        ("m1", 3, 7),
        ("m2", 7, 13),
        ("m3", 23, 41),
        ("m5", 61, 66),
    ]
    assert outcomes == [
        Moved(id="m1", text="2015", outcome="unsure"),
        Moved(id="m2", text="UNICEF", outcome="unsure"),
        Moved(id="m3", text="approximately 81,000", outcome="unsure"),
        Moved(id="m4", text="Serbia", outcome="lost"),
        Moved(id="m5", text="UNHCR", outcome="unsure"),
    ]
    assert [o.outcome for o in move(gold, TEXT, TEXT + " Then more words followed.")[1]][:2] == ["sure", "sure"]
    with pytest.raises(ValueError, match="the old text is not the one"):
        move(gold, "another", new)


def test_gold_follows_its_paragraph(gold: GoldParagraph) -> None:
    assert follow(gold, "", {"1": TEXT}) == (gold, [])
    assert follow(gold, "", {"1": "other", "annex-1/1": TEXT}) == (
        gold.model_copy(update={"paragraph": "annex-1/1"}),
        [],
    )
    assert follow(gold, TEXT, {"1": f"{TEXT} More."})[0].letters == gold.letters + 4
    assert {o.outcome for o in follow(gold, "", {"2": "other"})[1]} == {"lost"}


def write_run(folder: Path) -> Path:
    place: dict[str, object] = {"document": "X/1", "paragraph": "1"}
    rows: dict[str, list[dict[str, object]]] = {
        "documents": [{"document": "X/1", "symbols": ["X/1"], "date": "2016-08-02"}],
        "paragraphs": [place | {"text": TEXT}],
        "mentions": [place | m for m in FOUND],
        "relations": [place | r for r in RELATIONS],
        "counts": [],
    }
    for name, table in rows.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in table), encoding="utf-8")
    return folder


def test_a_run_is_scored_from_its_tables(tmp_path: Path, gold: GoldParagraph) -> None:
    run = load_run(write_run(tmp_path))
    (tmp_path / "X_1.gold").write_text(format_gold([gold]), encoding="utf-8")
    scored = score_rows([*load_gold(tmp_path), gold.model_copy(update={"paragraph": "2"})], run)
    assert scored.absent == ("X/1 ¶2",)
    assert scored.garbled == ()
    assert [len(c.slips) for c in scored.comparisons] == [7, 8]
    with pytest.raises(UsageError, match="no run here"):
        load_run(tmp_path / "nowhere")


def test_a_document_is_in_one_split(tmp_path: Path) -> None:
    (tmp_path / "splits.toml").write_text('train = ["X/1"]\ndev = ["X/2", "X/1"]\n', encoding="utf-8")
    with pytest.raises(UsageError, match="X/1 is in train and in dev"):
        splits(tmp_path / "splits.toml")


def test_relation_types_with_little_gold_are_reported_together() -> None:
    each = [Comparison("X/1", str(n)) for n in range(25)]
    for c in each:
        c.count("tp", "relation all", "relation supports")
    each[0].count("tp", "relation all", "relation signed")
    each[1].count("fn", "relation all", "relation leads")
    found = {f.name: (round(f.f1, 3), f.n) for f in figures(each) if f.name.startswith("relation")}
    assert found == {
        "relation all": (0.981, 27), "relation supports": (1.0, 25), "relation signed": (1.0, 1),
        "relation leads": (0.0, 1), "relation rare types (leads, signed)": (0.667, 2),
    }  # fmt: skip


EVAL = Path(__file__).parents[3] / "shared" / "eval"


@pytest.mark.corpus
@pytest.mark.skipif(not EVAL.is_dir(), reason="../shared/eval is not here")
def test_the_referee_says_the_same(tmp_path: Path, gold: GoldParagraph) -> None:  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    command = [sys.executable, str(EVAL / "score_gold.py"), str(write_run(tmp_path)), str(tmp_path / "gold.jsonl")]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    ours = figures(score_rows([gold], load_run(tmp_path)).comparisons)
    for f in ours:
        if not f.name.startswith(("rule", "relation rare", "row")):
            value = f"right {f.recall:.3f}" if f.share else f"P {f.precision:.3f}  R {f.recall:.3f}  F1 {f.f1:.3f}"
            assert f"{f.name:24} {value}  [{f.low:.3f}, {f.high:.3f}]  n {f.n}" in theirs
