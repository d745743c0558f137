"""A Word file → Source: a line for each paragraph, its notes after it, tables and figures beside the text."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import LxmlError

from sgreports.errors import DamagedError, RefusedError
from sgreports.knowledge.layout.captions import caption
from sgreports.knowledge.layout.covers import word_list
from sgreports.model.base import Issue
from sgreports.model.report import Figure, Table
from sgreports.reading.areas.captioned import without_marks
from sgreports.reading.legibility import check_english
from sgreports.reading.lines import Line, Page, Source
from sgreports.reading.optional import attempt
from sgreports.reading.word.lines import Set, lines_of
from sgreports.reading.word.notes import CalledNote, Notes
from sgreports.reading.word.numbering import Numbering
from sgreports.reading.word.opening import open_word, without_doctype
from sgreports.reading.word.runs import Piece, Reader
from sgreports.reading.word.styles import Styles, outline_level, value
from sgreports.reading.word.tables import Grid, grid, heading, is_layout, is_note, table_rows

_INSIDE = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
_GONE = tuple(f"{qn('w:rPr')}/{qn(tag)}" for tag in ("w:del", "w:moveFrom"))
_LONGEST_HEADING = 300  # characters; a style of headings on a longer text is a mistake
_LONGEST_SENTENCE = 120  # characters of a heading that ends with a full stop
_MOST_PLACES = 20  # paragraphs that are named
_DRAWN = frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))
_SAYS_SO = re.compile(r"United Nations|Distr\.")
_JOB = re.compile(r"\d{2}-\d{5} \(E\)")


def read_word(path: Path, data: bytes) -> Source:
    """The file as a Source of one page. RefusedError: not for us. DamagedError: broken, encrypted, over a limit."""
    document = open_word(path, data)
    try:
        without_doctype(document.element)
        read = _Reading.of(document)
        read.blocks(document.element.body)
    except (LxmlError, KeyError, ValueError, AttributeError, RecursionError) as error:
        raise DamagedError("damaged", f"{path.name} is damaged ({error}). Download it again.") from error
    if not read.lines:
        raise RefusedError("empty-file", f"{path.name} has no text: give a report as Word file, PDF or text")
    lines = (*masthead_lines(document), *read.lines)
    page = Page(1, 0.0, 0.0, lines, tuple(read.tables), tuple(read.figures))
    check_english(path, (page,))
    return Source(
        path.name, hashlib.sha256(data).hexdigest(), (page,), paged=False, typeset=False, issues=read.issues()
    )


def _part_element(document: Document, kind: str) -> Any:
    """The root of a part that belongs to the document (numbering, notes, settings); None where there is none."""
    part = next((r.target_part for r in document.part.rels.values() if r.reltype == kind and not r.is_external), None)
    return None if part is None else without_doctype(parse_xml(part.blob))


def _links(document: Document, kind: str | None = None) -> dict[str, str]:
    """The addresses of the hyperlinks of the document or of a part that belongs to it, by their ids."""
    parts = (
        [document.part] if kind is None else [r.target_part for r in document.part.rels.values() if r.reltype == kind]
    )
    return {id_: rel.target_ref for part in parts for id_, rel in part.rels.items() if rel.is_external}


def _words(texts: Iterable[str]) -> str:
    """The texts in one, with single spaces."""
    return " ".join(" ".join(texts).split())


@dataclass
class _Reading:
    """What was read of a file so far."""

    styles: Styles
    numbering: Numbering
    runs: Reader
    notes: dict[str, tuple[Any, Reader]]
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    seen: int = 0
    index: int | None = None
    kept: list[Piece] = field(default_factory=list)
    below: Table | Figure | None = None
    contents: bool = False
    embedded: int = 0
    hiding: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> "_Reading":
        """A reading of the document, with nothing read."""
        styles = Styles(document.styles.element)
        notes = Notes(_part_element(document, RELATIONSHIP_TYPE.SETTINGS))
        numbering = Numbering(_part_element(document, RELATIONSHIP_TYPE.NUMBERING), styles)
        kinds = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
        parts = {
            kind: (_part_element(document, reltype), Reader(styles, notes, _links(document, reltype)))
            for kind, reltype in kinds.items()
        }
        return cls(styles, numbering, Reader(styles, notes, _links(document)), parts)

    def issues(self) -> tuple[Issue, ...]:
        """What was left out."""
        hidden = sum(reader.hidden for reader in (self.runs, *(reader for _, reader in self.notes.values())))
        listed = ", ".join(map(str, self.hiding[:_MOST_PLACES])) + ", …" * (len(self.hiding) > _MOST_PLACES)
        where = f"in paragraphs {listed} of the file" if self.hiding else "in tables or notes"
        how = "(set hidden, too small, without a colour of their own, or off the page)."
        left_out = (
            (
                "text-boxes",
                self.runs.boxes,
                "text boxes of a few words (charts) are left out; they are in no paragraph",
            ),
            (
                "embedded-files",
                self.embedded,
                "files that are embedded in the text are left out: open and save it in Word",
            ),
            ("hidden-text", hidden, f"characters that no reader sees are not read: {where} {how}"),
        )
        return tuple(Issue(code=code, detail=f"{count} {detail}") for code, count, detail in left_out if count)

    def blocks(self, element: Any) -> None:
        """Reads paragraphs and tables in their order. Paragraphs of the body itself have an index."""
        for child in element:
            if child.tag == qn("w:p"):
                self.seen += element.tag == qn("w:body")
                self.index = self.seen - 1 if element.tag == qn("w:body") else None
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self.index = None
                self._table(child)
            elif child.tag in _INSIDE:
                self.blocks(child)
            self.embedded += child.tag == qn("w:altChunk")

    def _paragraph(self, element: Any) -> None:
        found = self._lines(element)
        drawn = any(node.tag in _DRAWN for node in element.iter(*_DRAWN))
        if drawn:
            attempt("figures", None, None, self._figure)
        if found and not self._belongs_below(found, element):
            self.below = None
            self.lines += found
            self.contents = found[-1].text.strip().lower() in word_list("contents_headings")
        while self.runs.framed:
            self.lines += self._cell_lines(self.runs.framed.pop(0))
        self._write_notes()

    def _lines(self, element: Any) -> list[Line]:
        """The lines of a paragraph; a paragraph whose mark was deleted is one with the next."""
        hidden = self.runs.hidden
        pieces = [*self.kept, *self.runs.pieces(element)]
        if self.runs.hidden > hidden and self.index is not None:
            self.hiding.append(self.index + 1)
        properties = element.find(qn("w:pPr"))
        if properties is not None and any(properties.find(gone) is not None for gone in _GONE):
            self.kept = pieces
            return []
        self.kept = []
        return lines_of(pieces, self.numbering.label(element), self._set(element, pieces))

    def _set(self, element: Any, pieces: Sequence[Piece]) -> Set:
        properties = element.find(qn("w:pPr"))
        style = value(properties, "w:pStyle") or self.styles.default
        outline = value(properties, "w:outlineLvl")
        level = outline_level(outline) if outline is not None else self.styles.level(style)
        text = "".join(piece.text for piece in pieces).strip()
        prose = len(text) > _LONGEST_HEADING or (len(text) > _LONGEST_SENTENCE and text.endswith("."))
        size = self.styles.text(style, "w:rPr/w:sz") or ""
        points = int(size) / 2 if size.isdigit() else 0.0
        return Set(self.index, None if prose else level, points, prose and level is not None)

    def _belongs_below(self, found: Sequence[Line], element: Any) -> bool:
        """Whether lines belong to the table or figure above them; then it takes them."""
        style = value(element.find(qn("w:pPr")), "w:pStyle")
        if self.below is None or not is_note(found[0], self.styles.is_note(style)):
            return False
        self._add_below(_words(line.text for line in found))
        return True

    def _add_below(self, text: str) -> None:
        name = "source_line" if caption("source").match(text) else "notes"
        more = {name: " ".join(filter(None, (getattr(self.below, name), text)))}
        if isinstance(self.below, Table):
            self.below = self.tables[-1] = self.below.model_copy(update=more)
        elif self.below is not None:
            self.below = self.figures[-1] = self.below.model_copy(update=more)

    def _figure(self) -> None:
        """A drawing right below a caption is a figure."""
        head = heading("figure", self.lines)
        if head.lines:
            del self.lines[-head.lines :]
            key = f"figure-{len(self.figures) + 1}"
            figure = Figure(key=key, number=head.number, title=head.title, page=None, section=None, notes=head.notes)
            self.figures.append(figure)
            self.below = figure

    def _table(self, element: Any) -> None:
        if is_masthead(element):
            self.lines += table_lines(element)
        elif (
            self.contents
            or is_layout(element)
            or not (found := attempt("tables", None, None, grid, element, self._cell))
        ):
            self.lines += self._framed(element)
        else:
            self._add(found)
            for note in self.runs.notes.taken() if self.below else ():  # the notes that a table calls are its own
                self._add_below(_words(line.text for line in self._note(note)))
        self._write_notes()

    def _framed(self, element: Any) -> Iterator[Line]:
        """The lines of a table that frames text, or lists contents: those of a cell, the cells of a row as one line."""
        for _, cells in table_rows(element):
            found = [self._cell_lines(cell.element) for cell in cells if cell is not None and not cell.below]
            if len(found) == 1:
                yield from found[0]
            elif text := " ".join(line.text for lines in found for line in lines):
                yield Line(text, gap=1.0)

    def _cell_lines(self, cell: Any) -> list[Line]:
        found: list[Line] = []
        for paragraph in cell.iter(qn("w:p")):
            found += self._lines(paragraph)
        return found

    def _cell(self, cell: Any) -> str:
        return _words(without_marks(line.text, line.superscripts) for line in self._cell_lines(cell))

    def _add(self, found: Grid) -> None:
        if not found.cells:
            return
        head = heading("table", self.lines)
        if head.lines:
            del self.lines[-head.lines :]
        key = f"table-{len(self.tables) + 1}"
        table = Table(
            key=key, number=head.number, title=head.title, page=None, section=None, cells=found.cells,
            heading_rows=found.heads or None, spans=found.spans, notes=head.notes,
        )  # fmt: skip
        self.tables.append(table)
        self.below = table

    def _write_notes(self) -> None:
        """Writes the notes called so far after the text that calls them, or under the table."""
        for note in self.runs.notes.taken():
            lines = self._note(note)
            self.lines += [replace(line, gap=0.0 if at else 1.0) for at, line in enumerate(lines)]

    def _note(self, note: CalledNote) -> list[Line]:
        root, runs = self.notes[note.kind]
        found = next((n for n in (() if root is None else root) if n.get(qn("w:id")) == note.id), None)
        pieces = [Piece(note.mark, raised=True)]
        for paragraph in found.iter(qn("w:p")) if found is not None else ():
            pieces += [Piece(" "), *runs.pieces(paragraph)]
        lines = lines_of(pieces, "", Set(None))
        return [replace(line, number="") for line in lines]


def masthead_lines(document: Document) -> list[Line]:
    """The cells of the masthead line by line, and the job number in the first page's footer: no running text."""
    section = document.sections[0] if document.sections else None
    if section is None:
        return []
    header, footer = section.first_page_header, section.first_page_footer
    texts = [] if header.is_linked_to_previous else _texts(header._element)
    feet = [] if footer.is_linked_to_previous else _texts(footer._element)
    found = texts if any(map(_SAYS_SO.match, texts)) else []
    jobs = [job[0] for text in feet if (job := _JOB.match(text))]
    return [_furniture(text) for text in (*found, *jobs)]


def is_masthead(table: Any) -> bool:
    """Whether a table of the text is the masthead: it says `United Nations` and `Distr.: General`."""
    texts = _texts(table)
    return "United Nations" in texts and any(text.startswith("Distr.") for text in texts)


def table_lines(table: Any) -> list[Line]:
    """The cells of a masthead in the text, line by line."""
    return [_furniture(text) for text in _texts(table)]


def _furniture(text: str) -> Line:
    return Line(text, gap=1.0, role="furniture")


def _texts(element: Any) -> list[str]:
    """The lines of an element's paragraphs."""
    signs = {qn("w:br"): "\n", qn("w:tab"): " "}
    texts = (
        "".join(signs.get(node.tag, node.text or "") for node in paragraph.iter(qn("w:t"), *signs))
        for paragraph in element.iter(qn("w:p"))
    )
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]
