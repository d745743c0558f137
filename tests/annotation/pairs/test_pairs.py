"""Pairs of rows: they stand in gold, and what is wrong with one is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from sgreports.errors import UsageError
from sgreports_gold.annotation.gold.pairs import load_pairs, wrong_pairs
from sgreports_gold.annotation.gold.standoff import read
from sgreports_gold.annotation.scoring.run_rows import load_gold, splits

ANNOTATIONS = Path(__file__).parents[3] / "annotations"
ROW = "cardinal unit=boats from=own event=other measure=flow years=2044 country=TCD"
GOLD = f"""document S/2044/1
annotator a1

¶ 1 letters=40 hash=1a2b3c4d
m1 COUNT 4-6 "12" 12 {ROW}
m2 COUNT 20-21 "5" 5 {ROW}
m3 COUNT 30-31 "9" 9 cardinal unit=boats from=own event=other
"""
SPLIT = {"S/2044/1": "train", "S/2044/2": "test"}
ONE = {"document": "S/2044/1", "paragraph": "1", "letters": [4, 6], "quote": "12", "hash": "1a2b3c4d"}
PART = ONE | {"letters": [20, 21], "quote": "5"}
NO_ROW = ONE | {"letters": [30, 31], "quote": "9"}


def pair(one: dict[str, Any], other: dict[str, Any], is_: str = "part") -> str:
    return json.dumps(one | {"other": other, "is": is_, "by": "P1"}) + "\n"


def wrong(tmp_path: Path, *lines: str) -> list[str]:
    (tmp_path / "a.gold").write_text(GOLD, encoding="utf-8")
    (tmp_path / "pairs.jsonl").write_text("".join(lines), encoding="utf-8")
    return list(wrong_pairs(load_pairs(tmp_path / "pairs.jsonl"), read(tmp_path / "a.gold"), SPLIT))


def test_pairs_are_rows_of_gold_in_one_split() -> None:
    gold = load_gold(ANNOTATIONS / "gold", cells=True)
    pairs = load_pairs(ANNOTATIONS / "pairs.jsonl")
    assert list(wrong_pairs(pairs, gold, splits(ANNOTATIONS / "splits.toml"))) == []
    assert pairs


def test_what_is_wrong_with_a_pair_is_told(tmp_path: Path) -> None:
    assert wrong(tmp_path, pair(PART, ONE)) == []
    assert wrong(tmp_path, pair(PART, ONE), pair(ONE, PART)) == [
        "S/2044/1 ¶1 4-6 and S/2044/1 ¶1 20-21 are one row, or a pair that stands twice"
    ]
    assert wrong(tmp_path, pair(NO_ROW, ONE)) == [
        "S/2044/1 ¶1 30-31 is no row of gold with the words '9' and that hash"
    ]
    assert wrong(tmp_path, pair(PART, ONE | {"document": "S/2044/2"})) == [
        "S/2044/2 ¶1 4-6 is no row of gold with the words '12' and that hash",
        "S/2044/1 ¶1 20-21 and S/2044/2 ¶1 4-6 are of two splits",
    ]


def test_a_line_that_is_no_pair_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pairs\.jsonl, line 2: is: "):
        wrong(tmp_path, pair(PART, ONE), pair(PART, ONE, "alike"))
