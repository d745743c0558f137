"""Footnotes and endnotes of a Word file: their marks as Word shows them, in the order of the calls."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from sgreports.reading.word.number_formats import formatted
from sgreports.reading.word.styles import value

KINDS = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class CalledNote:
    """A note that was called: its kind, its id in the file and its mark."""

    kind: str
    id: str
    mark: str


@dataclass
class Notes:
    """Gives each called note its mark; `waiting` are those called since the last look."""

    settings: Any
    waiting: list[CalledNote] = field(default_factory=list)
    _marks: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def call(self, reference: Any, custom: str | None) -> str:
        """The mark of the note that a reference calls; `custom` is one typed by hand, which does not count."""
        kind, id_ = KINDS[reference.tag], reference.get(qn("w:id"), "")
        if (kind, id_) not in self._marks:
            mark = custom or self._next(kind)
            self._marks[kind, id_] = mark
            self.waiting.append(CalledNote(kind, id_, mark.strip()))
        return self._marks[kind, id_]

    def _next(self, kind: str) -> str:
        properties = None if self.settings is None else self.settings.find(qn(f"w:{kind}Pr"))
        start = value(properties, "w:numStart") or "1"
        self._counts[kind] += 1
        number = self._counts[kind] + (int(start) - 1 if start.isdigit() else 0)
        return formatted(number, value(properties, "w:numFmt") or _FORMS[kind])

    def taken(self) -> list[CalledNote]:
        """The notes called since the last look."""
        found, self.waiting = self.waiting, []
        return found
