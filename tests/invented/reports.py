"""Reports that a test invents: paragraphs in the body, and nothing else unless it is given."""

from typing import Any

from sgreports.model.report import Masthead, Paragraph, Report


def report_of(*paragraphs: str | Paragraph, **fields: Any) -> Report:
    """A report of the paragraphs. Texts are numbered from 1; `fields` are those of Report."""
    rows = tuple(p if isinstance(p, Paragraph) else paragraph_of(p, n) for n, p in enumerate(paragraphs, 1))
    given = {"document": "A/1", "masthead": Masthead(), "sections": (), "source": "a.txt", "sha256": "0" * 64}
    return Report(**{**given, **fields}, paragraphs=rows)


def paragraph_of(text: str, number: int = 1, **fields: Any) -> Paragraph:
    """A numbered paragraph of the body."""
    given = {"key": str(number), "number": number, "part": "body", "section": None, "order": number - 1}
    return Paragraph(**{**given, **fields}, text=text)
