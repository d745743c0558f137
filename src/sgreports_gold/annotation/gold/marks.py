"""A paragraph's gold as people and other tools see it: mentions on the characters of its text.

Gold counts letters (letters.py); here offsets are Unicode code points of the text, end exclusive.
"""

from collections.abc import Iterator

from sgreports.knowledge.statements.relations import symmetric_types
from sgreports.model.letters import character_span, digest, letter_span, letters
from sgreports_gold.annotation.gold.records import Arc, GoldMention, GoldParagraph, GoldRelation, Mark, Marks


def marks_of(p: GoldParagraph, text: str) -> Marks:
    """The marks of a paragraph on its text. Raises ValueError where a quote is not at its place in `text`."""
    return Marks(
        mentions=tuple(_mark(m, text) for m in p.mentions),
        relations=tuple(Arc.model_validate(r.model_dump()) for r in p.relations),
    )


def _mark(m: GoldMention, text: str) -> Mark:
    start, end = character_span(text, m.start, m.end, m.text)
    return Mark.model_validate(m.model_dump() | {"start": start, "end": end, "text": text[start:end]})


def gold_of(
    marks: Marks, text: str, document: str, paragraph: str, annotator: str, *, draft: bool = False
) -> GoldParagraph:
    """The gold, or draft, of marks in which `wrong_marks` (checks.py) finds nothing; mentions in the text's order.

    Raises pydantic's ValidationError where something is wrong all the same.
    """
    mentions = sorted(marks.mentions, key=lambda m: m.start)
    order = {m.id: i for i, m in enumerate(mentions)}
    return GoldParagraph(
        document=document, paragraph=paragraph, letters=len(letters(text)), hash=digest(text),
        mentions=tuple(_gold_mention(m, text) for m in mentions),
        relations=tuple(_gold_relations(marks, order)), annotator=annotator, draft=draft,
    )  # fmt: skip


def _gold_mention(m: Mark, text: str) -> GoldMention:
    start, end = letter_span(text, m.start, m.end)
    return GoldMention.model_validate(m.model_dump() | {"start": start, "end": end})


def _gold_relations(marks: Marks, order: dict[str, int]) -> Iterator[GoldRelation]:
    for r in marks.relations:
        ends = (r.subject, r.object)
        if r.type in symmetric_types():
            ends = (min(ends, key=order.__getitem__), max(ends, key=order.__getitem__))
        yield GoldRelation.model_validate(r.model_dump() | {"subject": ends[0], "object": ends[1]})
