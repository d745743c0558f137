"""Gold as values that other rooms and tools train from: marked texts, with the relations beside them."""

from typing import Any, NamedTuple

from sgreports.annotation.gold.marks import Mark, marks_of
from sgreports.annotation.gold.records import GoldParagraph
from sgreports.annotation.gold.row import plain
from sgreports.model.facts import LABELS
from sgreports.model.markup import Marked, MarkedSpan


class Example(NamedTuple):
    """A text by its name with its marks (the mention's id is the mark's role) and what else gold says of it."""

    name: str
    marked: Marked
    more: dict[str, Any]


def example(p: GoldParagraph, text: str) -> Example:
    """The example that a paragraph makes. Raises ValueError where a quote is not in `text`."""
    spans = tuple(_span(m) for m in marks_of(p, text).mentions)
    more = {
        "document": p.document, "paragraph": p.paragraph, "annotator": p.annotator,
        "relations": [r.model_dump() for r in p.relations],
        "rows": {m.id: plain(m.row) for m in p.mentions if m.row},
    }  # fmt: skip
    return Example(f"{p.document} ¶{p.paragraph}", Marked(text=text, spans=spans), more)


def _span(m: Mark) -> MarkedSpan:
    given = {"entity": m.entity, "kind": m.kind, "unit": m.unit}
    fields = tuple((name, value) for name, value in given.items() if value is not None)
    label = next(label for label in LABELS if label == m.label)
    return MarkedSpan(label=label, start=m.start, end=m.end, roles=(m.id,), fields=fields)
