"""The masthead of a Word file: the table in the first page's header, or at the beginning of the text."""

import re
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from sgreports.reading.lines import Line

_SAYS_SO = re.compile(r"United Nations|Distr\.")
_JOB = re.compile(r"\d{2}-\d{5} \(E\)")


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
