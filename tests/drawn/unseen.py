"""PDFs with what their pages do not show: layers that are off, notes, entries of forms, files."""

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


def laid_over(note: bytes, of_root: bytes = b"") -> bytes:
    """A page with an annotation."""
    return page(b"", b"/Annots [6 0 R]", of_root, b"<< /Type /Annot /Rect [72 400 300 420] %s >>" % note)


def with_attached(*names: str) -> bytes:
    """A page with files attached to its document."""
    paper = Paper()
    paper.page()
    paper.put(72, 100, SENTENCE)
    out = BytesIO()
    with pdfium.PdfDocument(paper.pdf()) as document:
        for name in names:
            document.new_attachment(name).set_data(b"1. The mission has 12 members.")
        document.save(out)
    return out.getvalue()
