"""Nothing that is not ours is removed, renamed or written over, wherever the program writes."""

import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from invented.runs import report, said, whole_run
from sgreports.batches.runs import cache_for
from sgreports.cache import TAG, Cache
from sgreports.cli.app import app
from sgreports.dataset.files.atomic import replace_text, replacing, replacing_file
from sgreports.dataset.files.folder import DUCKDB, RUN, check_out, proof_of_run
from sgreports.dataset.files.written import LEDGER, WRITTEN
from sgreports.dataset.merging import merge
from sgreports.dataset.publish.archive import CHECKSUMS
from sgreports.dataset.publish.contents import Options
from sgreports.dataset.publish.publish import publish
from sgreports.errors import UsageError
from sgreports.knowledge.relation_model import RELATIONS
from sgreports.ownership import Proof, marked
from sgreports.settings import Settings, settings_from
from sgreports_gold.annotation.gold import standoff
from sgreports_gold.annotation.scoring.gate import BASELINE, baseline

KEY = "ab" + "0" * 62
STRANGERS = {
    "notes.txt": "mine", ".env": "mine", ".git/HEAD": "mine", ".venv/bin/python": "mine", "deep/er/thesis.docx": "mine",
}  # fmt: skip


def strangers(folder: Path) -> dict[str, str]:
    """Puts a stranger's files into a folder, all of them old."""
    for name, text in STRANGERS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, (0, 0))
    return contents(folder)


