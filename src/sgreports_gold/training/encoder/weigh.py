"""Fits the weights by which the encoder is combined with the other models, on held-out documents of train.

The other models are those that were fitted without a document, as for cross-fitting. `held_out_documents` draws by
seed. The encoder is the exported one, in eight bits.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.encoder.heads import CountScores, PairInput, PairScores, gaps
from sgreports.evidence.encoder.mix import combine
from sgreports.evidence.encoder.model import Encoder, encoder_of
from sgreports.evidence.scores import MIN_PROBABILITY, log_odds, log_softmax
from sgreports.knowledge.data_files import word_lists
from sgreports.knowledge.encoder_model import ENCODER, EncoderMeta, Mix
from sgreports.links.learned.arrays import Floats, Ints
from sgreports.links.learned.second_pass import second_pass_input
from sgreports.model.facts import MEASURES, RELATION_TYPES, ROLES, RelationType
from sgreports_gold.training.counts import MEASURE as OF_MEASURES
from sgreports_gold.training.encoder.dataset import UNKNOWN, EncoderExample
from sgreports_gold.training.events import TrainedEvents, event_probabilities
from sgreports_gold.training.linear import Example, fit, platt
from sgreports_gold.training.relations.decision import threshold
from sgreports_gold.training.relations.fit import TrainedRelations, example_counts

SEED = 20261128
HELD_OUT_SHARE = 0.15  # of the documents
NAME = "encoder-1"
OF_ROLES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)  # weights of the encoder's scores of roles to try
ENCODER_ALONE = Mix(features=0.0, encoder=1.0)
STRENGTH = 1.0  # inverse of the penalty on weights (C of scikit-learn)
TYPES = len(RELATION_TYPES)


@dataclass(frozen=True, slots=True)
class EncoderOutput:
    """The encoder's scores of an example: of each pair, and of each mention as if it were a count."""

    example: EncoderExample
    pairs: PairScores
    counts: CountScores


def held_out_documents(examples: Sequence[EncoderExample]) -> frozenset[str]:
    """The documents that the network is not trained on."""
    documents = sorted({e.document for e in examples if e.is_read})
    random.Random(SEED).shuffle(documents)
    return frozenset(documents[: round(HELD_OUT_SHARE * len(documents))])


def training_examples(examples: Sequence[EncoderExample]) -> list[EncoderExample]:
    """The examples that the network is trained on."""
    held_out = held_out_documents(examples)
    return [e for e in examples if e.document not in held_out]


def fit_mix(
    examples: Sequence[EncoderExample], files: Mapping[str, bytes], events: TrainedEvents, relations: TrainedRelations
) -> EncoderMeta:
    """The metadata of an exported network, without its hash, with the weights by which its scores are combined."""
    held_out, rest = held_out_documents(examples), training_examples(examples)
    encoder = encoder_of(files, initial_meta(rest, len(held_out)))
    outputs = [encoder_output(encoder, e) for e in examples if e.document in held_out]
    of_relations, intercepts, cutoff, roles = _relations(outputs, relations)
    return encoder.meta.model_copy(update={
        "events": _events(outputs, events), "measures": _measures(rest, outputs),
        "relations": of_relations, "roles": roles, "intercepts": intercepts, "threshold": cutoff,
    })  # fmt: skip


def initial_meta(examples: Sequence[EncoderExample], held_out: int) -> EncoderMeta:
    """The metadata, without its hash, of a network that is trained on these examples and whose scores are used alone;
    so many documents are held out."""
    return EncoderMeta(
        name=NAME, features=ENCODER.features, sha256="", lists=word_lists(), events=ENCODER_ALONE,
        measures=ENCODER_ALONE, relations=ENCODER_ALONE, roles=ENCODER_ALONE, intercepts={}, threshold=0.5,
        seed=SEED,
        examples=example_counts([e.relation for e in examples if e.is_read]) | {"held": held_out},
    )  # fmt: skip


def encoder_output(encoder: Encoder, example: EncoderExample) -> EncoderOutput:
    """Runs the encoder on an example."""
    encoded, pairs = encoder.encode(example.text, example.mentions, example.context), example.relation.pairs
    gap = gaps(encoded.first, encoded.last, pairs.subject, pairs.object)
    inputs = PairInput(pairs.subject, pairs.object, gap, pairs.apart, example.rivals)
    return EncoderOutput(example, encoder.pairs(encoded.vectors, inputs), encoder.counts(encoded.vectors))


def _events(outputs: Sequence[EncoderOutput], trained: TrainedEvents) -> Mix:
    """The mix of events."""
    return mix_of_choices([
        ChoiceExample(
            event_probabilities(trained.without(o.example.document), c.of_event),
            np.asarray(o.counts.events[c.row], np.float64), c.event,
        )
        for o in outputs for c in o.example.counts
    ])  # fmt: skip


