"""`sgreports train` on invented reports: old against new, nothing replaced unasked, the same weights twice."""

import json
import shutil
import sys
import textwrap
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drawn.paper import Paper
from sgreports.cli import app
from sgreports.knowledge.components import META, WEIGHTS, metadata
from sgreports.mentions.open_classes.component import load

ROOT = Path(__file__).parents[2]
GOLD = """document harbour-5
annotator a1

¶ 1
m1 AGENCY ? "Harbour Tally" name/harbour-tally national
m2 AGENCY ? "Sea Circle" name/sea-circle national
"""
TEXT = "\n\n".join(
    f"{n}. The Harbour Tally {('met in Lomark', 'wrote to the Sea Circle', 'asked the Sea Circle for help')[n % 3]}. "
    "It reads what fishers say of the sea and of the weather, and what they hope for in the years to come."
    for n in range(1, 25)
)
JUDGED = """documents = ["harbour-1", "harbour-3"]
[names]
AGENCY = ["Harbour Tally", "Sea Circle"]
"""
pytestmark = pytest.mark.model


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Reports that a reader judged, a recipe, and gold for dev. The names' hashes deal the reports into two parts."""
    for folder in ("reports", "annotations/gold", "open_classes"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("harbour-1", "harbour-3"):
        (tmp_path / "reports" / f"{name}.pdf").write_bytes(drawn(TEXT))
    (tmp_path / "reports" / "harbour-5.txt").write_text(TEXT[:900], encoding="utf-8")
    (tmp_path / "annotations" / "splits.toml").write_text('dev = ["harbour-5"]\n', encoding="utf-8")
    shutil.copy(ROOT / "models" / "config.cfg", tmp_path / "config.cfg")
    (tmp_path / "judged.toml").write_text(JUDGED, encoding="utf-8")
    monkeypatch.setenv("SGREPORTS_REPORTS", str(tmp_path / "reports"))
    gold = tmp_path / "annotations" / "gold" / "harbour-5.gold"
    gold.write_text(GOLD, encoding="utf-8")
    placed = CliRunner().invoke(app, ["gold", "place", str(gold)])
    assert placed.exit_code == 0, placed.output
    return tmp_path


def drawn(text: str) -> bytes:
    """A PDF of the paragraphs, twelve a page."""
    paper, paragraphs = Paper(), text.split("\n\n")
    for first in range(0, len(paragraphs), 12):
        paper.page()
        for at, paragraph in enumerate(paragraphs[first : first + 12]):
            paper.rows(72, 60 + 56 * at, textwrap.wrap(paragraph, 90))
    return paper.pdf()


def train(workshop: Path, *more: str) -> str:
    words = ("--annotations", "annotations", "--config", "config.cfg", "--out", "open_classes")
    paths = [word if word.startswith("--") else str(workshop / word) for word in words]
    load.cache_clear()
    metadata.cache_clear()
    result = CliRunner().invoke(app, ["train", *paths, *more])
    load.cache_clear()
    metadata.cache_clear()
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_old_against_new_nothing_replaced_unasked_and_the_same_weights_twice(workshop: Path) -> None:
    out = workshop / "open_classes"
    told = train(workshop)
    assert "no trained component here" in told
    assert "AGENCY 0.000 0.000 0.000 - 1.000 1.000 1.000" in told
    assert "nothing replaced; --replace does" in told
    assert list(out.iterdir()) == []
    assert "replaced" in train(workshop, "--replace")
    first = [(out / name).read_bytes() for name in (META, WEIGHTS)]
    names = load(out).meta.examples
    assert (names["reports"], names["names_unmarked"]) == (2, 2 * (24 + 16))
    told = train(workshop, "--replace", "--curve", str(workshop / "curve.svg"))
    assert "AGENCY 0.000 0.000 0.000 1.000 1.000 1.000 1.000 1.000 1.000" in told
    assert [(out / name).read_bytes() for name in (META, WEIGHTS)] == first
    assert (workshop / "curve.svg").read_text(encoding="utf-8").startswith("<svg")
    meta = json.loads((out / META).read_text(encoding="utf-8"))
    (out / META).write_text(json.dumps(meta | {"features": 0}), encoding="utf-8")
    assert "was made for features 0" in train(workshop, "--replace")
    assert load(out).meta.features == meta["features"]


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["sgreports.cli.gold.train"], "find_spec", lambda _: None)
    result = CliRunner().invoke(app, ["train"])
    assert "training needs scikit-learn: install sgreports[train]" in str(result.exception)
