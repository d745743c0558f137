"""A folder is replaced as a whole or not at all."""

import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from sgreports.dataset.files import atomic
from sgreports.dataset.files.atomic import recover, replace_text, replacing
from sgreports.dataset.files.locks import locked
from sgreports.errors import UsageError
from sgreports.ownership import Proof

ANY = Proof(lambda _: "")


def names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def write(folder: Path, name: str) -> None:
    with replacing(folder, ANY) as part:
        (part / name).write_text(name)


@pytest.mark.parametrize("exchange", [True, False])
def test_the_new_takes_the_place_of_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    write(tmp_path / "run", "old")
    write(tmp_path / "run", "new")
    assert names(tmp_path) == ["run", "run/new"]


def test_folders_above_it_are_made(tmp_path: Path) -> None:
    write(tmp_path / "far" / "away" / "run", "new")
    assert names(tmp_path / "far" / "away") == ["run", "run/new"]


def test_what_is_not_ours_is_told_before_anything_is_written(tmp_path: Path) -> None:
    written: list[Path] = []
    with (
        pytest.raises(UsageError, match="is a stranger's"),
        replacing(tmp_path, Proof(lambda _: "is a stranger's")) as new,
    ):
        written.append(new)
    assert written == []


def test_an_error_leaves_the_old(tmp_path: Path) -> None:
    write(tmp_path / "run", "old")
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "run", ANY) as part:
        (part / "half" / "way").touch()
    assert names(tmp_path) == ["run", "run/old"]


KILLED = """
import os, signal, sys
from pathlib import Path
from sgreports.dataset.files import atomic
from sgreports.ownership import Proof
rename, count = Path.rename, 0
def dies(self, target):
    global count
    count += 1
    if count == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.rename, atomic._exchange = dies, lambda *_: False
with atomic.replacing(Path(sys.argv[1]), Proof(lambda _: '')) as part:
    (part / "new").write_text("new")
    if sys.argv[2] == "0":
        os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(folder: Path, before_rename: int) -> None:
    """A program that replaces the folder by two renames, killed before the given one, or before both (0)."""
    words = [sys.executable, "-c", KILLED, str(folder), str(before_rename)]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    killed(tmp_path / "run", 0)
    assert len(names(tmp_path)) > 1
    write(tmp_path / "run", "new")
    assert names(tmp_path) == ["run", "run/new"]


@pytest.mark.parametrize("before_rename", [1, 2])
def test_a_run_killed_between_two_renames_loses_nothing(tmp_path: Path, before_rename: int) -> None:
    write(tmp_path / "run", "old")
    killed(tmp_path / "run", before_rename)
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "run", ANY):
        raise ZeroDivisionError
    assert names(tmp_path) == ["run", "run/old"]


def test_a_rename_that_fails_brings_the_old_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "run", "old")
    rename = Path.rename

    def fails(path: Path, target: Path) -> None:
        if path.name == "new":
            raise OSError(errno.ENOSPC, "full")
        rename(path, target)

    monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="full"):
        write(tmp_path / "run", "other")
    assert names(tmp_path) == ["run", "run/old"]


def test_the_only_copy_stays_until_it_can_be_brought_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "run", "old")
    rename = Path.rename

    def fails(path: Path, target: Path) -> None:
        if path.name in {"new", "old"}:
            raise OSError(errno.EIO, f"{path.name} is broken")
        rename(path, target)

    monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="new is broken"):
        write(tmp_path / "run", "other")
    (workspace,) = tmp_path.iterdir()
    assert names(workspace) == ["lock", "new", "new/other", "old", "old/old"]
    monkeypatch.undo()
    recover(tmp_path / "run")
    assert names(tmp_path) == ["run", "run/old"]


def test_a_run_of_another_container_keeps_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process has an id that means nothing here."""
    monkeypatch.setattr(os, "getpid", lambda: 2**22 + 1)
    with replacing(tmp_path / "run", ANY) as part:
        (part / "theirs").touch()
        write(tmp_path / "run", "ours")
        assert names(tmp_path / "run") == ["ours"]
    assert names(tmp_path) == ["run", "run/theirs"]


