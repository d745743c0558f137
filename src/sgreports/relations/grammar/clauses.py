"""The clauses of a count: the words above it, the word before a mention, the words between two mentions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Span, Token
from sgreports.relations.grammar.arguments import Scene
from sgreports.relations.grammar.tags import MODIFIERS, NOUNLIKE, SUBJECTS
from sgreports.relations.grammar.verbs import verb_over

LIMIT = 30
OPENING = 12  # words of an opening phrase, at most

FEW = 10  # things that a reader keeps apart by name
BREAKS = (";", "–", "while", "whereas")  # another clause comes after them
PREMODIFIERS = (*MODIFIERS, "npadvmod")


def ancestors(scene: Scene, mention: Mention) -> Iterator[Token]:
    """The tokens above a mention, nearest first."""
    token = scene.heads[mention.id]
    for _ in range(LIMIT):
        if token.head == token:
            return
        token = token.head
        yield token


def clause_verb(scene: Scene, mention: Mention) -> Token:
    """The verb of the clause that a mention stands in, or the sentence's root."""
    head = scene.heads[mention.id]
    return verb_over(head) or head.sent.root


def phrase_head(scene: Scene, count: Mention) -> Token:
    """The head of the phrase that holds a number."""
    token = scene.heads[count.id]
    for _ in range(LIMIT):
        if token.dep_ not in PREMODIFIERS or token.head.pos_ not in NOUNLIKE or token.head.i < token.i:
            break
        token = token.head
    return token


def counted_noun(scene: Scene, count: Mention) -> Token | None:
    """The noun of a count's unit: the head of the number's phrase, else the nearest after it in its sentence, else the
    nearest before in the paragraph; of measures what is measured (`3 tons of rice`). None where there is no such noun.
    """
    if count.kind in ("money", "measure"):
        return measured_noun(phrase_head(scene, count))
    last = (count.unit or "").lower().split()[-1:]
    span, sentence, own = scene.spans[count.id], scene.heads[count.id].sent, phrase_head(scene, count)
    alike = [places for table in (scene.doc.places, scene.doc.nouns) for word in last if (places := table.get(word))]
    if any(own.i in places[bisect_left(places, own.i) :][:1] for places in alike):
        return own
    after = [places[at] for places in alike if (at := bisect_left(places, span.end)) < len(places)]
    before = [places[at - 1] for places in alike if (at := bisect_left(places, span.start))]
    nearest = min((i for i in after if i < sentence.end), default=max(before, default=None))
    return scene.doc[nearest] if nearest is not None else None


def measured_noun(measure: Token) -> Token | None:
    """The noun of the of-phrase of a measure."""
    of = (child for child in measure.children if child.lower_ == "of")
    return next((end for child in of for end in child.children if end.dep_ == "pobj"), None)


def word_before(scene: Scene, mention: Mention) -> Token | None:
    """The word before a mention and its article."""
    first = scene.spans[mention.id].start - 1
    while first >= 0 and (
        scene.doc[first].lower_ in ("the", "its", "fiscal", "year", "month", "period", "both")
        or scene.doc[first].is_quote
    ):
        first -= 1
    return scene.doc[first] if first >= 0 else None


def words_between(scene: Scene, left: Mention, right: Mention) -> Span:
    """The tokens between two mentions."""
    return scene.doc.span(scene.spans[left.id].end, scene.spans[right.id].start)


def has_new_subject(words: Span, mention: Mention, scene: Scene) -> bool:
    """Whether a clause with another subject begins in the words after a mention."""
    doc, own = scene.doc, phrase_head(scene, mention).i
    subjects = (i for i in within(words, doc.labels, SUBJECTS) if i != own and doc[i].tag_ not in ("WDT", "WP"))
    places = chain(within(words, doc.places, BREAKS), subjects)
    first = next(places, None)
    if first is None:
        return False
    bracketed = brackets(words)
    return any(not is_in_any(bracketed, i) for i in chain((first,), places))


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


def is_change(scene: Scene, count: Mention) -> bool:
    """Whether a count states a change, not a level: `by 8 per cent`, `a 35 per cent increase`, `an increase of 9`."""
    words = relation_words()
    noun = phrase_head(scene, count)
    before = word_before(scene, count)
    near = {noun.lemma_.lower(), noun.head.lemma_.lower()}
    after = scene.doc[min(scene.spans[count.id].end, len(scene.doc) - 1)]
    near.add(after.lemma_.lower())
    if before is not None and before.lower_ == "by":
        return any(
            t.lemma_ in words["change_verbs"] or t.lemma_ in words["increase_nouns"] for t in ancestors(scene, count)
        )
    if before is not None and before.lower_ == "of" and before.head.lemma_ in words["increase_nouns"]:
        return True
    return after.lemma_.lower() in words["increase_nouns"]


def sentence_of(scene: Scene, mention: Mention) -> Span:
    return scene.heads[mention.id].sent


def is_initial(scene: Scene, mention: Mention) -> bool:
    """Whether a mention stands in the sentence's opening phrase, before its main subject."""
    sentence, place = sentence_of(scene, mention), scene.heads[mention.id].i
    if place - sentence.start >= OPENING:
        return False
    subjects = [t.i for t in sentence if t.dep_ in SUBJECTS and t.head.i == sentence.root.i]
    limit = subjects[0] if subjects else sentence.root.i
    return place < limit


def is_definite(scene: Scene, count: Mention) -> bool:
    """Whether a count refers to known things: `the three areas`, `these two bodies`."""
    first = scene.spans[count.id].start
    return first > 0 and count.kind != "ratio" and scene.doc[first - 1].lower_ in relation_words()["definite"]


def is_known_group(scene: Scene, count: Mention) -> bool:
    """Whether a count only refers to a few known things: `talks between the two sides`, `in these three areas`.

    They are ten at most, pointed at, the object of a preposition, and nothing is said of them alone.
    """
    first = scene.spans[count.id].start
    pointed = first > 0 and scene.doc[first - 1].lower_ in relation_words()["pointing_out"]
    if not pointed or count.kind != "cardinal" or count.value_max is None or count.value_max > FEW:
        return False
    head = scene.heads[count.id]
    while head.dep_ in MODIFIERS and head.head.i > head.i:
        head = head.head
    return head.dep_ == "pobj" and not any(child.dep_ in ("acl", "relcl") for child in head.children)


def has_perfect_tense(scene: Scene, count: Mention) -> bool:
    """Whether a count's sentence has a perfect tense: `had arrived since`."""
    return any(token.dep_ == "aux" and token.lemma_ == "have" for token in sentence_of(scene, count))


def is_distance(count: Mention) -> bool:
    """Whether a count states a distance or an area, which has no time and no agent."""
    return (count.unit or count.text.rsplit(" ", 1)[-1]).casefold() in relation_words()["distances"]
