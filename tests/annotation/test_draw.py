"""What is drawn for annotation: reports dealt whole, and every paragraph that a cue finds."""

import json
import random
import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "annotations" / "draw.py"
DRAW = runpy.run_path(str(SCRIPT))
SPLITS = {"train": ["S/2044/1"], "dev": ["S/2044/2", "S/2044/3/Rev.1"], "test": []}


@pytest.mark.parametrize(
    ("document", "report"),
    [
        ("S/2044/1", "S/2044/1"), ("S/2044/1/Add.1", "S/2044/1"), ("S/2044/1/Add.1/Rev.2", "S/2044/1"),
        ("S_2044_1_Corr.1", "S/2044/1"), ("A/99/Add.10", "A/99"),
    ],
)  # fmt: skip
def test_a_part_belongs_to_its_report(document: str, report: str) -> None:
    assert DRAW["report_of"](document) == report


def test_reports_are_dealt_with_their_parts() -> None:
    new = [f"S/2044/{n}{part}" for n in range(10, 40) for part in ("", "/Add.1")]
    dealt = DRAW["deal"]([*new, "S/2044/1/Add.1", "S/2044/3"], SPLITS, random.Random(1), (4, 6))
    assert all(dealt[d] == dealt[f"{d}/Add.1"] for d in new[::2])
    assert (dealt["S/2044/1/Add.1"], dealt["S/2044/3"], dealt["S/2044/2"]) == ("train", "dev", "dev")
    assert [sum(dealt[d] == name for d in new[::2]) for name in ("dev", "test", "train")] == [4, 6, 20]


def test_every_paragraph_of_train_with_a_cue_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {
        "1": "Chad signed it and did not ratify.", "2": "Chad ratified it.", "3": "Chad met Niger.", "4": "Signing.",
    }  # fmt: skip
    documents = [{"document": d, "kind": "report", "status": "ok"} for d in ("X/1", "X/2/Add.1")]
    paragraphs = [{"document": d["document"], "paragraph": key, "part": "body", "number": key, "text": text}
                  for d in documents for key, text in texts.items()]  # fmt: skip
    for name, rows in (("documents", documents), ("paragraphs", paragraphs)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    (tmp_path / "splits.toml").write_text('train = []\ndev = []\ntest = ["X/2"]\n', encoding="utf-8")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "X_1.gold").write_text(
        "document X/1\nannotator a1\n\n¶ 2 letters=1 hash=00000000\n", encoding="utf-8"
    )
    monkeypatch.setitem(DRAW["main"].__globals__, "HERE", tmp_path)
    monkeypatch.setattr("sys.argv", ["draw.py", str(tmp_path), "--cued", "signed", "ratified", "--out", str(tmp_path)])
    DRAW["main"]()
    assert [json.loads(line) for line in (tmp_path / "cued.jsonl").read_text(encoding="utf-8").splitlines()] == [
        {
            "document": "X/1", "paragraph": "1", "text": texts["1"],
            "cues": {"signed": ["signed"], "ratified": ["ratify"]},
        }
    ]  # fmt: skip
    assert capsys.readouterr().out == "1 paragraphs: signed 1, ratified 1\n"
