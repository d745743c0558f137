"""Which counts of a report repeat a fact that it tells elsewhere, and which a larger count of their paragraph contains.

Sums decide, and a model, fitted on pairs of gold's rows (annotations/README.md, *Pairs*); without it nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, takewhile

from sgreports.counting.total.contained_evidence import contained_evidence, may_contain
from sgreports.counting.total.pair_evidence import PlacedFact, fit, pair_evidence
from sgreports.counting.total.parts import MIN_TOTAL
from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.model.facts import ADDED, CountFact, Mention
from sgreports.parsing.unit import Unit

PAIR_ANSWERS = ("different", "same", "part", "covered")
SURE_PAIR, SURE_CONTAINED = 0.5, 0.35
"""The least probability of what repeats, and of what is contained (models/README.md, *Pairs of rows*)."""
SUMMARY_PARTS = ("summary", "cover", "letter")  # they repeat the body
REACH = 12  # equal numbers before one that it is compared with
BESIDE = 30  # numbers before and after one that may contain it: a paragraph of hundreds takes no minutes


def placed_facts(
    facts: Iterable[CountFact], mentions: Mapping[str, Mention], units: Iterable[Unit]
) -> list[PlacedFact]:
    """The facts at their places, in text order."""
    places = {unit.paragraph.key: (number, unit) for number, unit in enumerate(units)}
    placed = ((fact, mentions[fact.count], *places[mentions[fact.count].paragraph]) for fact in facts)
    return [PlacedFact(fact, count, number, unit.text, unit.paragraph.part) for fact, count, number, unit in placed]


def told_order(fact: PlacedFact) -> tuple[bool, tuple[int, int]]:
    """Of one fact the first row in this order is the one that is counted: the body's rather than the summary's."""
    return fact.part in SUMMARY_PARTS, fact.place


def with_pairs(facts: Sequence[PlacedFact], model: LinearModel | None) -> list[CountFact]:
    """The facts with what they repeat and what contains them. Of one fact the row in the body is counted rather than
    the summary's, then the first; a sure one rather than an unsure one. What grammar or sums name as a total stands;
    the model says the rest."""
    if model is None:
        return [each.fact for each in facts]
    first_of = dict(_repeats(facts, model))
    groups: dict[str, list[CountFact]] = defaultdict(list)
    for each in facts:
        first = [each.fact.count, *_chain(each.fact.count, first_of)][-1]
        groups[first].append(each.fact)
    counted = {fact.count: _counted(first, group) for first, group in groups.items() for fact in group}
    once = [_repeating(each, counted[each.fact.count]) for each in facts]
    held = {one.fact.count: updated for beside in paragraphs(once) for one, updated in _contained(beside, model)}
    return [held.get(each.fact.count, each.fact) for each in once]


def paragraphs(facts: Iterable[PlacedFact]) -> list[list[PlacedFact]]:
    """The facts of each paragraph, in text order."""
    return [list(its) for _, its in groupby(sorted(facts, key=lambda it: it.place), key=lambda it: it.paragraph)]


def _contained(beside: Sequence[PlacedFact], model: LinearModel) -> Iterator[tuple[PlacedFact, CountFact]]:
    """The counts of a paragraph that a larger one contains, with the fact that says so."""
    groups = dict(sorted((each.fact.part_of or "", each.fact.part_group or 1) for each in beside))  # the last of each
    whole_of = {each.fact.count: each.fact.part_of for each in beside if each.fact.part_of}
    placed = ((whole, beside[at : at + 1 + BESIDE]) for at, whole in enumerate(beside))
    summed = {part: whole.fact.count for whole, after in placed for part in _summed(whole, after, whole_of)}
    whole_of |= summed
    for at, one in enumerate(beside):
        near = [
            other for other in beside[max(0, at - BESIDE) : at + BESIDE + 1]
            if may_contain(other, one) and one.fact.count not in (*summed, *_chain(other.fact.count, whole_of))
        ]  # fmt: skip
        found = [model.probabilities(feature_ids(contained_evidence(one, other, beside)))[2:] for other in near]
        sums = [float(each.sum()) for each in found]
        whole, is_covered = summed.get(one.fact.count), False
        if max(sums, default=0.0) >= SURE_CONTAINED:
            (part, covered), other = max(zip(found, near, strict=True), key=lambda pair: float(pair[0].sum()))
            whole, is_covered = other.fact.count, part < covered
        if whole and is_covered:
            yield one, one.fact.model_copy(update={"covered_by": whole})
        elif whole:
            whole_of[one.fact.count] = whole
            yield one, one.fact.model_copy(update={"part_of": whole, "part_group": groups.get(whole, 0) + 1})


def _summed(whole: PlacedFact, after: Iterable[PlacedFact], whole_of: Mapping[str, str]) -> list[str]:
    """The first counts of its event in later sentences, where they add up to a count."""
    wholes = {whole.fact.count, *_chain(whole.fact.count, whole_of)}
    later = (
        each for each in after
        if each.sentence != whole.sentence and not each.fact.part_of and each.fact.count not in wholes
        and (each.count.kind, each.count.event) == (whole.count.kind, whole.count.event)
    )  # fmt: skip
    run = list(takewhile(lambda each: each.value < whole.value and fit(each, whole), later))
    sums = list(accumulate(each.value for each in run))
    is_total = whole.value >= MIN_TOTAL and whole.value in sums
    return [each.fact.count for each in run[: sums.index(whole.value) + 1]] if is_total else []


def _repeating(each: PlacedFact, counted: str) -> PlacedFact:
    if each.fact.count == counted:
        return each
    said = {"repeats": counted, "not_additive": each.fact.not_additive or "repeated"}
    return replace(each, fact=each.fact.model_copy(update=said))


def _chain(count: str, next_of: Mapping[str, str]) -> Iterator[str]:
    """The counts that one leads to, one after another, each once."""
    seen: set[str] = set()
    while (count := next_of.get(count, "")) and count not in seen:
        seen.add(count)
        yield count


def _counted(first: str, group: Sequence[CountFact]) -> str:
    sure = [fact.count for fact in group if fact.scores.score >= ADDED]
    return first if first in sure or not sure else sure[0]


def _repeats(facts: Iterable[PlacedFact], model: LinearModel) -> Iterator[tuple[str, str]]:
    """The counts that repeat another, each with the one that is told before."""
    alike: dict[float, list[PlacedFact]] = defaultdict(list)
    for each in sorted(facts, key=told_order):
        if each.fact.not_additive in (None, "limit") or each.fact.measure != "flow":
            others = [other for other in alike[each.value][-REACH:] if fit(each, other)]
            if (first := _likeliest(each, others, model)) is not None:
                yield each.fact.count, first.fact.count
            alike[each.value].append(each)


def _likeliest(one: PlacedFact, others: Sequence[PlacedFact], model: LinearModel) -> PlacedFact | None:
    """The other that most likely says the same fact, if that is sure; of equals the first."""
    found = [float(model.probabilities(feature_ids(pair_evidence(one, other)))[1]) for other in others]
    best = max(found, default=0.0)
    return others[found.index(best)] if best >= SURE_PAIR else None
