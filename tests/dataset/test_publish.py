"""A published dataset: whole, described, checked, the same bytes every time, in place or not at all."""

import csv
import json
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
import yaml  # type: ignore[import-untyped]

from invented.runs import whole_run
from sgreports import read
from sgreports.cli.app import main
from sgreports.dataset.files.folder import FILES
from sgreports.dataset.publish import contents
from sgreports.dataset.publish.about import run_without_places
from sgreports.dataset.publish.codebook import type_name
from sgreports.dataset.publish.contents import Options
from sgreports.dataset.publish.publish import publish
from sgreports.errors import UsageError
from sgreports.model.facts import Extraction
from sgreports.model.records import ROWS, TABLES, ParagraphRow, RelationRow

SCORE = {"name": "strict all", "precision": 0.9, "recall": 0.8, "f1": 0.85, "low": 0.8, "high": 0.9, "n": 10}
TOP = {
    "README.md", "LICENSE", "CITATION.cff", "SHA256SUMS", "datapackage.json", "croissant.json", "codebook.csv",
    "codebook.html",
}  # fmt: skip


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory, extraction: Extraction) -> Path:
    """A run of one report, written once for all tests."""
    folder = tmp_path_factory.getbasetemp() / "a-run-to-publish"
    return folder if folder.exists() else whole_run(folder, extraction)


@pytest.fixture
def published(run: Path) -> Path:
    """The run, published with scores, once for all tests."""
    scores, folder = run.with_name("scores-dev.json"), run.with_name("published")
    if not folder.exists():
        scores.write_text(json.dumps([SCORE, {**SCORE, "name": "rule with"}]))
        publish(run, folder, Options(scores=(scores,), title="A <b>dataset</b>", authors=("A: B", "C")))
    return folder


def test_it_holds_all_forms_and_what_they_mean(run: Path, published: Path) -> None:
    assert {p.name for p in published.iterdir()} == TOP | {"data", "browser", "quality"}
    assert {p.name for p in (published / "browser").iterdir()} == {
        "codebook.html",
        "data",
        "index.html",
        "LICENSE",
        "pages",
    }
    assert {p.name for p in (published / "data").iterdir()} == {p.name for p in run.iterdir()} - {"datapackage.json"}
    assert {name: len(frame) for name, frame in read(published / "data").items()} == {
        name: len(frame) for name, frame in read(run).items()
    }  # fmt: skip


