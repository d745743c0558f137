"""Plain text and Markdown → Source: one Line a printed line, with Markdown as style, links and superscripts.

There are no pages. `gap` is the number of blank lines above a line, so that blocks can be distinguished from wrapped
lines."""

import hashlib
import re
from pathlib import Path

from sgreports.errors import RefusedError
from sgreports.model.base import Issue
from sgreports.model.report import Link, Style
from sgreports.reading.lines import Line, Page, Source

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
# A star opens italics only where a letter follows and the same line closes it: `agenda*` is the call of a note.
_MARKUP = re.compile(
    r"\[(?P<label>[^\]\[]+)\]\((?P<uri>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|(?P<strong>\*\*(?=\S)(?P<bold>[^*]+?)(?<=\S)\*\*)"
    r"|(?P<emphasis>(?<![\w*])\*(?=[^\s*+])(?P<italic>[^*]+?)(?<=[^\s*+])\*(?![\w*]))"
    rf"|(?P<raised>[{''.join(SUPERSCRIPTS)}]+)"
)
_HEADING = re.compile(r"^#{1,6}\s++")


def read_text(path: Path, data: bytes) -> Source:
    """The text as a Source of one page. RefusedError for an empty file or one that is no text."""
    text, issues = _decode(path, data)
    if not text.strip():
        raise RefusedError("empty-file", f"{path.name} is empty: give a report as PDF or text")
    lines = _lines(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n"))
    page = Page(number=1, width=0.0, height=0.0, lines=tuple(lines))
    return Source(path.name, hashlib.sha256(data).hexdigest(), (page,), paged=False, issues=issues)


def _decode(path: Path, data: bytes) -> tuple[str, tuple[Issue, ...]]:
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedError("not-text", f"{path.name} is neither a PDF nor text: give a report as PDF or text")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig",)
    for encoding in encodings:
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    # Windows-1252 is Latin-1 with curly quotes; the five bytes that it lacks are read as Latin-1.
    text = "".join(_single_byte(byte) for byte in data)
    return text, (
        Issue(
            code="encoding",
            detail="the file is not UTF-8; it was read as Windows-1252. Save it as UTF-8 if characters look wrong",
        ),
    )


def _single_byte(byte: int) -> str:
    raw = bytes([byte])
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    blank = 0
    for raw in text.split("\n"):
        if not raw.strip():
            blank += 1
            continue
        lines.append(_line(raw.strip(), float(blank)))
        blank = 0
    return lines


def _line(raw: str, gap: float) -> Line:
    heading = _HEADING.match(raw)
    line = _marked(raw[heading.end() :] if heading else raw)
    bold = heading is not None or any(s.bold and (s.start, s.end) == (0, len(line.text)) for s in line.styles)
    return Line(line.text, gap=gap, bold=bold, styles=line.styles, superscripts=line.superscripts, links=line.links)


def _marked(raw: str) -> Line:
    """The line without Markdown, which becomes ranges of the remaining text."""
    out, length, last = [], 0, 0
    styles: list[Style] = []
    links: list[Link] = []
    raised: list[tuple[int, int]] = []
    for found in _MARKUP.finditer(raw):
        before = raw[last : found.start()]
        inner = _inner(found)
        out += [before, inner]
        start = length + len(before)
        length = start + len(inner)
        last = found.end()
        if found["label"] is not None and found["uri"] not in ("", "#"):
            links.append(Link(start=start, end=length, uri=found["uri"]))
        elif found["strong"] or found["emphasis"]:
            styles.append(Style(start=start, end=length, italic=bool(found["emphasis"]), bold=bool(found["strong"])))
        elif found["raised"]:
            raised.append((start, length))
    return Line("".join([*out, raw[last:]]), styles=tuple(styles), superscripts=tuple(raised), links=tuple(links))


def _inner(found: re.Match[str]) -> str:
    if found["raised"]:
        return "".join(SUPERSCRIPTS[mark] for mark in found["raised"])
    return found["label"] or found["bold"] or found["italic"] or ""
