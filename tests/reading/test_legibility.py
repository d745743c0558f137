"""Text layers that are not trustworthy: which pages, and which files are refused."""

from pathlib import Path

import pytest

from sgreports.errors import RefusedError
from sgreports.reading.legibility import HOW_TO_INSTALL, check_legible, distrust, garbled_pages, is_better
from sgreports.reading.lines import Line, Page

SOUND = "The mission has been working with the authorities on the return of those who had left their homes."
MISREAD = "Tha mi~sion hes b~n w0rk ing wi1h th» autho·rities cn t~e retum 0f thcse who had lof! thair hom-~es."
NAMES = "Akwaya Bamenda Batibo Buea Fundong Kumba Kumbo Limbe Mamfe Mundemba Nkambe Tiko Wum"


def page(*texts: str, number: int = 1, scanned: bool = True, noise: float | None = None) -> Page:
    lines = tuple(Line(text, number) for text in texts)
    return Page(number, 612, 792, lines, recognized=scanned, scanned=scanned, noise=noise)


def test_a_misread_page_is_not_trusted() -> None:
    assert distrust(page(MISREAD)) == "15 of its 18 words are misread (mi~sion, b~n, w0rk)"


def test_a_few_misread_words_among_many_are_enough() -> None:
    assert distrust(page(*[SOUND] * 9, "The milita:ry s\\tate of TAJIKinTAN was quiet; talks contin11ed.")) is not None
    assert distrust(page(*[SOUND] * 9, "The milita:ry state of TAJIKinTAN was quiet.")) is None


def test_a_sound_page_and_one_of_names_are() -> None:
    assert [distrust(page(*[text] * 4)) for text in (SOUND, NAMES, "")] == [None, None, None]


def test_rare_words_in_print_are_no_sign() -> None:
    assert distrust(page(MISREAD, scanned=False)) is None


def test_our_own_recognition_is_not_trusted_where_a_word_in_twelve_is_wrong() -> None:
    assert distrust(page(MISREAD, scanned=False, noise=0.1)) is not None
    assert distrust(page(*[SOUND] * 20, MISREAD, scanned=False, noise=0.1)) is None


def test_letters_without_meaning_are_one_in_print_too() -> None:
    lost = distrust(page(*["The mission has \ufffd\ufffd\ufffd"] * 4, scanned=False))
    assert lost == "12 of its 76 letters have no meaning in the file"


def test_each_such_page_has_an_issue_that_says_what_would_help() -> None:
    issues = [garbled_pages((page(SOUND), page(MISREAD, number=2)), status) for status in ("never", "absent")]
    assert [[(issue.code, issue.page) for issue in each] for each in issues] == [[("page-garbled", 2)]] * 2
    assert [each[0].detail.partition("; ")[2] for each in issues] == [
        "recognize it with `--ocr auto`.",
        f"Tesseract, which could recognize it, is not installed: {HOW_TO_INSTALL}.",
    ]


def test_a_file_of_misread_pages_is_refused_and_one_of_names_is_not() -> None:
    pages = (page(*[MISREAD] * 4), page(*[MISREAD] * 4, number=2))
    with pytest.raises(RefusedError) as refused:
        check_legible(Path("a.pdf"), pages, "never")
    assert refused.value.code == "garbled-text-layer"
    check_legible(Path("a.pdf"), (page(*[SOUND] * 4), page(*[NAMES] * 2)), "never")


def test_the_reading_with_fewer_misread_words_is_better_unless_it_lost_some() -> None:
    layer, read, part = page(SOUND, SOUND, MISREAD), page(SOUND, SOUND, SOUND), page(SOUND)
    assert [is_better(read, layer), is_better(layer, read), is_better(part, layer)] == [True, False, False]
    assert is_better(part, page())
