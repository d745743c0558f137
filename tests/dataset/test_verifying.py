"""A dataset is compared with the hashes of what was written before anything is made of it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from called_command import outcome
from invented.killed_in_chad import killed_in_chad
from sgreports.dataset.files.folder import DUCKDB, PACKAGE, RUN
from sgreports.dataset.files.sums import SEAL, json_text
from sgreports.dataset.merging import merge
from sgreports.dataset.publish.contents import Options
from sgreports.dataset.publish.publish import publish


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run, the dataset merged of it, and its publication as a folder and packed, written once for all tests."""
    folder = tmp_path_factory.mktemp("written")
    run = killed_in_chad(folder / "run")
    merge([run], folder / "merged")
    for name in ("published", "packed.zip"):
        publish(run, folder / name, Options(browser=False))
    return folder


@pytest.fixture
def here(tmp_path: Path, written: Path) -> Path:
    """A copy of what was written for one test."""
    return shutil.copytree(written, tmp_path / "here")


def flip(file: Path) -> None:
    """Flips one bit in the middle of a file."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def in_one_form(file: Path) -> None:
    """Makes another number of one, in this form of the table alone."""
    file.write_text(file.read_text().replace("In Chad the Guards killed 90", "In Chad the Guards killed 91"))


def with_a_table(file: Path) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE TABLE mine (note VARCHAR)")


def a_year_more(file: Path) -> None:
    file.parent.mkdir()
    file.touch()


def by_hand(file: Path) -> None:
    """A run.json whose hashes were made to fit, and the rest of it not."""
    content = json.loads(file.read_text())
    file.write_text(json_text({**content, "files": {**content["files"], "issues.csv": "0" * 64}}))


WRONG: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a bit of the database": (f"run/{DUCKDB}", flip),
    "a table in the database": (f"run/{DUCKDB}", with_a_table),
    "a number of one form": ("run/counts.csv", in_one_form),
    "a missing form": ("run/relations.parquet", Path.unlink),
    "the descriptor": (f"run/{PACKAGE}", flip),
    "the hashes": (f"run/{RUN}", by_hand),
    "a bit of a year": ("merged/counts/year=__HIVE_DEFAULT_PARTITION__/data_0_0.parquet", flip),
    "a year more": ("merged/counts/year=2044/data_7_7.parquet", a_year_more),
    "the views": (f"merged/{DUCKDB}", Path.unlink),
    "a published text": ("published/README.md", flip),
    "a published table": ("published/data/counts.jsonl", Path.unlink),
    "an archive": ("packed.zip", flip),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_as_written_is_named(here: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    name, break_ = WRONG[what]
    dataset = here / name.partition("/")[0]
    assert outcome(capsys, "verify", dataset)[0] == 0
    break_(here / name)
    code, out, _ = outcome(capsys, "verify", dataset)
    said = f"{here / name} " if dataset.is_dir() else f"{dataset}/"
    assert (code, out.startswith(said)) == (1, True), out


def test_what_was_compared_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "run/notes.txt").write_text("mine")
    code, out, _ = outcome(capsys, "verify", here / "run")
    size = sum(p.stat().st_size for p in (here / "run").iterdir()) / 1e6
    assert (code, out) == (
        0, f"{here}/run/notes.txt is none of its files, and nothing reads it\n"
        f"{here}/run: a run, 40 files, {size:,.1f} MB, all as written\n",
    )  # fmt: skip
    assert " a merged dataset, " in outcome(capsys, "verify", here / "merged")[1]
    assert " a publication, " in outcome(capsys, "verify", here / "packed.zip")[1]
    code, _, err = outcome(capsys, "verify", here)
    assert (code, "holds no dataset of sgreports" in err) == (2, True)


COMMANDS = {
    "publish": ("publish", "RUN", "--out", "OUT", "--quiet"), "merge": ("merge", "RUN", "--out", "OUT"),
    **{kind: ("export", "RUN", f"--{kind}", f"OUT.{end}") for kind, end in
       {"xlsx": "xlsx", "facts": "csv", "sqlite": "db", "jsonld": "jsonld"}.items()},
}  # fmt: skip


@pytest.mark.parametrize(
    ("command", "what"),
    list(zip(COMMANDS, 2 * ["a bit of the database", "a number of one form", "a missing form"], strict=True)),
)
def test_nothing_is_made_of_it(here: Path, capsys: pytest.CaptureFixture[str], command: str, what: str) -> None:
    name, break_ = WRONG[what]
    break_(here / name)
    before = sorted(here.rglob("*"))
    words = [w.replace("RUN", str(here / "run")).replace("OUT", str(here / "out")) for w in COMMANDS[command]]
    code, _, err = outcome(capsys, *words)
    assert (code, str(here / name) in err, "so nothing is made of it" in err) == (2, True, True), err
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize(("break_", "code"), [(lambda _: None, 0), (with_a_table, 1), (flip, 1)])
def test_a_database_without_a_hash_is_compared_with_its_tables(
    here: Path, capsys: pytest.CaptureFixture[str], break_: Callable[[Path], object], code: int
) -> None:
    """Runs of earlier versions have no hash of it, and no seal."""
    content = json.loads((here / "run" / RUN).read_text())
    del content["files"][DUCKDB], content[SEAL]
    (here / "run" / RUN).write_text(json_text(content))
    break_(here / "run" / DUCKDB)
    assert outcome(capsys, "verify", here / "run")[0] == code
