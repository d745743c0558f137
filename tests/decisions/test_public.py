"""What was decided, where others see it: in differences, on published pages, in a publication with initials."""

import json
from pathlib import Path

import pytest

from called_command import called
from invented.checked import AB, ALL, EAST, MODEL, OFFICERS, cells_of, checked_run, say
from sgreports.dataset.changes.runs import compared
from sgreports.dataset.publish.publish import with_initials
from sgreports.dataset.stored.by_document import opened
from sgreports.decisions.apply import apply
from sgreports.decisions.deciding import Reader
from sgreports.decisions.files import read_decisions

MARIA = Reader("maria.keller")


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    run, files = (tmp_path_factory.mktemp("public") / name for name in ("run", "decisions"))
    checked_run(run)
    say(run, files / "maria.keller.jsonl", MARIA, ALL)
    say(run, files / "maria.keller.jsonl", MARIA, EAST, "wrong")
    say(run, files / "ab.jsonl", AB, EAST, "wrong")
    say(run, files / "gpt.jsonl", MODEL, OFFICERS, "corrected", cells={"event": "trained"})
    apply(run, read_decisions(files))
    return run


def test_what_readers_changed_has_the_cause_decided(decided: Path, tmp_path: Path) -> None:
    before = checked_run(tmp_path / "before")
    with opened(before) as one, opened(decided) as other:
        changes = list(compared(one, other).changes())
    assert {(c.table, c.causes, c.after["count"] if c.after else None) for c in changes} == {
        ("counts", ("decided",), count) for count in (ALL, EAST, OFFICERS)
    }


def test_persons_are_published_by_their_initials_and_models_by_name(
    decided: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called(capsys, "publish", decided, "--out", tmp_path / "out", "--quiet")
    data = tmp_path / "out" / "data"
    marks = {count: by for count, (by,) in cells_of(data, "decided_by").items() if by}
    assert marks == {ALL: "mk", EAST: "ab, mk", OFFICERS: "gpt"}
    assert "maria" not in "".join(p.read_text() for p in data.parent.rglob("*") if p.suffix in {".json", ".csv", ".js"})
    files = json.loads((data / "run.json").read_text())["decisions"]
    assert [file["path"] for file in files] == ["ab.jsonl", "gpt.jsonl", "mk.jsonl"]
    called(capsys, "verify", tmp_path / "out")
    called(capsys, "publish", decided, "--out", tmp_path / "named", "--quiet", "--names", "--no-browser")
    assert cells_of(tmp_path / "named" / "data", "decided_by")[ALL] == ("maria.keller",)


def test_initials_of_names() -> None:
    names = {"mk": "mk", "maria.keller": "mk", "maria": "m", "Ana_B-C": "abc", "ab, maria.keller": "ab, mk"}
    assert {name: with_initials(name) for name in names} == names
