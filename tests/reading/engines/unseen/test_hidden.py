"""Text that a page holds and does not show is not read, and an issue says where and how much."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest

from drawn.paper import INVISIBLE, SENTENCE, Paper
from drawn.unseen import drawn_glyphs, drawn_over, layers, masked, page, squeezed
from sgreports.reading.engines.content import PageContent
from sgreports.reading.engines.pages import read_pages
from sgreports.reading.engines.unseen import hidden
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import ReaderName, Settings

FALSE = "The mission has 5,000 members."
WORDS = FALSE.encode()
LETTERS = 26  # of FALSE


def white(paper: Paper) -> None:
    paper.put(72, 200, FALSE, grey=1)


def nearly_white(paper: Paper) -> None:
    paper.put(72, 200, FALSE, grey=0.97)


def white_on_white(paper: Paper) -> None:
    paper.picture(50, 175, 410, 220)
    paper.bar(60, 185, 400, 210, 1)
    paper.put(72, 200, FALSE, grey=1)


def black_on_black(paper: Paper) -> None:
    paper.bar(60, 185, 400, 210, 0)
    paper.put(72, 200, FALSE)


def invisible(paper: Paper) -> None:
    paper.put(72, 200, FALSE, mode=INVISIBLE)


def covered(paper: Paper) -> None:
    paper.put(72, 200, FALSE)
    paper.bar(60, 185, 400, 210, 1)


def written_over(paper: Paper) -> None:
    covered(paper)
    paper.put(72, 200, SENTENCE)


HIDDEN = [white, nearly_white, white_on_white, black_on_black, invisible, covered, written_over]


def drawn(draw: Callable[[Paper], object]) -> bytes:
    paper = Paper().page()
    paper.put(72, 100, SENTENCE)
    draw(paper)
    return paper.pdf()


def read(data: bytes, reader: ReaderName = "pdfium") -> tuple[list[str], list[str]]:
    """The page's lines, and what is said of hidden text."""
    source = read_pdf(Path("a.pdf"), data, Settings(ocr="never", reader=reader))
    said = [issue.detail for issue in source.issues if issue.code == "hidden-text"]
    return [line.text for page in source.pages for line in page.lines], said


def told(what: str) -> list[str]:
    return [f"Page 1: characters that the page does not show are not read: {what}."]


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("draw", HIDDEN)
def test_text_without_visible_print_is_not_read(draw: Callable[[Paper], None], reader: ReaderName) -> None:
    seen = [SENTENCE, SENTENCE] if draw is written_over else [SENTENCE]
    assert read(drawn(draw), reader) == (seen, told(f"{LETTERS} without visible print"))


def test_a_layer_that_is_off_is_not_read() -> None:
    assert read(layers(WORDS, b"It has 40 staff.")) == (
        [SENTENCE, "It has 40 staff."],
        told(f"{LETTERS} without visible print"),
    )


def placed(x: float, y: float, size: float = 10, grey: float = 0) -> bytes:
    return drawn(lambda paper: paper.put(x, y, FALSE, size=size, grey=grey))


def in_a_borrowed_font(draw: bytes) -> bytes:
    """A page with text in a font that the file names and does not hold."""
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /BookmanOldStyle /Encoding /WinAnsiEncoding >>"
    text = b"BT /B 10 Tf 1 0 0 1 72 500 Tm (%s) Tj ET" % WORDS
    return page(draw % text, b"/Resources << /Font << /F 5 0 R /B 6 0 R >> >>", b"", font)


NOT_SHOWN = {
    "tiny": (placed(72, 200, size=1), "too small to read"), "squeezed": (squeezed(WORDS), "too small to read"),
    **{f"at {x}, {y}": (placed(x, y, grey=grey), "outside the page")
       for x, y, grey in ((700, 100, 0), (700, 200, 1), (72, 900, 1), (-400, 200, 1), (72, -100, 1))},
    "cropped": (page(b"BT /F 10 Tf 1 0 0 1 72 50 Tm (%s) Tj ET" % WORDS, b"/CropBox [0 100 612 792]"),
                "outside the page"),
    **{name: (data, "without visible print") for name, data in {
        "masked": masked(WORDS), "empty glyphs": drawn_glyphs(WORDS, b""),
        "a thick line": drawn_over(WORDS, b"20 w 1 G 60 503 m 400 503 l S"),
        "a thick frame": drawn_over(WORDS, b"30 w 1 G 60 500 340 3 re S"),
        "an enlarged line": drawn_over(WORDS, b"q 20 0 0 20 0 0 cm 1 w 1 G 3 25.15 m 20 25.15 l S Q"),
        "white in a borrowed font": in_a_borrowed_font(b"1 g %s"),
        "a borrowed font under a bar": in_a_borrowed_font(b"%s 1 g 60 480 400 40 re f"),
    }.items()},
}  # fmt: skip


@pytest.mark.parametrize(("data", "how"), NOT_SHOWN.values(), ids=NOT_SHOWN)
def test_what_the_page_does_not_show_is_not_read(data: bytes, how: str) -> None:
    assert read(data) == ([SENTENCE], told(f"{LETTERS} {how}"))


