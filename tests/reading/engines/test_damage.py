"""Damaged files: what the bytes show, and that a report with lost text is `partial`."""

import base64
import random
import re
import zlib
from pathlib import Path

import pytest

from drawn.false_fonts import content
from drawn.objects import pdf, stream
from sgreports.errors import DamagedError
from sgreports.reading import read_report
from sgreports.reading.engines.content import Face
from sgreports.reading.engines.damage import damage
from sgreports.reading.engines.pages import read_pages
from sgreports.reading.engines.suspicion import Letters, sparse
from sgreports.reading.glyphs.characters import Run
from sgreports.reading.glyphs.rows import TextRow
from sgreports.reading.glyphs.segments import strip_of
from sgreports.reading.tables.columns import edges_by_white
from sgreports.settings import Settings

ROWS = [
    f"{n}. The mission has been working with the authorities on the return of those who had left." for n in range(1, 9)
]
BODY = content(ROWS, "cp1252")


def packed(body: bytes) -> bytes:
    return stream(zlib.compress(body), b"/Filter /FlateDecode")


def report(instructions: bytes, font: bytes = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>") -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        instructions,
        font,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 7 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        packed(BODY),
    )


WHOLE = report(packed(BODY))


def changed(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


def inside(data: bytes) -> tuple[int, int]:
    found = re.search(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    assert found is not None
    return found.span(1)


def test_a_whole_file_shows_no_damage() -> None:
    assert damage(WHOLE) is None


@pytest.mark.parametrize(
    ("data", "harm"),
    [
        (changed(WHOLE, inside(WHOLE)[0] + 40), "1 of its streams is broken"),
        (WHOLE[: inside(WHOLE)[1] - 50] + WHOLE[inside(WHOLE)[1] :], "1 of its streams is broken"),
        (WHOLE.replace(b"%%EOF", b""), "its end is missing"),
    ],
    ids=["changed", "cut", "without-end"],
)
def test_what_is_damaged_is_said_and_the_report_is_partial(data: bytes, harm: str, tmp_path: Path) -> None:
    assert damage(data) == harm
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    found = read_report(path, Settings(ocr="never"))
    assert found.status == "partial"
    assert f"The file is damaged: {harm}. Download it again." in [issue.detail for issue in found.issues]


def test_an_empty_page_between_full_ones_is_said() -> None:
    full, empty = Letters(number=2000), Letters(number=40)
    assert sparse({1: full, 2: empty, 3: full}) == [2]
    assert sparse({1: full, 2: Letters(number=40, drawn=30), 3: full}) == []
    assert sparse({1: full, 2: full, 3: empty}) == []
    assert sparse({}) == []


def test_an_object_that_the_table_names_and_the_file_has_not() -> None:
    start = WHOLE.index(b"6 0 obj")
    lost = WHOLE[:start] + b" " * 7 + WHOLE[start + 7 :]
    assert damage(lost) == "1 of its objects is missing"
    assert damage(WHOLE.replace(b"6 0 obj", b"6  0 obj")) is None  # objects that stand elsewhere than the table says


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            WHOLE[: len(WHOLE) // 2],
            "x.pdf is damaged: Failed to load document (PDFium: Data format error). Download it again.",
        ),
        (
            WHOLE.replace(b"/Type /Page ", b"/Type /Pagx "),
            "x.pdf has no page that can be read. Page 1: Failed to load page. Download it again.",
        ),
    ],
)
def test_a_file_without_a_page_that_can_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(DamagedError) as caught:
        read_pages("x.pdf", data, Settings(), lambda page: page)
    assert caught.value.reason == said


def test_a_part_that_was_emptied() -> None:
    start = WHOLE.index(b"/MediaBox")
    assert damage(WHOLE[:start] + bytes(40) + WHOLE[start + 40 :]) == "a part of it was emptied"
    assert damage(pdf(stream(bytes(40)))) is None