def test_two_programs_at_once_both_end(tmp_path: Path) -> None:
    """Each sweeps what the other is about to lock."""
    code = "import sys; from pathlib import Path; from sgreports.dataset.files.atomic import replace_text\n"
    code += "from sgreports.ownership import Proof\n"
    code += "for n in range(300): replace_text(Path(sys.argv[1]), str(n), Proof(lambda _: ''))"
    programs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "page.html")]) for _ in range(2)]
    assert [program.wait(60) for program in programs] == [0, 0]
    assert (names(tmp_path), (tmp_path / "page.html").read_text()) == (["page.html"], "299")


def test_a_link_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "disk" / "run", "old")
    (tmp_path / "run").symlink_to(tmp_path / "disk" / "run")
    write(tmp_path / "run", "new")
    assert (tmp_path / "run").is_symlink()
    assert names(tmp_path / "disk") == ["run", "run/new"]


def test_a_link_to_a_file_is_followed_and_so_is_one_to_its_folder(tmp_path: Path) -> None:
    seen: list[list[str]] = []
    run = tmp_path / "disk" / "run"
    run.mkdir(parents=True)
    (tmp_path / "run").symlink_to(run)
    (tmp_path / "run.json").symlink_to(run / "run.json")

    def look(_: Path) -> str:
        seen.append([p.name[:10] for p in sorted((tmp_path / "disk").iterdir())])
        return ""

    replace_text(tmp_path / "run.json", "one", ANY)
    assert ((tmp_path / "run.json").is_symlink(), (run / "run.json").read_text()) == (True, "one")
    replace_text(tmp_path / "run" / "run.json", "two", Proof(look), folder=tmp_path / "run")
    assert (names(tmp_path / "disk"), (run / "run.json").read_text()) == (["run", "run/run.json"], "two")
    assert seen == [["run"], [".run.part-", "run"]]