def test_croissant_says_what_the_tables_hold(published: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the checker's own
        mlcroissant = pytest.importorskip("mlcroissant")
        dataset = mlcroissant.Dataset(jsonld=published / "croissant.json")
        (row,) = dataset.records("documents")
    assert dataset.metadata.ctx.issues.errors == set()
    assert {s.id for s in dataset.metadata.record_sets} == {row.resource for row in ROWS}
    assert (row["documents/document"], row["documents/pages"]) == (b"A/99/7", 2)


def test_sha256sum_accepts_the_checksums(published: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=published, capture_output=True, text=True, check=False
    )
    files = [p for p in published.rglob("*") if p.is_file() and p.name != "SHA256SUMS"]
    assert (done.returncode, done.stderr, done.stdout.count(": OK\n")) == (0, "", len(files))


def test_frictionless_accepts_the_package_with_its_sizes_and_hashes(tmp_path: Path, published: Path) -> None:
    published = Path(shutil.copytree(published, tmp_path / "copy"))
    package = json.loads((published / "datapackage.json").read_text())
    assert {r["path"] for r in package["resources"]} == {f"data/{name}.csv" for name in TABLES}
    assert frictionless.validate(str(published / "datapackage.json")).flatten(["rowNumber", "message"]) == []
    (published / "data/mentions.csv").write_text("id\n")
    assert "hash-count" in {e[0] for e in frictionless.validate(str(published / "datapackage.json")).flatten(["type"])}


def test_nothing_of_the_makers_own_is_handed_on(published: Path) -> None:
    told = json.loads((published / "data/run.json").read_text())
    assert [(i["path"], i["sha256"]) for i in told["inputs"]] == [("A_99_7.pdf", "0" * 64)]
    assert {"reports", "cache", "workers"} & set(told["settings"]) == set()
    assert not [p for p in published.rglob("*") if p.is_file() and b"/home/somebody" in p.read_bytes()]


def test_the_codebook_has_every_column(published: Path) -> None:
    with (published / "codebook.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["table"], r["column"]) for r in rows] == [(t.resource, c) for t in ROWS for c in t.model_fields]
    assert [(r["table"], r["column"]) for r in rows if not r["meaning"] or not r["type"]] == []
    by = {(r["table"], r["column"]): r for r in rows}
    assert by["mentions", "unit"] == {
        "table": "mentions", "column": "unit", "type": "string", "nullable": "true", "unit": "",
        "meaning": "what a COUNT counts, as written; for money the currency code", "notes": "", "example": "children",
        "filled": "1", "rows": "4",
    }  # fmt: skip
    assert by["mentions", "label"]["notes"] == "AGENCY 2, COUNTRY 1, INSTRUMENT 0, PROGRAMME 0, YEAR 0, COUNT 1"
    assert by["relations", "subject"]["notes"] == "A value of mentions.id"
    assert by["paragraphs", "text"]["filled"] == "2"
    assert by["documents", "organs"]["filled"] == "0"


def test_the_codebook_reads_as_html(published: Path) -> None:
    page = (published / "codebook.html").read_text()
    assert "<h1>Codebook: A &lt;b&gt;dataset&lt;/b&gt;</h1>" in page
    assert page.count("<tr>") == sum(1 + len(row.model_fields) for row in ROWS)


def test_folders_that_names_were_loaded_from_are_not_told() -> None:
    told = run_without_places({
        "versions": {"model": "/home/me/en_model 1.0", "program": "0.1.0"},
        "settings": {"event_model": "../mine/best", "cache": "~"},
        "inputs": [{"path": "/home/me/b.pdf", "reason": "A/99/7 was read from /home/me/a.pdf; give one file"}],
    })  # fmt: skip
    assert (told["versions"], told["settings"]) == (
        {"model": "en_model 1.0", "program": "0.1.0"},
        {"event_model": "best"},
    )
    assert told["inputs"][0]["reason"] == "A/99/7 was read from a.pdf; give one file"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (ParagraphRow, "number", "integer"),
        (ParagraphRow, "boxes", "list of [integer, number, number, number, number]"),
        (ParagraphRow, "footnotes", "list of {mark: string, offset: integer, paragraph: string}"),
        (RelationRow, "trigger", "{start: integer, end: integer, text: string}"),
    ],
)
def test_types_in_words(row: Any, column: str, words: str) -> None:
    assert type_name(row.model_fields[column].annotation) == words


def test_the_card_says_what_and_how_good(published: Path) -> None:
    card = (published / "README.md").read_text()
    assert "| `mentions` | 4 | A span of a paragraph's text, or of a text unit's, that names something. |" in card
    assert "(https://docs.un.org): 1 ok. Their dates run from 2044 to 2044." in card
    assert "| mentions, exact span and label: all | 0.900 | 0.800 | 0.850 [0.800, 0.900] | 10 |" in card
    assert "rule with" not in card
    assert "numbering-gap 1" in card
    assert json.loads((published / "quality/scores-dev.json").read_text())[0] == SCORE


def test_without_scores_nothing_is_claimed(tmp_path: Path, run: Path) -> None:
    card = (publish(run, tmp_path / "plain", Options(browser=False)).path / "README.md").read_text()
    assert "No scores came with this dataset" in card
    assert "browser/index.html" not in card


def test_the_citation_file(published: Path) -> None:
    told = yaml.safe_load((published / "CITATION.cff").read_text())
    assert told["cff-version"] == "1.2.0"
    assert told["type"] == "dataset"
    assert (told["title"], [a["name"] for a in told["authors"]]) == ("A <b>dataset</b>", ["A: B", "C"])
    assert (told["license"], told["date-released"].isoformat()) == ("CC0-1.0", "2044-05-06")


