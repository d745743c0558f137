"""What a number counts: the head of its phrase, its noun, and whether it counts a change or known things."""

from bisect import bisect_left

from sgreports.knowledge.statements.relations import relation_words
from sgreports.parsing.tokens import Span, Token
from sgreports.sentence.clauses import LIMIT, ancestors, word_before
from sgreports.sentence.tags import MODIFIERS, NOUNLIKE

PREMODIFIERS = (*MODIFIERS, "npadvmod")


def phrase_head(token: Token) -> Token:
    """The head of the phrase that holds a number."""
    for _ in range(LIMIT):
        if token.dep_ not in PREMODIFIERS or token.head.pos_ not in NOUNLIKE or token.head.i < token.i:
            break
        token = token.head
    return token


def counted_noun(number: Span, kind: str | None, unit: str | None) -> Token | None:
    """The noun of a number's unit: the head of the number's phrase, else the nearest after it in its sentence, else the
    nearest before in the paragraph; of measures what is measured (`3 tons of rice`). None where there is no such noun.
    """
    doc, own = number.doc, phrase_head(number.root)
    if kind in ("money", "measure"):
        return measured_noun(own)
    last = (unit or "").lower().split()[-1:]
    alike = [places for table in (doc.places, doc.nouns) for word in last if (places := table.get(word))]
    if any(own.i in places[bisect_left(places, own.i) :][:1] for places in alike):
        return own
    after = [places[at] for places in alike if (at := bisect_left(places, number.end)) < len(places)]
    before = [places[at - 1] for places in alike if (at := bisect_left(places, number.start))]
    nearest = min((i for i in after if i < number.root.sent.end), default=max(before, default=None))
    return doc[nearest] if nearest is not None else None


def measured_noun(measure: Token) -> Token | None:
    """The noun of the of-phrase of a measure."""
    of = (child for child in measure.children if child.lower_ == "of")
    return next((end for child in of for end in child.children if end.dep_ == "pobj"), None)


def is_change(number: Span) -> bool:
    """Whether a number states a change, not a level: `by 8 per cent`, `a 35 per cent increase`, `an increase of 9`."""
    words = relation_words()
    before, after = word_before(number), number.doc[min(number.end, len(number.doc) - 1)]
    if before is not None and before.lower_ == "by":
        return any(
            t.lemma_ in words["change_verbs"] or t.lemma_ in words["increase_nouns"] for t in ancestors(number.root)
        )
    if before is not None and before.lower_ == "of" and before.head.lemma_ in words["increase_nouns"]:
        return True
    return after.lemma_.lower() in words["increase_nouns"]


def is_definite(number: Span, kind: str | None) -> bool:
    """Whether a number refers to known things: `the three areas`, `these two bodies`."""
    first = number.start
    return first > 0 and kind != "ratio" and number.doc[first - 1].lower_ in relation_words()["definite"]


def is_known_group(number: Span) -> bool:
    """Whether a number only refers to a few known things: `talks between the two sides`, `in these three areas`.

    They are pointed at, the object of a preposition, and nothing is said of them alone.
    """
    if not number.start or number.doc[number.start - 1].lower_ not in relation_words()["pointing_out"]:
        return False
    head = number.root
    while head.dep_ in MODIFIERS and head.head.i > head.i:
        head = head.head
    return head.dep_ == "pobj" and not any(child.dep_ in ("acl", "relcl") for child in head.children)
