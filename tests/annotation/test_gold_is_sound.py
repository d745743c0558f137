"""The project's gold: complete, at its place in the reports, its split kept, and the scores on dev not fallen."""

import re
import runpy
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sgreports.batches.runs import run
from sgreports.dataset.stored.stored import stored
from sgreports.model.letters import character_span, digest
from sgreports.reading.ocr.tesseract import engine_version
from sgreports_gold.annotation.gold.normal_forms import wrong_form
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.gate import falls
from sgreports_gold.annotation.scoring.run_rows import load_gold, load_run, score_rows, splits
from sgreports_gold.annotation.texts import gold_sources, texts_of

from .conftest import CORPUS, SETTINGS, TextsOf

ROOT = Path(__file__).parents[2]
ANNOTATIONS = ROOT / "annotations"
SEED = "child-protection-2016"
DRAW = runpy.run_path(str(ANNOTATIONS / "draw.py"))
FORMULA = 40  # letters: shorter paragraphs, such as a note that names a resolution, are alike everywhere
SHINGLE = 12  # words in a row: more than the reports' opening formulas have, so that none is shared by chance
PARTS = 6  # of the documents, for workers to share
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not here")
SCANS = {
    "A_S_21379", "S/1995/1024", "S/1995/181", "S/1996/416", "S/1996/5", "S/1997/631", "S/2004/315", "S/21194",
    "S/21274", "S/21909", "S/22543", "S/22580", "S/23106", "S/23106/Add.1", "S/23106/Add.2", "S/23171", "S/23777",
    "S/23900", "S/24000", "S/24263", "S/24353", "S/24800", "S/25006", "S/25289",
}  # fmt: skip
"""Reports with pages whose letters are those of Tesseract, which takes seven seconds a page: `make test-scans`."""


@pytest.fixture(scope="module")
def gold() -> list[GoldParagraph]:
    return load_gold(ANNOTATIONS / "gold", cells=True)


@pytest.fixture(scope="module")
def whole(gold: list[GoldParagraph]) -> list[GoldParagraph]:
    """The paragraphs of which all was read."""
    return [p for p in gold if p.cells is None]


def test_every_document_is_in_a_split_and_every_split_has_gold(gold: list[GoldParagraph]) -> None:
    of = splits(ANNOTATIONS / "splits.toml")
    assert {p.document for p in gold} == set(of)
    assert len({(p.document, p.paragraph) for p in gold}) == len(gold)


def test_no_split_has_a_part_of_a_report_of_another() -> None:
    of = splits(ANNOTATIONS / "splits.toml")
    parts = {report: {d: of[d] for d in of if DRAW["report_of"](d) == report} for report in map(DRAW["report_of"], of)}
    assert {report: its for report, its in parts.items() if len(set(its.values())) > 1} == {}


def test_no_paragraph_stands_in_two_splits(gold: list[GoldParagraph]) -> None:
    of, places = splits(ANNOTATIONS / "splits.toml"), defaultdict[str, dict[str, str]](dict)
    for p in gold:
        if p.letters > FORMULA:
            places[p.hash][of[p.document]] = f"{p.document} ¶{p.paragraph}"
    assert [its for its in places.values() if len(its) > 1] == []


