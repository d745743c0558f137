"""The input of a finder: a paragraph with its parse and its report."""

from dataclasses import dataclass

from spacy.tokens import Doc

from sgreports.model.report import Context, Paragraph, Report
from sgreports.parsing.tokens import Parse, parsed


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of a report with its spaCy Doc (`doc.text == paragraph.text`; tagged, parsed, lemmatized)."""

    report: Report
    paragraph: Paragraph
    doc: Doc

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def context(self) -> Context:
        """What stands over the paragraph."""
        heading = next((s.title for s in self.report.sections if s.key == self.paragraph.section), "")
        return Context(heading, self.report.masthead.title or "")

    @property
    def parse(self) -> Parse:
        """The Doc as plain objects."""
        return parsed(self.doc)
