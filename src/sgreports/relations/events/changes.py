"""Counts that are a change, and money that is a value: tested before other events."""

from sgreports.knowledge.statements.events import WordClass, event_by
from sgreports.parsing.tokens import Token
from sgreports.relations.events.reader import EventReader
from sgreports.relations.grammar.clauses import ancestors, is_change
from sgreports.relations.grammar.tags import VERBAL

MORE = ("higher", "lower", "more", "less", "fewer")


def change_cue(reader: EventReader) -> Token | None:
    """The word by which a count is a change itself: `rose by 8 per cent`, `a rise of 9`, `15 per cent higher`."""
    first, last = (list(reader.scene.tokens(reader.count))[place] for place in (0, -1))
    before = reader.scene.doc[first.i - 1] if first.i else None
    after = reader.scene.doc[last.i + 1] if last.i + 1 < len(reader.scene.doc) else None
    above = reader.top.head
    for preposition in (before, above):
        if preposition is not None and preposition.lower_ in ("by", "of") and is_change_word(reader, preposition.head):
            return preposition.head
    if after is not None and reader.count.kind == "percent" and after.lower_ in MORE:
        return after
    if is_change(reader.scene, reader.count):
        return next(
            (t for t in (after, *ancestors(reader.scene, reader.count)) if t and is_change_word(reader, t)),
            before or last,
        )
    return None


def is_change_word(reader: EventReader, token: Token) -> bool:
    """Whether a word states a change."""
    part: WordClass = "verbs" if token.pos_ in VERBAL else "nouns"
    return event_by(part, token.lemma_.lower(), reader.unit_class) == "changed"
