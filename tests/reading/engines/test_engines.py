"""pdfium and pdfplumber give the same paragraphs, boxes, styles, links, tables: on a drawn page, and on real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drawn.false_fonts import false_map
from drawn.paper import INVISIBLE, SENTENCE, Paper
from sgreports.errors import DamagedError
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.reading.engines.content import UnreadablePage
from sgreports.reading.engines.pdfium_reader import open_pdfium
from sgreports.reading.engines.pdfplumber_reader import open_pdfplumber
from sgreports.settings import ReaderName, Settings

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
SAMPLE = ["S_1996_65.pdf", "S_2025_231.pdf", "S_25124.pdf"]


def drawn(turned: int = 0) -> bytes:
    paper = Paper().page(turned=turned)
    paper.put(123, 80, "I. Introduction", "B", 12)
    end = paper.put(123, 110, "1. The mission ")
    end = paper.put(end, 110, "welcomed", "I")
    paper.put(end, 110, " the resolution, and asked the parties to go on with it.")
    paper.rows(123, 122, [SENTENCE] * 4)
    paper.link(240, 102, 300, 112, "https://docs.un.org/S/RES/1")
    paper.line(123, 300, 400, 300)
    paper.frame(123, 320, 200, 360)
    return paper.pdf()


def read(path: Path, reader: ReaderName) -> Report:
    return read_report(path, Settings(reader=reader, ocr="never"))


def seen(report: Report) -> object:
    return [(p.key, p.text, p.styles, p.links) for p in report.paragraphs], [(s.key, s.title) for s in report.sections]


def places(report: Report) -> list[float]:
    boxes = [piece.box for p in report.paragraphs for piece in p.pieces]
    return [edge for box in boxes for edge in (box.x0, box.top, box.x1, box.bottom)]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_both_read_a_page_alike(tmp_path: Path, turned: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(turned))
    first, second = read(path, "pdfium"), read(path, "pdfplumber")
    assert seen(second) == seen(first)
    assert places(second) == pytest.approx(places(first), abs=2)
    assert [(style.start, style.end, style.italic) for p in first.paragraphs for style in p.styles] == [(12, 20, True)]


def test_both_say_what_is_drawn_and_linked() -> None:
    with open_pdfium("a", drawn()) as one, open_pdfplumber("a", drawn()) as other:
        first, second = one.page(1), other.page(1)
    assert first.box == second.box
    assert [drawing.kind for drawing in second.drawn] == [drawing.kind for drawing in first.drawn] == ["path", "path"]
    bounds = [[edge for drawing in page.drawn for edge in drawing.bounds] for page in (first, second)]
    assert bounds[1] == pytest.approx(bounds[0], abs=1)
    assert [link.uri for link in first.links] == [link.uri for link in second.links] == ["https://docs.un.org/S/RES/1"]


@pytest.mark.parametrize("opened", [open_pdfium, open_pdfplumber])
def test_hidden_letters_are_known(opened: Callable[..., object]) -> None:
    original, paper = Paper(), Paper()
    for one, mode in ((original, 0), (paper, INVISIBLE)):
        one.page()
        one.put(72, 100, "hidden", mode=mode)
    paper.scan(original)
    paper.page()
    paper.put(72, 100, "printed")
    with opened("a", paper.pdf()) as document:  # type: ignore[attr-defined]
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


@pytest.mark.parametrize("opened", [open_pdfium, open_pdfplumber])
def test_each_names_what_it_cannot_read(opened: Callable[..., object]) -> None:
    paper = Paper(password="secret").page()
    with pytest.raises(DamagedError) as refused, opened("a.pdf", paper.pdf()):  # type: ignore[attr-defined]
        pass
    assert refused.value.code == "encrypted"
    paper = Paper((20_000, 20_000))
    paper.page()
    too_large = pytest.raises(UnreadablePage, match="is 20000 by 20000 points")
    with opened("a.pdf", paper.pdf()) as document, too_large:  # type: ignore[attr-defined]
        document.page(1)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not there")
def test_paragraphs_of_real_reports_have_the_same_letters() -> None:
    total = same = 0
    for name in SAMPLE:
        first, second = (
            {p.key: "".join(filter(str.isalnum, p.text)) for p in read(CORPUS / name, reader).paragraphs}
            for reader in ("pdfium", "pdfplumber")
        )
        total += len(first.keys() | second.keys())
        same += sum(second.get(key) == letters for key, letters in first.items())
    assert same >= 0.995 * total
