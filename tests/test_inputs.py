"""Which files a run takes, and how long one may take."""

import os
import time
from pathlib import Path

import pytest

from sgreports.errors import DamagedError, UsageError
from sgreports.inputs import check_file, expand, sha256_of, within, writable


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_files_and_folders_by_file_name_none_twice(tmp_path: Path) -> None:
    touch(tmp_path, "z/b.PDF", "a/c.txt", "a/a.md", "a/notes.docx", "a/.cache/d.pdf")
    files = expand([tmp_path / "z", tmp_path, tmp_path / "a" / "c.txt", tmp_path / "gone.pdf"])
    assert [f.name for f in files] == ["a.md", "b.PDF", "c.txt", "gone.pdf"]


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "notes.docx")
    with pytest.raises(UsageError, match=r"holds no reports \(\.pdf, \.txt, \.md\)"):
        expand([tmp_path])


def test_no_input_is_told() -> None:
    with pytest.raises(UsageError, match="no input"):
        expand([])


def test_hash_of_a_missing_file_is_none(tmp_path: Path) -> None:
    touch(tmp_path, "empty.txt")
    assert sha256_of(tmp_path / "empty.txt") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256_of(tmp_path / "gone.txt") is None


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert sha256_of(tmp_path / "pipe.txt") is None
    with pytest.raises(DamagedError, match="no regular file"):
        check_file(tmp_path / "pipe.txt")


def test_a_name_that_is_no_text_is_told_as_text() -> None:
    name = os.fsdecode(b"bad\xff.txt")
    assert writable(name) == "bad\\udcff.txt"
    with pytest.raises(DamagedError, match=r"^bad\\udcff\.txt has a name that is not UTF-8: rename the file$"):
        check_file(Path(name))


def test_reading_ends_in_time() -> None:
    with pytest.raises(DamagedError, match="longer than 1 s"), within(1):
        time.sleep(60)
