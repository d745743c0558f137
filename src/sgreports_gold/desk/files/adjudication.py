"""Adjudication: two annotators' versions of a paragraph, what they agree on, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from sgreports.errors import SgreportsError, UsageError
from sgreports.model.letters import digest
from sgreports_gold.annotation.comparing.agreement import Both, both_accepted
from sgreports_gold.annotation.comparing.differences import Difference, agreed, differences
from sgreports_gold.annotation.gold import standoff
from sgreports_gold.annotation.gold.marks import marks_of
from sgreports_gold.annotation.gold.records import Marks
from sgreports_gold.desk.files.folder import AnnotationFolder
from sgreports_gold.desk.ordering import Item
from sgreports_gold.desk.sources.source import Text


@dataclass(frozen=True, slots=True)
class ComparedVersions:
    """Both versions by reader, what they agree on, and the differences."""

    marks: dict[str, Marks]
    agreed: Marks
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The two readers whose versions are compared."""

    folder: AnnotationFolder
    names: tuple[str, str]

    def both(self) -> list[Both]:
        """Every paragraph that both have accepted. Raises UsageError where there is none."""
        first, second = ([p for path in self.folder.files_by(name) for p in standoff.read(path)] for name in self.names)
        if not (found := both_accepted(first, second)):
            raise UsageError(f"{' and '.join(self.names)} have no accepted paragraph in common; name two who have")
        return found

    def items(self) -> list[Item]:
        """The queue: the paragraphs that differ, in the order of the files, then those that do not."""
        counted = [(a, _decisions(differences(a, b))) for a, b in self.both()]
        counted.sort(key=lambda row: row[1] == 0)
        return [Item(a.document, a.paragraph, _why(n)) for a, n in counted]

    def compare(self, document: str, text: Text) -> ComparedVersions:
        """Both versions of one paragraph. Raises SgreportsError where one was read from another text."""
        marks = {name: self._marks(name, document, text) for name in self.names}
        a, b = marks.values()
        return ComparedVersions(marks, agreed(a, b), tuple(differences(a, b, self.names)))

    def _marks(self, name: str, document: str, text: Text) -> Marks:
        kept = self.folder.read(self.folder.file(name, document), text.key).paragraph
        if kept is None:
            raise SgreportsError(f"{document} ¶{text.key}: {name} has no reading of it any more; reload the page")
        if kept.hash != digest(text.text):
            raise SgreportsError(
                f"{document} ¶{text.key}: {name} read another text than the report has now; run `sgreports gold move`"
            )
        return marks_of(kept, text.text)


def _decisions(found: Sequence[Difference]) -> int:
    """The number of choices to make: all differences of one mention are one."""
    return len({(d.a, d.b, d.relation) for d in found})


def _why(n: int) -> str:
    return f"{n} differences" if n > 1 else "1 difference" if n else "both agree"
