"""Small PDFs whose fonts say other letters than they show."""

from collections.abc import Mapping, Sequence

from reportlab.pdfbase.ttfonts import TTFontFile

from drawn.objects import pdf, stream

_WINDOWS = [ord(bytes([code]).decode("cp1252", "replace")) if code >= 32 else 32 for code in range(256)]
_DOTS = {"ç": "•", "ø": "•"}


def content(rows: Sequence[str], encoding: str) -> bytes:
    """Instructions that show the rows one below the other, with the letters' codes in this encoding."""
    out = b""
    for row, text in enumerate(rows):
        letters = text.encode(encoding).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        out += b"1 0 0 1 72 %d Tm (%s) Tj\n" % (700 - 14 * row, letters)
    return b"BT /F 10 Tf\n" + out + b"ET"


def one_page(body: bytes, font: bytes, *more: bytes) -> bytes:
    """A PDF of one page with these instructions and the font `/F`."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 712 792] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        stream(body),
        font,
        *more,
    )


def mac_table_font(rows: Sequence[str]) -> bytes:
    """A font of Windows letters that has a table for the Macintosh only: pdfium takes its codes for Mac Roman,
    pdfplumber for what the file says."""
    program = TTFontFile("Vera.ttf").makeSubset(_WINDOWS)
    return one_page(
        content(rows, "cp1252"),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Vera /Encoding /WinAnsiEncoding"
        b" /FirstChar 0 /LastChar 255 /Widths [%s] /FontDescriptor 6 0 R >>" % b" ".join([b"600"] * 256),
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Vera /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900"
        b" /Descent -200 /ItalicAngle 0 /CapHeight 700 /StemV 80 /FontFile2 7 0 R >>",
        stream(program, b"/Length1 %d" % len(program)),
    )


def false_encoding(rows: Sequence[str], used: str, said: bytes) -> bytes:
    """A font that says another encoding than that of its codes, for both engines."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /%s >>" % said
    return one_page(content(rows, used), font)


def false_map(rows: Sequence[str], letters: Mapping[str, str] = _DOTS) -> bytes:
    """A font whose own map says other letters for these than it shows."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>"
    told = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
    pairs = b"".join(b"<%02x> <%04x>\n" % (code, ord(letters.get(one, one))) for code, one in told.items())
    ranges = b"1 begincodespacerange <00> <ff> endcodespacerange\n"
    return one_page(content(rows, "cp1252"), font, stream(ranges + b"224 beginbfchar\n" + pairs + b"endbfchar"))


def without_meaning(rows: Sequence[str], unread: str) -> bytes:
    """The rows, and below them words in a font without a map to letters."""
    codes = b"".join(b"%04x" % (ord(letter) - 29) for letter in unread)
    body = content(rows, "cp1252").removesuffix(b"ET") + b"1 0 0 1 72 500 Tm /G 10 Tf <%s> Tj ET" % codes
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 712 792] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R /G 6 0 R >> >> >>",
        stream(body),
        font,
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /DescendantFonts [7 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unknown /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 8 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Unknown /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900 /Descent -200"
        b" /ItalicAngle 0 /CapHeight 700 /StemV 80 >>",
    )
