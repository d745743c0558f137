"""What each training reads of an annotations folder."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from invented.paragraphs import unit_of
from sgreports.scene.scene import Scene
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.gold.standoff import parse
from sgreports_gold.training.counts import count_examples
from sgreports_gold.training.relations.answers import UNKNOWN
from sgreports_gold.training.relations.fit import relation_example
from sgreports_gold.training.reports import annotations

ROW = "measure=flow years=2044 country=TCD"
GOLD = f"""document A/99/7
annotator a1

¶ 1 letters=14 hash=00000000 cells=A1
m1 COUNT 0-2 "40" 40 cardinal unit=children event=assisted {ROW}

¶ 2 letters=2 hash=00000000
m1 COUNT 0-2 "40" 40 cardinal unit=children from=own event=assisted {ROW}
"""


def test_paragraphs_of_which_counts_alone_were_read_are_apart(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "A_99_7.gold").write_text(GOLD, encoding="utf-8")
    (tmp_path / "splits.toml").write_text('train = ["A/99/7"]\n', encoding="utf-8")
    known = annotations(tmp_path)
    assert [p.paragraph for p in known.of("train")] == ["2"]
    assert [p.paragraph for p in known.of("train", cells=True)] == ["2", "1"]
    assert known.of("dev", cells=True) == []


def test_of_cells_alone_a_number_that_nobody_read_is_no_example() -> None:
    text = "40 children, 3 of 9"
    (p,) = parse(GOLD.partition("\n¶ 2")[0] + 'no COUNT 10-11 "3"\n')
    places: Any = [place(text, word) for word in ("40", "3", "9")]
    assert [(e.place.count.id, e.gold is not None) for e in count_examples(places, {"1": p})] == [
        ("40", True), ("3", False),
    ]  # fmt: skip


def place(text: str, word: str) -> SimpleNamespace:
    """The context of a count, as far as examples need it."""
    start = text.index(word)
    count = SimpleNamespace(id=word, paragraph="1", start=start, end=start + len(word))
    return SimpleNamespace(count=count, scene=SimpleNamespace(heads={word: None}, doc=SimpleNamespace(text=text)))


@pytest.mark.model
def test_cells_alone_teach_no_relations() -> None:
    gold = GoldParagraph(document="A/99/7", paragraph="1", letters=0, hash="0", annotator="a1", cells="A1")
    unit, mentions = unit_of("[UNMIL](AGENCY) trained [12](COUNT) judges in [Chad](COUNTRY).")
    example = relation_example(gold, unit, Scene(unit.parse, mentions), seen=False)
    assert example is not None
    assert set(example.answers.flat) == {UNKNOWN}
    assert example.roles == ()
