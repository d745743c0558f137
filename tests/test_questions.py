"""docs/questions.md and its notebook: what they tell people to run works, and three ways give one answer."""

import json
import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from sgreports.cli import app

pytestmark = pytest.mark.model

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "questions.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^## (\d+\..*?\n.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
SEED = Path(__file__).parents[1] / "src/sgreports/data/child-protection-2016.txt"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample extracted into outputs/run."""
    folder = tmp_path_factory.mktemp("questions")
    done = CliRunner().invoke(app, ["extract", str(SEED), "--out", str(folder / "outputs/run"), "--quiet"])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def here(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(sample)
    return sample


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def records(query: str) -> list[dict[str, Any]]:
    with duckdb.connect("outputs/run/sgreports.duckdb", read_only=True) as connection:
        found = connection.execute(query)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def command(line: str, *more: str) -> str:
    done = CliRunner().invoke(app, [*shlex.split(line)[1:], *more])
    assert done.exit_code == 0, done.output
    return done.output


def test_there_are_ten() -> None:
    assert [int(question.split(".")[0]) for question in QUESTIONS] == list(range(1, 11))
    assert all(blocks(question, "sql") and blocks(question, "python") for question in QUESTIONS)


@pytest.mark.usefixtures("here")
def test_every_query_finds_something() -> None:
    found = {
        question.split("\n")[0]: len(records(query)) for question in QUESTIONS for query in blocks(question, "sql")
    }
    assert len(found) == 10
    assert [name for name, rows in found.items() if not rows] == []


@pytest.mark.usefixtures("here")
def test_sql_python_and_the_command_agree() -> None:
    space: dict[str, Any] = {}
    compared = 0
    for question in QUESTIONS:
        for code in blocks(question, "python"):
            exec(code, space)
        assert len(space["answer"]) > 0, question
        if "AS total" in question:
            totals = {
                "sql": [row["total"] for row in records(blocks(question, "sql")[0])],
                "python": list(space["answer"].total.dropna()),
                "command": [
                    row["total"]
                    for row in json.loads(command(blocks(question, "sh")[0], "--json"))
                    if row["total"] is not None
                ],
            }
            assert sorted(totals["sql"]) == sorted(totals["python"]) == sorted(totals["command"]), question
            compared += 1
    assert compared == 3


@pytest.mark.usefixtures("here")
def test_every_command_runs() -> None:
    lines = [line for block in blocks(PAGE, "sh") for line in block.splitlines()]
    assert [line.split()[1] for line in lines] == ["extract", *["counts"] * 4, "export"]
    for line in lines[1:]:
        assert command(line)


def test_the_notebook_is_the_pages() -> None:
    spec = spec_from_file_location("notebook", DOCS / "notebook.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.notebook(PAGE)
    assert (DOCS / "questions.ipynb").read_text(encoding="utf-8") == made, "run python docs/notebook.py"


@pytest.mark.usefixtures("here")
def test_the_notebook_runs() -> None:
    cells = json.loads((DOCS / "questions.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(code) == 1 + 2 * 10
    space: dict[str, Any] = {}
    for cell in code:
        exec(cell, space)
    space["connection"].close()
