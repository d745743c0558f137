"""One training of the encoder: fitted on most documents of train, weighed against the other witnesses on the rest.

Features and encoder are then judged alike, on documents that neither has learned from.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from sgreports.evidence.scores import log_softmax
from sgreports.knowledge.data_files import word_lists
from sgreports.knowledge.encoder_model import ENCODER, EncoderMeta, Mix
from sgreports.model.facts import EVENTS, MEASURES, ROLES, Event
from sgreports.relations.events.learned import RULED
from sgreports.relations.learned.arrays import Floats, Ints
from sgreports.relations.learned.second_pass import asked
from sgreports.training.counts import MEASURE as OF_MEASURES
from sgreports.training.encoder.batches import batch_of, batched, items_of
from sgreports.training.encoder.dataset import UNKNOWN, CountCase, EncoderExample
from sgreports.training.encoder.fit import SEED, Fitted, fit_encoder
from sgreports.training.encoder.mixing import Answered, mix_of_choices, mix_of_relations
from sgreports.training.encoder.network import Scores
from sgreports.training.events import RECIPE as OF_EVENTS
from sgreports.training.linear import Example, Recipe, fit
from sgreports.training.relations.decision import threshold
from sgreports.training.relations.fit import counted, train_relations

FEWEST = 30  # counts of an event below which the rules decide where they find it
HELD = 0.15  # of the documents weigh the witnesses
NAME = "encoder-1"
OF_ROLES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)  # weights of the encoder's scores of roles that are tried
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Said:
    """What the fitted encoder says of an example."""

    example: EncoderExample
    scores: Scores


def train_encoder(
    examples: Sequence[EncoderExample], bert: dict[str, Tensor], tokenizer: Any, say: Say
) -> tuple[Fitted, EncoderMeta]:
    """The encoder, and its metadata without the hash."""
    documents = sorted({e.document for e in examples})
    random.Random(SEED).shuffle(documents)
    held = frozenset(documents[: round(HELD * len(documents))])
    rest = [e for e in examples if e.document not in held]
    fitted = fit_encoder(rest, bert, tokenizer, say)
    say("weighing the witnesses")
    said = said_of(fitted, [e for e in examples if e.document in held], tokenizer)
    relations, intercepts, kept, roles = _relations(rest, said, say)
    meta = EncoderMeta(
        name=NAME, features=ENCODER.features, sha256="", lists=word_lists(), events=_choices(OF_EVENTS, rest, said),
        measures=_choices(OF_MEASURES, rest, said), relations=relations, roles=roles, intercepts=intercepts,
        threshold=kept, rare=rare_events(rest), seed=SEED,
        examples=counted([e.relation for e in rest]) | {"held": len(held)},
    )  # fmt: skip
    return fitted, meta


def rare_events(examples: Sequence[EncoderExample]) -> tuple[Event, ...]:
    """The events that the rules know best and gold has too seldom."""
    found = Counter(EVENTS[c.event] for e in examples for c in e.counts)
    return tuple(event for event in EVENTS if event in RULED and found[event] < FEWEST)


def said_of(fitted: Fitted, examples: Sequence[EncoderExample], tokenizer: Any) -> list[Said]:
    """What the encoder says of examples."""
    found = []
    with torch.no_grad():
        for group in batched(items_of(examples, tokenizer)):
            scores = fitted.scores(batch_of(group))
            pairs = np.cumsum([len(item.example.relation.pairs) for item in group])[:-1].tolist()
            mentions = np.cumsum([len(item.example.mentions) for item in group])[:-1].tolist()
            parts = [np.split(each.numpy(), pairs if place < 2 else mentions) for place, each in enumerate(scores)]
            found += [Said(item.example, Scores(*its)) for item, *its in zip(group, *parts, strict=True)]
    return found


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
            np.asarray(model.chances(features(c)), np.float64),
            log_softmax(np.asarray((s.scores.events if of_events else s.scores.measures)[[c.row]]))[0].astype(float),
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
        example, types = each.example.relation, np.asarray(each.scores.types)
        first = model.scores(example.features, example.pairs.types)
        found = asked(example.arrays, example.pairs, first.types, example.ruled)
        chances.append(model.chances(found))
        scores.append(types[found.pair, found.kind])
        kinds.append(found.kind)
        answers.append(example.answers[found.pair, found.kind].astype(np.int64))
        for r in example.roles:
            by_grammar = [model.meta.roles.bias[x] + model.meta.roles.grammar[r.grammar][x] for x in ROLES]
            roles.append((first.roles[r.row] + by_grammar, np.asarray(each.scores.roles)[r.row], ROLES.index(r.gold)))
    kind, answer = np.concatenate(kinds), np.concatenate(answers)
    mix, intercepts, mixed = mix_of_relations(np.concatenate(chances), np.concatenate(scores), kind, answer)
    known = answer != UNKNOWN
    kept = threshold(mixed[known], answer[known] == 1)
    return mix, intercepts, kept, Mix(features=1.0, encoder=_weight_of_roles(roles))


def _weight_of_roles(roles: Sequence[tuple[Floats, Floats, int]]) -> float:
    """The weight of the encoder's scores with which most roles are right, the lowest of several."""
    right = [sum(int((own + weight * said).argmax()) == gold for own, said, gold in roles) for weight in OF_ROLES]
    return OF_ROLES[right.index(max(right))]
