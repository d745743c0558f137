"""Trains the relation model: a logistic regression for each type over hashed features, then the second pass.

The second pass is fitted on out-of-fold first scores, with folds by document. Uses scikit-learn,
which only training needs (the extra `train`).
"""

import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.linear import Floats as Weights
from sgreports.knowledge.data_files import word_lists
from sgreports.knowledge.relation_model import RELATIONS, RelationMeta, RoleDecision
from sgreports.links.find import context_of, in_paragraph
from sgreports.links.learned.arrays import Floats, Ints, ParagraphArrays, arrays_of
from sgreports.links.learned.decision import Pair, RuleRelations, by_pair_and_type, relation_roles, rule_scores
from sgreports.links.learned.features import feature_input, features
from sgreports.links.learned.hashing import BUCKETS
from sgreports.links.learned.model import RelationModel
from sgreports.links.learned.pairs import Pairs, candidate_pairs
from sgreports.model.facts import RELATION_TYPES, ROLES
from sgreports.parsing.unit import Unit
from sgreports.scene.scene import Scene
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.training.linear import fold_of
from sgreports_gold.training.relations.answers import UNKNOWN, GoldAnswers, answers_of
from sgreports_gold.training.relations.decision import fit_decision
from sgreports_gold.training.relations.examples import Example, RoleExample
from sgreports_gold.training.reports import ReadReport

NAME, SEED, FOLDS = "relations-3", 20261126, 5
STRENGTH = 0.5  # inverse of the penalty on weights (C of scikit-learn), chosen on folds
MIN_EXAMPLES = 3  # gold relations of a type; with fewer it has no weights
EXCLUDED_BIAS = -9.0  # the bias of such a type
Fold = npt.NDArray[np.int64]
ROLE_STRENGTH = 0.5  # inverse of the penalty on weights (C of scikit-learn), chosen on folds
GRAMMAR_WEIGHT = 2.0  # of grammar's answer as a feature, so that the penalty bears less on it


class FirstPass(NamedTuple):
    """Weights of features, (BUCKETS, types), and the bias of each type; the regression of roles, and its weights."""

    weights: Weights
    bias: Floats
    roles: RoleDecision
    role_weights: Weights


def relation_examples(read: ReadReport, unseen: Collection[str]) -> Iterator[Example]:
    """The examples of a report's gold paragraphs, with the program's own mentions.

    `unseen` names the documents that no rule was written from: on others rules are right more often than they will be.
    """
    for gold, unit, scene in read.paragraphs():
        example = relation_example(gold, unit, scene, seen=read.document not in unseen)
        if example is not None:
            yield example


