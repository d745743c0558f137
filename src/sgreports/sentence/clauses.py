"""The clauses of a sentence: the words above a token, around a phrase, and in brackets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sgreports.parsing.tokens import Span, Token, once
from sgreports.sentence.tags import SUBJECTS, VERBAL
from sgreports.sentence.verbs import MAX_STEPS, verb_over

MAX_ANCESTORS = 30
MAX_OPENING = 12  # words of an opening phrase, at most
CLAUSAL = ("acl", "relcl", "advcl", "ccomp", "xcomp", "pcomp", "conj", "parataxis", "dep")
BETWEEN = ("the", "its", "fiscal", "year", "month", "period", "both")


def ancestors(token: Token) -> Iterator[Token]:
    """The ancestors of a token, nearest first, at most MAX_ANCESTORS."""
    return islice(token.ancestors, MAX_ANCESTORS)


def path_between(one: Token, two: Token) -> tuple[list[Token], list[Token], Token] | None:
    """The tokens from one and from another up to the lowest that is over both, without it, and this one; None where
    there is none near."""
    up, down = ([token, *islice(token.ancestors, MAX_STEPS)] for token in (one, two))
    places = {token.i: place for place, token in enumerate(down)}
    top = next((token for token in up if token.i in places), None)
    return (up[: up.index(top)], down[: places[top.i]], top) if top is not None else None


def clause_verb(token: Token) -> Token:
    """The verb of the clause that a token stands in, or the sentence's root."""
    return verb_over(token) or token.sent.root


@once
def clause_heads(token: Token) -> tuple[Token, ...]:
    """The heads of the clauses that hold a token, innermost first, the sentence's root last."""
    above = (token, *ancestors(token))
    return tuple(t for t in above if t.dep_ == "ROOT" or (t.pos_ in VERBAL and t.dep_ in CLAUSAL))


def innermost_clause(token: Token) -> Token:
    """The head of the clause that holds a token; the token where none is near."""
    return next(iter(clause_heads(token)), token)


def word_before(words: Span) -> Token | None:
    """The word before a name or number and its article."""
    doc, first = words.doc, words.start - 1
    while first >= 0 and (doc[first].lower_ in BETWEEN or doc[first].is_quote):
        first -= 1
    return doc[first] if first >= 0 else None


def words_between(left: Span, right: Span) -> Span:
    """The tokens between two phrases."""
    return left.doc.span(left.end, right.start)


def within(words: Span, table: Mapping[str, Sequence[int]], keys: Sequence[str]) -> Iterator[int]:
    """The places in a range that a table of a parse has for some keys, key by key."""
    for places in (table.get(key, ()) for key in keys):
        yield from (places[at] for at in range(bisect_left(places, words.start), bisect_left(places, words.end)))


def brackets(words: Span) -> list[range]:
    """The places in brackets that stand in no others, in order; a bracket that is not closed in the words is none."""
    marks = sorted(within(words, words.doc.places, ("(", ")")))
    closing = sum(words.doc[i].text == ")" for i in marks)
    depth, first, found = 0, 0, []
    for i in marks:
        opens = words.doc[i].text == "("
        closing -= not opens
        first = first if depth else i
        depth += closing > 0 if opens else -(depth > 0)
        if not opens and not depth and first < i:
            found.append(range(first, i))
    return [*found, range(first, words.end)] if depth else found


def is_in_any(ranges: Sequence[range], place: int) -> bool:
    """Whether one of some ranges, in order and apart, holds a place."""
    before = bisect_right(ranges, place, key=lambda r: r.start)
    return before > 0 and place in ranges[before - 1]


def is_initial(token: Token) -> bool:
    """Whether a token stands in the sentence's opening phrase, before its main subject."""
    sentence = token.sent
    if token.i - sentence.start >= MAX_OPENING:
        return False
    subjects = [t.i for t in sentence if t.dep_ in SUBJECTS and t.head.i == sentence.root.i]
    return token.i < (subjects[0] if subjects else sentence.root.i)


def has_perfect_tense(sentence: Span) -> bool:
    """Whether a sentence has a perfect tense: `had arrived since`."""
    return any(token.dep_ == "aux" and token.lemma_ == "have" for token in sentence)
