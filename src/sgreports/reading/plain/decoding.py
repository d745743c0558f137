"""Bytes → text: the encoding by its mark or by what the bytes allow, control characters removed, limits kept."""

import codecs
import re
from pathlib import Path

from sgreports.errors import DamagedError, RefusedError
from sgreports.model.base import Issue

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_WIDE = (  # encodings without a mark, by the places in four bytes that are NUL where the text is English
    ("utf-32-le", (1, 2, 3), (0,)),
    ("utf-32-be", (0, 1, 2), (3,)),
    ("utf-16-le", (1, 3), (0, 2)),
    ("utf-16-be", (0, 2), (1, 3)),
)
_MOSTLY, _RARELY = 0.7, 0.1  # of the bytes in such a place are NUL
_SAMPLE = 4096  # bytes
_CONTROLS = re.compile(r"[\x00\x01\x03-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufdd0-\ufdef\uffff]|[\ud800-\udfff]")
_MOST_CONTROLS = 0.05  # of the characters: more is no text
_MOST_FOREIGN = 0.1  # of the letters outside ASCII: no English text in a Western encoding has so many
_MEGABYTES = 20  # a report of 400 pages has 1.5
_MOST_LINES = 100_000  # a report of 400 pages has 20,000
_LONGEST = 200_000  # characters in a line: the longest paragraph of a report has under 20,000


def decoded(path: Path, data: bytes) -> tuple[str, tuple[Issue, ...]]:
    """The text, and issues where it was repaired. RefusedError for what is no text, DamagedError over a limit."""
    if len(data) > _MEGABYTES * 1_000_000:
        raise DamagedError(
            "too-large", f"{path.name} is over {_MEGABYTES} MB of text, more than any report: give one report a file"
        )
    text, issues = _decoded(path, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    text, cleaned = _cleaned(path, text)
    _check_lines(path, text)
    return text, (*issues, *cleaned)


def _decoded(path: Path, data: bytes) -> tuple[str, tuple[Issue, ...]]:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    name = marked or _wide(data[:_SAMPLE]) or "utf-8"
    try:
        return data.decode(name), ()
    except UnicodeDecodeError as error:
        if name != "utf-8":
            raise RefusedError(
                "encoding", f"{path.name} is not valid {name.upper()} (byte {error.start}): save it as UTF-8"
            ) from error
    return _western(path, data)


def _wide(sample: bytes) -> str | None:
    """The encoding of two or four bytes a character that the places of NUL show."""
    if b"\0" not in sample or len(sample) < 8:
        return None
    shares = [sample[place::4].count(0) / len(sample[place::4]) for place in range(4)]
    for name, empty, filled in _WIDE:
        if all(shares[i] > _MOSTLY for i in empty) and all(shares[i] < _RARELY for i in filled):
            return name
    return None


def _western(path: Path, data: bytes) -> tuple[str, tuple[Issue, ...]]:
    """Windows-1252, which is Latin-1 with curly quotes; the five bytes that it lacks are read as Latin-1."""
    text = data.decode("cp1252", errors="surrogateescape")
    text = "".join(chr(ord(char) - 0xDC00) if "\udc80" <= char <= "\udcff" else char for char in text)
    letters = [char for char in text if char.isalpha()]
    if sum(char > "\x7f" for char in letters) > _MOST_FOREIGN * len(letters):
        raise RefusedError(
            "encoding", f"{path.name} is neither UTF-8 nor English in Windows-1252 or Latin-1: save it as UTF-8"
        )
    detail = "the file is not UTF-8; it was read as Windows-1252. Save it as UTF-8 if characters look wrong"
    return text, (Issue(code="encoding", detail=detail),)


def _cleaned(path: Path, text: str) -> tuple[str, tuple[Issue, ...]]:
    """The text without control characters; U+0002 stays, which pdfium writes for a hyphen at a line's end."""
    clean, count = _CONTROLS.subn("", text)
    if count > _MOST_CONTROLS * len(text):
        raise RefusedError("not-text", f"{path.name} is neither a PDF nor text: give a report as PDF or text")
    if not count:
        return text, ()
    detail = f"{count} control or undecodable characters were removed; compare with the source if words look wrong"
    return clean, (Issue(code="control-characters", detail=detail),)


def _check_lines(path: Path, text: str) -> None:
    if text.count("\n") > _MOST_LINES:
        raise DamagedError(
            "too-many-lines", f"{path.name} has over {_MOST_LINES:,} lines, more than a report: give one a file"
        )
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST:
            raise DamagedError(
                "line-too-long",
                f"{path.name}: line {number} has {len(line):,} characters, no report's paragraph has over "
                f"{_LONGEST:,}: break it into its paragraphs",
            )
