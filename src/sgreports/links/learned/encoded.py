"""The encoder's scores of candidate pairs, combined with those of rules and features."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sgreports.evidence.encoder.heads import PairInput, PairScores, gaps
from sgreports.evidence.scores import log_odds, logistic
from sgreports.knowledge.encoder_model import EncoderMeta
from sgreports.links.learned.arrays import Floats, Ints, ParagraphArrays
from sgreports.links.learned.pairs import Pairs, rivals_between
from sgreports.model.facts import RELATION_TYPES
from sgreports.scene.scene import Scene


@dataclass(frozen=True, slots=True)
class EncoderPairScores:
    """The encoder's scores of pairs, with the metadata that weigh them."""

    meta: EncoderMeta
    scores: PairScores

    def combined(self, feature_probabilities: Floats, pair: Ints, kind: Ints) -> Floats:
        """The probability of each pair and type; `feature_probabilities` are those by rules and features."""
        mix, intercepts = self.meta.relations, np.array([self.meta.intercepts[t] for t in RELATION_TYPES])
        both = mix.features * log_odds(feature_probabilities) + mix.encoder * self.scores.types[pair, kind]
        return logistic(both + intercepts[kind])


def encoder_pair_scores(
    scenes: Sequence[Scene], arrays: ParagraphArrays, candidates: Pairs
) -> EncoderPairScores | None:
    """The encoder's scores of the pairs of paragraphs of one report; None without an encoder.

    Paragraphs without any are not encoded.
    """
    encoder = next((scene.encoded.encoder for scene in scenes if scene.encoded is not None), None)
    if encoder is None or not len(candidates):
        return None
    paragraphs = np.unique(arrays.first[candidates.subject])
    begins = np.cumsum([0, *(len(scene.heads) for scene in scenes)])
    encodings = [
        r for scene, at in zip(scenes, begins, strict=False) if at in paragraphs and (r := scene.encoding()) is not None
    ]
    vectors, first, last = (
        np.concatenate([getattr(r, name) for r in encodings]) for name in ("vectors", "first", "last")
    )
    row = np.cumsum(np.isin(arrays.first, paragraphs)) - 1  # of each mention among those encoded
    subject, other = row[candidates.subject], row[candidates.object]
    gap, rivals = gaps(first, last, subject, other), rivals_between(arrays, candidates)
    inputs = PairInput(subject, other, gap, candidates.apart, rivals)
    return EncoderPairScores(encoder.meta, encoder.pairs(vectors, inputs))
