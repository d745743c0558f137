"""Files that cannot be used, or hold what they must not, end a command in one sentence, never in a traceback."""

import errno
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from called_command import outcome
from invented.killed_in_chad import killed_in_chad
from sgreports.cli import app as cli
from sgreports.cli.printed.failures import sentence

LONG, DEEP, NO_TEXT = "n" * 256, "/tmp/" + "/".join(["d" * 200] * 20), os.fsdecode(b"/tmp/x\xff")
SAMPLE = Path(__file__).parents[2] / "docs/invented/S_2041_115.txt"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return killed_in_chad(tmp_path / "run")


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit code and the one line that says why."""
    code, _, err = outcome(capsys, *arguments)
    assert (err[:11], err.count("\n")) == ("sgreports: ", 1), err
    return code, err.removeprefix("sgreports: ").strip()


@pytest.mark.parametrize("name", [LONG, DEEP, NO_TEXT])
@pytest.mark.parametrize("command", ["counts", "show", "verify"])
def test_names_that_no_file_can_have(
    name: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = told(capsys, command, name, *(["A/1"] if command == "show" else []))
    assert code in (1, 2)
    assert ascii(name)[1:-1][:100] in said.encode("ascii", "backslashreplace").decode()


def test_a_link_to_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    assert str(loop) in told(capsys, "counts", loop)[1]
    assert str(loop) in told(capsys, "extract", SAMPLE, "--out", tmp_path / "out", "--names", loop)[1]


def test_a_database_that_is_damaged(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (*run.glob("*.parquet"), run / "sgreports.duckdb"):
        file.write_bytes(file.read_bytes()[:500] if file.exists() else b"")
    assert str(run) in told(capsys, "counts", run)[1]


def test_lines_that_are_cut(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in run.glob("*.jsonl"):
        file.write_bytes(file.read_bytes()[:-40])
    code, said = told(capsys, "show", run, "A/99/7", "1")
    assert (code, str(run) in said, "is no whole JSON" in said) == (1, True, True)


def errors() -> Iterator[tuple[Exception, str]]:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/disk/a.csv")
    yield full, "/disk/a.csv: there is no room on the disk; make some and run it again"
    denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/disk/a.csv")
    yield denied, "/disk/a.csv cannot be used: Permission denied; check its name and rights"
    yield UnicodeEncodeError("utf-8", NO_TEXT, 6, 7, "no"), "/tmp/x\\udcff is no text in UTF-8; rename the file"
    deep = "given.json holds what is nested too deeply; make it again, or take it from a backup"
    yield RecursionError("maximum recursion depth exceeded"), deep


@pytest.mark.parametrize(("error", "expected"), [*errors()])
def test_what_is_said(
    error: Exception, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: Any) -> None:
        place = Path("given.json")
        assert place
        raise error

    monkeypatch.setattr(cli, "app", fails)
    log = logging.FileHandler(tmp_path / "log", encoding="utf-8")
    logging.getLogger("sgreports").addHandler(log)
    try:
        assert told(capsys) == (1, expected)
    finally:
        logging.getLogger("sgreports").removeHandler(log)
    assert "Traceback (most recent call last)" in (tmp_path / "log").read_text(encoding="utf-8")


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    assert sentence(KeyError("x")) is None


@pytest.mark.parametrize("names", ["/dev/zero", "pipe"])
def test_names_that_never_end(
    names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    code, said = told(capsys, "extract", SAMPLE, "--out", "out", "--names", names)
    assert (code, said) == (2, f"{names!r} is no regular file; the setting names is a CSV file")


def test_names_that_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sgreports.knowledge.names.added._MOST", 1_000_000)
    (tmp_path / "names.csv").write_bytes(b"x" * 1_000_001)
    code, said = told(capsys, "extract", SAMPLE, "--out", tmp_path / "out", "--names", tmp_path / "names.csv")
    assert (code, said.split("'")[-1]) == (2, " has over 1 MB; the setting names is a CSV file of names")


def test_a_full_disk_blames_no_cache_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "a.txt").write_text("")
    monkeypatch.setattr("sgreports.cache._write", full)
    out = tmp_path / "out"
    code, said = told(capsys, "extract", tmp_path / "a.txt", "--out", out, "--no-cache", "--quiet")
    advice = "make room there, or name another --out"
    assert (code, said) == (2, f"cannot write beside {out}: No space left on device; {advice}")
