"""Which paragraphs lie on the desk, in which order, and why: first where a reader's minute corrects most.

Paragraphs come first where a reader corrects most in a minute: the expected number of errors (each score is a
probability), with bonuses for finds of the model alone and for labels that are rare in gold, by reading time. The other
order is by what the relation model would learn (uncertainty sampling, weighted by the rarity of the type). Reports take
turns, so that none fills the queue.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from sgreports.model.facts import EVENTS, Event
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.desk.sources.source import Proposal, ProposedMark

Order = Literal["errors", "learner"]
UNSURE_BELOW = 0.8
RARE = 30  # times in gold; what is less frequent is called rare
RARITY_WEIGHT = 3.0  # bonus for a type that gold does not have yet, in expected errors
MODEL_ONLY_WEIGHT = 0.5  # bonus for a mention of the model alone, in expected errors
MIN_REASON = 0.25  # reasons with a lower value are not shown
BASE_TIME = 5  # reading time of any paragraph, in mentions
LOOK = "look closely at "
BLIND_WHY = "read without proposals, to measure agreement"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the queue: a paragraph, why it is there, and whether its proposals are hidden from the reader.

    `names` are the labels and relation types proposed there, none where it is blind.
    """

    document: str
    paragraph: str
    why: str
    blind: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may be queued, with what the program proposes there (None where that is not known)."""

    document: str
    paragraph: str
    proposal: Proposal | None = None


def ordered(
    candidates: Sequence[Candidate], gold: Iterable[GoldParagraph], order: Order = "errors"
) -> list[tuple[Candidate, str]]:
    """The candidates in order of their value, each with its reason.

    The value is by `errors` what a reader corrects in a minute, for the `learner` what it would learn from it.
    """
    read = list(gold)
    known = label_counts(read)
    documents = {p.document for p in read}
    by_document: defaultdict[str, list[tuple[float, Candidate, str]]] = defaultdict(list)
    for c in candidates:
        gain_words = gain_reason(c.proposal, known) if order == "learner" else None
        by_document[c.document].append(
            (value_of(c.proposal, known, order), c, gain_words or reason(c, known, documents))
        )
    turns: list[tuple[int, float, int, Candidate, str]] = []
    for number, rows in enumerate(by_document.values()):
        best = sorted(rows, key=lambda row: -row[0])
        turns += [(turn, -value, number, c, why) for turn, (value, c, why) in enumerate(best)]
    turns.sort(key=lambda row: row[:3])
    return [(c, why) for *_, c, why in turns]


def label_counts(gold: Iterable[GoldParagraph]) -> Counter[str]:
    """How often each label and relation type occurs in gold."""
    return Counter(name for p in gold for name in (*(m.label for m in p.mentions), *(r.type for r in p.relations)))


def events_by_use(gold: Iterable[GoldParagraph]) -> tuple[Event, ...]:
    """The events of counts, the commonest in gold first."""
    used = Counter(m.event for p in gold for m in p.mentions)
    return tuple(sorted(EVENTS, key=lambda event: -used[event]))


def events_of_units(gold: Iterable[GoldParagraph]) -> dict[str, tuple[str, ...]]:
    """The events that gold has with each unit that it has more than once, the commonest first."""
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for m in (m for p in gold for m in p.mentions if m.unit and m.event):
        used[str(m.unit).lower()][str(m.event)] += 1
    return {
        unit: tuple(event for event, _ in events.most_common())
        for unit, events in sorted(used.items())
        if events.total() > 1
    }


def value_of(proposal: Proposal | None, known: Counter[str], order: Order) -> float:
    """The corrections that are expected, or what the relation model would learn, by reading time."""
    if proposal is None:
        return 0.0
    errors = order == "errors"
    values = [value for value, _ in _reasons(proposal, known)] if errors else _gains(proposal, known).values()
    return sum(values) / (BASE_TIME + len(proposal.mentions) + len(proposal.relations))


def gain_reason(proposal: Proposal | None, known: Counter[str]) -> str | None:
    """The types that the relation model would learn most about, with its least certain pair; None if there are none."""
    if proposal is None:
        return None
    largest = sorted(_gains(proposal, known).items(), key=lambda its: -its[1])[:2]
    reasons = [_unsure(name, proposal, known) for name, value in largest if value >= MIN_REASON]
    return f"your reading teaches the program {' and '.join(reasons)}" if reasons else None


def _gains(proposal: Proposal, known: Counter[str]) -> dict[str, float]:
    """By type the sum of the uncertainty of each pair (1 at probability 0.5, 0 if certain), weighted by rarity."""
    gains: defaultdict[str, float] = defaultdict(float)
    for r in proposal.relations:
        gains[r.type] += (1 - abs(2 * r.score - 1)) * RARITY_WEIGHT / sqrt(1 + known[r.type])
    return gains


def _unsure(name: str, proposal: Proposal, known: Counter[str]) -> str:
    least = min((r.score for r in proposal.relations if r.type == name), key=lambda score: abs(score - 0.5))
    return f"{_readable(name)} ({least:.0%} sure, {_examples(known[name])})"


def reason(c: Candidate, known: Counter[str], documents: set[str]) -> str:
    """Why a reader should look: the strongest two reasons that there are."""
    found = sorted(_reasons(c.proposal, known), reverse=True) if c.proposal else []
    reasons = [words for value, words in found if value >= MIN_REASON]
    if c.document not in documents:
        reasons.append(f"nobody has read any of {c.document} yet")
    if len(reasons) > 1 and reasons[1].startswith(LOOK) and reasons[0].startswith(LOOK):
        return f"{reasons[0]} and {reasons[1].removeprefix(LOOK)}"
    return "; ".join(reasons[:2]) or "next in its report"


def _reasons(proposal: Proposal, known: Counter[str]) -> Iterator[tuple[float, str]]:
    """Reasons to read a paragraph, each with its value in expected errors."""
    if alone := [m.text for m in proposal.mentions if _by_model(m)]:
        yield MODEL_ONLY_WEIGHT * len(alone), f"check {_first_and_more(alone)}: it may be no name"
    for name in names_of(proposal):
        if known[name] < RARE:
            yield RARITY_WEIGHT / sqrt(1 + known[name]), f"{LOOK}{_readable(name)} ({_examples(known[name])} so far)"
    by_rules = sorted((m for m in proposal.mentions if not _by_model(m)), key=lambda m: m.score)
    if unsure := [m.text for m in by_rules if m.score < UNSURE_BELOW]:
        yield sum(1 - m.score for m in by_rules), f"check {_first_and_more(unsure)}: the program is unsure"
    if proposal.relations:
        wrong = sum(1 - r.score for r in proposal.relations)
        types = Counter(r.type for r in proposal.relations if r.score < UNSURE_BELOW).most_common(3)
        named = f" ({', '.join(_readable(name) for name, _ in types)})" if types else ""
        yield wrong, f"check {_about_so_many(round(wrong), len(proposal.relations))} may be wrong{named}"


def _about_so_many(n: int, of: int) -> str:
    return "the relation: it" if of == 1 else f"the relations: about {max(n, 1)} of {of}"


def _readable(name: str) -> str:
    return name.replace("_", " ")


def _examples(n: int) -> str:
    return f"{n or 'no'} example{'s' * (n != 1)}"


def _by_model(m: ProposedMark) -> bool:
    return m.source.startswith("model")


def names_of(marks: Proposal | GoldParagraph) -> tuple[str, ...]:
    """The labels and relation types of marks, in alphabetical order."""
    return tuple(sorted({str(m.label) for m in marks.mentions} | {str(r.type) for r in marks.relations}))


def _first_and_more(words: Sequence[str]) -> str:
    first = words[0] if len(words[0]) <= 40 else f"{words[0][:39]}…"
    return f"“{first}”" + (f" and {len(words) - 1} more" if len(words) > 1 else "")


def queue(rows: Iterable[tuple[Candidate, str]], share: float) -> list[Item]:
    """The items; of the paragraphs the fixed `share` (0 to 1) is blind, the same ones for every annotator."""
    return [_item(c, why, is_blind(c.document, c.paragraph, share)) for c, why in rows]


def _item(c: Candidate, why: str, blind: bool) -> Item:
    """A blind paragraph's reason must not reveal what is proposed there."""
    if blind or c.proposal is None:
        return Item(c.document, c.paragraph, BLIND_WHY if blind else why, blind)
    return Item(c.document, c.paragraph, why, names=names_of(c.proposal))


def is_blind(document: str, paragraph: str, share: float) -> bool:
    """Whether a paragraph is read without proposals: drawn by its name, so the same for all and on every day."""
    drawn = hashlib.sha256(f"0 {document} {paragraph}".encode()).digest()
    return int.from_bytes(drawn[:4], "big") < share * 2**32


def by_readers(read: Iterable[GoldParagraph], mine: str) -> list[tuple[Candidate, str]]:
    """The paragraphs that others have read, in their files' order: a second reading shows how clear the rules are."""
    readers: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for p in read:
        readers[p.document, p.paragraph].append(p.annotator)
    return [(Candidate(*key), _read_by(names, mine)) for key, names in readers.items()]


def _read_by(names: Sequence[str], mine: str) -> str:
    others = sorted({name for name in names if name != mine})
    return f"read by {' and '.join(others)}, so agreement can be measured" if others else "you have read it"