def test_a_reader_never_misses_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "run", "same")
    reader = "import sys, pathlib, time; end = time.monotonic() + 1.5\n"
    reader += "p = pathlib.Path(sys.argv[1]) / 'same'; print(flush=True)\n"
    reader += "while time.monotonic() < end:\n    assert p.read_text() == 'same'"
    with subprocess.Popen([sys.executable, "-c", reader, str(tmp_path / "run")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while process.poll() is None:
            write(tmp_path / "run", "same")
    assert process.returncode == 0


def test_a_file_is_written_as_it_is_beside_the_folder_that_stays(tmp_path: Path) -> None:
    seen: list[list[str]] = []
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").touch()

    def look(_: Path) -> str:
        seen.append([p.name[:10] for p in sorted(tmp_path.rglob("*"))])
        return ""

    replace_text(tmp_path / "run" / "run.json", "é\r\n\n", Proof(look), folder=tmp_path / "run")
    assert (tmp_path / "run" / "run.json").read_bytes() == "é\r\n\n".encode()
    assert seen == [["run", "run.json"], [".run.part-", "lock", "new", "run.json", "run", "run.json"]]


@pytest.mark.parametrize("result", [0, -1])
def test_two_folders_are_exchanged_by_the_system(monkeypatch: pytest.MonkeyPatch, result: int) -> None:
    calls: list[tuple[object, ...]] = []

    def renameat2(*given: object) -> int:
        calls.append(given)
        return result

    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(renameat2=renameat2))
    assert atomic._exchange(Path("one"), Path("other")) is (result == 0)
    assert calls == [(-100, b"one", -100, b"other", 2)]


def test_a_system_that_cannot_exchange_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_library(_: None) -> None:
        raise OSError

    for library in (lambda _: SimpleNamespace(), without_library):
        monkeypatch.setattr(ctypes, "CDLL", library)
        assert atomic._exchange(Path("one"), Path("other")) is False


def left_by_a_killed_run(tmp_path: Path, name: str) -> Path:
    """A workspace with the only copy of a folder."""
    workspace = tmp_path / f".{name}.part-0123456789abcdef"
    (workspace / "old").mkdir(parents=True)
    (workspace / "old" / "it").touch()
    return workspace


def test_without_locks_the_only_copy_comes_back_and_the_rest_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = left_by_a_killed_run(tmp_path, "run")
    (workspace / "new").mkdir()
    monkeypatch.setattr(atomic, "locked", lambda _: nullcontext("unknown"))
    recover(tmp_path / "run")
    assert names(tmp_path) == [workspace.name, f"{workspace.name}/new", "run", "run/it"]


def test_a_workspace_that_cannot_be_locked_stays(tmp_path: Path) -> None:
    workspace = left_by_a_killed_run(tmp_path, "run")
    (workspace / "lock").mkdir()
    other = left_by_a_killed_run(tmp_path, "r.n")
    recover(tmp_path / "run")
    recover(tmp_path / "nowhere" / "run")
    assert {path.name for path in tmp_path.iterdir()} == {workspace.name, other.name}
    recover(tmp_path / "r.n")
    assert (tmp_path / "r.n" / "it").exists()


def test_what_another_program_is_about_to_replace_is_left_to_it(tmp_path: Path) -> None:
    """It has moved the old away, and its new is not there yet."""
    workspace = left_by_a_killed_run(tmp_path, "run")
    with locked(workspace / "lock"):
        recover(tmp_path / "run")
        assert names(tmp_path) == [workspace.name, *(f"{workspace.name}/{name}" for name in ("lock", "old", "old/it"))]


def test_a_link_by_the_name_of_a_workspace_is_none(tmp_path: Path) -> None:
    mine = left_by_a_killed_run(tmp_path, "run").rename(tmp_path / "mine")
    (tmp_path / ".run.part-0123456789abcdef").symlink_to(mine)
    (tmp_path / ".run.part-fedcba9876543210").touch()
    recover(tmp_path / "run")
    assert names(mine) == ["old", "old/it"]
    assert sorted(p.name[:10] for p in tmp_path.iterdir()) == [".run.part-", ".run.part-", "mine"]


def test_a_name_is_no_expression(tmp_path: Path) -> None:
    workspace = left_by_a_killed_run(tmp_path, "run")
    recover(tmp_path / "r.n")
    assert [path.name for path in tmp_path.iterdir()] == [workspace.name]


def test_all_that_was_written_is_on_the_disk_when_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync, before = os.fsync, len(list(Path("/proc/self/fd").iterdir()))

    def seen(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", seen)
    write(tmp_path / "run", "file")
    replace_text(tmp_path / "page.html", "text", ANY)
    assert synced == ["file", "new", tmp_path.name, "page.html", tmp_path.name]
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_new_one_whose_name_cannot_be_synced_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def refuses(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), tmp_path.stat()):
            raise OSError(errno.EINVAL, "no folders")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuses)
    write(tmp_path / "run", "new")
    replace_text(tmp_path / "page.html", "text", ANY)
    assert names(tmp_path) == ["page.html", "run", "run/new"]


def test_a_workspace_that_another_program_takes_is_left_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One is removed before it is locked, one is locked by another."""
    tried: list[str] = []

    def taken(lock: Path) -> AbstractContextManager[str]:
        tried.append(lock.parent.name)
        if len(tried) == 1:
            lock.parent.rmdir()
            raise FileNotFoundError(lock)
        return nullcontext("elsewhere") if len(tried) == 2 else nullcontext("here")

    monkeypatch.setattr(atomic, "locked", taken)
    write(tmp_path / "run", "new")
    assert len(tried) == 3
    assert names(tmp_path) == [tried[1], "run", "run/new"]


def test_what_cannot_be_cleared_away_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "run", "old")

    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "unlink", refuses)
    write(tmp_path / "run", "new")
    assert names(tmp_path / "run") == ["new"]


def test_an_empty_folder_takes_the_place_of_a_full_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    write(tmp_path / "run", "old")
    with replacing(tmp_path / "run", ANY):
        pass
    assert names(tmp_path) == ["run"]


def test_a_workspace_that_vanishes_while_it_is_looked_at_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, listed = left_by_a_killed_run(tmp_path, "run"), Path.iterdir

    def vanishes(folder: Path) -> Iterator[Path]:
        if folder == workspace:
            shutil.rmtree(workspace)
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", vanishes)
    recover(tmp_path / "run")
    assert names(tmp_path) == []
