"""Evidence for a count's link to a time, a place or an agent, named, from the order of words and the parse.

Each piece is a word such as `nearest before=here 1` or `reaches`; knowledge/data/relations/count_weights.csv weighs
them. All are of closed classes (order, distances, rivals, prepositions, parse labels, the word lists of
relation_words.toml), so that weights learned on some reports hold on others.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Token

from sgreports.model.facts import Mention
from sgreports.relations.counts.agents import (
    by_phrase_agents,
    is_agentless_work,
    is_record_entry,
    participle_agents,
    recorders,
    restates_total,
    subject_bodies,
    verb_agents,
)
from sgreports.relations.counts.holders import attributive_holders as attributive_name
from sgreports.relations.counts.holders import size_holder
from sgreports.relations.counts.places import carries_place, is_destination, is_host, is_locative
from sgreports.relations.counts.times import (
    SentenceMentions,
    carries_time,
    clause_holds_count,
    follows_closely,
    is_attributive_time,
    is_in_main_clause,
    is_since,
    is_temporal,
)  # fmt: skip
from sgreports.relations.grammar.arguments import Scene
from sgreports.relations.grammar.clauses import (
    has_new_subject,
    has_perfect_tense,
    is_change,
    is_definite,
    is_initial,
    words_between,
)
from sgreports.relations.grammar.scope import (
    clause_heads,
    in_scope,
    is_anaphoric,
    is_parallel,
    opens_sentence,
    totals_by_part,
)
from sgreports.relations.status import sources

DISTANCE_BINS = (0, 1, 2, 3, 5, 8, 12, 20, 35)
PREPOSITIONS = ("pobj", "pcomp")
MARKS = ",;:()"
OF_COUNT = {
    "increase": is_change, "definite": is_definite, "perfect": has_perfect_tense, "goes on": is_anaphoric,
    "parallel": is_parallel, "worked": is_agentless_work, "recordable": is_record_entry, "adds up": restates_total,
}  # fmt: skip
OF_ANY = {"initial": is_initial, "opens": opens_sentence}
OF_OTHER = {
    "YEAR": OF_ANY | {"since": is_since, "main clause": is_in_main_clause},
    "COUNTRY": OF_ANY | {"locative": is_locative, "hosts": is_host, "arrived": is_destination},
}
MentionEvidence = Callable[["ParagraphEvidence", Mention], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class ParagraphEvidence:
    """A paragraph's scene and sentences, with the evidence of single mentions, computed once for all pairs."""

    scene: Scene
    rows: Mapping[str, tuple[int, SentenceMentions]]
    wholes: Mapping[str, Mention]
    alike: Mapping[str, tuple[Sequence[Mention], int]]  # by label, in text order, and how many entities they are
    cache: dict[tuple[MentionEvidence, str], tuple[Any, ...]] = field(default_factory=dict)

    def row(self, mention: Mention) -> SentenceMentions:
        return self.rows[mention.id][1]

    def of_mention(self, feature: MentionEvidence, mention: Mention) -> tuple[Any, ...]:
        """What `feature` yields for a mention."""
        key = feature, mention.id
        if key not in self.cache:
            self.cache[key] = tuple(feature(self, mention))
        return self.cache[key]


def paragraph_evidence(scene: Scene, table: Sequence[SentenceMentions]) -> ParagraphEvidence:
    whole = {part: count for row in table for part, count in totals_by_part(scene, row.of("COUNT")).items()}
    labels: dict[str, list[Mention]] = {}
    for mention in scene.mentions:
        labels.setdefault(mention.label, []).append(mention)
    alike = {label: (found, len({m.entity for m in found})) for label, found in labels.items()}
    return ParagraphEvidence(
        scene, {m.id: (place, row) for place, row in enumerate(table) for m in row.mentions}, whole, alike
    )