def test_the_figures_in_the_readme_are_those_of_the_files(
    gold: list[GoldParagraph], whole: list[GoldParagraph]
) -> None:
    readme = (ANNOTATIONS / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \w+, (train|dev|test) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|", readme, re.MULTILINE)
    said = {split: [0, 0, 0, 0] for split in ("train", "dev", "test")}
    for split, *figures in rows:
        said[split] = [n + int(figure) for n, figure in zip(said[split], figures, strict=True)]
    of = splits(ANNOTATIONS / "splits.toml")
    assert said == {split: _figures(p for p in whole if of[p.document] == split) for split in said}
    told = "{1} paragraphs of {0} reports of 1990 to 2025, with {2} mentions and {3} relations"
    assert told.format(*_figures(whole)) in readme
    told = "{1} paragraphs of {0} documents with {2} counts and {nones} numbers that are none"
    for asked in (False, True):
        cells = [p for p in gold if p.cells is not None and p.asked == asked]
        assert told.format(*_figures(cells), nones=sum(len(p.no_counts) for p in cells)) in readme


def _figures(gold: Iterable[GoldParagraph]) -> list[int]:
    """Reports, paragraphs, mentions, relations."""
    each = list(gold)
    return [
        len({p.document for p in each}), len(each), sum(len(p.mentions) for p in each),
        sum(len(p.relations) for p in each),
    ]  # fmt: skip


def test_the_whole_sample_report_is_annotated(gold: list[GoldParagraph]) -> None:
    read = {p.paragraph for p in gold if p.document == SEED}
    assert {*map(str, range(1, 73)), *(f"fn-{n}" for n in range(1, 13))} <= read


def test_the_gold_of_the_sample_is_at_its_place(gold: list[GoldParagraph], texts: TextsOf) -> None:
    assert list(misplaced([p for p in gold if p.document == SEED], texts)) == []


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("part", range(PARTS))
def test_all_gold_is_at_its_place(gold: list[GoldParagraph], texts: TextsOf, part: int) -> None:
    documents = sorted({p.document for p in gold} - SCANS)[part::PARTS]
    assert list(misplaced([p for p in gold if p.document in documents], texts)) == []


@pytest.mark.corpus
@pytest.mark.scans
@needs_corpus
@pytest.mark.skipif(engine_version() is None, reason="Tesseract is not installed")
@pytest.mark.parametrize("document", sorted(SCANS))
def test_the_gold_of_scans_is_at_its_place(gold: list[GoldParagraph], document: str) -> None:
    settings = SETTINGS.model_copy(update={"ocr": "auto"})
    its = [p for p in gold if p.document == document]
    assert list(misplaced(its, lambda of: texts_of(of, settings))) == []


def misplaced(gold: list[GoldParagraph], texts: TextsOf) -> Iterator[str]:
    for p in gold:
        text = texts(p.document).get(p.paragraph, "")
        if digest(text) != p.hash:
            yield f"{p.document} ¶{p.paragraph} has other letters"
        else:
            spans = [(m.start, m.end, m.text) for m in p.mentions] + [(n.start, n.end, n.text) for n in p.no_counts]
            for span in spans:
                try:
                    character_span(text, *span)
                except ValueError as error:
                    yield f"{p.document} ¶{p.paragraph}: {error}"


@pytest.mark.corpus
@needs_corpus
def test_no_example_or_test_is_taken_from_the_test_split(gold: list[GoldParagraph], texts: TextsOf) -> None:
    # CSV files are left out: they hold names and titles, which are the same everywhere.
    of = splits(ANNOTATIONS / "splits.toml")
    read = [p for p in gold if of[p.document] == "test" and p.document not in SCANS]
    held = {s for p in read for s in shingles(texts(p.document)[p.paragraph])}
    files = [f for folder in ("src/sgreports/knowledge", "tests", "models") for f in (ROOT / folder).rglob("*.*")]
    ours = {s: f for f in files if f.suffix in (".toml", ".py", ".cfg") for s in shingles(f.read_text("utf-8"))}
    assert {s: ours[s] for s in held & ours.keys()} == {}


def shingles(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    return (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


@pytest.mark.corpus
@pytest.mark.model
@needs_corpus
def test_no_score_on_dev_fell_beyond_its_noise_and_each_form_is_right(
    whole: list[GoldParagraph], tmp_path: Path
) -> None:
    of = splits(ANNOTATIONS / "splits.toml")
    in_corpus = {path.stem.removesuffix("_c") for path in CORPUS.glob("*.pdf")}  # not corpus-more: time is short
    asked = {d for d in of if of[d] == "dev" and d.replace("/", "_") in in_corpus} - SCANS
    dev = [p for p in whole if p.document in asked]
    settings = SETTINGS.model_copy(update={"accuracy": "best"})
    run(gold_sources(asked, CORPUS), tmp_path / "run", settings)
    each = score_rows(dev, load_run(tmp_path / "run")).comparisons
    assert falls((ANNOTATIONS / "dev-baseline.json").read_text(encoding="utf-8"), each) == []
    forms = {(m["label"], m["entity"]) for m in stored(tmp_path / "run", "mentions") if m["entity"] is not None}
    assert [form for form in sorted(forms) if wrong_form(*form)] == []
