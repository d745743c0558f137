"""Gold to Label Studio, DocBin and JSON Lines by the command, and back, on the sample report."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin
from typer.testing import CliRunner

from sgreports.cli.app import app
from sgreports.errors import UsageError
from sgreports.model.records import SCHEMA_VERSION
from sgreports_gold.annotation.gold.standoff import read

SAMPLE = Path("annotations/gold/child-protection-2016.gold")
FILE = "child-protection-2016.gold"


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def some(tmp_path: Path) -> Path:
    """Three paragraphs of the sample's gold, one of them a draft with a doubt."""
    head, *blocks = SAMPLE.read_text(encoding="utf-8").split("\n¶ ")
    chosen = [b for b in blocks if b.split()[0] in ("2", "4", "6")]
    chosen[1] = re.sub(r"( event=\w+)", r"\1 measure=stock years=2015-2016 country=- again", chosen[1], count=1)
    chosen[0] = chosen[0].replace("\n", ' draft proposed note="a goal?"\n', 1)
    file = tmp_path / FILE
    file.write_text("\n¶ ".join([head, *(f"{b.rstrip()}\n" for b in chosen)]), encoding="utf-8")
    return file


def test_label_studio_and_back(some: Path, tmp_path: Path) -> None:
    tasks, annotations = tmp_path / "tasks.json", tmp_path / "annotations"
    run("gold", "export", some, "--to", "label-studio", "--out", tasks)
    take = ("gold", "import", tasks, "--annotations", annotations)
    assert run(*take) == "3 taken in, 0 the same already, 0 left alone\n"
    assert (annotations / "a1" / FILE).read_text(encoding="utf-8") == some.read_text(encoding="utf-8")
    assert run(*take) == "0 taken in, 3 the same already, 0 left alone\n"
    changed = json.loads(tasks.read_text(encoding="utf-8"))
    changed[1]["annotations"][0]["result"].pop()
    tasks.write_text(json.dumps(changed), encoding="utf-8")
    assert run(*take).startswith("0 taken in, 2 the same already, 1 left alone\n")
    assert read(annotations / "a1" / FILE) == read(some)
    assert run(*take, "--replace") == "1 taken in, 2 the same already, 0 left alone\n"
    assert run(*take, "--annotator", "kr") == "3 taken in, 0 the same already, 0 left alone\n"
    assert [p.draft for p in read(annotations / "kr" / FILE)] == [True, False, False]


def test_drafts_are_in_no_training_data(some: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in run("gold", "export", some).splitlines()]
    assert [row["paragraph"] for row in lines] == ["4", "6"]
    out = tmp_path / "gold.spacy"
    run("gold", "export", some, "--to", "docbin", "--out", out)
    docs = list(DocBin().from_bytes(out.read_bytes()).get_docs(spacy.blank("en").vocab))
    assert [(d.user_data["gold"]["paragraph"], len(d.spans["gold"])) for d in docs] == [("4", 16), ("6", 10)]


def test_rows_go_along(some: Path, tmp_path: Path) -> None:
    row = {"measure": "stock", "years": "2015-2016", "country": None, "again": True}
    lines = [json.loads(line) for line in run("gold", "export", some).splitlines()]
    assert [[m["row"] for m in p["mentions"] if "row" in m] for p in lines] == [[row], []]
    out = tmp_path / "gold.spacy"
    run("gold", "export", some, "--to", "docbin", "--out", out)
    docs = list(DocBin().from_bytes(out.read_bytes()).get_docs(spacy.blank("en").vocab))
    assert [list(d.user_data["gold"]["rows"].values()) for d in docs] == [[row], []]


def test_predictions_come_from_a_run(some: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "run"
    dataset.mkdir()
    text = json.loads(run("gold", "export", some).splitlines()[0])["text"]
    same = {"document": "child-protection-2016", "paragraph": "4"}
    row: dict[str, Any] = {
        "id": "x#m1", "label": "AGENCY", "start": 4, "end": 34, "text": text[4:34], "kind": "un", "form": None,
        "unit": None, "entity": "unicef", "source": "rule:x", "score": 0.5,
    }  # fmt: skip
    tables = {
        "documents": [{"document": same["document"], "symbols": [], "title": None, "date": None, "period_start": None,
                       "period_end": None}],
        "sections": [], "mentions": [same | row], "relations": [], "counts": [],
        "paragraphs": [same | {"part": "body", "section": None, "order": 0, "text": text, "boxes": None}],
    }  # fmt: skip
    for name, rows in tables.items():
        (dataset / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    told = {"inputs": [], "versions": {"dataset_schema": SCHEMA_VERSION}}
    (dataset / "run.json").write_text(json.dumps(told), encoding="utf-8")
    tasks = json.loads(run("gold", "export", some, "--to", "label-studio", "--run", dataset))
    assert [len(task["predictions"]) for task in tasks] == [0, 1, 0]
    made = tasks[1]["predictions"][0]
    assert (made["model_version"].split()[0], made["score"], made["result"][0]["value"]["text"]) == (
        "sgreports", 0.5, text[4:34],
    )  # fmt: skip

    whole = json.loads(run("gold", "export", dataset, "--to", "label-studio"))
    assert [(t["data"]["paragraph"], t["data"]["text"], t["annotations"]) for t in whole] == [("4", text, [])]
    assert whole[0]["predictions"] == tasks[1]["predictions"]
    whole[0]["annotations"] = [{"result": whole[0]["predictions"][0]["result"]}]
    labelled = tmp_path / "labelled.json"
    labelled.write_text(json.dumps(whole), encoding="utf-8")
    took = run("gold", "import", labelled, "--annotator", "kr", "--annotations", tmp_path / "a")
    assert took == "1 taken in, 0 the same already, 0 left alone\n"
    (p,) = read(tmp_path / "a" / "kr" / FILE)
    assert (p.proposed, p.draft, [m.text for m in p.mentions]) == (True, False, [text[4:34]])


def test_the_configuration_is_printed() -> None:
    assert run("gold", "config").startswith('<View>\n  <Header value="$document ¶$paragraph" />\n')


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "is no JSON"),
        ('{"id": 1}', "is no list of tasks"),
        ('[{"id": 7, "data": {}}]', "task 7: its data has no text"),
    ],
)
def test_a_file_that_is_no_export_is_told(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=reason):
        run("gold", "import", file, "--annotations", tmp_path / "a")


def test_names_that_are_no_folders_are_refused(some: Path, tmp_path: Path) -> None:
    tasks = tmp_path / "tasks.json"
    run("gold", "export", some, "--to", "label-studio", "--out", tasks)
    for name in ("../up", "", "a/b", ".hidden"):
        with pytest.raises(UsageError, match="is no reader's name"):
            run("gold", "import", tasks, "--annotator", name or " ", "--annotations", tmp_path / "a")
    with pytest.raises(UsageError, match="a DocBin is binary"):
        run("gold", "export", some, "--to", "docbin")