def contents(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run, written once for all tests, each of which has a copy."""
    return whole_run(tmp_path_factory.mktemp("written") / "run", report(said("Chad spoke.", chad="COUNTRY Chad")))


@pytest.fixture
def run(tmp_path: Path, written: Path) -> Path:
    return shutil.copytree(written, tmp_path / "run")


def old_cache(folder: Path) -> Cache:
    """A cache of a version that marked none."""
    cache = Cache(folder)
    cache.store(KEY, b"one")
    (folder / TAG).unlink()
    return cache


def test_a_cache_is_marked_when_it_is_made_and_one_without_a_mark_is_taken_over(tmp_path: Path) -> None:
    cache = old_cache(tmp_path / "cache")
    left = cache.folder / "ab" / f".{KEY}.7-0123abcd"
    left.touch()
    cache.store("cd" + "0" * 62, b"two")
    assert (cache.folder / TAG).read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert sorted(contents(cache.folder)) == sorted(
        [TAG, f"ab/{left.name}", f"ab/{KEY}.entry", f"cd/cd{'0' * 62}.entry"]
    )


def test_a_folder_with_other_content_is_no_cache(tmp_path: Path) -> None:
    before = strangers(tmp_path / "home")
    cache, told = Cache(tmp_path / "home"), r"home holds '\.env', which is of no cache; set SGREPORTS_CACHE to a folder"
    for use in (lambda: cache.store(KEY, b""), lambda: cache.trim(0), cache.check):
        with pytest.raises(UsageError, match=told):
            use()
    with pytest.raises(UsageError, match=told), cache_for(tmp_path / "out", Settings(cache=cache.folder)):
        pass
    assert contents(tmp_path / "home") == before


NEARLY = ("ab/x.entry", "ab/cd00.entry", f"cd/{KEY}.entry", f"ab/{KEY}.entry.bak", "xy", "ab/.x",
          f"ab/.{KEY}.x-0123abcd", TAG, "abc/x", f"ab/{KEY}.entry/x")  # fmt: skip


@pytest.mark.parametrize("name", NEARLY)
def test_a_name_of_nearly_the_form_makes_a_folder_no_cache(tmp_path: Path, name: str) -> None:
    (tmp_path / "cache" / name).parent.mkdir(parents=True)
    (tmp_path / "cache" / name).write_text("Signature: 8a477f597d28d172789f06886806bc55\n# of another program\n")
    with pytest.raises(UsageError, match="of no cache"):
        Cache(tmp_path / "cache").store(KEY, b"one")


def test_strangers_in_a_cache_stay_when_it_is_swept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.store(KEY, b"one")
    before = strangers(cache.folder) | strangers(cache.folder / "ab")
    near = cache.folder / "ab" / f".{KEY}.7-0123abcd"
    (near / "deep").mkdir(parents=True)
    os.utime(near, (0, 0))
    (cache.folder / "ab" / "mine.entry").write_text("mine")
    assert cache.trim(0, unused_for=0) == 1
    left = contents(cache.folder)
    assert {name: left[name] for name in STRANGERS} | {TAG: left[TAG]} == {n: before[n] for n in (*STRANGERS, TAG)}
    assert {f"ab/{name}" for name in STRANGERS} | {"ab/mine.entry"} == set(left) - {*STRANGERS, TAG}
    assert (near / "deep").is_dir()


def test_an_empty_value_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CACHE", "FETCH_FOLDER", "REPORTS"):
        monkeypatch.setenv(f"SGREPORTS_{name}", "")
        with pytest.raises(UsageError, match=f"setting '{name.lower()}': it is empty; name a folder"):
            settings_from()
        monkeypatch.delenv(f"SGREPORTS_{name}")


def test_places_of_more_than_ours_are_refused_though_they_are_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("home/me", "here/in", "tmp"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "home/me")
    (tmp_path / "tmp-link").symlink_to(tmp_path / "tmp")
    monkeypatch.setenv("HOME", str(tmp_path / "link"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp-link"))
    monkeypatch.chdir(tmp_path / "here/in")
    any_ = Proof(lambda _: "")
    for place, told in {
        "/": "is a whole disk", "home/me": "is a home folder, or holds one", "home": "is a home folder, or holds one",
        "link": "is a home folder, or holds one", "here/in": "is the folder that you are in, or holds it",
        "here": "is the folder that you are in, or holds it", "tmp": "is the folder for temporary files",
    }.items():  # fmt: skip
        with pytest.raises(UsageError, match=f" {told}; name another folder$"):
            any_.check(tmp_path / place)
    any_.check(tmp_path / "home/me/run")


WRITERS: dict[str, Callable[[Path, Path], object]] = {
    "run": lambda _, out: check_out(out),
    "run, forced": lambda _, out: check_out(out, force=True),
    "publish": lambda run, out: publish(run, out, Options(browser=False)),
    "merge": lambda run, out: merge([run], out),
    "train": lambda _, out: RELATIONS.proof.check(out),
}
"""What writes a folder, given a run and the place."""


@pytest.mark.parametrize("kind", WRITERS)
def test_a_folder_with_a_strangers_files_is_not_replaced(tmp_path: Path, run: Path, kind: str) -> None:
    before = strangers(tmp_path / "out")
    with pytest.raises(UsageError, match=r"out (holds|is no merged dataset)"):
        WRITERS[kind](run, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_strangers_file_in_a_folder_of_ours_keeps_it(tmp_path: Path, run: Path) -> None:
    publish(run, tmp_path / "publish", Options(browser=False))
    merge([run], tmp_path / "merge")
    (tmp_path / "train").mkdir()
    (tmp_path / "train" / "component.json").write_text('{"sha256": "0"}')
    for kind in ("publish", "merge", "run", "train"):
        out = tmp_path / kind
        WRITERS[kind](run, out)
        for name in ("data/notes.txt", "documents/year=2044/notes.txt", "notes.txt", ".git/HEAD"):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text("mine")
            with pytest.raises(UsageError, match=f"holds '({re.escape(name)}|{name.split('/')[0]})"):
                WRITERS[kind](run, out)
            assert (out / name).read_text() == "mine"
            (out / name).unlink()
            for parent in (out / name).relative_to(out).parents:
                if str(parent) != "." and not any((out / parent).iterdir()):
                    (out / parent).rmdir()
        WRITERS[kind](run, out)


def test_a_folder_by_the_name_of_a_table_is_no_table(run: Path) -> None:
    (run / DUCKDB).unlink()
    (run / DUCKDB).mkdir()
    (run / DUCKDB / "thesis").touch()
    with pytest.raises(UsageError, match=rf"holds '{DUCKDB}', which no run wrote"):
        check_out(run, force=True)


def test_a_link_is_never_ours(tmp_path: Path, run: Path) -> None:
    table = (run / "documents.csv").rename(tmp_path / "documents.csv")
    (run / "documents.csv").symlink_to(table)
    with pytest.raises(UsageError, match=r"holds 'documents\.csv', which no run wrote"):
        check_out(run)


def test_what_a_stranger_puts_there_during_a_run_stays(tmp_path: Path, run: Path) -> None:
    with pytest.raises(UsageError, match=r"holds 'notes\.txt'"), replacing(run, proof_of_run()):
        (run / "notes.txt").write_text("mine")
    assert (run / "notes.txt").read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["run"]
    page = tmp_path / "page.html"
    with (
        pytest.raises(UsageError, match="is not as sgreports wrote it"),
        replacing_file(page, WRITTEN) as new,
        new.open("w"),
    ):
        page.write_text("mine")
    assert page.read_text() == "mine"


def test_a_strangers_folder_by_the_name_of_a_workspace_stays(tmp_path: Path, run: Path) -> None:
    names = [".run.part-0123456789abcdef", ".run.part-0123456789abcdef0", ".run.part-x", ".run.old"]
    before = {name: strangers(tmp_path / name) for name in names}
    (tmp_path / ".run.part-fedcba9876543210").symlink_to(tmp_path / ".run.old")
    check_out(run)
    with replacing(run, proof_of_run()):
        pass
    assert {name: contents(tmp_path / name) for name in names} == before
    assert (tmp_path / ".run.part-fedcba9876543210").is_symlink()


def test_an_archive_with_more_in_it_is_not_replaced(tmp_path: Path, run: Path) -> None:
    out = tmp_path / "dataset.zip"
    out.touch()
    for _ in range(2):
        publish(run, out, Options(browser=False))
    for name in ("dataset/notes.txt", "notes.txt"):
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(name, "mine")
        before = out.read_bytes()
        with pytest.raises(UsageError, match=r"holds 'notes\.txt', which is not as it was published and"):
            publish(run, out, Options(browser=False))
        assert out.read_bytes() == before
        publish(run, out, Options(browser=False), force=True)


def test_checksums_of_something_else_prove_nothing(tmp_path: Path, run: Path) -> None:
    strangers(tmp_path / "out")
    (tmp_path / "out" / CHECKSUMS).write_text("".join(f"{'0' * 64}  {name}\n" for name in STRANGERS))
    before = contents(tmp_path / "out")
    with pytest.raises(UsageError, match="is of no published dataset and would be lost"):
        publish(run, tmp_path / "out", Options(browser=False))
    assert contents(tmp_path / "out") == before


EXPORTS = {
    "diff": ("diff", "RUN", "RUN", "--page"),
    "book.xlsx": ("export", "RUN", "--xlsx"), "jsonld": ("export", "RUN", "--jsonld"),
    "turtle": ("export", "RUN", "--turtle"), "facts.csv": ("export", "RUN", "--facts"),
    "un.db": ("export", "RUN", "--sqlite"),
}  # fmt: skip
"""Commands that write one file, which is named last."""


@pytest.mark.parametrize("kind", EXPORTS)
def test_a_file_that_sgreports_did_not_write_is_not_written_over(tmp_path: Path, run: Path, kind: str) -> None:
    out = tmp_path / kind
    command = [str(run) if word == "RUN" else word for word in (*EXPORTS[kind], str(out))]
    out.write_text("<html>mine")
    told = CliRunner().invoke(app, command).exception
    said = f"{out} is not as sgreports wrote it, and would be lost; move it away, or name another file"
    assert str(told) == said
    assert out.read_text() == "<html>mine"
    out.write_text("")
    for _ in range(2):  # an empty file, then one of ours
        assert not isinstance(CliRunner().invoke(app, command).exception, UsageError)
        assert out.stat().st_size
    edit(out)
    before = out.read_bytes()
    assert str(CliRunner().invoke(app, command).exception) == said
    assert out.read_bytes() == before


def edit(file: Path) -> None:
    """Changes a file as its user would: a table more in a database, a line more in a text."""
    if file.suffix in (".db", ".duckdb"):
        with closing(sqlite3.connect(file) if file.suffix == ".db" else duckdb.connect(str(file))) as database:
            database.execute("CREATE TABLE mine (note VARCHAR)")
            database.commit()
    else:
        with file.open("ab") as more:
            more.write(b"mine\n")


def test_hashes_of_what_was_written_stand_beside_it(tmp_path: Path) -> None:
    replace_text(tmp_path / "a file", "one", WRITTEN)
    replace_text(tmp_path / "a file", "two", WRITTEN)
    replace_text(tmp_path / "a file", "one", WRITTEN)
    assert (tmp_path / LEDGER).read_text().splitlines() == [
        f"{hashlib.sha256(text).hexdigest()}  a file" for text in (b"one", b"two")
    ]
    (tmp_path / "a file").rename(tmp_path / "another")
    replace_text(tmp_path / "another", "three", WRITTEN)
    assert (tmp_path / "another").read_text() == "three"


EDITED = {
    "run": ("counts.csv", DUCKDB, RUN), "publish": ("README.md", "data/counts.csv", "LICENSE", CHECKSUMS),
    "merge": (DUCKDB, "issues/data.parquet"),
}  # fmt: skip


@pytest.mark.parametrize("kind", EDITED)
def test_what_somebody_edited_in_a_folder_of_ours_keeps_it(tmp_path: Path, run: Path, kind: str) -> None:
    out = tmp_path / "out"
    for name in EDITED[kind]:
        if kind == "run":
            shutil.copytree(run, out)
        else:
            WRITERS[kind](run, out)
        edit(out / name)
        before = (out / name).read_bytes()
        with pytest.raises(UsageError, match=f"out holds '({re.escape(name)})', which is not as"):
            WRITERS[kind](run, out)
        assert (out / name).read_bytes() == before
        shutil.rmtree(out)


def test_what_somebody_removed_from_a_folder_of_ours_keeps_nothing(run: Path) -> None:
    (run / "counts.csv").unlink()
    check_out(run)


def test_an_edited_member_of_an_archive_keeps_it(tmp_path: Path, run: Path) -> None:
    out, copy = tmp_path / "dataset.zip", tmp_path / "copy.zip"
    publish(run, out, Options(browser=False))
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + b"mine" * name.endswith("README.md"))
    with pytest.raises(UsageError, match=r"holds 'README\.md', which is not as it was published and would be lost"):
        publish(run, copy.replace(out), Options(browser=False))


@pytest.mark.parametrize(("what", "inside"), [("relations", "."), ("events", "choice"), ("counts", "rows")])
def test_a_model_is_not_trained_where_strangers_are(tmp_path: Path, what: str, inside: str) -> None:
    before = strangers(tmp_path / "out" / inside)
    told = CliRunner().invoke(app, ["train", what, "--out", str(tmp_path / "out"), "--replace"]).exception
    assert "holds '.env', which is of no model" in str(told)
    assert contents(tmp_path / "out" / inside) == before


HEADS: dict[str, tuple[Proof, str, str]] = {
    "baseline": (BASELINE, baseline([]), '[\n{"para'),
    "gold": (standoff.PROOF, "document A/99/7\nannotator a1\n\n", "document A/99/7\n"),
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_file_is_known_by_its_beginning(tmp_path: Path, kind: str) -> None:
    proof, ours, mine = HEADS[kind]
    (tmp_path / "file").write_text(ours)
    proof.check(tmp_path / "file")
    (tmp_path / "file").write_text(mine)
    with pytest.raises(
        UsageError, match=f"^{tmp_path}/file is no {kind} that sgreports wrote, and would be lost; name another file$"
    ):
        proof.check(tmp_path / "file")


def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, told in {"pipe": "is no regular file", ".": "is a folder"}.items():
        with pytest.raises(UsageError, match=f" {told}; move it away, or name another file$"):
            replace_text(tmp_path / name, "text", WRITTEN)


def test_a_mark_far_inside_a_file_proves_nothing(tmp_path: Path) -> None:
    page, proof = tmp_path / "page.html", marked("page", b"ours")
    page.write_text("ours".rjust(4096))
    proof.check(page)
    page.write_text("ours".rjust(4097))
    with pytest.raises(UsageError, match="would be lost"):
        proof.check(page)


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UsageError, match=f"^{tmp_path}/loop is a link to itself; name another folder$"):
        Proof(lambda _: "").check(tmp_path / "loop")


def test_a_user_without_a_home_in_a_folder_that_was_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(error: Exception) -> Path:
        raise error

    monkeypatch.setattr(Path, "home", lambda: raises(RuntimeError()))
    monkeypatch.setattr(Path, "cwd", lambda: raises(FileNotFoundError()))
    Proof(lambda _: "").check(tmp_path)
