"""Markdown → lines: one Line a printed line, with Markdown as style, links and superscripts.

There are no pages. `gap` is the number of blank lines above a line, so that blocks can be distinguished from wrapped
lines."""

import re
from dataclasses import replace
from html import unescape
from itertools import groupby

from sgreports.model.report import Link, Style, Table
from sgreports.reading.lines import Line

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
# A star opens italics only where a letter follows and the same line closes it: `agenda*` is the call of a note.
_MARKUP = re.compile(
    r"\[(?P<label>[^\]\[]+)\]\((?P<uri>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|(?P<strong>\*\*(?=\S)(?P<bold>[^*]+?)(?<=\S)\*\*)"
    r"|(?P<emphasis>(?<![\w*])\*(?=[^\s*+])(?P<italic>[^*]+?)(?<=[^\s*+])\*(?![\w*]))"
    rf"|(?P<raised>[{''.join(SUPERSCRIPTS)}]+)"
    r"|<sup>(?P<sup>[^<>]{1,12})</sup>"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|-])"
)
_MARKED = re.compile(rf"(?m)^#{{1,6}} \S|\]\((?:https?:|#)|\*\*\w[^*\n]*\*\*|^[{''.join(SUPERSCRIPTS)}]+ ?[A-Z]")
# Comments, pictures, anchors and page breaks that docling and marker write.
_NO_TEXT = re.compile(r"<!--[^>]{0,400}-->|!\[[^\]\n]*\]\([^)\n]*\)|</?span[^>\n]*>|(?m:^\{\d+\}-{8,}$)")
_BULLET = re.compile(r"^[-*] (?=\d{1,3}\. |\([a-z]{1,4}\) )")
_BARS = re.compile(r"\|(?: ?:?-+:? ?\|)+")
_HEADING = re.compile(r"^#{1,6}\s++")


def is_markdown(text: str) -> bool:
    """Whether headings, bold or links are marked as in Markdown."""
    return bool(_MARKED.search(text))


def text_rows(text: str) -> list[str]:
    """The printed lines without what is no text, and without bullets before numbers."""
    return [_BULLET.sub("", unescape(raw).strip()) for raw in _NO_TEXT.sub("", text).split("\n")]


def markdown_tables(lines: list[Line]) -> tuple[list[Line], tuple[Table, ...]]:
    """The lines with the role `table` on those of tables between bars, and the tables."""
    out: list[Line] = []
    tables: list[Table] = []
    for barred, group in groupby(lines, key=lambda line: line.text.startswith("|") and line.text.endswith("|")):
        own = list(group)
        if not barred or not any(_BARS.fullmatch(line.text) for line in own):
            out += own
            continue
        rows = [tuple(cell.strip() for cell in line.text[1:-1].split("|")) for line in own]
        cells = tuple(row for line, row in zip(own, rows, strict=True) if not _BARS.fullmatch(line.text))
        tables.append(
            Table(key=f"table-{len(tables) + 1}", number=None, title=None, page=None, section=None, cells=cells)
        )
        out += [replace(line, role="table") for line in own]
    return out, tuple(tables)


def markdown_line(raw: str) -> Line:
    """A printed line, one that is a heading in bold."""
    heading = _HEADING.match(raw)
    line = _marked(raw[heading.end() :] if heading else raw)
    whole = any(style.bold and (style.start, style.end) == (0, len(line.text)) for style in line.styles)
    return replace(line, bold=heading is not None or whole)


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
        elif found["raised"] or found["sup"]:
            raised.append((start, length))
    return Line("".join([*out, raw[last:]]), styles=tuple(styles), superscripts=tuple(raised), links=tuple(links))


def _inner(found: re.Match[str]) -> str:
    if found["raised"]:
        return "".join(SUPERSCRIPTS[mark] for mark in found["raised"])
    return found["label"] or found["bold"] or found["italic"] or found["sup"] or found["escaped"] or ""
