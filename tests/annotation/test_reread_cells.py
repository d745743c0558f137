"""Counts are drawn for a second reading without their cells, and two readings are compared cell by cell."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from sgreports.model.letters import digest, letters

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "annotations" / "reread_cells.py"))
BEFORE = "The north was calm."
TEXT = "In 2044 the 3 teams fed 40 children."
HEAD = f"¶ 2 letters={len(letters(TEXT))} hash={digest(TEXT)} cells="
TEAMS = 'm1 COUNT 9-10 "3" 3 cardinal unit="field teams" event=other measure=stock years=2044 country=TCD'
FED = 'm2 COUNT 18-20 "40" 40 cardinal unit=children event=assisted measure=flow years=2044 country=TCD'


def written(folder: Path, annotator: str, *lines: str) -> Path:
    """A folder with the gold file of a reader."""
    folder.mkdir()
    text = "\n".join([f"document A/99/7\nannotator {annotator}\n", HEAD + annotator, *lines])
    (folder / "A_99_7.gold").write_text(f"{text}\n", encoding="utf-8")
    return folder


def said(words: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr("sys.argv", ["reread_cells.py", *map(str, words)])
    SCRIPT["main"]()
    return capsys.readouterr().out


def test_units_are_compared_by_their_last_word_and_a_row_is_alike_where_all_cells_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = written(tmp_path / "gold", "a1", TEAMS, FED)
    second = written(tmp_path / "F2", "F2", TEAMS.replace('"field teams"', "teams"), FED.replace("=flow", "=stock"))
    assert said(["compare", first, second], monkeypatch, capsys).splitlines() == [
        "unit     1.000 [1.000, 1.000]",
        "event    1.000 [1.000, 1.000]",
        "measure  0.500 [0.500, 0.500]",
        "years    1.000 [1.000, 1.000]",
        "country  1.000 [1.000, 1.000]",
        "row      0.500 [0.500, 0.500]",
    ]


def test_a_packet_shows_text_and_surroundings_and_no_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "gold", "a1", TEAMS, FED)
    (tmp_path / "splits.toml").write_text('train = ["A/99/7"]\n', encoding="utf-8")
    of = {"document": "A/99/7"}
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [{"title": "The north", "date": "2044-05-01", "period_start": None, "period_end": None}],
        "sections": [{"section": "I", "label": "I", "title": "Aid", "parent": None}],
        "paragraphs": [
            {"paragraph": key, "section": "I", "text": text} for key, text in (("1", BEFORE), ("2", TEXT))
        ],
    }  # fmt: skip
    for table, its in rows.items():
        (tmp_path / f"{table}.jsonl").write_text("".join(f"{json.dumps(of | r)}\n" for r in its), encoding="utf-8")
    monkeypatch.setitem(SCRIPT["packets"].__globals__, "HERE", tmp_path)
    assert said(["draw", tmp_path], monkeypatch, capsys).splitlines() == [
        "===== packet 1",
        "",
        "A/99/7 ¶2 | The north | 2044-05-01, None to None | Aid",
        "(before: … The north was calm.)",
        "In 2044 the [[1: 3]] teams fed [[2: 40]] children.",
    ]
