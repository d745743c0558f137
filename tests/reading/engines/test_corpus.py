"""The fast reader against pdfplumber's characters on real pages of six layouts: the same letters, each once."""

from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
PAGES = [
    ("S_1996_65.pdf", 2), ("S_2000_738.pdf", 3), ("S_2003_675.pdf", 4), ("S_2008_458.pdf", 3), ("S_2016_225.pdf", 5),
    ("S_2025_153.pdf", 3),
]  # fmt: skip


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isascii() and char.isalnum())


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not there")
@pytest.mark.parametrize(("name", "number"), PAGES)
def test_letters_equal_pdfplumber(name: str, number: int) -> None:
    path = CORPUS / name
    page = read_pdf(path, path.read_bytes(), Settings()).pages[number - 1]
    with pdfplumber.open(path) as document:
        expected = letters("".join(char["text"] for char in document.pages[number - 1].chars))
    assert letters("".join(line.text for line in page.lines)) == expected
