"""Which files are read as what: PDF and Word files by their bytes, texts by their names, pages of websites not."""

from pathlib import Path

import pytest

from sgreports.errors import RefusedError
from sgreports.reading import read_report
from sgreports.reading.signatures import is_html, is_pdf
from sgreports.settings import Settings

PAGE = b"<html><body><p>1. The ferries of Ruritania run in March.</p></body></html>"


@pytest.mark.parametrize(
    "data",
    [
        PAGE, b"\xef\xbb\xbf\n<!DOCTYPE html PUBLIC '-'>", b"<?xml version='1.0'?>\n<!-- a page -->\n<HTML lang='en'>",
        b"<html>%PDF-1.7 is a format</html>", "<html>".encode("utf-16"),
    ],
)  # fmt: skip
def test_a_page_of_a_website(data: bytes) -> None:
    assert is_html(data)
    assert not is_pdf(data)


@pytest.mark.parametrize(
    "data", [b"1. The <html> mark begins a page.", b"<!-- page 3 -->\n# A report", b"<header>", b""]
)
def test_no_page_of_a_website(data: bytes) -> None:
    assert not is_html(data)


def test_a_pdf_may_begin_a_little_later() -> None:
    assert is_pdf(b"\r\n%PDF-1.4")


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.md", "a.pdf"])
def test_a_page_of_a_website_is_refused_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PAGE.replace(b"run", b"%PDF-1.7"))
    with pytest.raises(RefusedError, match=r"is a page of a website \(HTML\): give the report as PDF"):
        read_report(tmp_path / name, Settings())


@pytest.mark.parametrize("name", ["a.csv", "a.py", "a"])
def test_a_file_of_no_known_kind_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("1. The ferries of Ruritania run in March.", encoding="utf-8")
    with pytest.raises(RefusedError, match=f"^{name} is no PDF or Word file: rename it to a.txt"):
        read_report(tmp_path / name, Settings())
    (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(RefusedError, match=f"^{name} is no PDF or Word file: give the report as PDF"):
        read_report(tmp_path / name, Settings())
