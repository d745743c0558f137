"""Reports that a test invents: paragraphs in the body, and nothing else unless it is given."""

from collections.abc import Callable
from typing import Any

import spacy
from spacy.tokens import Doc

from sgreports.model.report import Masthead, Paragraph, Report
from sgreports.parsing.unit import Unit

BLANK = spacy.blank("en")


def report_of(*paragraphs: str | Paragraph, **fields: Any) -> Report:
    """A report of the paragraphs. Texts are numbered from 1; `fields` are those of Report."""
    rows = tuple(p if isinstance(p, Paragraph) else paragraph_of(p, n) for n, p in enumerate(paragraphs, 1))
    given = {"document": "A/1", "masthead": Masthead(), "sections": (), "source": "a.txt", "sha256": "0" * 64}
    return Report(**{**given, **fields}, paragraphs=rows)


def paragraph_of(text: str, number: int = 1, **fields: Any) -> Paragraph:
    """A numbered paragraph of the body."""
    given = {"key": str(number), "number": number, "part": "body", "section": None, "order": number - 1}
    return Paragraph(**{**given, **fields}, text=text)


def units_of(parse: Callable[[str], Doc], *paragraphs: str | Paragraph, **fields: Any) -> list[Unit]:
    """The paragraphs of a report, parsed."""
    report = report_of(*paragraphs, **fields)
    return [Unit(report, p, parse(p.text)) for p in report.paragraphs]


def tagged(text: str) -> Doc:
    """A text of which words with a capital are names, the others nouns."""
    doc = BLANK(text)
    for token in doc:
        token.pos_ = "PROPN" if token.text[0].isupper() else "NOUN"
    return doc
