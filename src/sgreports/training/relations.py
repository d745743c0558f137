"""Trains the relation model: one logistic regression a type over hashed features, then one decision with the rules.

The decision is fitted on scores of paragraphs whose document the weights were not fitted on. Uses scikit-learn, which
only training needs (the extra `train`).
"""

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sgreports.annotation.gold.letters import letter_span
from sgreports.annotation.gold.records import GoldParagraph
from sgreports.inputs import gold_source
from sgreports.knowledge.relation_model import FEATURES, Decision, RelationMeta
from sgreports.knowledge.weights import Floats
from sgreports.model.facts import RELATION_TYPES, Mention, RelationType
from sgreports.pipeline import read_mentions
from sgreports.reading import read_report
from sgreports.relations.find import in_paragraph
from sgreports.relations.learned.features import BUCKETS, Indices, View, indices
from sgreports.relations.learned.model import RelationModel
from sgreports.relations.learned.pairs import pairs, symmetric
from sgreports.relations.scene import Scene
from sgreports.settings import Settings

NAME, SEED, FOLDS = "relations-1", 20261125, 3
STRENGTH = 0.3  # inverse of the penalty on weights (C of scikit-learn), chosen on dev
FEWEST = 3  # gold relations of a type below which it has no weights
THRESHOLD = 0.42  # of all types, chosen on dev
Answers = dict[RelationType, bool | None]


@dataclass(frozen=True, slots=True)
class PairExample:
    """A pair of a gold paragraph: its features, what gold says of each type, and the types that a rule found.

    An answer is None where gold has the relation between other mentions of the same two entities: no example.
    """

    document: str
    features: Indices
    answers: Answers
    ruled: frozenset[RelationType]


def pair_examples(gold: Iterable[GoldParagraph], settings: Settings) -> Iterator[PairExample]:
    """The examples of gold paragraphs, document by document, with the program's own mentions."""
    by_document: dict[str, dict[str, GoldParagraph]] = {}
    for paragraph in gold:
        by_document.setdefault(paragraph.document, {})[paragraph.paragraph] = paragraph
    for document, wanted in sorted(by_document.items()):
        report = read_report(gold_source(document, settings.reports), settings)
        _, units, mentions, _, _ = read_mentions(report, settings)
        for unit in units:
            if unit.paragraph.key in wanted:
                own = sorted((m for m in mentions if m.paragraph == unit.paragraph.key), key=lambda m: m.start)
                ruled = {(r.subject, r.object, r.type) for r in in_paragraph(unit, own)}
                yield from _of_paragraph(wanted[unit.paragraph.key], unit.text, Scene(unit.doc, own), ruled)


