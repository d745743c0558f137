"""Times of counts by rules: paired in the clause, or from the sentence's opening, with the others of a list. What an
earlier sentence says is for the model."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from sgreports.counting.links import CountLink, SentenceMentions
from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention, Relation
from sgreports.parsing.tokens import Token
from sgreports.scene.lists import list_members, own_mention
from sgreports.scene.scene import Scene
from sgreports.scene.scope import in_scope
from sgreports.sentence.clauses import ancestors, has_perfect_tense, is_initial, word_before, words_between
from sgreports.sentence.comparison import is_compared_with
from sgreports.sentence.counted import is_change, is_known_group
from sgreports.sentence.scope import has_new_subject

MAX_GROUP = 10  # members of a known group, at most


def times_of_counts(scene: Scene, table: Sequence[SentenceMentions]) -> Iterator[CountLink]:
    """The `count_at` of every count of a paragraph: times of its own sentence."""
    for row in table:
        paired = _pair_neighbours(scene, row)
        yield from (CountLink("count_at", c, y, "paired") for c, y in paired)
        years = [y for y in row.of("YEAR") if _is_temporal(scene, row, y)]
        done, taken, used = {c.id for c, _ in paired}, {y.id for _, y in paired}, set[str]()
        for count in (c for c in row.of("COUNT") if c.id not in done):
            found = _times_in_clause(scene, count, years, taken, used)
            used.update(y.id for y in found if y.start > count.start)
            yield from (CountLink("count_at", count, y, "clause") for y in found)


def _is_temporal(scene: Scene, row: SentenceMentions, year: Mention) -> bool:
    """Whether a time states when something was: no attribute of a noun, and not the baseline of a change."""
    head = scene.heads[year.id]
    if head.dep_ in ("compound", "nmod", "nummod", "poss", "amod") and head.head.i not in scene.at:
        return False
    before = word_before(scene.spans[year.id])
    if before is not None and before.lower_ in relation_words()["not_times"] and not _is_part_of_time(scene, before):
        return False
    return before is None or not _is_baseline(scene, row, year, before)


def _is_baseline(scene: Scene, row: SentenceMentions, year: Mention, before: Token) -> bool:
    """Whether a time is what a change is measured from: `compared with 2023`, `rose by 8 per cent from 2023`.

    Of `from 2023 to 2024` the second is the time over which it changed.
    """
    if is_compared_with(scene.doc.text, year.start):
        return True
    if before.lower_ not in ("from", "to"):
        return False
    earlier = row.mentions[: bisect_right(row.mentions, year.start, key=lambda m: m.end)]
    if before.lower_ == "to" and (not earlier or earlier[-1].label != "COUNT"):
        return False
    return any(m.label == "COUNT" and is_change(scene.spans[m.id]) for m in earlier)


def _is_part_of_time(scene: Scene, of: Token) -> bool:
    """Whether an `of` comes after a part of the time that it names: `the morning of 4 June`, `as of May`."""
    return of.lower_ == "of" and of.i > 0 and scene.doc[of.i - 1].lower_ in relation_words()["time_parts"]


def _pair_neighbours(scene: Scene, row: SentenceMentions) -> list[tuple[Mention, Mention]]:
    """Counts paired with neighbouring times: by `respectively`, or with the next one after a preposition."""
    found = [(c, y) for c in row.of("COUNT") if (y := own_mention(scene, c, "YEAR"))]
    for left, right in pairwise(row.mentions if not found else ()):
        if (left.label, right.label) == ("COUNT", "YEAR") and _follows_closely(scene, left, right):
            found.append((left, right))
        elif (left.label, right.label) == ("YEAR", "COUNT") and _is_attributive_time(scene, left, right):
            found.append((right, left))
    return found


def _follows_closely(scene: Scene, count: Mention, year: Mention) -> bool:
    """Whether a year follows its count closely: `43 per cent of girls in 2015`, `from 12 (2015)`."""
    words = words_between(scene.spans[count.id], scene.spans[year.id])
    before = word_before(scene.spans[year.id])
    if is_change(scene.spans[count.id]) and (
        before is None or before.lower_ in ("from", "since", "to", "with", "than")
    ):
        return False
    if before is None or before.lower_ not in relation_words()["time_prepositions"] - {"of", "to", "from"} | {"("}:
        return False
    apart = any(t.text in (",", ")") or t.pos_ == "VERB" for t in words)
    return len(words) <= 8 and not apart and not has_new_subject(words, scene.heads[count.id])


def _is_attributive_time(scene: Scene, year: Mention, count: Mention) -> bool:
    """`the 2023 global average of 28.1 per cent`."""
    words = words_between(scene.spans[year.id], scene.spans[count.id])
    head = scene.heads[year.id]
    return 0 < len(words) <= 5 and words[-1].lower_ == "of" and head.dep_ in ("nummod", "compound", "nmod")


def _times_in_clause(
    scene: Scene, count: Mention, years: list[Mention], taken: set[str], used: set[str]
) -> list[Mention]:
    """The times of a count's clause: attached above it, in the sentence's opening, or following in the same clause."""
    span, head = scene.spans[count.id], scene.heads[count.id]
    free = [y for y in years if y.id not in taken and in_scope(scene, y, count)]
    before, following = [y for y in free if y.start < count.start], [y for y in free if y.start > count.start]
    after = [y for y in following if not has_new_subject(words_between(span, scene.spans[y.id]), head)]
    opening = [y for y in before if is_initial(scene.heads[y.id])]
    attached = [y for y in before if y not in opening and _clause_holds_count(scene, y, count)]
    since = [y for y in after if is_since(scene, y) and has_perfect_tense(head.sent)]
    unused = [y for y in before if y.id not in used]
    for found in (attached[-1:], opening[-1:] + since[:1], after[:1], unused[-1:]):
        if found:
            return found
    return []


def is_since(scene: Scene, year: Mention) -> bool:
    """Whether a time is the start of a period: `since the outbreak of fighting in May`."""
    words = word_before(scene.spans[year.id]), *_phrase_above(scene, year)
    return any(token is not None and token.lower_ == "since" for token in words)


def is_of_report(scene: Scene, year: Mention) -> bool:
    """Whether a time is that of a report: `since my report of 5 May`."""
    return any(token.lemma_ == "report" for token in _phrase_above(scene, year))


def _phrase_above(scene: Scene, year: Mention) -> Iterator[Token]:
    """The nouns and prepositions over a time, nearest first, up to the verb."""
    return takewhile(lambda t: t.pos_ in ("ADP", "SCONJ", "NOUN", "PROPN", "NUM"), ancestors(scene.heads[year.id]))


def _clause_holds_count(scene: Scene, year: Mention, count: Mention) -> bool:
    """Whether the clause or noun that a time is attached to holds the count."""
    head = scene.heads[year.id]
    place = head.head.head if head.head.dep_ == "prep" else head.head
    above = {t.i for t in ancestors(scene.heads[count.id])}
    return place.i in above or head.i in above


def complete_time_lists(found: Iterable[Relation], scene: Scene) -> Iterator[Relation]:
    """Adds the other times of a list; drops the times of known groups (`between the two sides`) and baselines of
    comparisons."""
    mentions = {m.id: m for m in scene.mentions}
    relations = list(found)
    linked = {(r.subject, r.object) for r in relations if r.type == "count_at"}
    for relation in relations:
        count, year = mentions[relation.subject], mentions[relation.object]
        if relation.type != "count_at":
            yield relation
        elif not _is_no_time(scene, count, year):
            yield relation
            for other in () if own_mention(scene, count, "YEAR") else list_members(scene, year, ("YEAR",)):
                if (relation.subject, other.id) not in linked:
                    linked.add((relation.subject, other.id))
                    yield relation.model_copy(update={"object": other.id})


def _is_no_time(scene: Scene, count: Mention, year: Mention) -> bool:
    """Whether a time is not the count's: it is a baseline, or the count is of a known group."""
    if count.start < year.start and is_compared_with(scene.doc.text, year.start):
        return True
    few = count.kind == "cardinal" and count.value_max is not None and count.value_max <= MAX_GROUP
    return few and is_known_group(scene.spans[count.id])
