"""Trains the relation model: a logistic regression for each type over hashed features, then the second pass.

The second pass is fitted on out-of-fold first scores, with folds by document. Uses scikit-learn,
which only training needs (the extra `train`).
"""

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.weights import Floats as Weights
from sgreports.inputs import gold_source
from sgreports.knowledge.data_files import word_lists
from sgreports.knowledge.relation_model import RELATIONS, RelationMeta
from sgreports.links.find import context_of, in_paragraph
from sgreports.links.learned.arrays import Floats, Ints, arrays_of
from sgreports.links.learned.decision import RuleRelations, by_pair_and_type, rule_scores
from sgreports.links.learned.features import feature_input, features
from sgreports.links.learned.hashing import BUCKETS
from sgreports.links.learned.model import RelationModel
from sgreports.links.learned.pairs import candidate_pairs
from sgreports.model.facts import RELATION_TYPES
from sgreports.parsing.unit import Unit
from sgreports.pipeline import read_mentions
from sgreports.reading import read_report
from sgreports.scene.scene import Scene, Scenes, by_paragraph
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.training.linear import fold_of
from sgreports_gold.training.relations.answers import UNKNOWN, GoldAnswers, answers_of
from sgreports_gold.training.relations.decision import fit_decision
from sgreports_gold.training.relations.examples import Example
from sgreports_gold.training.relations.roles import fit_roles, role_examples
from sgreports_gold.training.reports import by_document

NAME, SEED, FOLDS = "relations-3", 20261126, 5
STRENGTH = 0.5  # inverse of the penalty on weights (C of scikit-learn), chosen on folds
MIN_EXAMPLES = 3  # gold relations of a type; with fewer it has no weights
EXCLUDED_BIAS = -9.0  # the bias of such a type
Fold = npt.NDArray[np.int64]


def relation_examples(gold: Iterable[GoldParagraph], unseen: Collection[str], settings: Settings) -> Iterator[Example]:
    """The examples of gold paragraphs, document by document, with the program's own mentions.

    `unseen` names the documents that no rule was written from: on others rules are right more often than they will be.
    """
    for document, wanted in by_document(gold):
        report = read_report(gold_source(document, settings.reports), settings)
        _, units, mentions, _, _ = read_mentions(report, settings)
        scenes = Scenes(by_paragraph(mentions))
        for unit in units:
            own = wanted.get(unit.paragraph.key)
            if own is not None and own.cells is None:
                example = relation_example(own, unit, scenes.of(unit), seen=document not in unseen)
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


def train_relations(examples: Sequence[Example], say: Callable[[str], None] = lambda _: None) -> RelationModel:
    """Fits the first pass on all examples, the second on out-of-fold scores."""
    fold = folds(examples)
    say("first pass, left-out documents")
    scores = out_of_fold_scores(examples, fold)
    say("first pass")
    weights, bias = first_pass(examples)
    say("second pass")
    decision, threshold = fit_decision(examples, scores, fold)
    say("roles")
    roles, role_weights = fit_roles(examples, matrix(examples))
    meta = RelationMeta(
        name=NAME, features=RELATIONS.features, sha256="", lists=word_lists(), types=RELATION_TYPES,
        bias=tuple(round(float(b), 5) for b in bias), decision=decision, roles=roles, threshold=threshold, seed=SEED,
        examples=example_counts(examples),
    )  # fmt: skip
    return RelationModel(meta, *(w.astype(np.float16).astype(np.float32) for w in (weights, role_weights)))


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


def out_of_fold_scores(examples: Sequence[Example], fold: Fold) -> list[Floats]:
    """Out-of-fold first scores of each example; folds are by document."""
    found: dict[int, Floats] = {}
    for n in range(FOLDS):
        weights, bias = first_pass(
            [e for e, fold_of_example in zip(examples, fold, strict=True) if fold_of_example != n]
        )
        for place in np.flatnonzero(fold == n).tolist():
            found[place] = scores_of(examples[place], weights, bias)
    return [found[place] for place in range(len(examples))]


def scores_of(e: Example, weights: Weights, bias: Floats) -> Floats:
    """The first scores of an example, (pairs, types)."""
    return np.asarray(np.add.reduceat(weights[e.features.places], e.features.starts, axis=0) + bias, np.float64)


def first_pass(examples: Sequence[Example]) -> tuple[Weights, Floats]:
    """Weights and bias of each type. A type with too little gold has no weights, and a bias that excludes it."""
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
    return weights, bias


def matrix(examples: Sequence[Example]) -> csr_matrix:
    """The features of all pairs, a row a pair; a feature that occurs twice counts twice."""
    places: Ints = np.concatenate([e.features.places for e in examples])
    sizes = [len(e.features.places) for e in examples]
    starts = [e.features.starts + before for e, before in zip(examples, np.cumsum([0, *sizes[:-1]]), strict=True)]
    ends = np.concatenate([*starts, [len(places)]])
    return csr_matrix((np.ones(len(places), np.float32), places, ends), shape=(len(ends) - 1, BUCKETS))
