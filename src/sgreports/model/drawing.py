"""Texts with marks as HTML, for notebooks: what displaCy does for entities."""

from collections.abc import Iterable
from html import escape

COLOURS = {
    "AGENCY": "#4a90d9", "COUNTRY": "#3fa873", "INSTRUMENT": "#d09a30", "PROGRAMME": "#a06cc8", "YEAR": "#8a8f98",
    "COUNT": "#d9604a",
}  # fmt: skip
MARK = "background: {colour}33; border-bottom: 2px solid {colour}; border-radius: 2px; padding: 0 .2em"
SCROLLED = "max-height: 30em; overflow: auto"


def marked(text: str, marks: Iterable[tuple[int, int, str, str | None]]) -> str:
    """A text with its marks, each a start, an end, a label and a normal form; of marks that overlap the first."""
    drawn, at = "", 0
    for start, end, label, entity in sorted(marks, key=lambda mark: mark[0]):
        if start >= at:
            drawn += escape(text[at:start]) + mark(text[start:end], label, entity)
            at = end
    return drawn + escape(text[at:])


def mark(text: str, label: str, entity: str | None = None) -> str:
    """A marked text; its normal form shows where the mouse rests."""
    style = MARK.format(colour=COLOURS[label])
    small = f'<small style="opacity: .7"> {label}</small>'
    title = f' title="{escape(entity)}"' if entity else ""
    return f'<span style="{style}"{title}>{escape(text)}{small}</span>'


def scrolled(paragraphs: Iterable[str]) -> str:
    """Paragraphs of HTML, one below another, in a box of limited height."""
    return f'<div style="{SCROLLED}">{"".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}</div>'
