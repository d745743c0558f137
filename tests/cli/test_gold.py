"""The commands for gold: place, check, export, score, compare, agree, explain, on the sample report."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sgreports.cli.app import app
from sgreports.errors import UsageError
from sgreports.inputs import gold_source

SEED = Path("src/sgreports/data/child-protection-2016.txt")
DRAFT = """document child-protection-2016
annotator a1

¶ 23
m1 AGENCY ? "Inter-Agency Coordination Group against Trafficking in Persons" icat un
m2 COUNT ? "16" 16 cardinal unit=agencies from=own event=other
m3 COUNT ? "6" 6 cardinal unit=agencies from=own event=other
count_by m2 m1 role=whose
"""


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the sample report as far as the paragraph with gold: parsing the rest takes most of the time."""
    folder = tmp_path_factory.mktemp("gold")
    begun, _, _ = SEED.read_text(encoding="utf-8").partition("\n24. ")
    (folder / SEED.name).write_text(begun, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SGREPORTS_WORKERS", "0")  # in this process, which has the language model
        run("extract", str(folder / SEED.name), "--out", str(folder / "run"), "--quiet")
    return folder / "run"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold" / "seed.gold"
    file.parent.mkdir()
    file.write_text(DRAFT, encoding="utf-8")
    assert run("gold", "place", str(file)) == f"{file}: placed\n"
    (tmp_path / "splits.toml").write_text('dev = ["child-protection-2016"]\n', encoding="utf-8")
    return file


@pytest.mark.model
def test_gold_is_placed_checked_exported_and_scored(dataset: Path, gold: Path, tmp_path: Path) -> None:
    assert 'm2 COUNT 96-98 "16" 16 cardinal unit=agencies from=own event=other' in gold.read_text(encoding="utf-8")
    assert run("gold", "check", str(gold)) == f"{gold}: ok\n"
    row = json.loads(run("gold", "export", str(gold)))
    assert [row["text"][m["start"] : m["end"]] for m in row["mentions"]][1:] == ["16", "6"]
    page, saved = tmp_path / "errors.html", tmp_path / "baseline.json"
    told = run("score", str(dataset), "--gold", str(gold.parent), "--split", "dev", "--by-rule",
               "--page", str(page), "--save", str(saved))  # fmt: skip
    assert "strict COUNT" in told
    rules = json.loads(run("score", str(dataset), "--gold", str(gold.parent), "--split", "dev", "--by-rule", "--json"))
    assert [r for r in rules if r["alone"]] == [
        {"type": "count_by", "rule": "count-by-agent", "alone": 1, "with_others": 0, "wrong": 1, "unseen_right": 0,
         "unseen": 0, "without_gold": 2, "documents": 1}
    ]  # fmt: skip
    assert "child-protection-2016 ¶23" in page.read_text(encoding="utf-8")
    again = run("score", str(dataset), "--gold", str(gold.parent), "--gate", str(saved), "--json")
    figures = {f["name"]: f for f in json.loads(again.removesuffix("no score fell beyond its noise\n"))}
    assert figures["strict COUNT"]["recall"] == 1.0
    assert "0 won, 0 lost" in run("compare", str(dataset), str(dataset), "--gold", str(gold.parent))
    assert "1 paragraphs read by both" in run("agree", str(gold.parent), str(gold.parent), "--disagreements")


@pytest.mark.model
def test_explain_names_the_rule_and_the_reason(dataset: Path) -> None:
    told = run("explain", str(dataset), "child-protection-2016", "18")
    assert "rule:citation" in told
    assert "is longer\n" in told
    assert all(len(line) <= 80 for line in told.splitlines())
    assert "no rule" in run("explain", str(dataset), "child-protection-2016", "15", "3", "6")
    assert "likely; needed 0." in run("explain", str(dataset), "child-protection-2016", "23", "2", "4")


def test_moved_gold_says_what_is_sure(gold: Path, dataset: Path) -> None:
    assert run("gold", "move", str(gold), "--old", str(dataset)) == "0 sure, 0 unsure, 0 lost\n"


def test_wrong_use_is_said(dataset: Path, tmp_path: Path) -> None:
    for words, reason in (
        (["score", str(dataset), "--gold", str(tmp_path)], "holds no gold"),
        (["explain", str(dataset), "child-protection-2016", "999"], "has no paragraph 999; it has "),
        (["gold", "check", str(tmp_path / "x.gold")], None),
    ):
        error = CliRunner().invoke(app, words).exception
        assert error is not None
        if reason:
            assert reason in str(error)
    with pytest.raises(UsageError, match=r"has no file S_1_1\.pdf for S/1/1"):
        gold_source("S/1/1", tmp_path)


def test_gold_of_other_reports_scores_nothing(dataset: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.jsonl"
    told = {"document": "A/99/7", "paragraph": "1", "text": "Nothing.", "annotator": "a"}
    line = {**told, "mentions": [], "relations": []}
    file.write_text(json.dumps(line) + "\n")
    for words in (["score", str(dataset)], ["compare", str(dataset), str(dataset)]):
        result = CliRunner().invoke(app, [*words, "--gold", str(file), "--json"])
        assert isinstance(result.exception, UsageError)
        assert "has none of the 1 paragraphs" in str(result.exception)
        assert result.output == ""
