"""Which counts of a report repeat a fact that it tells elsewhere, and which a larger count of their paragraph contains.

A model decides, fitted on pairs of gold's rows (annotations/README.md, *Pairs*); without it nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sgreports.counting.total.contained_evidence import contained_evidence, may_contain
from sgreports.counting.total.pair_evidence import PlacedFact, fit, pair_evidence
from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.model.facts import LIKELY, CountFact, Mention
from sgreports.parsing.unit import Unit

PAIR_ANSWERS = ("different", "same", "part", "covered")
SURE_PAIR = 0.6
"""The least probability of what repeats: of the pairs that may count the same .89 of what is told is right, and .90 of
what repeats is told, in train's reports left out of a fit (431 in gold); on dev .86 and .70 (27)."""
SURE_CONTAINED = 0.4
"""The least probability of what is contained, part or covered: in train's reports left out of a fit .63 of what is told
is right (113 of 178), and .54 of what is told from .4 to .5; on dev 6 of 8."""
SUMMARY_PARTS = ("summary", "cover", "letter")
"""Parts of a report that repeat its body."""
REACH = 12  # equal numbers before one that it is compared with
BESIDE = 30  # numbers before and after one that may contain it: a paragraph of hundreds takes no minutes


def placed_facts(
    facts: Iterable[CountFact], mentions: Mapping[str, Mention], units: Iterable[Unit]
) -> list[PlacedFact]:
    """The facts at their places, in text order."""
    places = {unit.paragraph.key: (number, unit) for number, unit in enumerate(units)}
    found = []
    for fact in facts:
        number, unit = places[mentions[fact.count].paragraph]
        found.append(PlacedFact(fact, mentions[fact.count], number, unit.text, unit.paragraph.part))
    return found


def told_order(fact: PlacedFact) -> tuple[bool, tuple[int, int]]:
    """Of one fact the first row in this order is the one that is counted: the body's rather than the summary's."""
    return fact.part in SUMMARY_PARTS, fact.place


def with_pairs(facts: Sequence[PlacedFact], model: LinearModel | None) -> list[CountFact]:
    """The facts with what they repeat and what contains them.

    What is counted of one fact is told in the body rather than the summary, then first; a sure row rather than an
    unsure one. What grammar or sums name as a total stands; the model says the rest.
    """
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
    found: dict[int, list[PlacedFact]] = defaultdict(list)
    for each in sorted(facts, key=lambda it: it.place):
        found[each.paragraph].append(each)
    return list(found.values())


def _contained(beside: Sequence[PlacedFact], model: LinearModel) -> Iterator[tuple[PlacedFact, CountFact]]:
    """The counts of a paragraph that a larger one contains, with the fact that says so."""
    groups = dict(sorted((each.fact.part_of or "", each.fact.part_group or 1) for each in beside))  # the last of each
    whole_of = {each.fact.count: each.fact.part_of for each in beside if each.fact.part_of}
    for at, one in enumerate(beside):
        near = [
            other for other in beside[max(0, at - BESIDE) : at + BESIDE + 1]
            if may_contain(other, one) and one.fact.count not in _chain(other.fact.count, whole_of)
        ]  # fmt: skip
        found = [model.probabilities(feature_ids(contained_evidence(one, other, beside)))[2:] for other in near]
        sums = [float(each.sum()) for each in found]
        if max(sums, default=0.0) < SURE_CONTAINED:
            continue
        likeliest = sums.index(max(sums))
        (part, covered), whole = found[likeliest], near[likeliest].fact.count
        if part < covered:
            yield one, one.fact.model_copy(update={"covered_by": whole})
        else:
            whole_of[one.fact.count] = whole
            yield one, one.fact.model_copy(update={"part_of": whole, "part_group": groups.get(whole, 0) + 1})


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
    sure = [fact.count for fact in group if fact.scores.score >= LIKELY]
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
