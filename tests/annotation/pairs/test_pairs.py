"""Pairs of rows: they stand in gold, and what is wrong with one is told."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sgreports.errors import UsageError
from sgreports_gold.annotation.gold.pairs import Pair, Spot, load_pairs
from sgreports_gold.annotation.gold.records import GoldParagraph
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


def wrong_pairs(pairs: Iterable[Pair], gold: Iterable[GoldParagraph], split: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with pairs: places that are no rows of gold, two splits in one pair, a pair that stands twice."""
    rows = {(p.document, p.paragraph, (m.start, m.end)): (m.text, p.hash) for p in gold for m in p.mentions if m.row}
    seen = Counter[frozenset[Spot]]()
    for pair in pairs:
        both = frozenset({pair.spot, pair.other.spot})
        seen[both] += 1
        for row in (pair, pair.other):
            if rows.get(row.spot) != (row.quote, row.hash):
                yield f"{row} is no row of gold with the words {row.quote!r} and that hash"
        if split.get(pair.document) != split.get(pair.other.document):
            yield f"{pair} and {pair.other} are of two splits"
        if len(both) == 1 or seen[both] > 1:
            yield f"{pair} and {pair.other} are one row, or a pair that stands twice"


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
