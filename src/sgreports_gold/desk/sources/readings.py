"""Parses a span as the finders do: its date in EDTF, its count, the texts that it cites, the slug of its name.

The finders bring the language library, which takes seconds to load: `warm` does it beside the server, and until it has,
nothing is read here, so that no answer waits.
"""

import datetime
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sgreports.model.facts import Label

if TYPE_CHECKING:
    from sgreports.explaining.span_readings import Reading

_ready = threading.Event()
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class SpanContext:
    """The paragraph's text and the report's date."""

    text: str
    date: datetime.date | None


def load_language() -> None:
    """Imports the language library whole, one thread at a time.

    Two threads that each begin with another part of it find it half made, and both fail (`KeyError: 'spacy'`).
    """
    with _loading:
        import sgreports.parsing.language  # noqa: F401


def warm() -> None:
    """Loads the finders."""
    load_language()
    import sgreports.explaining.span_readings  # noqa: F401

    _ready.set()


def span_readings(label: Label, words: str, context: SpanContext | None) -> "list[Reading]":
    """The readings of a span for a label, the likeliest first; nothing before `warm` is through, or for no words."""
    if not _ready.is_set() or not words.strip():
        return []
    from sgreports.explaining.span_readings import read_span

    return list(read_span(label, words, context.text if context else words, context.date if context else None))