def _measures(rest: Sequence[EncoderExample], outputs: Sequence[EncoderOutput]) -> Mix:
    """The mix of measures, with the linear model fitted on the rest."""
    model = fit(OF_MEASURES, [
        Example(e.document, c.of_measure, MEASURES[c.measure])
        for e in rest for c in e.counts if c.measure != UNKNOWN
    ])  # fmt: skip
    return mix_of_choices([
        ChoiceExample(
            np.asarray(model.probabilities(c.of_measure), np.float64),
            np.asarray(o.counts.measures[c.row], np.float64), c.measure,
        )
        for o in outputs for c in o.example.counts if c.measure != UNKNOWN
    ])  # fmt: skip


def _relations(outputs: Sequence[EncoderOutput], trained: TrainedRelations) -> tuple[Mix, dict[Any, float], float, Mix]:
    """The mix of relations, the intercepts of types, the threshold, and the mix of roles."""
    probabilities, scores, kinds, answers = [], [], [], list[Ints]()
    roles: list[tuple[Floats, Floats, int]] = []
    for output in outputs:
        example, model = output.example.relation, trained.without(output.example.document)
        first = model.scores(example.features, example.pairs.types)
        second_pass = second_pass_input(example.arrays, example.pairs, first.types, example.rule_scores)
        probabilities.append(model.probabilities(second_pass))
        scores.append(output.pairs.types[second_pass.pair, second_pass.kind])
        kinds.append(second_pass.kind)
        answers.append(example.answers[second_pass.pair, second_pass.kind].astype(np.int64))
        for r in example.roles:
            by_grammar = [model.meta.roles.bias[x] + model.meta.roles.grammar[r.grammar][x] for x in ROLES]
            roles.append((first.roles[r.row] + by_grammar, output.pairs.roles[r.row], ROLES.index(r.gold)))
    kind, answer = np.concatenate(kinds), np.concatenate(answers)
    mix, intercepts, combined = mix_of_relations(np.concatenate(probabilities), np.concatenate(scores), kind, answer)
    known = answer != UNKNOWN
    cutoff = threshold(combined[known], answer[known] == 1)
    return mix, intercepts, cutoff, Mix(features=1.0, encoder=_weight_of_roles(roles))


def _weight_of_roles(roles: Sequence[tuple[Floats, Floats, int]]) -> float:
    """The weight of the encoder's scores with which most roles are right, the lowest of several."""
    right = [sum(int((own + weight * said).argmax()) == gold for own, said, gold in roles) for weight in OF_ROLES]
    return OF_ROLES[right.index(max(right))]


@dataclass(frozen=True, slots=True)
class ChoiceExample:
    """A choice with gold's answer: the other model's probabilities, and the encoder's log probabilities."""

    feature_probabilities: Floats
    encoder_log_probabilities: Floats
    gold: int


def mix_of_choices(choices: Sequence[ChoiceExample]) -> Mix:
    """The maximum-likelihood weights, and the calibration of the likeliest answer."""
    by_features = np.log(np.maximum([c.feature_probabilities for c in choices], MIN_PROBABILITY))
    by_encoder, gold = np.array([c.encoder_log_probabilities for c in choices]), np.array([c.gold for c in choices])

    def loss(weights: Floats) -> float:
        scores = weights[0] * by_features + weights[1] * by_encoder
        return -float(log_softmax(scores)[np.arange(len(gold)), gold].mean())

    found = minimize(loss, np.array([0.5, 0.5]), method="Nelder-Mead").x
    mix = Mix(features=round(found[0], 4), encoder=round(found[1], 4))
    combined = [combine(mix, c.feature_probabilities, c.encoder_log_probabilities) for c in choices]
    right = [int(m.argmax()) == c.gold for m, c in zip(combined, choices, strict=True)]
    slope, shift = platt([float(m.max()) for m in combined], right)
    return mix.model_copy(update={"slope": slope, "shift": shift})


def mix_of_relations(
    feature_probabilities: Floats, encoder_scores: Floats, kind: Ints, answers: Ints
) -> tuple[Mix, dict[RelationType, float], Floats]:
    """The weights, an intercept for each type, and the probability of each row.

    Rows whose answer is unknown are left out of the fit.
    """
    columns = np.column_stack([log_odds(feature_probabilities), encoder_scores, np.eye(TYPES)[kind]])
    known = answers != UNKNOWN
    fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(columns[known], answers[known] == 1)
    weights, base = fitted.coef_[0], float(fitted.intercept_[0])
    mix = Mix(features=round(float(weights[0]), 4), encoder=round(float(weights[1]), 4))
    intercepts = {t: round(float(w) + base, 4) for t, w in zip(RELATION_TYPES, weights[2:], strict=True)}
    return mix, intercepts, np.asarray(fitted.predict_proba(columns)[:, 1], np.float64)
