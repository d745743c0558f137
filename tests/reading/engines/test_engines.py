"""What pdfium gives of a page: texts, styles, drawings, links, hidden letters, letters of any code."""

from pathlib import Path

import pytest

from drawn.false_fonts import false_map
from drawn.paper import INVISIBLE, SENTENCE, Paper
from sgreports.errors import DamagedError
from sgreports.reading import read_report
from sgreports.reading.engines.content import UnreadablePage
from sgreports.reading.engines.pdfium_reader import open_pdfium
from sgreports.settings import Settings


def drawn(turned: int = 0) -> bytes:
    paper = Paper()
    paper.page(turned=turned)
    paper.put(123, 80, "I. Introduction", "B", 12)
    end = paper.put(123, 110, "1. The mission ")
    end = paper.put(end, 110, "welcomed", "I")
    paper.put(end, 110, " the resolution, and asked the parties to go on with it.")
    paper.rows(123, 122, [SENTENCE] * 4)
    paper.link(240, 102, 300, 112, "https://docs.un.org/S/RES/1")
    paper.line(123, 300, 400, 300)
    paper.frame(123, 320, 200, 360)
    return paper.pdf()


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_an_upright_one(tmp_path: Path, turned: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(turned))
    (paragraph,) = read_report(path, Settings(ocr="never")).paragraphs
    asked = "the resolution, and asked the parties to go on with it."
    assert paragraph.text == f"The mission welcomed {asked} {' '.join([SENTENCE] * 4)}"
    assert [(style.start, style.end, style.italic) for style in paragraph.styles] == [(12, 20, True)]


def test_what_is_drawn_and_linked() -> None:
    with open_pdfium("a", drawn()) as document:
        page = document.page(1)
    assert [drawing.kind for drawing in page.drawn] == ["path", "path"]
    edges = [round(edge) for drawing in page.drawn for edge in drawing.bounds]
    assert edges == [122, 400, 492, 492, 122, 200, 472, 432]
    assert [link.uri for link in page.links] == ["https://docs.un.org/S/RES/1"]


def test_hidden_letters_are_known() -> None:
    original, paper = Paper(), Paper()
    for one, mode in ((original, 0), (paper, INVISIBLE)):
        one.page()
        one.put(72, 100, "hidden", mode=mode)
    paper.scan(original)
    paper.page()
    paper.put(72, 100, "printed")
    with open_pdfium("a", paper.pdf()) as document:
        texts = [text for number in (1, 2) for text in document.page(number).texts]
    assert [("".join(text.chars), text.face.invisible) for text in texts] == [("hidden", True), ("printed", False)]


@pytest.mark.parametrize(
    ("rows", "letter", "told"),
    [
        (["exam-", "ples"], "e", ["exam-", "ples"]),
        (["a b c"], "\uf0b7", ["a \uf0b7 c"]),
        (["a b c"], "\ufb01", ["a fi c"]),
        (["a b c-", "b"], "\ufffe", ["a \ufffd c-", "\ufffd"]),
        (["a b c-", "b"], "\x03", ["a \ufffd c-", "\ufffd"]),
        (["a b c-", "b"], "\x00", ["a \ufffd c-", "\ufffd"]),
    ],
)
def test_pdfium_tells_letters_of_any_code(rows: list[str], letter: str, told: list[str]) -> None:
    with open_pdfium("a", false_map(rows, {"b": letter})) as document:
        texts = document.page(1).texts
    assert ["".join(text.chars) for text in texts] == told
    assert {len(edges) - len(t.chars) for t in texts for edges in (t.lefts, t.rights, t.tops, t.bottoms)} == {0}


def test_what_cannot_be_read_is_named() -> None:
    paper = Paper(password="secret")
    paper.page()
    with pytest.raises(DamagedError) as refused, open_pdfium("a.pdf", paper.pdf()):
        pass
    assert refused.value.code == "encrypted"
    paper = Paper((20_000, 20_000))
    paper.page()
    too_large = pytest.raises(UnreadablePage, match="is 20000 by 20000 points")
    with open_pdfium("a.pdf", paper.pdf()) as document, too_large:
        document.page(1)