def relation_example(gold: GoldParagraph, unit: Unit, scene: Scene, *, seen: bool) -> Example | None:
    """The example of one gold paragraph; None where it has no pairs. Where the cells of its counts alone were read, all
    answers are UNKNOWN."""
    arrays = arrays_of([scene], context_of(unit))
    candidates = candidate_pairs(arrays)
    if not len(candidates):
        return None
    rule_relations: RuleRelations = by_pair_and_type(in_paragraph(unit, scene.mentions))
    answers = GoldAnswers.of(gold, unit.text, arrays.mentions)
    known = answers_of(answers, arrays, candidates)
    return Example(
        gold.document, arrays, candidates, features(feature_input(arrays), candidates),
        np.where(gold.cells is None, known, UNKNOWN), rule_scores(arrays, candidates, rule_relations), seen,
        tuple(role_examples(answers, scene, arrays, candidates, rule_relations)), unit.text,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrainedRelations:
    """The model fitted on all examples, and the weights without each fold of the documents."""

    model: RelationModel
    fold: Mapping[str, int]
    without_fold: Sequence[FirstPass]

    def without(self, document: str) -> RelationModel:
        """The model whose weights were not fitted on a document. The second pass has too few to know one."""
        weights, bias, roles, role_weights = self.without_fold[self.fold.get(document, 0)]
        meta = self.model.meta.model_copy(update={"bias": tuple(bias.tolist()), "roles": roles})
        return RelationModel(meta, weights, role_weights)


def train_relations(examples: Sequence[Example], say: Callable[[str], None] = lambda _: None) -> TrainedRelations:
    """Fits the first pass on all examples, the second on out-of-fold scores."""
    fold = folds(examples)
    say("first pass, left-out documents")
    without = first_passes(examples, fold)
    say("first pass")
    weights, bias, roles, role_weights = first_pass(examples)
    say("second pass")
    decision, threshold = fit_decision(examples, out_of_fold_scores(examples, fold, without), fold)
    meta = RelationMeta(
        name=NAME, features=RELATIONS.features, sha256="", lists=word_lists(), types=RELATION_TYPES,
        bias=tuple(round(float(b), 5) for b in bias), decision=decision, roles=roles, threshold=threshold, seed=SEED,
        examples=example_counts(examples),
    )  # fmt: skip
    model = RelationModel(meta, *(w.astype(np.float16).astype(np.float32) for w in (weights, role_weights)))
    return TrainedRelations(model, {e.document: int(n) for e, n in zip(examples, fold, strict=True)}, without)


def example_counts(examples: Sequence[Example]) -> dict[str, int]:
    """The size of the training data."""
    return {
        "documents": len({e.document for e in examples}), "pairs": sum(len(e.pairs) for e in examples),
        "relations": int(sum((e.answers == 1).sum() for e in examples)),
    }  # fmt: skip


def folds(examples: Sequence[Example]) -> Fold:
    """The fold of each example; all of a document are in one."""
    of = fold_of((e.document for e in examples), FOLDS, SEED)
    return np.array([of[e.document] for e in examples])


def first_passes(examples: Sequence[Example], fold: Fold) -> list[FirstPass]:
    """The first pass without each fold; folds are by document."""
    return [first_pass([e for e, its in zip(examples, fold, strict=True) if its != n]) for n in range(FOLDS)]


def out_of_fold_scores(examples: Sequence[Example], fold: Fold, without: Sequence[FirstPass]) -> list[Floats]:
    """Out-of-fold first scores of each example."""
    return [scores_of(e, without[n]) for e, n in zip(examples, fold, strict=True)]


def scores_of(e: Example, first: FirstPass) -> Floats:
    """The first scores of an example, (pairs, types)."""
    sums = np.add.reduceat(first.weights[e.features.places], e.features.starts, axis=0)
    return np.asarray(sums + first.bias, np.float64)


def first_pass(examples: Sequence[Example]) -> FirstPass:
    """Weights and bias of each type, and the roles. A type with too little gold has no weights, and a bias that
    excludes it."""
    table, answers = matrix(examples), np.concatenate([e.answers for e in examples])
    weights, bias = np.zeros((BUCKETS, len(RELATION_TYPES)), np.float32), np.full(len(RELATION_TYPES), EXCLUDED_BIAS)
    for column in range(len(RELATION_TYPES)):
        rows = np.flatnonzero(answers[:, column] != UNKNOWN)
        known = answers[rows, column]
        if MIN_EXAMPLES <= known.sum() < len(known):
            model = LogisticRegression(
                C=STRENGTH, solver="liblinear", dual=True, tol=3e-2, max_iter=100, random_state=SEED
            )
            with warnings.catch_warnings():  # max_iter limits the time; reaching it is no failure
                warnings.simplefilter("ignore", ConvergenceWarning)
                fitted = model.fit(table[rows], known)
            weights[:, column], bias[column] = fitted.coef_[0], fitted.intercept_[0]
    return FirstPass(weights, bias, *fit_roles(examples, table))


def matrix(examples: Sequence[Example]) -> csr_matrix:
    """The features of all pairs, a row a pair; a feature that occurs twice counts twice."""
    places: Ints = np.concatenate([e.features.places for e in examples])
    sizes = [len(e.features.places) for e in examples]
    starts = [e.features.starts + before for e, before in zip(examples, np.cumsum([0, *sizes[:-1]]), strict=True)]
    ends = np.concatenate([*starts, [len(places)]])
    return csr_matrix((np.ones(len(places), np.float32), places, ends), shape=(len(ends) - 1, BUCKETS))


def role_examples(
    known: GoldAnswers, scene: Scene, arrays: ParagraphArrays, pairs: Pairs, rule_relations: RuleRelations
) -> Iterator[RoleExample]:
    """The pairs of a paragraph with one role in gold and one by grammar."""
    ends = zip(pairs.subject.tolist(), pairs.object.tolist(), strict=True)
    for row, (subject, other) in enumerate(ends):
        pair = Pair(arrays.mentions[subject], arrays.mentions[other])
        gold = [role for role in ROLES if (pair.subject.id, pair.object.id, role) in known.roles]
        if len(gold) == 1:
            found = rule_relations.get((pair.subject.id, pair.object.id, "count_by"), ())
            by_grammar = tuple(r.role for r in found) or relation_roles(scene, pair, "count_by")
            if len(by_grammar) == 1 and by_grammar[0]:
                yield RoleExample(row, gold[0], by_grammar[0])


def fit_roles(examples: Sequence[Example], features: csr_matrix) -> tuple[RoleDecision, Weights]:
    """The regression and its weights of features, (BUCKETS, roles); all zero if a role is missing in gold.

    `features` are those of all pairs of the examples, a row a pair.
    """
    weights, bias = np.zeros((BUCKETS + len(ROLES), len(ROLES)), np.float32), np.zeros(len(ROLES))
    answers = np.array([ROLES.index(r.gold) for e in examples for r in e.roles], np.int64)
    if len(set(answers.tolist())) == len(ROLES):
        model = LogisticRegression(C=ROLE_STRENGTH, max_iter=200).fit(table(examples, features), answers)
        weights, bias = model.coef_.T.astype(np.float32), model.intercept_
    grammar = (weights[BUCKETS:] * GRAMMAR_WEIGHT).round(5).tolist()
    decision = RoleDecision(
        bias=dict(zip(ROLES, bias.round(5).tolist(), strict=True)),
        grammar={role: dict(zip(ROLES, row, strict=True)) for role, row in zip(ROLES, grammar, strict=True)},
    )
    return decision, weights[:BUCKETS]


def table(examples: Sequence[Example], features: csr_matrix) -> csr_matrix:
    """The features of the pairs with a role, then a column for each role that grammar may give."""
    before = np.cumsum([0, *(len(e.pairs) for e in examples)])
    rows = [begin + r.row for begin, e in zip(before, examples, strict=False) for r in e.roles]
    by_grammar: Floats = np.array(
        [[GRAMMAR_WEIGHT * (role == r.grammar) for role in ROLES] for e in examples for r in e.roles]
    )
    return hstack([features[rows], csr_matrix(by_grammar)]).tocsr()