def _of_paragraph(
    gold: GoldParagraph, text: str, scene: Scene, ruled: set[tuple[str, str, RelationType]]
) -> Iterator[PairExample]:
    view, known = View.of(scene), GoldAnswers.of(gold, text, scene.mentions)
    for pair in pairs(scene):
        s, o = pair.subject.id, pair.object.id
        yield PairExample(
            gold.document, indices(view, pair), {kind: known.answer(kind, s, o) for kind in pair.types},
            frozenset(kind for kind in pair.types if (s, o, kind) in ruled),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldAnswers:
    """What gold says of a paragraph's own mentions: exact pairs, and pairs of the same entities."""

    exact: frozenset[tuple[RelationType, str, str]]
    alike: frozenset[tuple[RelationType, str, str]]

    @classmethod
    def of(cls, gold: GoldParagraph, text: str, mentions: Sequence[Mention]) -> "GoldAnswers":
        """Mentions of gold and of the program are the same where their letters overlap under one label."""
        spans = {m.id: letter_span(text, m.start, m.end) for m in mentions}
        same: dict[str, list[str]] = {}
        for g in gold.mentions:
            same[g.id] = [
                m.id for m in mentions
                if m.label == g.label and spans[m.id][0] < g.end and g.start < spans[m.id][1]
            ]  # fmt: skip
        cluster = {
            g.id: g.id if g.label == "COUNT" or g.entity is None else f"{g.label} {g.entity}" for g in gold.mentions
        }
        named: dict[str, list[str]] = {}
        for g in gold.mentions:
            named.setdefault(cluster[g.id], []).extend(same[g.id])
        exact = {(r.type, s, o) for r in gold.relations for s in same[r.subject] for o in same[r.object]}
        alike = {
            (r.type, s, o)
            for r in gold.relations for s in named[cluster[r.subject]] for o in named[cluster[r.object]]
        }  # fmt: skip
        return cls(frozenset(exact), frozenset(alike))

    def answer(self, kind: RelationType, subject: str, other: str) -> bool | None:
        ends = [(kind, subject, other), *([(kind, other, subject)] if kind in symmetric() else [])]
        if any(end in self.exact for end in ends):
            return True
        return None if any(end in self.alike for end in ends) else False


def train_relations(examples: Sequence[PairExample], unseen: Collection[str]) -> RelationModel:
    """The model fitted on all examples, and its decision on those of documents that no rule was written from.

    `unseen` names these documents: on others the rules are right more often than they will be on new reports.
    """
    scores = _left_out(examples)
    weights, bias = _weights(examples)
    meta = RelationMeta(
        name=NAME, features=FEATURES, sha256="", types=RELATION_TYPES, bias=tuple(round(float(b), 5) for b in bias),
        decision=_decision(examples, scores, unseen), thresholds=dict.fromkeys(RELATION_TYPES, THRESHOLD), seed=SEED,
        examples=_counted(examples),
    )  # fmt: skip
    return RelationModel(meta, weights.astype(np.float16).astype(np.float32))


def _counted(examples: Sequence[PairExample]) -> dict[str, int]:
    right = sum(answer is True for e in examples for answer in e.answers.values())
    return {"documents": len({e.document for e in examples}), "pairs": len(examples), "relations": right}


def _weights(examples: Sequence[PairExample]) -> tuple[Floats, npt.NDArray[np.float64]]:
    """A column of weights and a bias a type; a type with too little gold has none, and a bias that excludes it."""
    weights, bias = np.zeros((BUCKETS, len(RELATION_TYPES)), np.float32), np.full(len(RELATION_TYPES), -9.0)
    for column, kind in enumerate(RELATION_TYPES):
        rows = [(e.features, e.answers[kind]) for e in examples if e.answers.get(kind) is not None]
        if sum(bool(answer) for _, answer in rows) >= FEWEST:
            fitted = _regression([f for f, _ in rows], [bool(a) for _, a in rows])
            weights[:, column], bias[column] = fitted.coef_[0], fitted.intercept_[0]
    return weights, bias


def _regression(features: Sequence[Indices], answers: Sequence[bool]):  # type: ignore[no-untyped-def]
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    ends = np.cumsum([0, *(len(f) for f in features)])
    table = csr_matrix((np.ones(ends[-1], np.float32), np.concatenate(features), ends), shape=(len(features), BUCKETS))
    return LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-2, random_state=SEED).fit(table, list(answers))


def _left_out(examples: Sequence[PairExample]) -> list[npt.NDArray[np.float64]]:
    """The scores of each example by weights that its document's fold was left out of."""
    documents = sorted({e.document for e in examples})
    random.Random(SEED).shuffle(documents)
    fold = {document: n % FOLDS for n, document in enumerate(documents)}
    fitted = [_weights([e for e in examples if fold[e.document] != n]) for n in range(FOLDS)]
    return [_scores(e, *fitted[fold[e.document]]) for e in examples]


def _scores(e: PairExample, weights: Floats, bias: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(weights[e.features].sum(axis=0) + bias, np.float64)


def _decision(
    examples: Sequence[PairExample], scores: Sequence[npt.NDArray[np.float64]], unseen: Collection[str]
) -> Decision:
    from sklearn.linear_model import LogisticRegression

    rows, answers = [], []
    for e, z in zip(examples, scores, strict=True):
        for kind, answer in e.answers.items():
            if answer is not None and e.document in unseen:
                rows.append(_row(kind, float(z[RELATION_TYPES.index(kind)]), kind in e.ruled))
                answers.append(answer)
    fitted = LogisticRegression(C=0.1, max_iter=3000).fit(np.array(rows), answers)
    own, types = fitted.coef_[0].round(4).tolist(), len(RELATION_TYPES)
    return Decision(
        intercept=round(float(fitted.intercept_[0]), 4), score=own[0], rule=own[1], score_with_rule=own[2],
        types=dict(zip(RELATION_TYPES, own[3 : 3 + types], strict=True)),
        rule_types=dict(zip(RELATION_TYPES, own[3 + types :], strict=True)),
    )  # fmt: skip


def _row(kind: RelationType, score: float, by_rule: bool) -> npt.NDArray[np.float32]:
    """The regressors of the decision, in the order of Decision's fields."""
    row = np.zeros(3 + 2 * len(RELATION_TYPES), np.float32)
    row[0], row[1], row[2] = score, by_rule, score * by_rule
    row[3 + RELATION_TYPES.index(kind)] = 1
    row[3 + len(RELATION_TYPES) + RELATION_TYPES.index(kind)] = by_rule
    return row