def link_evidence(paragraph: ParagraphEvidence, count: Mention, other: Mention) -> Iterator[str]:
    """The evidence for and against a link from `count` to `other`, each piece at most once."""
    same = paragraph.row(count) is paragraph.row(other)
    yield from order_evidence(paragraph, count, other, same)
    yield from parse_evidence(paragraph.scene, count, other, same)
    yield from (
        mention_evidence(paragraph, count, other)
        if same
        else (f"{n} earlier" for n in mention_evidence(paragraph, count, other))
    )
    if same:
        yield from pair_evidence(paragraph.scene, count, other)
        yield from clause_evidence(paragraph, count, other)


def distance_bin(number: int) -> int:
    """A distance, rounded up to the next of DISTANCE_BINS."""
    return next((s for s in DISTANCE_BINS if number <= s), 99)


def order_evidence(paragraph: ParagraphEvidence, count: Mention, other: Mention, same: bool) -> Iterator[str]:
    """Evidence from the order in the text, and from other mentions of the same label."""
    scene, side = paragraph.scene, "after" if other.start > count.start else "before"
    first, last = sorted((scene.order[count.id], scene.order[other.id]))
    among = scene.mentions[first + 1 : last]
    apart = paragraph.rows[other.id][0] - paragraph.rows[count.id][0]
    yield f"rows={max(-3, min(2, apart))}"
    yield f"side={side}"
    yield f"gap={side} {distance_bin(abs(scene.heads[count.id].i - scene.heads[other.id].i))}" if same else "gap=far"
    yield f"counts between={min(3, sum(m.label == 'COUNT' for m in among))}"
    yield f"rivals between={side} {min(3, sum(m.label == other.label for m in among))}"
    yield f"between={min(5, len(among))}"
    yield from rival_evidence(paragraph, count, other, same)


def rival_evidence(paragraph: ParagraphEvidence, count: Mention, other: Mention, same: bool) -> Iterator[str]:
    alike, entities = paragraph.alike[other.label]
    here = min(3, len(paragraph.row(count).of(other.label)))
    before = bisect_left(alike, count.start, key=lambda m: m.start)
    after = bisect_right(alike, count.start, key=lambda m: m.start)
    where = "here" if same else "far"
    yield f"rivals={min(4, entities)}"
    yield f"rivals here={min(4, len(paragraph.row(count).of(other.label)))} {where}"
    if before and alike[before - 1] == other:
        yield f"nearest before={where} {here}"
    if after < len(alike) and alike[after] == other:
        yield f"nearest after={where} {here}"
    if same and here == 1:
        yield "alone here"


def parse_evidence(scene: Scene, count: Mention, other: Mention, same: bool) -> Iterator[str]:
    """Evidence from prepositions, dependency labels and kinds of the two, and the path between them."""
    counted, named = scene.heads[count.id], scene.heads[other.id]
    where = "here" if same else "far"
    side = "after" if other.start > count.start else "before"
    yield f"preposition={governing_word(named)} {side} {where}"
    yield f"count's preposition={governing_word(counted)} {side} {where}"
    yield f"role={named.dep_}"
    yield f"count's role={counted.dep_}"
    yield f"kind={other.kind or other.form}"
    yield f"count's kind={count.kind}"
    if named.sent.start + 4 >= named.i:
        yield f"early={where}"
    if same:
        yield from path_evidence(scene, counted, named, count, other)


def governing_word(token: Token) -> str:
    """What governs a name: its preposition, else its dependency label."""
    return token.head.lower_ if token.dep_ in PREPOSITIONS else token.dep_


def path_evidence(scene: Scene, counted: Token, named: Token, count: Mention, other: Mention) -> Iterator[str]:
    """The distance of the two in the parse, the token where their paths meet, and what is between them."""
    above = [counted, *counted.ancestors]
    places = {token.i: place for place, token in enumerate(above)}
    steps, token = 0, named
    while token.i not in places and token.head.i != token.i:
        token, steps = token.head, steps + 1
    if token.i in places:
        yield f"path={distance_bin(places[token.i] + steps)}"
        yield f"meet={token.pos_}"
    first, last = (count, other) if count.start < other.start else (other, count)
    words = words_between(scene, first, last)
    yield f"marks={''.join(sorted({t.text for t in words if t.text in MARKS}))}"
    yield f"verbs between={min(3, sum(t.pos_ == 'VERB' for t in words))}"
    root = named.sent.root.i
    if named.head.i == root or (named.head.dep_ == "prep" and named.head.head.i == root):
        yield "at the root"
    if has_new_subject(words, count, scene):
        yield "new subject"


