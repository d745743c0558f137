"""The paragraph and character styles of a Word file: what a style says, or those that it is based on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from docx.oxml.ns import qn

from sgreports.knowledge.layout.covers import heading_level, is_note_style

T = TypeVar("T")
VAL = qn("w:val")
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles based on one another
_BODY_LEVEL = 9  # outline levels from 0 to 8 are headings


def is_on(element: Any, tag: str) -> bool | None:
    """Whether a property (`w:b`) is set in an element of properties; None where it says nothing."""
    found = element.find(qn(tag)) if element is not None else None
    return None if found is None else found.get(VAL, "1") not in _OFF


def value(element: Any, path: str) -> str | None:
    """The value at a path (`w:pPr/w:outlineLvl`); None where there is none."""
    found = element.find("/".join(qn(step) for step in path.split("/"))) if element is not None else None
    return None if found is None else found.get(VAL)


@dataclass(frozen=True)
class Styles:
    """The styles part. What styles say is looked up once for each style and property."""

    element: Any
    _known: dict[tuple[str, str | None], Any] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Any]:
        """The styles by their ids."""
        return {style.get(qn("w:styleId"), ""): style for style in self.element.iterfind(qn("w:style"))}

    @cached_property
    def default(self) -> str | None:
        """The id of the style that a paragraph has which names none."""
        usual = (id_ for id_, s in self.by_id.items() if s.get(qn("w:default")) in ("1", "true"))
        return next((id_ for id_ in usual if self.by_id[id_].get(qn("w:type")) == "paragraph"), None)

    def chain(self, style: str | None) -> Iterator[Any]:
        """The style and those that it is based on, itself first."""
        for _ in range(_DEEPEST):
            found = self.by_id.get(style or "")
            if found is None:
                return
            yield found
            style = value(found, "w:basedOn")

    def names(self, style: str | None) -> Iterator[str]:
        """Their names."""
        return (value(one, "w:name") or "" for one in self.chain(style))

    def level(self, style: str | None) -> int | None:
        """The level of the style's headings, by its name or its outline level; None for text."""
        for one in self.chain(style):
            level = heading_level(value(one, "w:name") or "")
            outline = value(one, "w:pPr/w:outlineLvl")
            if level is not None:
                return level
            if outline is not None:
                return outline_level(outline)
        return None

    def is_note(self, style: str | None) -> bool:
        """Whether the style is that of notes, or based on it."""
        return any(map(is_note_style, self.names(style)))

    def on(self, style: str | None, tag: str) -> bool | None:
        """Whether the style sets a property of characters, `w:b`; None where it says nothing."""
        return self._said(style, tag, lambda one: is_on(one.find(qn("w:rPr")), tag))

    def text(self, style: str | None, path: str) -> str | None:
        """The value of a property of the style, `w:rPr/w:sz`."""
        return self._said(style, path, lambda one: value(one, path))

    def _said(self, style: str | None, what: str, read: Callable[[Any], T | None]) -> T | None:
        if (what, style) not in self._known:
            said = map(read, self.chain(style))
            self._known[what, style] = next((known for known in said if known is not None), None)
        found: T | None = self._known[what, style]
        return found


def outline_level(outline: str) -> int | None:
    """The level of headings for an outline level of Word, which counts from 0; None for body text."""
    level = int(outline) if outline.isdigit() else _BODY_LEVEL
    return level + 1 if level < _BODY_LEVEL else None
