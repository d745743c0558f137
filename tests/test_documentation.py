"""README.md and docs/: every code block runs on sample data, what pages show is what is printed, the site builds."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import sgreports
from documented.blocks import DOCS, ROOT, Block, blocks, name, pages
from documented.running import evaluate, inside, prepare, run
from generated.commands import all_commands
from notebook import NOTEBOOKS, notebook
from renew import renewed

RENEW = "run python docs/renew.py"
NOT_RUN = {
    ("CONTRIBUTING.md", "serves until it is stopped"),
    ("CONTRIBUTING.md", "takes half an hour"),
    ("docs/guides/counting.md", "needs a report that counts peacekeepers"),
    ("docs/guides/dask.md", "needs a Dask cluster"),
    ("docs/guides/deciding.md", "serves until it is stopped"),
    ("docs/guides/dask.md", "starts a Dask cluster; tests/test_flow.py runs the flow on one"),
    ("docs/guides/deciding.md", "a service answers"),
    ("docs/guides/deciding.md", "its dataset is of the reader"),
    ("docs/guides/deciding.md", "shows the form of an answer"),
    ("docs/guides/deciding.md", "the decisions are of the reader"),
    ("docs/guides/fetch.md", "needs the network"),
    ("docs/guides/gold.md", "needs the reports that the gold was read from"),
    ("docs/guides/gold.md", "serves until it is stopped"),
    ("docs/guides/inputs.md", "needs a PDF"),
    ("docs/guides/prefect.md", "needs a Prefect server"),
    ("docs/recipes.md", "needs a Prefect server"),
    ("docs/recipes.md", "serves until it is stopped"),
    ("docs/guides/publishing.md", "serves until it is stopped"),
    ("docs/guides/prefect.md", "starts Prefect's own server for some seconds; tests/test_flow.py runs the flow"),
    ("docs/guides/relation.md", "reads every paragraph of a run again"),
    ("docs/guides/relation.md", "they are tests themselves"),
    ("docs/guides/statements.md", "needs a report about a mission"),
    ("docs/start.md", "installs the program"),
    ("docs/guides/training.md", "needs the reports that the gold was read from, and some minutes"),
}
"""What no test runs, and why."""
SECONDS = 600
"""How long a cell of a notebook may take; the machine may be busy."""
WITHOUT_NOTEBOOK = [
    page
    for page in pages()
    if blocks(page.read_text(encoding="utf-8")) and page not in {DOCS / source for source in NOTEBOOKS}
]
"""Pages with code; a notebook has the code of its page, which test_the_notebooks_run runs."""
QUESTIONS = re.findall(
    r"^## (\d+\..*?\n.*?)(?=^## |\Z)", (DOCS / "questions.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample report and three invented ones, extracted; results are kept in a cache of its own."""
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SGREPORTS_WORKERS", "0")
        patch.setenv("SGREPORTS_ACCURACY", "best")
        patch.setenv("SGREPORTS_CACHE", str(folder / "cache"))
        prepare(folder)
    return folder


@pytest.fixture
def here(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SGREPORTS_ACCURACY", "best")  # as readers run them
    monkeypatch.setenv("SGREPORTS_CACHE", str(prepared / "cache"))
    monkeypatch.setenv("MPLBACKEND", "agg")
    with inside(prepared):
        yield prepared


def evaluated(block: Block, space: dict[str, Any]) -> None:
    """Runs a block, where its language is one that is run; others are read."""
    match block.language:
        case "sh":
            for line in block.commands:
                run(line)
        case "console":
            pass  # test_pages_show_what_is_printed runs it
        case "python":
            with contextlib.redirect_stdout(io.StringIO()):
                evaluate(block.code, space)
        case "sql":
            with duckdb.connect("outputs/run/sgreports.duckdb", read_only=True) as connection:
                assert connection.execute(block.code).fetchall(), block.code
        case "toml":
            assert in_a_data_file(block.code) or sgreports_settings(block.code)
        case "text":
            assert block.code in [file.read_text(encoding="utf-8") for file in (DOCS / "guides").glob("*.csv")]
        case other:
            raise AssertionError(f"a block of the language {other!r} cannot be run:\n{block.code}")


def in_a_data_file(content: str) -> bool:
    """Whether the content stands in a file of relation rules as it is."""
    files = (ROOT / "src/sgreports/knowledge/data/relations").glob("*.toml")
    return any(content in file.read_text(encoding="utf-8") for file in files)


def sgreports_settings(content: str) -> bool:
    """Whether the content of a sgreports.toml is valid."""
    from sgreports.settings import Settings

    return bool(Settings.model_validate(tomllib.loads(content)))


@pytest.mark.model
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("page", WITHOUT_NOTEBOOK, ids=name)
def test_every_block_runs(page: Path) -> None:
    space: dict[str, Any] = {}
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.reason is None:
            evaluated(block, space)


def test_what_is_not_run_has_a_reason() -> None:
    found = {(name(page), block.reason) for page in pages() for block in blocks(page.read_text(encoding="utf-8"))}
    assert {(page, reason) for page, reason in found if reason} == NOT_RUN


def test_every_command_is_in_a_guide() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in pages())
    names = [name for name, _ in all_commands()]
    assert len(names) > 20
    assert [name for name in names if not re.search(rf"sgreports {name}\b(?!-)|`{name}`", text)] == []


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_pages_show_what_is_printed() -> None:
    texts = {name(page): page.read_text(encoding="utf-8") for page in pages()}
    stale = [page for page, text in texts.items() if renewed(text) != text]
    assert stale == [], RENEW


