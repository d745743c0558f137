"""What speaks for a count's link to a time, a place or an agent: named evidence, read off the order and the parse.

Each piece is a word such as `nearest before=here 1` or `reaches`; knowledge/data/relations/count_weights.csv weighs
them. All are of closed classes (order, distances, rivals, prepositions, parse labels, the word lists of
relation_words.toml), so that weights learned on some reports hold on others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sgreports.finding.arguments import Scene
from sgreports.finding.clauses import between, definite, increase, initial, new_subject, perfect
from sgreports.finding.doers import acting, adds_up, nominal, recordable, recording, subjects, worked
from sgreports.finding.frames import (
    Row,
    attributive,
    begins,
    carries_time,
    governs,
    of_main_clause,
    temporal,
    timed,
)  # fmt: skip
from sgreports.finding.holders import attributive as attributive_name
from sgreports.finding.holders import holder
from sgreports.finding.places import arrived, carries_place, hosts, locative
from sgreports.finding.reach import anaphoric, clauses, opens, parallel, reaches, wholes
from sgreports.finding.status import sources
from sgreports.model.facts import Mention

STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 35)
PREPOSITIONS = ("pobj", "pcomp")
MARKS = ",;:()"
OF_COUNT = {
    "increase": increase, "definite": definite, "perfect": perfect, "goes on": anaphoric, "parallel": parallel,
    "worked": worked, "recordable": recordable, "adds up": adds_up,
}  # fmt: skip


@dataclass(slots=True)
class Told:
    """A paragraph's scene and sentences, with what is asked of a count or a sentence for each candidate again."""

    scene: Scene
    rows: dict[int, Row]
    wholes: dict[str, Mention]
    of_count: dict[str, tuple[str, ...]] = field(default_factory=dict)
    agents: dict[str, dict[str, list[Mention]]] = field(default_factory=dict)

    def row(self, mention: Mention) -> Row:
        return self.rows[self.scene.heads[mention.id].sent.start]


def told(scene: Scene, table: Sequence[Row]) -> Told:
    whole = {part: count for row in table for part, count in wholes(scene, row.of("COUNT")).items()}
    return Told(scene, {row.sentence.start: row for row in table}, whole)


def evidence(paragraph: Told, count: Mention, other: Mention) -> Iterator[str]:
    """All that speaks for or against a link from `count` to `other`, each piece at most once."""
    same = paragraph.row(count) is paragraph.row(other)
    yield from order(paragraph, count, other, same)
    yield from grammar(paragraph.scene, count, other, same)
    far = "" if same else " earlier"
    yield from (f"{name}{far}" for name in said_of_count(paragraph, count))
    yield from (f"{name}{far}" for name in said_of_other(paragraph, count, other, same))
    if same:
        yield from clause(paragraph, count, other)


def step(number: int) -> int:
    """A distance to the next of STEPS."""
    return next((s for s in STEPS if number <= s), 99)


def order(paragraph: Told, count: Mention, other: Mention, same: bool) -> Iterator[str]:
    """Places in the text, and who else could be meant."""
    scene, side = paragraph.scene, "after" if other.start > count.start else "before"
    first, last = sorted((scene.order[count.id], scene.order[other.id]))
    among = scene.mentions[first + 1 : last]
    sentences = list(paragraph.rows)
    apart = sentences.index(paragraph.row(other).sentence.start) - sentences.index(paragraph.row(count).sentence.start)
    yield f"rows={max(-3, min(2, apart))}"
    yield f"side={side}"
    yield f"gap={side} {step(abs(scene.heads[count.id].i - scene.heads[other.id].i))}" if same else "gap=far"
    yield f"counts between={min(3, sum(m.label == 'COUNT' for m in among))}"
    yield f"rivals between={side} {min(3, sum(m.label == other.label for m in among))}"
    yield f"between={min(5, len(among))}"
    yield from rivals(paragraph, count, other, same)


def rivals(paragraph: Told, count: Mention, other: Mention, same: bool) -> Iterator[str]:
    alike = [m for m in paragraph.scene.mentions if m.label == other.label]
    here = min(3, len(paragraph.row(count).of(other.label)))
    before, after = [m for m in alike if m.start < count.start], [m for m in alike if m.start > count.start]
    where = "here" if same else "far"
    yield f"rivals={min(4, len({m.entity for m in alike}))}"
    yield f"rivals here={min(4, len(paragraph.row(count).of(other.label)))} {where}"
    if before[-1:] == [other]:
        yield f"nearest before={where} {here}"
    if after[:1] == [other]:
        yield f"nearest after={where} {here}"
    if same and here == 1:
        yield "alone here"


