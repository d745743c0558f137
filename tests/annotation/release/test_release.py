"""`sgreports gold release`: gold without the texts, and a scorer that says what `sgreports score` says."""

import hashlib
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sgreports.cli.app import app
from sgreports.dataset.files.sums import files_below
from sgreports.knowledge.statements.relations import symmetric_types
from sgreports.model.letters import letter_span, letters
from sgreports.settings import Settings
from sgreports_gold.annotation.scoring.row_questions import QUESTIONS
from sgreports_gold.annotation.scoring.run_rows import RunRows, load_gold, load_run
from sgreports_gold.annotation.texts import texts_of

ROOT = Path(__file__).parents[3]
SEED = "child-protection-2016"
Json = dict[str, Any]


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def annotations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report's gold alone, with what lies beside it; it is put to test here."""
    folder = tmp_path_factory.mktemp("annotations")
    text = (ROOT / f"annotations/gold/{SEED}.gold").read_text(encoding="utf-8")
    for name, annotator in (("gold", "a1"), ("second", "a2")):
        (folder / name).mkdir()
        (folder / name / f"{SEED}.gold").write_text(text.replace("annotator a1", f"annotator {annotator}"))
    (folder / "splits.toml").write_text(f'test = ["{SEED}"]\n', encoding="utf-8")
    (folder / "GUIDELINES.md").write_text("# Guidelines\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def released(annotations: Path) -> Path:
    out = annotations.parent / "released"
    told = run("gold", "release", str(out), "--annotations", str(annotations))
    assert told.startswith(f"{out}: 1 reports, 86 paragraphs, ")
    return out


def lines(released: Path) -> list[Json]:
    return [json.loads(line) for line in (released / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def test_others_find_each_span_in_their_own_text(annotations: Path, released: Path) -> None:
    texts, gold = texts_of(SEED, Settings(reports=ROOT / "src")), load_gold(annotations / "gold")
    assert [(line["paragraph"], line["split"], line["url"]) for line in lines(released)] == [
        (p.paragraph, "test", None) for p in gold
    ]
    for line, p in zip(lines(released), gold, strict=True):
        text = texts[line["paragraph"]]
        assert (line["characters"], line["letters"]) == (len(text), len(letters(text)))
        assert line["sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert [text[m["start"] : m["end"]] for m in line["mentions"]] == [m.text for m in p.mentions]
        assert [m["letters"] for m in line["mentions"]] == [[m.start, m.end] for m in p.mentions]


def test_no_text_of_a_report_is_in_it(released: Path) -> None:
    known = {word for text in texts_of(SEED, Settings(reports=ROOT / "src")).values() for word in _phrases(text)}
    held = (released / "gold.jsonl").read_text(encoding="utf-8")
    assert [phrase for phrase in sorted(known) if phrase in held] == []


def _phrases(text: str) -> list[str]:
    """Each run of six words; a unit may be a noun of four."""
    words = text.split(" ")
    return [" ".join(words[at : at + 6]) for at in range(len(words) - 5)]


def test_what_is_in_it(released: Path) -> None:
    assert [path.relative_to(released).as_posix() for path in files_below(released)] == [
        "DATASHEET.md", "GUIDELINES.md", "LICENSE", "README.md", "SHA256SUMS", "agreement.json", "gold.jsonl",
        "scorer/__main__.py", "scorer/comparison.py", "scorer/figures.py", "scorer/letters.py", "scorer/plain.py",
        "scorer/relation_scores.py", "scorer/row_scores.py", "scorer/scores.py",
    ]  # fmt: skip
    sheet = (released / "DATASHEET.md").read_text(encoding="utf-8")
    assert [line for line in sheet.splitlines() if line.startswith("## ")] == [
        f"## {name}" for name in (
            "Motivation", "Composition", "Collection process", "Labelling", "Uses", "Distribution", "Maintenance")
    ]  # fmt: skip
    assert "no person has read or adjudicated it" in sheet
    known = ", ".join(json.dumps(name) for name in sorted(symmetric_types()))
    plain = (released / "scorer/plain.py").read_text(encoding="utf-8")
    assert f"SYMMETRIC = frozenset({{{known}}})" in plain
    agreed = {f["name"]: f["f1"] for f in json.loads((released / "agreement.json").read_text(encoding="utf-8"))}
    assert agreed["spans"] == 1.0  # the second reading here is the first
    assert "| spans | 1.000 |" in sheet


def test_a_release_is_replaced_and_nothing_else(annotations: Path, released: Path, tmp_path: Path) -> None:
    run("gold", "release", str(released), "--annotations", str(annotations))
    (tmp_path / "mine.txt").write_text("mine")
    result = CliRunner().invoke(app, ["gold", "release", str(tmp_path), "--annotations", str(annotations)])
    assert "mine.txt" in str(result.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.model
def test_its_scorer_says_what_the_command_says(annotations: Path, released: Path, tmp_path: Path) -> None:
    source = ROOT / "src/sgreports/data" / f"{SEED}.txt"
    begun, _, _ = source.read_text(encoding="utf-8").partition("\n31. ")
    (tmp_path / source.name).write_text(begun, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SGREPORTS_WORKERS", "0")
        patch.setenv("SGREPORTS_ACCURACY", "fast")
        run("extract", str(tmp_path / source.name), "--out", str(tmp_path / "run"), "--quiet")
    words = ["score", str(tmp_path / "run"), "--gold", str(annotations / "gold"), "--split", "test", "--json"]
    left_out = ("rule ", *QUESTIONS)  # what a prediction in the form of the gold does not say
    ours = [f for f in json.loads(run(*words)) if not f["name"].startswith(left_out)]
    rows = load_run(tmp_path / "run")
    for with_text in (True, False):
        file = tmp_path / "predictions.jsonl"
        file.write_text("".join(f"{json.dumps(line)}\n" for line in predictions(rows, with_text)), encoding="utf-8")
        assert json.loads(scored(released, file, "--split", "test", "--json")) == ours
    assert {"row all", "relation all", "fact COUNT"} <= {f["name"] for f in ours}
    assert "were not predicted: child-protection-2016 ¶31" in scored(released, file)


def scored(released: Path, predictions: Path, *words: str) -> str:
    """What the scorer prints in a Python that has pydantic alone."""
    packages = predictions.parent / "packages"
    packages.mkdir(exist_ok=True)
    for name in ("pydantic", "pydantic_core", "typing_extensions", "typing_inspection", "annotated_types"):
        file = Path(str(find_spec(name).origin))  # type: ignore[union-attr]
        source = file.parent if file.name == "__init__.py" else file
        if not (packages / source.name).exists():
            (packages / source.name).symlink_to(source)
    command = [sys.executable, "-P", "-S", str(released / "scorer"), str(predictions), *words]
    env = {"PYTHONPATH": str(packages)}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout


def predictions(run: RunRows, with_text: bool) -> list[Json]:
    """A run in the form of the gold; mentions on the characters of the text, or on letters without it."""
    return [
        {
            "document": document, "paragraph": key, **({"text": text} if with_text else {}),
            "mentions": [_mention(m, text, run, with_text) for m in run.mentions[document, key]],
            "relations": [
                {name: r[name] for name in ("type", "subject", "object", "role", "polarity", "modality")}
                for r in run.relations[document, key]
            ],
        }
        for (document, key), text in run.texts.items()
    ]  # fmt: skip


def _mention(m: Json, text: str, run: RunRows, with_text: bool) -> Json:
    place = {name: m[name] for name in ("start", "end")}
    if not with_text:
        place = {"letters": letter_span(text, m["start"], m["end"])}
    said = {name: m[name] for name in ("id", "label", "entity", "kind", "unit", "unit_from", "event")}
    if (count := run.counts.get(m["id"])) is None:
        return place | said
    ends = [str(count[end])[:4] for end in ("time_start", "time_end") if count[end]]
    years = "-".join(dict.fromkeys(ends)) or None
    row = {name: count[name] for name in ("measure", "score")}
    return place | said | {"row": row | {"years": years, "country": count["country"] and [count["country"]]}}
