"""PDFs with what their pages do not show: layers that are off, masks, empty glyphs, files."""

from io import BytesIO

import pypdfium2 as pdfium

from drawn.objects import pdf, stream
from drawn.paper import SENTENCE, Paper

_SHOWN = b"BT /F 10 Tf 1 0 0 1 72 600 Tm (%s) Tj ET" % SENTENCE.encode()

_RESOURCES = b"/Resources << /Font << /F 5 0 R >> /Properties << /Off 6 0 R /On 7 0 R >> >> "


def page(body: bytes = b"", of_page: bytes = b"", of_root: bytes = b"", *more: bytes) -> bytes:
    """A page with a sentence, and these instructions after it. Objects from number 6 on are `more`."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % of_root,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" %s >>" % (of_page if b"/Resources" in of_page else _RESOURCES + of_page),
        stream(_SHOWN + b"\n" + body),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    )


def layers(off: bytes, on: bytes) -> bytes:
    """A page with one text in a layer that is off, and one in a layer that is on."""
    layer = b"/OC /%s BDC BT /F 10 Tf 1 0 0 1 72 %d Tm (%s) Tj ET EMC\n"
    return page(
        layer % (b"Off", 500, off) + layer % (b"On", 480, on),
        b"",
        b"/OCProperties << /OCGs [6 0 R 7 0 R] /D << /OFF [6 0 R] >> >>",
        b"<< /Type /OCG /Name (Off) >>",
        b"<< /Type /OCG /Name (On) >>",
    )


def masked(text: bytes) -> bytes:
    """A page with a text under a soft mask that lets nothing through."""
    return page(
        b"q /G gs %s Q" % _shown(text),
        b"/Resources << /Font << /F 5 0 R >> /ExtGState << /G << /SMask << /S /Luminosity /G 6 0 R >> >> >> >>",
        b"",
        stream(
            b"0 g 0 0 612 792 re f",
            b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Group << /S /Transparency /CS /DeviceGray >>",
        ),
    )


def drawn_glyphs(text: bytes, glyph: bytes) -> bytes:
    """A page with a text in a font of type 3 whose letters are all drawn so, and told as they should be."""
    every, ranges = b" ".join([b"/a"] * 95), b"1 begincodespacerange <00> <ff> endcodespacerange\n"
    return page(
        b"BT /T 10 Tf 1 0 0 1 72 500 Tm (%s) Tj ET" % text,
        b"/Resources << /Font << /F 5 0 R /T 6 0 R >> >>",
        b"",
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [.001 0 0 .001 0 0] /CharProcs << /a 7 0 R >>"
        b" /Encoding << /Differences [32 %s] >> /FirstChar 32 /LastChar 126 /Widths [%s] /ToUnicode 8 0 R"
        b" /Resources << >> >>" % (every, b" ".join([b"500"] * 95)),
        stream(b"500 0 0 0 500 700 d1 " + glyph),
        stream(ranges + b"1 beginbfrange <20> <7e> <0020> endbfrange"),
    )


def _shown(text: bytes, more: bytes = b"") -> bytes:
    return b"BT /F 10 Tf %s 1 0 0 1 72 500 Tm (%s) Tj ET" % (more, text)


def drawn_over(text: bytes, lines: bytes) -> bytes:
    """A page with a text and lines drawn over it."""
    return page(_shown(text) + b"\n" + lines)


def squeezed(text: bytes) -> bytes:
    """A page with a text of a hundredth of its width."""
    return page(_shown(text, b"1 Tz"))


def with_attached(*names: str) -> bytes:
    """A page with files attached to its document."""
    paper = Paper().page()
    paper.put(72, 100, SENTENCE)
    out = BytesIO()
    with pdfium.PdfDocument(paper.pdf()) as document:
        for name in names:
            document.new_attachment(name).set_data(b"1. The mission has 12 members.")
        document.save(out)
    return out.getvalue()