@pytest.mark.parametrize(("page", "target"), NOTEBOOKS.items())
def test_the_notebooks_are_the_pages(page: str, target: str) -> None:
    made = notebook((DOCS / page).read_text(encoding="utf-8"))
    assert (DOCS / target).read_text(encoding="utf-8") == made, RENEW


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_the_notebooks_run() -> None:
    """In a kernel of the extra `notebook`, which has no ipywidgets: no progress bar can be shown there."""
    manager = pytest.importorskip("jupyter_client.manager")
    sources = {target: sources_of(DOCS / target) for target in NOTEBOOKS.values()}
    for line in "\n".join(source for its in sources.values() for source in its if source.startswith("!")).splitlines():
        run(line.removeprefix("!"))
    shown = [re.sub(r"(?s)^sql\(.*", r"assert len(\g<0>)", s) for s in sources["questions.ipynb"] if s[0] != "!"]
    shown = [f"{source}\nassert len(answer)" if "answer = " in source else source for source in shown]
    chart = [source for source in sources["chart.ipynb"] if source[0] != "!"]
    kernel, client = manager.start_new_kernel(
        kernel_name="python3", env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, startup_timeout=SECONDS
    )
    try:
        for source in [*shown, "assert len(answer) >= 3", *chart, "assert len(axes.patches) >= 3"]:
            reply = client.execute_interactive(source, timeout=SECONDS, output_hook=lambda _: None)
            assert reply["content"]["status"] == "ok", "\n".join([source, *reply["content"].get("traceback", [])])
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)


def sources_of(notebook: Path) -> list[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def of(question: str, language: str) -> list[Block]:
    return [block for block in blocks(question) if block.language == language]


def totals_of_query(query: str) -> list[float]:
    with duckdb.connect("outputs/run/sgreports.duckdb", read_only=True) as connection:
        found = connection.execute(query)
        at = [column[0] for column in found.description or ()].index("total")
        return [row[at] for row in found.fetchall()]


def test_there_are_ten() -> None:
    assert [int(question.split(".")[0]) for question in QUESTIONS] == list(range(1, 11))
    assert all(of(question, "sql") and of(question, "python") for question in QUESTIONS)


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_sql_python_and_the_command_agree() -> None:
    space: dict[str, Any] = {}
    compared = 0
    for question in QUESTIONS:
        if "AS total" in question:  # test_the_notebooks_run runs the others
            for block in of(question, "python"):
                evaluate(block.code, space)
            (line,) = of(question, "sh")[0].commands
            printed = [row["total"] for row in json.loads(run(f"{line} --json"))["rows"]]
            totals = {
                "sql": totals_of_query(of(question, "sql")[0].code),
                "python": list(space["answer"].total.dropna()),
                "command": [total for total in printed if total is not None],
            }
            assert sorted(totals["sql"]) == sorted(totals["python"]) == sorted(totals["command"]), question
            compared += 1
    assert compared == 3


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    words = ["-m", "sphinx", "-q", "-W", "--keep-going", "-E", "-b", "html", "-d"]
    done = subprocess.run(
        [sys.executable, *words, folder / "trees", DOCS, folder / "html"], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "html"


@pytest.mark.slow
def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    loaded = re.compile(r"<(?:script|img|iframe)[^>]* src=\"(\w+:|//)[^\"]*|<link[^>]* href=\"https?:[^\"]*")
    assert [page.name for page in site.rglob("*.html") if loaded.search(page.read_text(encoding="utf-8"))] == []
    styles = "".join(style.read_text(encoding="utf-8") for style in site.rglob("*.css"))
    assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", styles)


@pytest.mark.slow
def test_every_column_of_a_page_has_a_heading(site: Path) -> None:
    """axe-core asks for it; what else it found is put right in docs/conf.py."""
    texts = {page.name: page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    assert [name for name, text in texts.items() if '<th class="head"><p></p></th>' in text] == []
    assert all("<pre>" not in text and '<aside class="' not in text for text in texts.values())


@pytest.mark.slow
def test_the_site_names_the_version(site: Path) -> None:
    assert f"<title>sgreports {sgreports.__version__}</title>" in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_table_relation_event_and_command_has_its_place(site: Path) -> None:
    from sgreports.model.facts import EVENTS, RELATION_TYPES
    from sgreports.model.records import ROWS

    wanted = {
        "data": [row.resource for row in ROWS], "rules": RELATION_TYPES, "events": EVENTS,
        "commands": ["extract", "counts", "gold check"],
    }  # fmt: skip
    for page, titles in wanted.items():
        found = re.findall(r"<h2>(.*?)<a", (site / f"{page}.html").read_text(encoding="utf-8"))
        assert set(titles) <= set(found), page
