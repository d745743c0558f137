"""Rows that readers wrote as tables get into the COUNT lines of gold files, or nothing does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sgreports.model.letters import digest, letters
from sgreports_gold.annotation.gold.standoff import read

TEXT = "In 2044 Chad fed 40 children and 9 adults."
FIRST = 'm1 YEAR 2-6 "2044" 2044\n'
FORTY = 'm2 COUNT 13-15 "40" 40 cardinal unit=children from=own event=assisted'
NINE = 'm3 COUNT 26-27 "9" 9 cardinal unit=adults from=own event=assisted'
Script = Callable[..., str]
Merge = Script
HEAD = f"¶ 1 letters={len(letters(TEXT))} hash={digest(TEXT)}\n"
GOLD = f"document A/99/7\nannotator a1\n\n{HEAD}{FIRST}{FORTY}\n{NINE}\ncount_at m2 m1\n"


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "A_99_7.gold").write_text(GOLD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def merge(annotations: Path, script: Script) -> Merge:
    """What the script says of a table."""

    def run(table: str, *options: str) -> str:
        (annotations / "rows.tsv").write_text(table, encoding="utf-8")
        own = ["--annotations", annotations, "--annotator", *(options or ["a1"])]
        return script("merge_rows.py", annotations / "rows.tsv", *own)

    return run


def test_rows_stand_in_their_lines(annotations: Path, merge: Merge) -> None:
    table = "document\tparagraph\tspan\n\nA/99/7\t1\t26-27\tstock\t2044\tTCD+NER\tagain\nA/99/7\t1\t13-15\tflow\t-\t-\n"
    assert merge(table) == "2 taken in, 0 the same already, 0 replaced\n"
    rows = (f"{FORTY} measure=flow years=- country=-", f"{NINE} measure=stock years=2044 country=NER+TCD again")
    there = (annotations / "gold" / "A_99_7.gold").read_text(encoding="utf-8")
    assert there == GOLD.replace(FORTY, rows[0]).replace(NINE, rows[1])
    assert merge(table) == "0 taken in, 2 the same already, 0 replaced\n"
    other = "A/99/7\t1\t13-15\trate\t-\t-\t\n"
    assert "13-15 has another row already; --replace takes the table's" in merge(other)
    assert (annotations / "gold" / "A_99_7.gold").read_text(encoding="utf-8") == there
    assert merge(other, "a1", "--replace") == "0 taken in, 0 the same already, 1 replaced\n"


def test_a_second_reader_of_rows_starts_from_the_counts(annotations: Path, merge: Merge) -> None:
    table = "A/99/7\t1\t13-15\tflow\t2044\tTCD\t\n"
    merge(table.replace("flow", "stock"))
    assert "A/99/7 ¶1 is no paragraph of r2" in merge(table, "r2")
    assert merge(table, "r2", "--counts-of", "a1").startswith("1 taken in, 0 the same")
    (p,) = read(annotations / "r2" / "A_99_7.gold")
    told = [(m.id, m.row and (m.row.measure, m.row.years, m.row.country)) for m in p.mentions]
    assert (told, p.relations) == ([("m2", ("flow", "2044", ("TCD",))), ("m3", None)], ())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A/99/7\t1\t13-15\tsum\t-\t-\t", "rows.tsv:2: 'sum' is no measure"),
        ("A/99/7\t1\t13-15\tflow\t2044\t\t", "rows.tsv:2: a row has measure=, years= and country="),
        ("A/99/7\t1\t13-15\t\t\t\t", "rows.tsv:2: there is no row in it"),
        ("A/99/7\t1\t13-15\tflow", "rows.tsv:2: expected document, paragraph, span, measure, years, country and"),
        ("A/99/7\t1\t13-15\tflow\t-\t-\tyes", "rows.tsv:2: expected document, paragraph, span, measure, years"),
        ("A/99/7\t1\t26-27\tflow\t2044\t-\t", "rows.tsv:2: A/99/7 ¶1 26-27 has another row in an earlier line"),
        ("A/99/7\t1\t2-6\tflow\t-\t-\t", "A/99/7 ¶1: no COUNT at 2-6; there are counts at 13-15, 26-27"),
        ("A/99/7\t2\t2-6\tflow\t-\t-\t", "A/99/7 ¶2 is no paragraph of a1"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_written(annotations: Path, merge: Merge, line: str, reason: str) -> None:
    assert reason in merge(f"A/99/7\t1\t26-27\tflow\t-\t-\t\n{line}\n")
    assert (annotations / "gold" / "A_99_7.gold").read_text(encoding="utf-8") == GOLD
