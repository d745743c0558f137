"""`sgreports diff`: what people and programs see of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from called_command import outcome
from invented.runs import jsonl_run, related, report, said

TEXT = "UNICEF works with UNHCR in Chad."
MARKS = {"unicef": "AGENCY UNICEF", "unhcr": "AGENCY UNHCR", "TCD": "COUNTRY Chad"}
SCHEMA = {"dataset_schema": "3.0.0"}
RUNS = {"versions": {"lexicons": "aaaa", **SCHEMA}}, {"versions": {"lexicons": "bbbb", **SCHEMA}}
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """Runs the command beside the runs `a` and `b`: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    works = related("works_with", "unicef", "unhcr", TEXT)
    before = report(said(TEXT, **MARKS), said("It grew.", "2"), relations=[works])
    after = report(said(TEXT, **MARKS | {"TCD": "COUNTRY in Chad"}), said("It grew fast.", "2"))
    jsonl_run(Path("a"), before, report(said("Old."), document="S/2044/1", sha256="1" * 64), run=RUNS[0])
    jsonl_run(Path("b"), after, report(said("New."), document="S/2044/2", sha256="2" * 64), run=RUNS[1])

    def run(*words: str) -> tuple[int, str, str]:
        return outcome(capsys, "diff", *words)

    return run


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def test_people_see_numbers_causes_and_sentences(call: Call) -> None:
    code, out, err = call("a", "b", "--document", "A/99/7")
    assert (code, err) == (1, "")
    assert max(map(len, lines(out))) <= 80
    assert lines(out) == [
        "             added  removed  changed  columns that differ",
        "documents        0        0        0",
        "sections         0        0        0",
        "paragraphs       0        0        1  text 1",
        "tables           0        0        0",
        "table_cells      0        0        0",
        "figures          0        0        0",
        "text_units       0        0        0",
        "mentions         0        0        1  start 1 · text 1",
        "relations        0        1        0",
        "counts           0        0        0",
        "entities         0        0        0",
        "issues           0        0        0",
        "",
        "Cause knowledge  3 changes",
        "  knowledge: lexicons aaaa → bbbb",
        "  run.json does not say whether the sources of the program differ too",
        "",
        "A/99/7 ¶2",
        "~ paragraph",
        "    │ It grew{+ fast+}.",
        "",
        "A/99/7 ¶1",
        "~ mention COUNTRY “in Chad” TCD",
        "    start 27 → 24",
        "    text Chad → in Chad",
        "    │ UNICEF works with UNHCR in Chad.",
        "- relation UNICEF —works_with→ UNHCR",
        "    │ UNICEF works with UNHCR in Chad.",
    ]


def test_without_colours_signs_tell_what_came_from_what_went(tmp_path: Path, call: Call) -> None:
    for name, number in (("c", "64"), ("d", "60")):
        jsonl_run(tmp_path / name, report(said(f"They killed {number} people.")), run=RUNS[0])
    assert lines(call("c", "d")[1])[-2:] == ["~ paragraph", "    │ They killed 6[-4-]{+0+} people."]


def test_what_is_not_shown_is_told(call: Call) -> None:
    code, out, _ = call("a", "b", "--limit", "1")
    assert (code, lines(out)[-1]) == (1, "6 more: --limit, --document, --table, --page FILE, --json")


def test_programs_see_everything(call: Call) -> None:
    code, out, _ = call("a", "b", "--json")
    told = json.loads(out)
    assert (code, set(told)) == (1, {"before", "after", "differences", "program_unknown", "changes", "counts"})
    assert [(c["document"], c["table"], c["kind"], c["causes"]) for c in told["changes"]] == [
        ("A/99/7", "paragraphs", "changed", ["knowledge"]), ("A/99/7", "mentions", "changed", ["knowledge"]),
        ("A/99/7", "relations", "removed", ["knowledge"]), ("S/2044/2", "documents", "added", ["input"]),
        ("S/2044/2", "paragraphs", "added", ["input"]), ("S/2044/1", "documents", "removed", ["input"]),
        ("S/2044/1", "paragraphs", "removed", ["input"]),
    ]  # fmt: skip
    mention = told["changes"][1]
    assert (mention["before"]["start"], mention["after"]["start"]) == (27, 24)
    assert told["counts"]["total"] == 7
    assert told["counts"]["tables"]["paragraphs"] == {
        "before": 3, "after": 3, "added": 1, "removed": 1, "changed": 1, "columns": {"text": 1}
    }  # fmt: skip
    assert told["differences"] == [{"cause": "knowledge", "name": "lexicons", "before": "aaaa", "after": "bbbb"}]


def test_the_same_run_twice(call: Call) -> None:
    assert call("a", "a") == (0, "No row differs.\n", "")
    code, out, _ = call("a", "a", "--json")
    assert (code, json.loads(out)["changes"]) == (0, [])


def test_the_page_holds_the_changes(call: Call) -> None:
    assert call("a", "b", "--table", "relations", "--page", "changes.html")[0] == 1
    page = Path("changes.html").read_text(encoding="utf-8")
    assert "<title>a → b: what changed</title>" in page
    assert '"what":"UNICEF —works_with→ UNHCR"' in page


@pytest.mark.parametrize(
    ("words", "said_of_it"),
    [
        (["a", "."], ". holds no dataset of sgreports"),
        (["a", "b", "--table", "persons"], "there is no table 'persons'; there are documents,"),
        (["a", "b", "--document", "X/1"], "neither run holds X/1"),
        (["a", "b", "--page", "gone/changes.html"], "gone/changes.html cannot be written"),
    ],
)
def test_trouble_is_one_sentence(call: Call, words: list[str], said_of_it: str) -> None:
    code, _, err = call(*words)
    assert (code, err.count("\n")) == (2, 1)
    assert said_of_it in err
