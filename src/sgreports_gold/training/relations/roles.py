"""Fits the roles of `count_by`: a logistic regression over a pair's features and its role by grammar."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.linear import Floats as Weights
from sgreports.knowledge.relation_model import RoleDecision
from sgreports.links.learned.arrays import Floats, ParagraphArrays
from sgreports.links.learned.decision import Pair, RuleRelations, relation_roles
from sgreports.links.learned.hashing import BUCKETS
from sgreports.links.learned.pairs import Pairs
from sgreports.model.facts import ROLES
from sgreports.scene.scene import Scene
from sgreports_gold.training.relations.answers import GoldAnswers
from sgreports_gold.training.relations.examples import Example, RoleExample

STRENGTH = 0.5  # inverse of the penalty on weights (C of scikit-learn), chosen on folds
WEIGHT = 2.0  # of grammar's answer as a feature, so that the penalty bears less on it


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
        model = LogisticRegression(C=STRENGTH, max_iter=200).fit(table(examples, features), answers)
        weights, bias = model.coef_.T.astype(np.float32), model.intercept_
    grammar = (weights[BUCKETS:] * WEIGHT).round(5).tolist()
    decision = RoleDecision(
        bias=dict(zip(ROLES, bias.round(5).tolist(), strict=True)),
        grammar={role: dict(zip(ROLES, row, strict=True)) for role, row in zip(ROLES, grammar, strict=True)},
    )
    return decision, weights[:BUCKETS]


def table(examples: Sequence[Example], features: csr_matrix) -> csr_matrix:
    """The features of the pairs with a role, then a column for each role that grammar may give."""
    before = np.cumsum([0, *(len(e.pairs) for e in examples)])
    rows = [begin + r.row for begin, e in zip(before, examples, strict=False) for r in e.roles]
    by_grammar: Floats = np.array([[WEIGHT * (role == r.grammar) for role in ROLES] for e in examples for r in e.roles])
    return hstack([features[rows], csr_matrix(by_grammar)]).tocsr()
