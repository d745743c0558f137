"""`sgreports graph`: where the page goes, and what is said of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from called_command import outcome
from sgreports import pipeline
from sgreports.model.facts import Extraction, Mention, Relation
from sgreports.model.report import Report
from sgreports.settings import Settings

Call = Callable[..., tuple[int, str, str]]


def fake_find(report: Report, _: Settings) -> Extraction:
    """UNICEF and UNHCR, and that they work together."""
    (p,) = (p for p in report.paragraphs if "UNICEF" in p.text)
    its = tuple(
        Mention(id=name, paragraph=p.key, label="AGENCY", start=p.text.index(name), end=p.text.index(name) + len(name),
                text=name, entity=name.lower(), kind="un", source="rule:fake")
        for name in ("UNICEF", "UNHCR")
    )  # fmt: skip
    relation = Relation(id="r1", paragraph=p.key, type="works_with", subject="UNICEF", object="UNHCR", evidence=p.text,
                        rule="fake")  # fmt: skip
    return Extraction(report=report, mentions=its, relations=(relation,))


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """Runs the command where `run` is a dataset: exit code, standard output, standard error."""
    monkeypatch.setattr(pipeline, "find", fake_find)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        return outcome(capsys, *words)

    (tmp_path / "north.txt").write_text("# A report\n\n1. UNICEF worked with UNHCR in the north.\n")
    assert run("extract", "north.txt", "--out", "run", "--quiet") == (0, "", "")
    return run


def test_the_page_stands_beside_the_dataset(call: Call, tmp_path: Path) -> None:
    code, out, err = call("graph", "run")
    assert (code, out, err) == (0, f"{tmp_path / 'run-graph.html'}: 2 entities, 1 lines, 1 sentences\n", "")
    assert "UNICEF worked with UNHCR in the north." in (tmp_path / "run-graph.html").read_text(encoding="utf-8")


def test_the_page_goes_where_it_is_told(call: Call, tmp_path: Path) -> None:
    assert call("graph", "run", "--out", "page.html")[:2] == (0, "page.html: 2 entities, 1 lines, 1 sentences\n")
    assert [p.name for p in tmp_path.glob("*.html")] == ["page.html"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["graph", "."], "holds no dataset of sgreports"),
        (["graph", "run", "--out", "run"], "run cannot be written: name a file in an existing folder"),
        (["graph", "run", "--out", "gone/page.html"], "gone/page.html cannot be written"),
    ],
)
def test_wrong_usage_is_one_sentence(call: Call, words: list[str], said: str) -> None:
    code, out, err = call(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
