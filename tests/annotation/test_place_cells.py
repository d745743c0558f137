"""Cells that readers wrote as JSON Lines get into gold, in paragraphs of which nothing else was read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sgreports.model.letters import digest, letters

TEXT = "In 2044 the 3 teams fed more than 40 children under resolution 9."
HEAD = f"¶ 1 letters={len(letters(TEXT))} hash={digest(TEXT)}"
WHERE = {"document": "A/99/7", "paragraph": "1", "hash": digest(TEXT)}
ROW = {"measure": "flow", "years": "2044", "country": ["TCD"]}
TEAMS = WHERE | ROW | {"quote": "3", "letters": [9, 10], "unit": None, "event": "other", "reader": "D2"}
FED = WHERE | ROW | {
    "quote": "more than 40", "letters": [18, 28], "unit": "children", "event": "assisted", "reader": "A1",
}  # fmt: skip
NONE = WHERE | {"quote": "9", "letters": [51, 52], "no_count": True, "reader": "A1"}
FED_LINE = 'COUNT 18-28 "more than 40" >40 cardinal unit=children event=assisted measure=flow years=2044 country=TCD'
Script = Callable[..., str]
Place = Script


@pytest.fixture
def place(tmp_path: Path, script: Script) -> Place:
    """What the script says of lines, of a run with one paragraph."""

    def run(*lines: dict[str, Any]) -> str:
        (tmp_path / "gold").mkdir(exist_ok=True)
        (tmp_path / "paragraphs.jsonl").write_text(json.dumps(WHERE | {"text": TEXT}) + "\n", encoding="utf-8")
        (tmp_path / "read.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
        return script("place_cells.py", tmp_path / "read.jsonl", tmp_path, "--annotations", tmp_path)

    return run


def test_cells_stand_in_gold_and_others_are_added_to_them(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "gold" / "A_99_7.gold"
    assert place(NONE, FED) == "1 paragraphs hold 1 counts\n"
    head = "document A/99/7\nannotator a1\n\n"
    assert file.read_text("utf-8") == f'{head}{HEAD} cells=A1\nm1 {FED_LINE}\nno COUNT 51-52 "9"\n'
    assert place(TEAMS) == "1 paragraphs hold 2 counts\n"
    teams = 'm1 COUNT 9-10 "3" 3 cardinal unit= event=other measure=flow years=2044 country=TCD'
    assert file.read_text("utf-8") == f'{head}{HEAD} cells=A1+D2\n{teams}\nm2 {FED_LINE}\nno COUNT 51-52 "9"\n'


def test_what_was_drawn_by_cues_is_marked_and_stays_so(place: Place, tmp_path: Path) -> None:
    place(FED | {"asked": True})
    place(NONE)
    head = "document A/99/7\nannotator a1\n\n"
    said = f'{head}{HEAD} cells=A1 asked\nm1 {FED_LINE}\nno COUNT 51-52 "9"\n'
    assert (tmp_path / "gold" / "A_99_7.gold").read_text("utf-8") == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"letters": [19, 29]}, "A/99/7 ¶1: 'more than 40' is not at letters 19-29"),
        ({"hash": "00000000"}, "A/99/7 ¶1 has other letters than were read"),
        ({"paragraph": "2"}, "has no A/99/7 ¶2"),
        ({"quote": "children", "letters": [28, 36]}, "A/99/7 ¶1: 'children' is no quantity"),
    ],
)
def test_cells_that_do_not_fit_are_named(place: Place, change: dict[str, Any], said: str) -> None:
    assert said in place(FED | change)


def test_a_paragraph_read_whole_is_left_alone(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "gold" / "A_99_7.gold"
    file.parent.mkdir()
    file.write_text(f"document A/99/7\nannotator a1\n\n{HEAD}\n", encoding="utf-8")
    assert "A/99/7 ¶1 was read whole" in place(FED)
