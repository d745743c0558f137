"""Word files that tests draw with python-docx, with the parts that it has no names for as XML."""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings

_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"


class Word:
    """A Word file in the making; `read` saves it and gives the report."""

    def __init__(self) -> None:
        self.document: WordDocument = Document()
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def put(self, text: str = "", style: str | None = None, listed: tuple[int, int] | None = None) -> Paragraph:
        """A paragraph; `listed` are its list and level."""
        paragraph = self.document.add_paragraph(text, style)
        if listed:
            number, level = listed
            xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(xml))
        return paragraph

    def xml(self, content: str) -> None:
        """A paragraph of this content in XML."""
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w', 'r')}>{content}</w:p>"))

    def style(self, name: str, listed: int | None = None) -> None:
        """A paragraph style, with the list that it is linked to."""
        made = self.document.styles.add_style(name, 1)
        if listed is not None:
            xml = f'<w:numPr {nsdecls("w")}><w:numId w:val="{listed}"/></w:numPr>'
            made.element.get_or_add_pPr().append(parse_xml(xml))

    def lists(self, definitions: Sequence[str], lists: Sequence[str]) -> None:
        """The numbering part: definitions of levels (w:lvl), numbered from 0, and lists (w:num), numbered from 1."""
        element = self.document.part.numbering_part.element
        for child in list(element):
            element.remove(child)
        for number, levels in enumerate(definitions):
            element.append(
                parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>')
            )
        for number, content in enumerate(lists, start=1):
            element.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{content}</w:num>'))

    def note(self, content: str, kind: str = "footnote") -> str:
        """A footnote or an endnote; the XML of the run that calls it."""
        self._notes[kind].append(content)
        return f'<w:r><w:{kind}Reference w:id="{len(self._notes[kind])}"/></w:r>'

    def link(self, address: str) -> str:
        """The id of a hyperlink."""
        return self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def save(self, path: Path) -> Path:
        """Writes the file."""
        for kind, notes in self._notes.items():
            if notes:
                self._add_notes(kind, notes)
        self.document.save(str(path))
        return path

    def _add_notes(self, kind: str, notes: list[str]) -> None:
        written = (
            f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>'
            f"<w:r><w:tab/><w:t>{text}</w:t></w:r></w:p></w:{kind}>"
            for number, text in enumerate(notes, start=1)
        )
        blob = f"<w:{kind}s {nsdecls('w')}>{''.join(written)}</w:{kind}s>".encode()
        part = Part(PackURI(f"/word/{kind}s.xml"), _NOTES.format(kind), blob, self.document.part.package)
        self.document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))

    def read(self, folder: Path) -> Report:
        """The report that the file becomes."""
        return read_report(self.save(folder / "drawn.docx"), Settings())


def level(depth: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """A level of a list: `%1.`, `(%2)`."""
    counted = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{depth}">{counted}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def of(definition: int, override: str = "") -> str:
    """The content of a list that counts with a definition."""
    return f'<w:abstractNumId w:val="{definition}"/>{override}'


def override(depth: int, start: int) -> str:
    """Where a list begins anew."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def run(text: str, properties: str = "") -> str:
    """A run in XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def body(report: Report) -> list[tuple[str, str]]:
    """The keys and texts of the body and of notes."""
    return [(p.key, p.text) for p in report.paragraphs if p.part in ("body", "footnote")]
