"""How the bytes of PDF and Word files and of pages of websites begin."""

import re

ZIP, OLE, RTF, WORD_PERFECT = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"\xffWPC"
_WITHIN = 1024  # bytes; readers find `%PDF-` anywhere in the first kilobyte
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def is_html(data: bytes) -> bool:
    """Whether the bytes begin as a page of a website, whatever stands inside."""
    coding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "latin-1")
    return _HTML.match(data[:_WITHIN].decode(coding, "replace")) is not None


def is_pdf(data: bytes) -> bool:
    """Whether the bytes begin as a PDF: `%PDF-` may stand behind others, but not in a page of a website."""
    return b"%PDF-" in data[:_WITHIN] and not is_html(data)


def is_word(data: bytes) -> bool:
    """Whether the bytes begin as those of a Word file of any sort, which are never text."""
    return data.startswith((ZIP, OLE, RTF, WORD_PERFECT))
