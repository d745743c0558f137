"""Gold to and from JSON Lines (GUIDELINES.md, "The gold file")."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sgreports.model.facts import LABELS
from sgreports.model.letters import character_span, digest, letter_span, letters
from sgreports.model.markup import Marked, MarkedSpan
from sgreports_gold.annotation.gold.marks import marks_of
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, GoldRelation, Mark
from sgreports_gold.annotation.gold.row import plain

VALUES = ("unit", "unit_from", "event", "note")
"""Values of a mention that are left out where they are null."""


def to_json(p: GoldParagraph, text: str) -> dict[str, Any]:
    """The JSON object of a paragraph whose text is `text`. Raises ValueError where a quote is not in it."""
    return {
        "document": p.document, "paragraph": p.paragraph, "text": text,
        "mentions": [_mention_out(m, text) for m in p.mentions],
        "relations": [r.model_dump(exclude_none=True) for r in p.relations], "annotator": p.annotator,
    }  # fmt: skip


def from_json(row: Mapping[str, Any]) -> GoldParagraph:
    """The paragraph of a JSON object. Raises pydantic's ValidationError where it breaks the format."""
    text = row["text"]
    return GoldParagraph(
        document=row["document"], paragraph=row["paragraph"], letters=len(letters(text)), hash=digest(text),
        mentions=tuple(_mention_in(m, text) for m in sorted(row["mentions"], key=lambda m: m["start"])),
        relations=tuple(GoldRelation.model_validate(r) for r in row["relations"]),
        annotator=row["annotator"],
    )  # fmt: skip


def read_lines(lines: Iterable[str]) -> list[GoldParagraph]:
    """The paragraphs of a JSON Lines file."""
    return [from_json(json.loads(line)) for line in lines if line.strip()]


def _mention_out(m: GoldMention, text: str) -> dict[str, Any]:
    start, end = character_span(text, m.start, m.end, m.text)
    row = {"id": m.id, "label": m.label, "start": start, "end": end, "text": text[start:end], "entity": m.entity}
    extra = {"form" if m.label == "COUNTRY" else "kind": m.kind} | m.model_dump(include=set(VALUES))
    extra["row"] = plain(m.row) if m.row else None
    return row | {name: value for name, value in extra.items() if value is not None}


def _mention_in(m: Mapping[str, Any], text: str) -> GoldMention:
    start, end = letter_span(text, m["start"], m["end"])
    said = {name: m.get(name) for name in (*VALUES, "row")}
    if m["label"] == "COUNT":
        said["unit"] = said["unit"] or ""  # which others write as null
    return GoldMention(
        id=m["id"], label=m["label"], start=start, end=end, text=m["text"], entity=m["entity"],
        kind=m.get("kind") or m.get("form"), **said,
    )  # fmt: skip


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