def test_the_licence(tmp_path: Path, run: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("Do as you like.")
    folder = publish(run, tmp_path / "by", Options(licence="CC-BY-4.0", browser=False)).path
    assert "Attribution 4.0 International" in (folder / "LICENSE").read_text()
    assert json.loads((folder / "datapackage.json").read_text())["licenses"][0]["name"] == "CC-BY-4.0"
    folder = publish(run, folder, Options(licence="LicenseRef-own", licence_file=own, browser=False)).path
    assert (folder / "LICENSE").read_text().endswith("\n\nDo as you like.\n")
    with pytest.raises(UsageError, match="the text of MIT does not come with sgreports"):
        publish(run, tmp_path / "mit", Options(licence="MIT"))
    with pytest.raises(UsageError, match="no SPDX identifier"):
        publish(run, tmp_path / "odd", Options(licence="public domain!"))


def test_an_archive_of_ones_own_is_not_replaced(tmp_path: Path, run: Path) -> None:
    out = tmp_path / "thesis.zip"
    for write_own in (lambda: out.write_text("mine"), lambda: zipfile.ZipFile(out, "w").close()):
        write_own()
        with pytest.raises(UsageError, match=r"thesis\.zip is no published dataset .* --force"):
            publish(run, out, Options(browser=False))
    publish(run, out, Options(browser=False), force=True)
    publish(run, out, Options(browser=False))
    (tmp_path / "link.zip").symlink_to(out)
    publish(run, tmp_path / "link.zip", Options(browser=False))
    assert (tmp_path / "link.zip").is_symlink()


def test_the_archive_is_the_same_every_time(tmp_path: Path, run: Path) -> None:
    one, other = (
        publish(run, tmp_path / "one/dataset.zip", Options()),
        publish(run, tmp_path / "two/dataset.zip", Options()),
    )
    assert one.sha256 == other.sha256
    assert one.path.read_bytes() == other.path.read_bytes()
    assert [p.name for p in one.path.parent.iterdir()] == ["dataset.zip"]
    with zipfile.ZipFile(one.path) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path / "out")
    assert names == sorted(names)
    assert {name.split("/")[0] for name in names} == {"dataset"}
    assert len(read(tmp_path / "out/dataset/data")["mentions"]) == 4


def test_what_was_there_stays_when_something_fails(tmp_path: Path, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, archive = tmp_path / "pub", tmp_path / "pub.zip"
    publish(run, out, Options(browser=False))
    publish(run, archive, Options(browser=False))
    before = archive.read_bytes(), {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(contents, "write_browser", full)
    for place in (out, archive):
        with pytest.raises(UsageError, match="No space left on device; nothing there was changed"):
            publish(run, place, Options())
    assert (archive.read_bytes(), {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}) == before
    assert {p.name for p in tmp_path.iterdir()} == {"pub", "pub.zip"}


def test_only_what_a_publication_left_is_replaced(tmp_path: Path, run: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/thesis.docx").touch()
    (tmp_path / "folder.zip").mkdir()
    (tmp_path / "empty").mkdir()
    assert publish(run, tmp_path / "empty", Options(browser=False)).files == len(TOP) + len(FILES) - 1
    for out, said in {
        "home": "holds 'thesis.docx', which is of no published dataset",
        str(run / "pub"): "lies in the dataset itself", "folder.zip": "is a folder",
        "home/thesis.docx": "is a file",
    }.items():  # fmt: skip
        with pytest.raises(UsageError, match=said):
            publish(run, tmp_path / out, Options())


def test_scores_that_are_none_are_told(tmp_path: Path, run: Path) -> None:
    (tmp_path / "scores.json").write_text('{"f1": 1}')
    with pytest.raises(UsageError, match=r"scores\.json holds no scores .* `sgreports score RUN --json`"):
        publish(run, tmp_path / "pub", Options(scores=(tmp_path / "scores.json",)))


@pytest.mark.parametrize("scores", [[], [SCORE | {"precision": 0.0, "recall": 0.0, "f1": 0.0}]])
def test_scores_of_zeros_are_refused(tmp_path: Path, run: Path, scores: list[dict[str, Any]]) -> None:
    (tmp_path / "scores.json").write_text(json.dumps(scores))
    with pytest.raises(UsageError, match=r"scores\.json has only zeros"):
        publish(run, tmp_path / "pub", Options(scores=(tmp_path / "scores.json",)))
    assert not (tmp_path / "pub").exists()


def test_the_command(
    tmp_path: Path, run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dataset.zip"
    monkeypatch.setattr(
        sys, "argv", ["sgreports", "publish", str(run), "--out", str(out), "--no-browser", "--author", "Somebody"]
    )
    with pytest.raises(SystemExit) as end:
        main()
    said, err = capsys.readouterr()
    assert (end.value.code, said.splitlines()[0].rpartition(",")[0]) == (0, f"{out}: {len(TOP) + len(FILES) - 1} files")
    assert err.splitlines() == ["Copying the tables …", "Writing checksums …", "Packing …"]
    with zipfile.ZipFile(out) as archive:
        assert b'- name: "Somebody"' in archive.read("dataset/CITATION.cff")
