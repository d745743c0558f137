"""Which files a run takes, and how long one may take."""

import os
import time
from pathlib import Path

import pytest

from sgreports.errors import DamagedError, RefusedError, UsageError
from sgreports.inputs import check_file, expand, gold_source, sha256_of, within, writable
from sgreports.time_limit import extend


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_files_and_folders_by_file_name_none_twice(tmp_path: Path) -> None:
    touch(tmp_path, "z/b.PDF", "a/c.txt", "a/a.md", "a/notes.odt", "a/.cache/d.pdf", "d.docx", "~$d.docx")
    files = expand([tmp_path / "z", tmp_path, tmp_path / "a" / "c.txt", tmp_path / "gone.pdf"])
    assert [f.name for f in files] == ["a.md", "b.PDF", "c.txt", "d.docx", "gone.pdf"]


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "Read me.docx"])
def test_a_readme_is_no_report(tmp_path: Path, name: str) -> None:
    touch(tmp_path, name, "reader.txt")
    with pytest.raises(RefusedError, match=f"^{name} is no report, left out: rename it if it is one$"):
        check_file(tmp_path / name)
    check_file(tmp_path / "reader.txt")


def test_a_folder_behind_a_link_is_left_out_and_a_linked_file_is_read(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.txt", "other/b.txt", "other/c.txt")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "other")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "other" / "b.txt")
    files = expand([tmp_path / "in"])
    assert [f.name for f in files] == ["a.txt", "b.txt", "more"]
    check_file(files[1])
    with pytest.raises(RefusedError, match=r"^more is a link to a folder, left out: name the folder itself$"):
        check_file(files[2])


def test_what_publish_wrote_is_left_out_as_a_whole(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.txt", "in/pub/codebook.md", "in/pub/README.md", "in/pub/SHA256SUMS", "in/pub/data/run.json")
    (tmp_path / "in" / "pub" / "data" / "run.json").write_text('{"made_by": "0"}', encoding="utf-8")
    (tmp_path / "in" / "run").mkdir()
    (tmp_path / "in" / "run" / "run.json").write_text('{"made_by": "0"}', encoding="utf-8")
    files = expand([tmp_path / "in"])
    assert [f.name for f in files] == ["a.txt", "pub"]
    for file in (files[1], files[1] / "codebook.md"):
        with pytest.raises(RefusedError, match=f"^{file.name} was written by sgreports and is no report: left out$"):
            check_file(file)


def test_a_folder_that_is_closed_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "in/a.txt", "in/closed/b.txt")
    opened = os.scandir

    def scandir(place: str) -> object:
        if Path(place).name == "closed":
            raise PermissionError(13, "Permission denied", place)
        return opened(place)

    monkeypatch.setattr(os, "scandir", scandir)
    files = expand([tmp_path / "in"])
    assert [f.name for f in files] == ["a.txt", "closed"]
    with pytest.raises(DamagedError, match=r"^closed is a folder that cannot be opened: check its rights$"):
        check_file(files[1])


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "notes.odt")
    with pytest.raises(UsageError, match=r"holds no reports \(\.pdf, \.txt, \.md, \.docx\)"):
        expand([tmp_path])


def test_no_input_is_told() -> None:
    with pytest.raises(UsageError, match="no input"):
        expand([])


def test_the_file_of_a_document_by_its_name_or_a_manifest(tmp_path: Path) -> None:
    touch(tmp_path, "a/S_2020_1.pdf", "b/UNMIK_report.pdf")
    (tmp_path / "b" / "MANIFEST.csv").write_text(
        "file,symbol\nlost.pdf,S/2020/2\nUNMIK_report.pdf,S/2020/2\nUNMIK_report.pdf,S/2020/1\n", encoding="utf-8"
    )
    assert gold_source("S/2020/1", tmp_path) == tmp_path / "a" / "S_2020_1.pdf"
    assert gold_source("S/2020/2", tmp_path) == tmp_path / "b" / "UNMIK_report.pdf"
    with pytest.raises(UsageError, match=r"has no file S_2020_3\.pdf for S/2020/3, and no MANIFEST\.csv"):
        gold_source("S/2020/3", tmp_path)


def test_hash_of_a_missing_file_is_none(tmp_path: Path) -> None:
    touch(tmp_path, "empty.txt")
    assert sha256_of(tmp_path / "empty.txt") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256_of(tmp_path / "gone.txt") is None


def test_a_link_to_itself_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    touch(tmp_path, "a.txt")
    assert [f.name for f in expand([tmp_path / "loop.txt", tmp_path])] == ["a.txt", "loop.txt"]
    assert sha256_of(tmp_path / "loop.txt") is None
    with pytest.raises(DamagedError, match="a link to nothing, or to itself"):
        check_file(tmp_path / "loop.txt")


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


def works(seconds: float) -> None:
    """Takes processor time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_reading_ends_in_time() -> None:
    with pytest.raises(DamagedError, match="longer than 1 s"), within(1):
        works(60)


def test_what_hangs_without_working_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sgreports.inputs.BACKSTOP", 1)
    with pytest.raises(DamagedError, match="longer than 1 s"), within(1):
        time.sleep(60)


def test_waiting_is_no_work() -> None:
    with within(1):
        time.sleep(1.5)


def test_a_limit_is_extended_and_shortened_again() -> None:
    with within(1):
        extend(60)
        works(1.2)
    with within(60):
        extend(-59)
        with pytest.raises(DamagedError, match="longer than 60 s"):
            works(60)