def test_a_stream_that_was_cut_and_packed_again() -> None:
    short = zlib.compress(BODY[: len(BODY) // 2])
    padded = stream(short.ljust(len(zlib.compress(BODY)), b"\n"), b"/Filter /FlateDecode")
    assert damage(report(padded)) == "1 of its streams is broken"


def test_letters_whose_boxes_are_turned_round_make_no_columns() -> None:
    face = Face(font="F", size=10, bold=False, italic=False, angle=0, invisible=False)
    run = Run(face, 100, 92, 102, ["1", "2"], [100.0, 200.0], [110.0, 104.0])
    assert edges_by_white([strip_of(TextRow(100, 10, [run]))] * 3) == []


def test_pictures_hold_no_text_and_text_is_lost_with_a_font() -> None:
    picture = stream(b"no deflated bytes", b"/Subtype /Image /Filter /FlateDecode")
    font = stream(b"no deflated bytes", b"/Length1 17 /Filter /FlateDecode")
    assert damage(pdf(picture)) is None
    assert damage(pdf(picture, font)) == "1 of its streams is broken"


SIMPLE = b"<< /Type /Font /Subtype /TrueType /FirstChar %s /LastChar 33 /Widths %s >>"
COMPOSITE = b"<< /Type /Font /Subtype /Type0 /DescendantFonts %s >>"


def swapped(old: bytes, new: bytes) -> bytes:
    """The whole file with something else in one place, of the same length so that the others stay theirs."""
    place = WHOLE.index(old)
    return WHOLE[:place] + new.ljust(len(old)) + WHOLE[place + len(old) :]


@pytest.mark.parametrize(
    ("data", "harm"),
    [
        (swapped(b"7 0 obj", b"5 0 obj"), "1 of its objects is missing"),
        (swapped(b"%010d" % WHOLE.index(b"6 0 obj"), b"2147483648"), "1 of its objects is missing"),
        (swapped(b"%010d" % WHOLE.index(b"6 0 obj"), b"1e38"), "its table of objects is cut"),
        (swapped(b"\nstream\n", b"\nstre%m\n"), "1 of its streams is broken"),
        (
            swapped(b"\nstream\n", b"\nstre%m\n").replace(b"\nendstream", b"\nend%tream", 1),
            "1 of its streams is broken",
        ),
        (swapped(b">>\nstream", b"> \nstream"), "1 of its streams is broken"),
        (swapped(b"/Length", b"/Length -"), "1 of its streams is broken"),
        (
            re.sub(rb"/Length \d+", b"/Length 8 0 R", WHOLE, count=1) + b"8 0 obj 17 endobj",
            "1 of its streams is broken",
        ),
        (swapped(b"/Count 2", b"/Count 1"), "not all of its pages are counted"),
        (swapped(b"/Contents 7 0 R", b""), "a page has lost its text"),
        (swapped(b"/Contents 7 0 R", b"/Contents . 0 R"), "a page has lost its text"),
        (swapped(b"/Contents 7 0 R", b"/Contents 5 0 R"), "a page has lost its text"),
        (swapped(b"/Contents 7 0 R", b"/Contents[7 0R]"), "a page has lost its text"),
        (swapped(b"/Parent 2 0 R", b""), "a page has lost its text"),
        (swapped(b"/F 5 0 R", b"/F 6500R"), None),
        (swapped(b"/F 5 0 R", b"/F 9 0 R"), "1 of its fonts is broken"),
        (report(packed(BODY), SIMPLE % (b"32", b"[250 333]")), None),
        (report(packed(BODY), SIMPLE % (b"-1", b"[250 333]")), "1 of its fonts is broken"),
        (report(packed(BODY), SIMPLE % (b"31", b"[250 333]")), "1 of its fonts is broken"),
        (report(packed(BODY), COMPOSITE % b"[3 0 R]"), None),
        (report(packed(BODY), COMPOSITE % b"20 -1 R"), "1 of its fonts is broken"),
    ],
)
def test_objects_that_do_not_agree(data: bytes, harm: str | None) -> None:
    assert damage(data) == harm


def test_objects_in_a_compressed_stream_are_known() -> None:
    font, packed_objects = COMPOSITE % b"%d 0 R", zlib.compress(b"7 0 8 5 [9] << >>")
    for number, harm in ((8, None), (9, "1 of its fonts is broken")):
        kept = stream(packed_objects, b"/Type /ObjStm /N 2 /First 8 /Filter /FlateDecode")
        assert damage(pdf(b"<< /Type /Catalog >>", kept, font % number)) == harm


def test_a_stream_that_is_written_in_letters() -> None:
    letters = base64.a85encode(zlib.compress(BODY)) + b"~>"
    filters = b"/Filter [ /ASCII85Decode /FlateDecode ]"
    assert damage(report(stream(letters, filters))) is None
    assert damage(report(stream(letters[:40] + b"!" + letters[41:], filters))) == "1 of its streams is broken"


def letters(path: Path) -> int | None:
    """The letters read, None where the damage is said."""
    try:
        found = read_report(path, Settings(ocr="never"))
    except DamagedError:
        return None
    return None if found.status == "partial" else sum(len(paragraph.text) for paragraph in found.paragraphs)


def test_no_byte_of_a_text_stream_is_lost_in_silence(tmp_path: Path) -> None:
    path, chance = tmp_path / "a.pdf", random.Random(4)
    start, end = inside(WHOLE)
    path.write_bytes(WHOLE)
    whole = letters(path)
    assert whole is not None
    for _ in range(20):
        path.write_bytes(changed(WHOLE, chance.randrange(start, end)))
        left = letters(path)
        assert left is None or left > 0.98 * whole
