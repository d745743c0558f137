"""What the encoder says of pairs, weighed with what rules and features say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sgreports.evidence.encoder.heads import PairInput, PairScores, gaps
from sgreports.evidence.scores import log_odds, logistic
from sgreports.knowledge.encoder_model import EncoderMeta
from sgreports.model.facts import RELATION_TYPES
from sgreports.relations.learned.arrays import Floats, Ints, ParagraphArrays
from sgreports.relations.learned.model import Scores
from sgreports.relations.learned.pairs import Pairs, rivals_between
from sgreports.relations.scene import Scene


@dataclass(frozen=True, slots=True)
class SaidOfPairs:
    """The encoder's scores of pairs, with the weights that they have beside other witnesses."""

    meta: EncoderMeta
    scores: PairScores

    def mixed(self, chances: Floats, pair: Ints, kind: Ints) -> Floats:
        """The probability that each relation asked for is right; `chances` is that by rules and features."""
        mix, intercepts = self.meta.relations, np.array([self.meta.intercepts[t] for t in RELATION_TYPES])
        z = mix.features * log_odds(chances) + mix.encoder * self.scores.types[pair, kind] + intercepts[kind]
        return logistic(z)

    def with_roles(self, scores: Scores) -> Scores:
        """First scores with the encoder's of roles added."""
        return scores._replace(roles=scores.roles + self.meta.roles.encoder * self.scores.roles)


def said_of_pairs(scenes: Sequence[Scene], arrays: ParagraphArrays, near: Pairs) -> SaidOfPairs | None:
    """What the encoder says of the pairs of some paragraphs of one report; None without an encoder.

    Paragraphs without a pair are not read.
    """
    encoder = next((scene.readings.encoder for scene in scenes if scene.readings is not None), None)
    if encoder is None or not len(near):
        return None
    paired = np.unique(arrays.first[near.subject])
    begins = np.cumsum([0, *(len(scene.heads) for scene in scenes)])
    read = [r for scene, at in zip(scenes, begins, strict=False) if at in paired and (r := scene.reading()) is not None]
    vectors, first, last = (np.concatenate([getattr(r, name) for r in read]) for name in ("vectors", "first", "last"))
    row = np.cumsum(np.isin(arrays.first, paired)) - 1  # of each mention among those that are read
    subject, other = row[near.subject], row[near.object]
    gap, rivals = gaps(first, last, subject, other), rivals_between(arrays, near)
    its = PairInput(subject, other, gap, near.apart, rivals)
    return SaidOfPairs(encoder.meta, encoder.pairs(vectors, its))