@pytest.mark.parametrize(
    "data",
    [
        drawn_glyphs(WORDS, b"0 0 500 700 re f"),
        drawn_over(WORDS, b"20 w 1 G 60 540 m 400 540 l S"),
        drawn_over(WORDS, b".5 w 1 G 60 480 340 40 re S"),
        drawn_over(WORDS, b"1 g 60 480 m 400 480 l 60 540 l h f"),
        drawn_over(WORDS, b"60 480 340 10 re W n 1 g 60 480 340 40 re f"),
        drawn_over(WORDS, b"q .7 .7 -.7 .7 100 100 cm 1 g 0 0 600 200 re f Q"),
    ],
    ids=["drawn glyphs", "a thick line above", "a white frame", "a triangle", "a bar that is clipped", "a bar aslant"],
)
def test_what_the_page_shows_is_read(data: bytes) -> None:
    assert read(data)[0][-1] == FALSE


def half_covered(paper: Paper) -> None:
    end = paper.put(72, 200, "It has ")
    paper.put(end, 200, "700 or so.")
    paper.bar(end - 1, 190, end + 16, 203, 1)


def test_a_covered_word_is_not_read_and_the_others_keep_their_places() -> None:
    contents: list[PageContent] = []
    read_pages("a.pdf", drawn(half_covered), Settings(ocr="never"), contents.append)
    texts = [("".join(text.chars), round(text.lefts[0]), round(text.origin[1])) for text in contents[0].texts]
    assert texts[1:] == [("It has ", 72, 592), (" or so.", 111, 592)]
    assert read(drawn(half_covered)) == ([SENTENCE, "It has or so."], told("3 without visible print"))


def light_on_dark(paper: Paper) -> None:
    paper.bar(60, 185, 400, 210, 0.2)
    paper.put(72, 200, FALSE, grey=1)


def dark_on_grey(paper: Paper) -> None:
    paper.bar(60, 185, 400, 210, 0.8)
    paper.put(72, 200, FALSE)


def grey(paper: Paper) -> None:
    paper.put(72, 200, FALSE, grey=0.75)


def on_a_picture(paper: Paper) -> None:
    paper.picture(60, 185, 400, 210)
    paper.put(72, 200, FALSE)


def outlined(paper: Paper) -> None:
    paper.put(72, 200, FALSE, mode=1)


def within_a_clip(paper: Paper) -> None:
    with paper.clipped(0, 0, 612, 792):
        paper.put(72, 200, FALSE)


@pytest.mark.parametrize("draw", [light_on_dark, dark_on_grey, grey, on_a_picture, outlined, within_a_clip])
def test_what_is_seen_is_read(draw: Callable[[Paper], None]) -> None:
    assert read(drawn(draw)) == ([SENTENCE, FALSE], [])


@pytest.mark.parametrize("mode", [0, INVISIBLE])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_text_that_recognition_laid_under_a_scan_is_read(mode: int, turned: int) -> None:
    assert read(scan(SENTENCE, mode, turned)) == ([SENTENCE, SENTENCE], [])


def scan(printed: str, mode: int, turned: int) -> bytes:
    """A page with a picture of two printed lines over their text."""
    original, paper = Paper(), Paper()
    original.page()
    paper.page(turned=turned)
    for y in (100, 200):
        original.put(72, y, printed)
        paper.put(72, y, SENTENCE, mode=mode)
    paper.scan(original)
    return paper.pdf()


def test_tiny_text_over_a_scan_is_none_that_recognition_laid_there() -> None:
    original, paper = Paper(), Paper()
    for one, mode in ((original, 0), (paper, INVISIBLE)):
        one.page()
        for y in (100, 112, 124):
            one.put(72, y, SENTENCE, mode=mode)
    paper.scan(original)
    paper.put(72, 300, FALSE, size=1)
    assert read(paper.pdf()) == ([SENTENCE] * 3, told(f"{LETTERS} too small to read"))


def test_text_set_twice_in_one_place_is_read() -> None:
    def twice(paper: Paper) -> None:
        paper.put(72, 200, FALSE, grey=0.8)
        paper.put(72, 200, FALSE)

    assert read(drawn(twice)) == ([SENTENCE, FALSE], [])


def test_white_text_on_a_bar_in_a_borrowed_font_is_read() -> None:
    assert read(in_a_borrowed_font(b"0 g 60 480 400 40 re f 1 g %s")) == ([SENTENCE, FALSE], [])


def test_looking_for_hidden_text_changes_no_place_of_a_letter() -> None:
    contents: list[PageContent] = []
    for draw in (b"%s", b"0 g 60 480 400 40 re f 1 g %s", b"%s"):
        read_pages("a.pdf", in_a_borrowed_font(draw), Settings(ocr="never"), contents.append)
    assert contents[0].texts == contents[1].texts == contents[2].texts


def test_few_of_thousands_of_shapes_are_asked_whether_they_hide_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    meets = Mock(side_effect=hidden._meet)
    monkeypatch.setattr(hidden, "_meet", meets)
    paper = Paper().page()
    for n in range(6_000):
        paper.bar(n % 90 * 6, n // 90 * 10 + 50, n % 90 * 6 + 5, n // 90 * 10 + 55, 0.5)
    for n in range(1_500):
        paper.put(n % 10 * 50 + 5, n // 10 * 4 + 60, "name", size=6)
    read_pages("a.pdf", paper.pdf(), Settings(ocr="never"), lambda _: None)
    assert 0 < meets.call_count < 30 * 1_500
