"""Covers whose text layer was spoilt by optical recognition: title, kind and author all the same."""

import pytest

from sgreports.reading.cover.masthead import Cover, masthead

HEAD = ("UNITE3 NATIQNS", "S", "Security Council", "Distr.", "GENERAL", "26 October 1990", "ORIGINAL: ENGLISH")


def told(*titles: str, opening: str = "") -> tuple[str | None, str, str | None]:
    lines = (*HEAD, *titles)
    blocks = tuple((line, 14.0 if index < 2 else 10.8) for index, line in enumerate(lines))
    found = masthead(Cover(blocks, lines), [], [opening])
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
    assert masthead(Cover(tuple((line, 10.8) for line in lines), lines), [], [""]).symbols == (printed,)
