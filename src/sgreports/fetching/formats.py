"""What bytes are, by what they begin with and how they end: PDF, Word files of three ages, or a page of a website."""

import io
import zipfile
from typing import Literal

from sgreports.reading.signatures import is_html, is_pdf

Form = Literal["pdf", "doc"]
"""What is asked for: the service answers `doc` with whatever Word file it has."""

ENDINGS: dict[Form, tuple[str, ...]] = {"pdf": (".pdf",), "doc": (".docx", ".doc", ".wpd")}
_BEGINNINGS = {b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".doc", b"\xffWPC": ".wpd"}
_END_WITHIN = 2048  # bytes from the end


def ending_of(data: bytes) -> str | None:
    """The file's ending, `.pdf`, `.docx`, `.doc`, `.wpd`, or `.html` for a page; None for other bytes."""
    if is_html(data):
        return ".html"
    if is_pdf(data):
        return ".pdf"
    return next((ending for beginning, ending in _BEGINNINGS.items() if data.startswith(beginning)), None)


def is_whole(data: bytes, ending: str) -> bool:
    """Whether the end of the file has come too."""
    if ending == ".pdf":
        return b"%%EOF" in data[-_END_WITHIN:]
    if ending == ".docx":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return "word/document.xml" in package.namelist()
        except zipfile.BadZipFile:
            return False
    return True