def mention_evidence(paragraph: ParagraphEvidence, count: Mention, other: Mention) -> Iterator[str]:
    """Evidence from the count and from the other mention alone, and from the other as its agent."""
    yield from paragraph.of_mention(count_evidence, count)
    yield from paragraph.of_mention(other_evidence, other)
    if other.label == "YEAR":
        yield from paragraph.of_mention(time_frame_evidence, count)
        return
    if other.label == "COUNTRY":
        yield from paragraph.of_mention(place_frame_evidence, count)
    for name, names in paragraph.of_mention(agents_by_construction, count):
        if other in names:
            yield name
        elif names and name == "acting":
            yield "another acts"


def count_evidence(paragraph: ParagraphEvidence, count: Mention) -> Iterator[str]:
    return (name for name, test in OF_COUNT.items() if test(paragraph.scene, count))


def time_frame_evidence(paragraph: ParagraphEvidence, count: Mention) -> Iterator[str]:
    if carries_time(paragraph.scene, paragraph.row(count), count):
        yield "carries"


def place_frame_evidence(paragraph: ParagraphEvidence, count: Mention) -> Iterator[str]:
    if carries_place(paragraph.row(count), count):
        yield "carries"


def other_evidence(paragraph: ParagraphEvidence, other: Mention) -> Iterator[str]:
    """Evidence from a time, a place or an agent alone, by its label."""
    scene, row = paragraph.scene, paragraph.row(other)
    yield from (name for name, test in OF_OTHER.get(other.label, OF_ANY).items() if test(scene, other))
    if other.label == "YEAR":
        if is_temporal(scene, row, other):
            yield "temporal"
        return
    if other in recorders(scene, row):
        yield "recorder"
    if other in subject_bodies(scene, row.sentence.root):
        yield "subject"


def agents_by_construction(paragraph: ParagraphEvidence, count: Mention) -> Iterator[tuple[str, Sequence[Mention]]]:
    """The mentions that each construction makes the agent of a count."""
    scene, row = paragraph.scene, paragraph.row(count)
    yield "acting", list(verb_agents(scene, count))
    yield "attributive", attributive_name(scene, count)
    yield "by", [*by_phrase_agents(scene, row, count), *participle_agents(scene, count)]
    yield "holder", size_holder(scene, count)
    yield "source", sources(scene, row.sentence)


def pair_evidence(scene: Scene, count: Mention, year: Mention) -> Iterator[str]:
    if year.label == "YEAR" and count.start < year.start and follows_closely(scene, count, year):
        yield "close after"
    if year.label == "YEAR" and year.start < count.start and is_attributive_time(scene, year, count):
        yield "attributive"


def clause_evidence(paragraph: ParagraphEvidence, count: Mention, other: Mention) -> Iterator[str]:
    """Evidence from the clauses of the two."""
    scene = paragraph.scene
    if in_scope(scene, other, count):
        yield "reaches"
    if clause_holds_count(scene, other, count):
        yield "governs"
    if count.id in paragraph.wholes:
        yield "part"
    counted, named = paragraph.of_mention(clause_indices, count), paragraph.of_mention(clause_indices, other)
    if counted[:1] == named[:1]:
        yield "same clause"
    elif named and named[0] in counted:
        yield "clause above"
    elif counted and counted[0] in named:
        yield "clause below"


def clause_indices(paragraph: ParagraphEvidence, mention: Mention) -> Iterator[int]:
    return (token.i for token in clause_heads(paragraph.scene, mention))
