"""A text with marked names, as gold is exchanged and as spaCy's DocBin is made of it."""

from sgreports.model.base import Frozen
from sgreports.model.facts import Label


class MarkedSpan(Frozen):
    """A marked name: its label, its range in the plain text, the roles after `#` and the fields given."""

    label: Label
    start: int
    end: int
    roles: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


class Marked(Frozen):
    """A sentence without its marks, and the spans that they marked, in text order."""

    text: str
    spans: tuple[MarkedSpan, ...]
