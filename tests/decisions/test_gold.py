"""Decisions become counts of gold, counts of gold decisions; who decides is compared with others and with gold."""

from pathlib import Path

import pytest

from called_command import called
from invented.checked import AB, ALL, EAST, MK, OFFICERS, cells_of, checked_run, say
from sgreports.decisions.apply import apply
from sgreports.decisions.files import read_decisions
from sgreports_gold.annotation.gold.standoff import read

Capsys = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checked_run(tmp_path_factory.mktemp("golden") / "run")


def test_decisions_are_taken_into_gold_and_given_back(run: Path, tmp_path: Path, capsys: Capsys) -> None:
    files, gold = tmp_path / "decisions", tmp_path / "annotations"
    say(run, files / "mk.jsonl", MK, ALL)
    say(run, files / "mk.jsonl", MK, EAST, "corrected", cells={"years": "2042-2043", "country": ["SDN", "TCD"]})
    say(run, files / "mk.jsonl", MK, OFFICERS, "wrong")
    said = called(capsys, "gold", "take", files / "mk.jsonl", "--run", run, "--annotations", gold)
    assert said == f"{gold}: 2 counts and 1 that are none, in 2 paragraphs\n"
    first, second = read(gold / "mk" / "A_99_7.gold")
    rows = [(m.text, m.entity, m.unit, m.event, m.row.model_dump() if m.row else None) for m in first.mentions]
    flow = {"measure": "flow", "again": False}
    assert rows == [
        ("640", "640", "civilians", "killed", {**flow, "years": "2043", "country": ("TCD",)}),
        ("75", "75", "civilians", "killed", {**flow, "years": "2042-2043", "country": ("SDN", "TCD")}),
    ]
    assert (first.cells, [n.text for n in second.no_counts]) == ("mk", ["Some 30"])
    say(run, files / "mk.jsonl", MK, ALL, "corrected", cells={"event": "injured"})
    called(capsys, "gold", "take", files / "mk.jsonl", "--run", run, "--annotations", gold)
    again, _ = read(gold / "mk" / "A_99_7.gold")
    assert [m.event for m in again.mentions] == ["injured", "killed"]
    given = tmp_path / "given"
    called(capsys, "gold", "give", gold / "mk" / "A_99_7.gold", "--by", "a1", "--decisions", given)
    assert apply(run, read_decisions(given)).tally == {"corrected": 2, "wrong": 1}
    assert cells_of(run, "event", "verdict", "decided_by") == {
        ALL: ("injured", "corrected", "a1"), EAST: ("killed", "corrected", "a1"), OFFICERS: ("killed", "wrong", "a1"),
        "A/99/8#m3-640": ("killed", None, None),
    }  # fmt: skip


def test_two_who_decide_are_compared_and_one_with_gold(run: Path, tmp_path: Path, capsys: Capsys) -> None:
    mk, ab, gold = tmp_path / "mk.jsonl", tmp_path / "ab.jsonl", tmp_path / "annotations"
    for count, theirs in ((ALL, "right"), (EAST, "right"), (OFFICERS, "wrong")):
        say(run, mk, MK, count)
        say(run, ab, AB, count, theirs)
    say(run, ab, AB, EAST, "corrected", cells={"years": "2042"})
    figures = (
        "is a count     67%  2 of 3\nvalue         100%  2 of 2\nunit          100%  2 of 2\n"
        "event         100%  2 of 2\nmeasure       100%  2 of 2\nyears          50%  1 of 2\n"
        "country       100%  2 of 2\nrow            50%  1 of 2\n"
    )
    assert called(capsys, "agree", mk, ab) == figures
    differing = called(capsys, "agree", mk, ab, "--disagreements").removeprefix(figures)
    assert differing == (
        "A/99/7 ¶12 '75': years: '2043', '2042'\nA/99/7 ¶13 'Some 30': is a count: one says so, the other not\n"
    )
    called(capsys, "gold", "take", ab, "--run", run, "--annotations", gold)
    assert called(capsys, "agree", mk, gold / "ab") == figures
