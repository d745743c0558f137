"""The content of a Word paragraph → pieces of text with their type and links, tracked changes accepted.

Insertions are text, deletions are not. Text boxes stand apart; hidden text is left out, and counted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from sgreports.reading.word.hidden import is_box_off_page, is_hidden, is_off_page
from sgreports.reading.word.notes import Notes
from sgreports.reading.word.styles import Styles, is_on, value

BREAK = "\n"
_INSIDE = frozenset(
    map(
        qn, ("w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml", "w:dir", "w:bdo")
    )
)
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
PROSE = 150  # characters: a longer paragraph is no label of a chart and no cell of a table
_BOX = f".//{qn('w:txbxContent')}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SIGNS = {
    qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): BREAK, qn("w:cr"): BREAK, qn("w:noBreakHyphen"): "-",
}  # fmt: skip
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"(?P<uri>[^"]+)"(?:\s*\\l\s*"(?P<place>[^"]*)")?')
_PAGE_BREAKS = ("page", "column")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text of one type; `call` for the mark of a note."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    call: bool = False
    uri: str | None = None


@dataclass
class _Field:
    """An open field (w:fldChar): its instruction, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def uri(self) -> str | None:
        found = _LINK.match(self.instruction)
        return "#".join(filter(None, found.group("uri", "place"))) if found else None


@dataclass
class Reader:
    """Reads the runs of one part of the file. `links` has the addresses of its hyperlinks by their ids.

    `framed` are text boxes with prose that stand by the paragraphs read so far, `boxes` counts the others, `hidden` the
    characters that nobody sees.
    """

    styles: Styles
    notes: Notes
    links: Mapping[str, str]
    boxes: int = 0
    hidden: int = 0
    framed: list[Any] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def pieces(self, paragraph: Any) -> list[Piece]:
        """The text of a paragraph in pieces. An instruction that the paragraph before left open hides none of it."""
        self._fields = [open_ for open_ in self._fields if open_.result]
        if is_off_page(paragraph):
            self._hide(words(paragraph))
            return []
        style = value(paragraph.find(qn("w:pPr")), "w:pStyle") or self.styles.default
        return list(self._content(paragraph, style, None))

    def _content(self, element: Any, style: str | None, uri: str | None) -> Iterator[Piece]:
        for child in element:
            if child.tag == qn("w:r"):
                yield from self._run(child, style, uri)
            elif child.tag == qn("w:hyperlink"):
                yield from self._content(child, style, self._address(child) or uri)
            elif child.tag in _INSIDE:
                yield from self._content(child, style, uri)
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                yield Piece("".join(found.text or "" for found in child.iterfind(f".//{_MATH}t")))
            elif child.tag == _ALTERNATE:
                self._count_boxes(child)

    def _hide(self, text: str) -> None:
        self.hidden += sum(not char.isspace() for char in text)

    def _address(self, link: Any) -> str | None:
        target = self.links.get(link.get(qn("r:id"), ""))
        return "#".join(filter(None, (target, link.get(qn("w:anchor"))))) if target else None

    def _run(self, run: Any, style: str | None, uri: str | None) -> Iterator[Piece]:
        properties = run.find(qn("w:rPr"))
        own = value(properties, "w:rStyle")
        if is_hidden(run, own, style, self.styles):
            self._hide(_text(run))
            return
        kind = Piece(
            "",
            bold=self._says(properties, own, style, "w:b"),
            italic=self._says(properties, own, style, "w:i"),
            raised=(value(properties, "w:vertAlign") or self.styles.text(own, "w:rPr/w:vertAlign")) == "superscript",
        )
        for base in run.iterfind(f"{qn('w:ruby')}/{qn('w:rubyBase')}"):
            yield from self._content(base, style, uri)
        for text, call in self._texts(run):
            if text:
                address = next((u for f in reversed(self._fields) if (u := f.uri)), uri)
                yield replace(kind, text=text, raised=kind.raised or call, call=call, uri=address)

    def _says(self, properties: Any, own: str | None, style: str | None, tag: str) -> bool:
        """Whether the run, its own style or the paragraph's sets a property: the first of these that says so."""
        for said in (is_on(properties, tag), self.styles.on(own, tag), self.styles.on(style, tag)):
            if said is not None:
                return said
        return False

    def _texts(self, run: Any) -> Iterator[tuple[str, bool]]:
        """The texts of a run, and whether they are calls of notes."""
        custom = False
        for child in run:
            if child.tag in (qn("w:fldChar"), qn("w:instrText")):
                self._follow(child)
            elif self._fields and not self._fields[-1].result:
                continue
            elif child.tag == qn("w:t"):
                yield child.text or "", custom
            elif child.tag in _SIGNS:
                yield (" " if child.get(qn("w:type")) in _PAGE_BREAKS else _SIGNS[child.tag]), False
            elif child.tag == qn("w:sym"):
                yield _symbol(child.get(qn("w:char"), "")), False
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                custom = child.get(qn("w:customMarkFollows")) in ("1", "true")
                mark = self.notes.call(child, _text(run) if custom else None)
                yield ("" if custom else mark), True
            elif child.tag in (qn("w:drawing"), qn("w:pict"), _ALTERNATE):
                self._count_boxes(child)

    def _follow(self, child: Any) -> None:
        """Keeps the open fields: what stands before the result of one is its instruction and no text."""
        kind = child.get(qn("w:fldCharType"))
        if child.tag == qn("w:instrText"):
            if self._fields and not self._fields[-1].result:
                self._fields[-1].instruction += child.text or ""
        elif kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _count_boxes(self, element: Any) -> None:
        """A text box is there twice where it is drawn for new and old versions of Word: the first is taken."""
        choice = element.find(_CHOICE) if element.tag == _ALTERNATE else element
        for box in element.findall(_BOX) if choice is None else choice.findall(_BOX):
            if is_box_off_page(box):
                self._hide(words(box))
            elif any(len(words(paragraph)) > PROSE for paragraph in box.iter(qn("w:p"))):
                self.framed.append(box)
            else:
                self.boxes += 1


def words(element: Any) -> str:
    """The text of an element as it stands, deleted text left out."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _text(run: Any) -> str:
    return "".join(child.text or "" for child in run if child.tag == qn("w:t"))


def _symbol(code: str) -> str:
    """A sign of a font: private ones are bullets or ticks, which no text can name."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= sign <= "\uf8ff" else sign
