"""What each training reads of an annotations folder."""

from pathlib import Path

from sgreports.training.reports import annotations

ROW = "measure=flow years=2044 country=TCD"
GOLD = f"""document A/99/7
annotator a1

¶ 1 letters=2 hash=00000000 cells=A1
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
