"""Text layers that are not trustworthy: which pages, and which files are refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from sgreports.errors import RefusedError
from sgreports.reading.legibility import check_legible, distrust, garbled_pages
from sgreports.reading.lines import Line, Page

SOUND = "The mission has been working with the authorities on the return of those who had left their homes."
MISREAD = "Tha mi~sion hes b~n w0rk ing wi1h th» autho·rities cn t~e retum 0f thcse who had lof! thair hom-~es."
NAMES = "Akwaya Bamenda Batibo Buea Fundong Kumba Kumbo Limbe Mamfe Mundemba Nkambe Tiko Wum"


def page(text: str, number: int = 1, *, recognized: bool = True) -> Page:
    return Page(number, 612, 792, tuple(Line(text, number) for _ in range(4)), recognized=recognized)


def test_a_misread_page_is_not_trusted() -> None:
    assert distrust(page(MISREAD)) == "11% of the words that recognition made are common English"


def test_a_sound_page_and_one_of_names_are() -> None:
    assert [distrust(page(text)) for text in (SOUND, NAMES, "")] == [None, None, None]


def test_rare_words_in_print_are_no_sign() -> None:
    assert distrust(page(MISREAD, recognized=False)) is None


def test_letters_without_meaning_are_one_in_print_too() -> None:
    lost = distrust(page("The mission has \ufffd\ufffd\ufffd", recognized=False))
    assert lost == "12 of its 76 letters have no meaning in the file"


def test_each_such_page_has_an_issue() -> None:
    issues = garbled_pages((page(SOUND, 1), page(MISREAD, 2)))
    assert [(issue.code, issue.page) for issue in issues] == [("page-garbled", 2)]


def test_a_file_of_misread_pages_is_refused_and_the_same_words_in_print_are_not() -> None:
    pages = (page(MISREAD, 1), page(MISREAD, 2))
    with pytest.raises(RefusedError) as refused:
        check_legible(Path("a.pdf"), pages, "never")
    assert refused.value.code == "garbled-text-layer"
    check_legible(Path("a.pdf"), tuple(replace(one, recognized=False) for one in (page(SOUND), page(NAMES))), "never")
