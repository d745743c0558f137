"""Times of counts: paired in the clause, from the sentence's opening, or carried by the paragraph's frame.

GUIDELINES, "Frame": a time named earlier holds until another replaces it, where a reader takes it so.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from sgreports.counting.links import CountLink, SentenceMentions
from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Token
from sgreports.scene.scene import Scene
from sgreports.scene.scope import in_scope
from sgreports.sentence.clauses import ancestors, has_perfect_tense, is_initial, word_before, words_between
from sgreports.sentence.comparison import is_compared_with
from sgreports.sentence.counted import is_change, is_definite
from sgreports.sentence.scope import has_new_subject, is_anaphoric, is_parallel
from sgreports.sentence.tags import VERBAL


def times_of_counts(
    scene: Scene, table: Sequence[SentenceMentions], totals: Mapping[str, Mention]
) -> Iterator[CountLink]:
    """The `count_at` of every count of a paragraph; `totals` gives each part its total."""
    frame: Mention | None = None
    for row in table:
        counts = row.of("COUNT")
        paired = _pair_neighbours(scene, row, counts, row.of("YEAR"), _follows_closely)
        years = [y for y in row.of("YEAR") if _is_temporal(scene, row, y)]
        yield from (CountLink("count_at", c, y, "paired") for c, y in paired)
        done = {c.id for c, _ in paired}
        rest = [c for c in counts if c.id not in done]
        taken = {y.id for _, y in paired}
        carried = frame if all(y.id in taken for y in years) else None
        used: set[str] = set()
        own: dict[str, list[CountLink]] = {}
        for count in rest:
            found = [
                CountLink("count_at", count, y, "clause") for y in _times_in_clause(scene, count, years, taken, used)
            ]
            used.update(link.other.id for link in found if link.other.start > count.start)
            if not found and carried and count.id not in totals and _carries_time(scene, row, count):
                found = [CountLink("count_at", count, carried, "carried")]
            own[count.id] = found
            yield from found
        frame = _next_time_frame(
            scene, years, [y for _, y in paired], frame, [k.other for ks in own.values() for k in ks]
        )


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


Test = Callable[[Scene, Mention, Mention], bool]
Pair = tuple[Mention, Mention]


def _pair_neighbours(
    scene: Scene, row: SentenceMentions, counts: list[Mention], others: list[Mention], fits: Test
) -> list[Pair]:
    """Counts paired with neighbours: by `respectively`, or with the next mention after a preposition."""
    if any(t.lower_ == "respectively" for t in row.sentence) and len(others) > 1:
        return _pair_respectively(counts, others)
    found, ids = [], {m.id for m in others}
    for left, right in zip(row.mentions, row.mentions[1:], strict=False):
        if left.label == "COUNT" and right.id in ids and fits(scene, left, right):
            found.append((left, right))
        elif left.id in ids and right.label == "COUNT" and _is_attributive_time(scene, left, right):
            found.append((right, left))
    return found


def _pair_respectively(counts: list[Mention], others: list[Mention]) -> list[Pair]:
    """Counts paired with times or places in order."""
    return list(zip(counts[: len(others)], others, strict=False)) if len(counts) >= len(others) else []


def _follows_closely(scene: Scene, count: Mention, year: Mention) -> bool:
    """Whether a year follows its count closely: `43 per cent of girls in 2015`."""
    words = words_between(scene.spans[count.id], scene.spans[year.id])
    before = word_before(scene.spans[year.id])
    if is_change(scene.spans[count.id]) and (
        before is None or before.lower_ in ("from", "since", "to", "with", "than")
    ):
        return False
    if before is None or before.lower_ not in relation_words()["time_prepositions"] - {"of", "to", "from"}:
        return False
    return (
        len(words) <= 8
        and not has_new_subject(words, scene.heads[count.id])
        and not any(t.text in (",", ")") or t.pos_ == "VERB" for t in words)
    )


def _is_attributive_time(scene: Scene, year: Mention, count: Mention) -> bool:
    """`the 2023 global average of 28.1 per cent`."""
    words = words_between(scene.spans[year.id], scene.spans[count.id])
    head = scene.heads[year.id]
    return 0 < len(words) <= 5 and words[-1].lower_ == "of" and head.dep_ in ("nummod", "compound", "nmod")


def _times_in_clause(
    scene: Scene, count: Mention, years: list[Mention], taken: set[str], used: set[str]
) -> list[Mention]:
    """The times of a count's clause: attached above it, in the sentence's opening, or following in the same clause."""
    free = [y for y in years if y.id not in taken and in_scope(scene, y, count)]
    after = [
        y
        for y in free
        if y.start > count.start
        and not has_new_subject(words_between(scene.spans[count.id], scene.spans[y.id]), scene.heads[count.id])
    ]
    attached = [
        y
        for y in free
        if y.start < count.start and _clause_holds_count(scene, y, count) and not is_initial(scene.heads[y.id])
    ]
    opening = [y for y in free if y.start < count.start and is_initial(scene.heads[y.id])]
    since = [y for y in after if is_since(scene, y) and has_perfect_tense(scene.heads[count.id].sent)]
    before = [y for y in free if y.start < count.start and y.id not in used]
    for found in (attached[-1:], opening[-1:] + since[:1], after[:1], before[-1:]):
        if found:
            return found
    return []


def is_since(scene: Scene, year: Mention) -> bool:
    """Whether a time is the start of a period: `since the outbreak of fighting in May`."""
    above = takewhile(lambda t: t.pos_ in ("ADP", "SCONJ", "NOUN", "PROPN", "NUM"), ancestors(scene.heads[year.id]))
    return _governing_preposition(scene, year) == "since" or any(t.lower_ == "since" for t in above)


def _governing_preposition(scene: Scene, mention: Mention) -> str:
    before = word_before(scene.spans[mention.id])
    return before.lower_ if before is not None else ""


def _clause_holds_count(scene: Scene, year: Mention, count: Mention) -> bool:
    """Whether the clause or noun that a time is attached to holds the count."""
    head = scene.heads[year.id]
    place = head.head.head if head.head.dep_ == "prep" else head.head
    above = {t.i for t in ancestors(scene.heads[count.id])}
    return place.i in above or head.i in above


def _carries_time(scene: Scene, row: SentenceMentions, count: Mention) -> bool:
    """Whether an earlier time holds for a count: its sentence refers back, and names no other time."""
    words = relation_words()
    if is_change(scene.spans[count.id]) or (
        is_definite(scene.spans[count.id], count.kind) and not is_anaphoric(scene.spans[count.id])
    ):
        return False
    if any(t.lower_ in words["frame_breakers"] for t in row.sentence[:3]) or any(
        t.lower_ in words["relative_times"] for t in row.sentence
    ):
        return False
    return is_anaphoric(scene.spans[count.id]) or is_parallel(scene.heads[count.id]) or _sums_up(row, count)


def _sums_up(row: SentenceMentions, count: Mention) -> bool:
    """Whether a sentence opens with the sum of what was told before: `A total of 179 officers were trained`."""
    left = row.sentence.doc.text[row.sentence.start_char : count.start].lower()
    return any(left.startswith(words) for words in relation_words()["summing_up"])


def _next_time_frame(
    scene: Scene, years: list[Mention], paired: list[Mention], frame: Mention | None, linked: list[Mention]
) -> Mention | None:
    """The time that holds after a sentence: the last of its main clause that no count is paired with, else the one
    before."""
    single = paired if len(paired) == 1 else []
    years = [y for y in years if _governing_preposition(scene, y) not in relation_words()["open_times"]]
    main = [y for y in years if y in single or is_initial(scene.heads[y.id]) or _is_in_main_clause(scene, y)]
    last = ([y for y in main if y in single or y not in paired] or main)[-1:]
    if not last and len({y.id for y in linked}) == 1:
        last = [y for y in linked[:1] if y in years]
    return last[0] if last else frame


def _is_in_main_clause(scene: Scene, year: Mention) -> bool:
    """Whether a time goes with a main verb, not with a noun or a clause inside."""
    head = scene.heads[year.id]
    place = head.head.head if head.head.dep_ == "prep" else head.head
    first = place
    while first.dep_ == "conj":  # `facilities built … and inaugurated in 2024`: the second participle is the noun's too
        first = first.head
    return place.pos_ in VERBAL and first.dep_ in ("ROOT", "ccomp")
