"""Adjudication: two annotators' versions of a paragraph, and what they agree on."""

from dataclasses import dataclass

from sgreports.errors import SgreportsError, UsageError
from sgreports.model.letters import digest
from sgreports_gold.annotation.comparing.agreement import both_accepted
from sgreports_gold.annotation.comparing.differences import choices
from sgreports_gold.annotation.gold import standoff
from sgreports_gold.annotation.gold.marks import marks_of
from sgreports_gold.annotation.gold.records import Marks
from sgreports_gold.desk.files.folder import AnnotationFolder
from sgreports_gold.desk.ordering import Item
from sgreports_gold.desk.sources.source import Text


@dataclass(frozen=True, slots=True)
class Sides:
    """The two readers whose versions are compared."""

    folder: AnnotationFolder
    names: tuple[str, str]

    def items(self) -> list[Item]:
        """The queue: the paragraphs that both have accepted and that differ, in the order of the files, then those that
        do not. Raises UsageError where there is none."""
        first, second = ([p for path in self.folder.files_by(name) for p in standoff.read(path)] for name in self.names)
        if not (found := both_accepted(first, second)):
            raise UsageError(f"{' and '.join(self.names)} have no accepted paragraph in common; name two who have")
        counted = sorted(((a, choices(a, b)) for a, b in found), key=lambda row: row[1] == 0)
        return [Item(a.document, a.paragraph, _why(n)) for a, n in counted]

    def marks(self, document: str, text: Text) -> dict[str, Marks]:
        """Both versions of one paragraph, by reader. Raises SgreportsError where one was read from another text."""
        return {name: self._marks(name, document, text) for name in self.names}

    def _marks(self, name: str, document: str, text: Text) -> Marks:
        kept = self.folder.read(self.folder.file(name, document), text.key).paragraph
        if kept is None:
            raise SgreportsError(f"{document} ¶{text.key}: {name} has no reading of it any more; reload the page")
        if kept.hash != digest(text.text):
            raise SgreportsError(
                f"{document} ¶{text.key}: {name} read another text than the report has now; run `sgreports gold move`"
            )
        return marks_of(kept, text.text)


def _why(n: int) -> str:
    return f"{n} differences" if n > 1 else "1 difference" if n else "both agree"
