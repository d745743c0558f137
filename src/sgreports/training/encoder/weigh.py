"""How the encoder is weighed against the other witnesses: on documents of train that neither has learned from.

The models of features are fitted for this without these documents, which `held_documents` draws by seed. What is
weighed is the encoder as it is run, in eight bits.
"""

import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sgreports.evidence.encoder.heads import CountScores, PairInput, PairScores, gaps
from sgreports.evidence.encoder.model import Encoder, encoder_of
from sgreports.knowledge.data_files import word_lists
from sgreports.knowledge.encoder_model import ENCODER, EncoderMeta, Mix
from sgreports.model.facts import EVENTS, MEASURES, ROLES, Event
from sgreports.relations.events.learned import RULE_EVENTS
from sgreports.relations.learned.arrays import Floats, Ints
from sgreports.relations.learned.second_pass import second_pass_input
from sgreports.training.counts import MEASURE as OF_MEASURES
from sgreports.training.encoder.dataset import UNKNOWN, CountCase, EncoderExample
from sgreports.training.encoder.mixing import Answered, mix_of_choices, mix_of_relations
from sgreports.training.events import RECIPE as OF_EVENTS
from sgreports.training.linear import Example, Recipe, fit
from sgreports.training.relations.decision import threshold
from sgreports.training.relations.fit import counted, train_relations

SEED = 20261128
FEWEST = 30  # counts of an event below which the rules decide where they find it
HELD = 0.15  # of the documents weigh the witnesses
NAME = "encoder-1"
OF_ROLES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)  # weights of the encoder's scores of roles that are tried
ALONE = Mix(features=0.0, encoder=1.0)
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Said:
    """What the encoder says of an example: of each of its pairs, and of each mention as if it were a count."""

    example: EncoderExample
    pairs: PairScores
    counts: CountScores


def held_documents(examples: Sequence[EncoderExample]) -> frozenset[str]:
    """The documents that the network does not learn from."""
    documents = sorted({e.document for e in examples})
    random.Random(SEED).shuffle(documents)
    return frozenset(documents[: round(HELD * len(documents))])


def weigh(examples: Sequence[EncoderExample], files: Mapping[str, bytes], say: Say) -> EncoderMeta:
    """The metadata, without the hash, of a network whose files these are, with its weights beside other witnesses."""
    held, encoder = held_documents(examples), encoder_of(files, unweighed(examples))
    rest = [e for e in examples if e.document not in held]
    say("reading with the encoder")
    said = [said_of(encoder, e) for e in examples if e.document in held]
    relations, intercepts, kept, roles = _relations(rest, said, say)
    return encoder.meta.model_copy(update={
        "events": _choices(OF_EVENTS, rest, said), "measures": _choices(OF_MEASURES, rest, said),
        "relations": relations, "roles": roles, "intercepts": intercepts, "threshold": kept,
    })  # fmt: skip


def unweighed(examples: Sequence[EncoderExample]) -> EncoderMeta:
    """The metadata of a network that decides alone, without the hash."""
    held = held_documents(examples)
    rest = [e for e in examples if e.document not in held]
    return EncoderMeta(
        name=NAME, features=ENCODER.features, sha256="", lists=word_lists(), events=ALONE, measures=ALONE,
        relations=ALONE, roles=ALONE, intercepts={}, threshold=0.5, rare=rare_events(rest), seed=SEED,
        examples=counted([e.relation for e in rest]) | {"held": len(held)},
    )  # fmt: skip


def rare_events(examples: Collection[EncoderExample]) -> tuple[Event, ...]:
    """The events that the rules know best and gold has too seldom."""
    found = Counter(EVENTS[c.event] for e in examples for c in e.counts)
    return tuple(event for event in EVENTS if event in RULE_EVENTS and found[event] < FEWEST)


def said_of(encoder: Encoder, example: EncoderExample) -> Said:
    """What the encoder says of an example."""
    read, near = encoder.encode(example.text, example.mentions), example.relation.pairs
    gap = gaps(read.first, read.last, near.subject, near.object)
    its = PairInput(near.subject, near.object, gap, near.apart, example.rivals)
    return Said(example, encoder.pairs(read.vectors, its), encoder.counts(read.vectors))


def _choices(recipe: Recipe, rest: Sequence[EncoderExample], said: Sequence[Said]) -> Mix:
    """The mix of events or measures, with the features' model fitted on the rest."""
    of_events = recipe is OF_EVENTS
    answers = EVENTS if of_events else MEASURES

    def gold(case: CountCase) -> int:
        return case.event if of_events else case.measure

    def features(case: CountCase) -> Any:
        return case.of_event if of_events else case.of_measure

    model = fit(recipe, [
        Example(e.document, features(c), answers[gold(c)]) for e in rest for c in e.counts if gold(c) != UNKNOWN
    ])  # fmt: skip
    return mix_of_choices([
        Answered(
            np.asarray(model.probabilities(features(c)), np.float64),
            np.asarray((s.counts.events if of_events else s.counts.measures)[c.row], np.float64),
            c.ruled if of_events else None, gold(c),
        )
        for s in said for c in s.example.counts if gold(c) != UNKNOWN
    ])  # fmt: skip


def _relations(
    rest: Sequence[EncoderExample], said: Sequence[Said], say: Say
) -> tuple[Mix, dict[Any, float], float, Mix]:
    """The mix of relations, the intercepts of types, the threshold, and the mix of roles."""
    model = train_relations([e.relation for e in rest], say)
    chances, scores, kinds, answers = [], [], [], list[Ints]()
    roles: list[tuple[Floats, Floats, int]] = []
    for each in said:
        example = each.example.relation
        first = model.scores(example.features, example.pairs.types)
        found = second_pass_input(example.arrays, example.pairs, first.types, example.ruled)
        chances.append(model.probabilities(found))
        scores.append(each.pairs.types[found.pair, found.kind])
        kinds.append(found.kind)
        answers.append(example.answers[found.pair, found.kind].astype(np.int64))
        for r in example.roles:
            by_grammar = [model.meta.roles.bias[x] + model.meta.roles.grammar[r.grammar][x] for x in ROLES]
            roles.append((first.roles[r.row] + by_grammar, each.pairs.roles[r.row], ROLES.index(r.gold)))
    kind, answer = np.concatenate(kinds), np.concatenate(answers)
    mix, intercepts, mixed = mix_of_relations(np.concatenate(chances), np.concatenate(scores), kind, answer)
    known = answer != UNKNOWN
    kept = threshold(mixed[known], answer[known] == 1)
    return mix, intercepts, kept, Mix(features=1.0, encoder=_weight_of_roles(roles))


def _weight_of_roles(roles: Sequence[tuple[Floats, Floats, int]]) -> float:
    """The weight of the encoder's scores with which most roles are right, the lowest of several."""
    right = [sum(int((own + weight * said).argmax()) == gold for own, said, gold in roles) for weight in OF_ROLES]
    return OF_ROLES[right.index(max(right))]
