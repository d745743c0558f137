"""Covers whose text layer was spoilt by optical recognition: title, kind and author all the same."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from drawn.paper import SENTENCE, Paper
from sgreports.reading.assemble import assemble
from sgreports.reading.cover.masthead import Cover, masthead
from sgreports.reading.lines import Source
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings

HEAD = ("UNITE3 NATIQNS", "S", "Security Council", "Distr.", "GENERAL", "26 October 1990", "ORIGINAL: ENGLISH")


def told(*titles: str, opening: str = "") -> tuple[str | None, str, str | None]:
    lines = (*HEAD, *titles)
    blocks = tuple((line, 14.0 if index < 2 else 10.8) for index, line in enumerate(lines))
    found = masthead(Cover(blocks, lines, recognized=True), [], [opening])
    return found.title, found.kind, found.author


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            ("OBSERVER GROUP OF THE NORTH", "Reuort of the Secretary-Geners"),
            ("OBSERVER GROUP OF THE NORTH", "report", "Secretary-General"),
        ),
        (
            ("FURTHBR REPORT OR TRR SECRETARY-GENERAL ON THE NORTH",),
            ("FURTHBR REPORT OR TRR SECRETARY-GENERAL ON THE NORTH", "report", "Secretary-General"),
        ),
        (("OBSERVER GROUP OF THE NORTH", "ort of the Se-"), ("OBSERVER GROUP OF THE NORTH", "other", None)),
    ],
)
def test_spoilt_covers(titles: tuple[str, ...], expected: tuple[str | None, str, str | None]) -> None:
    assert told(*titles) == expected


def test_kind_from_the_first_paragraph() -> None:
    assert told("OBSERVER GROUP OF THE NORTH", opening="The present report covers May.")[1] == "report"


@pytest.mark.parametrize(("read", "printed"), [("S/33106/Add.l", "S/33106/Add.1"), ("S/1996/5O7", "S/1996/507")])
def test_letters_read_for_the_digits_of_the_symbol(read: str, printed: str) -> None:
    lines = (*HEAD[:5], read, *HEAD[5:])
    blocks = tuple((line, 10.8) for line in lines)
    assert masthead(Cover(blocks, lines, recognized=True), [], [""]).symbols == (printed,)


def test_letters_read_for_the_digits_of_the_date() -> None:
    seen = Cover((), ("3 May :;2.O44", "Original: Engllsh"), recognized=True)
    found = masthead(seen, [], [])
    assert (found.date, found.original_language) == (datetime.date(2044, 5, 3), "English")


ROWS = [
    (430.0, 50.0, "S/2044/5O7"), (60.0, 90.0, "Security Council"), (430.0, 90.0, "Distr.: General"),
    (430.0, 102.0, "3 Mali 2044"), (430.0, 114.0, "Original: Englsh"), (60.0, 200.0, "Rivers of the north"),
    (60.0, 240.0, "Reuort of the Secretary-Geners"),
    *((60.0, 290.0 + 30 * n, f"{n}. {SENTENCE}") for n in (1, 2, 3)),
]  # fmt: skip


def printed() -> Source:
    paper = Paper().page()
    for x, y, text in ROWS:
        paper.put(x, y, text)
    return read_pdf(Path("drawn.pdf"), paper.pdf(), Settings(ocr="never"))


def layered() -> Source:
    """The same under a scan, as recognition lays it there."""
    paper = Paper().page()
    paper.layer(ROWS)
    return read_pdf(Path("drawn.pdf"), paper.pdf(), Settings(ocr="never"))


def marked(**how: Any) -> Source:
    source = printed()
    return replace(source, pages=tuple(replace(page, **how) for page in source.pages))


MENDED = (("S/2044/507",), datetime.date(2044, 5, 3), "English", "Secretary-General")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (printed, (("S/2044/5O7",), None, None, None)),
        (layered, MENDED),
        (partial(marked, scanned=True), MENDED),
        (partial(marked, noise=0.1), MENDED),
    ],
    ids=["printed", "layer", "pictures of words", "recognized"],
)
def test_only_what_was_recognized_is_mended(source: Callable[[], Source], expected: tuple[object, ...]) -> None:
    found = assemble(source()).masthead
    assert (found.symbols, found.date, found.original_language, found.author) == expected
