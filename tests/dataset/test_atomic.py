"""A folder is replaced as a whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sgreports.dataset.files import atomic
from sgreports.dataset.files.atomic import replacing


def names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def write(folder: Path, name: str) -> None:
    with replacing(folder) as part:
        (part / name).write_text(name)


@pytest.mark.parametrize("exchange", [True, False])
def test_the_new_takes_the_place_of_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    write(tmp_path / "run", "old")
    write(tmp_path / "run", "new")
    assert names(tmp_path) == ["run", "run/new"]


def test_an_error_leaves_the_old(tmp_path: Path) -> None:
    write(tmp_path / "run", "old")
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "run") as part:
        (part / "half" / "way").touch()
    assert names(tmp_path) == ["run", "run/old"]


def test_what_a_killed_run_left_is_swept_by_the_next(tmp_path: Path) -> None:
    killed = "import os, signal, sys; from pathlib import Path; from sgreports.dataset.files.atomic import replacing\n"
    killed += "with replacing(Path(sys.argv[1])) as part: (part / 'half').touch(); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", killed, str(tmp_path / "run")], check=False)
    assert len(names(tmp_path)) == 2
    alive = tmp_path / f".run.part-{os.getppid()}-0123abcd"
    alive.mkdir()
    write(tmp_path / "run", "new")
    assert names(tmp_path) == [alive.name, "run", "run/new"]


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