def grammar(scene: Scene, count: Mention, other: Mention, same: bool) -> Iterator[str]:
    """Prepositions, parse labels and kinds of the two, and the way between them."""
    counted, named = scene.heads[count.id], scene.heads[other.id]
    where = "here" if same else "far"
    side = "after" if other.start > count.start else "before"
    yield f"preposition={preposition(named)} {side} {where}"
    yield f"count's preposition={preposition(counted)} {side} {where}"
    yield f"role={named.dep_}"
    yield f"count's role={counted.dep_}"
    yield f"kind={other.kind or other.form}"
    yield f"count's kind={count.kind}"
    if named.sent.start + 4 >= named.i:
        yield f"early={where}"
    if same:
        yield from way(scene, counted, named, count, other)


def preposition(token: Token) -> str:
    """What governs a name: its preposition, else its label in the parse."""
    return token.head.lower_ if token.dep_ in PREPOSITIONS else token.dep_


def way(scene: Scene, counted: Token, named: Token, count: Mention, other: Mention) -> Iterator[str]:
    """How far apart the two are in the parse, where they meet, and what stands between."""
    above = [counted, *counted.ancestors]
    places = {token.i: place for place, token in enumerate(above)}
    steps, token = 0, named
    while token.i not in places and token.head is not token:
        token, steps = token.head, steps + 1
    if token.i in places:
        yield f"path={step(places[token.i] + steps)}"
        yield f"meet={token.pos_}"
    first, last = (count, other) if count.start < other.start else (other, count)
    words = between(scene, first, last)
    yield f"marks={''.join(sorted({t.text for t in words if t.text in MARKS}))}"
    yield f"verbs between={min(3, sum(t.pos_ == 'VERB' for t in words))}"
    if named.head is named.sent.root or (named.head.dep_ == "prep" and named.head.head is named.sent.root):
        yield "at the root"
    if new_subject(words, count, scene):
        yield "new subject"


def said_of_count(paragraph: Told, count: Mention) -> tuple[str, ...]:
    if count.id not in paragraph.of_count:
        paragraph.of_count[count.id] = tuple(n for n, test in OF_COUNT.items() if test(paragraph.scene, count))
    return paragraph.of_count[count.id]


def said_of_other(paragraph: Told, count: Mention, other: Mention, same: bool) -> Iterator[str]:
    """What its label lets a time, a place or an agent show."""
    scene = paragraph.scene
    if initial(scene, other):
        yield "initial"
    if opens(scene, other):
        yield "opens"
    if other.label == "YEAR":
        yield from of_time(paragraph, count, other, same)
    else:
        yield from of_agent(paragraph, count, other)
    if other.label == "COUNTRY":
        yield from of_place(paragraph, count, other)


def of_time(paragraph: Told, count: Mention, year: Mention, same: bool) -> Iterator[str]:
    scene = paragraph.scene
    if temporal(scene, paragraph.row(year), year):
        yield "temporal"
    if begins(scene, year):
        yield "since"
    if of_main_clause(scene, year):
        yield "main clause"
    if carries_time(scene, paragraph.row(count), count):
        yield "carries"
    if same and count.start < year.start and timed(scene, count, year):
        yield "close after"
    if same and year.start < count.start and attributive(scene, year, count):
        yield "attributive"


def of_place(paragraph: Told, count: Mention, country: Mention) -> Iterator[str]:
    scene = paragraph.scene
    tests = {"locative": locative, "hosts": hosts, "arrived": arrived}
    yield from (name for name, test in tests.items() if test(scene, country))
    if carries_place(paragraph.row(count), count):
        yield "carries"


def of_agent(paragraph: Told, count: Mention, other: Mention) -> Iterator[str]:
    """How the grammar of the count's sentence, or its own, makes a name the one who did or told it."""
    if count.id not in paragraph.agents:
        paragraph.agents[count.id] = agents(paragraph.scene, paragraph.row(count), count)
    found = paragraph.agents[count.id]
    yield from (name for name, names in found.items() if other in names)
    if found["acting"] and other not in found["acting"]:
        yield "another acts"
    root = paragraph.row(other).sentence.root
    if other in recording(paragraph.scene, paragraph.row(other)):
        yield "recorder"
    if other in subjects(paragraph.scene, root):
        yield "subject"


def agents(scene: Scene, row: Row, count: Mention) -> dict[str, list[Mention]]:
    """The names that each construction makes the agent of a count."""
    return {
        "acting": list(acting(scene, count)), "attributive": attributive_name(scene, count),
        "by": nominal(scene, row, count), "holder": holder(scene, count), "source": sources(scene, row.sentence),
    }  # fmt: skip


def clause(paragraph: Told, count: Mention, other: Mention) -> Iterator[str]:
    """Where the clauses of the two stand to each other."""
    scene = paragraph.scene
    if reaches(scene, other, count):
        yield "reaches"
    if governs(scene, other, count):
        yield "governs"
    if count.id in paragraph.wholes:
        yield "part"
    counted, named = [t.i for t in clauses(scene, count)], [t.i for t in clauses(scene, other)]
    if counted[:1] == named[:1]:
        yield "same clause"
    elif named and named[0] in counted:
        yield "clause above"
    elif counted and counted[0] in named:
        yield "clause below"
