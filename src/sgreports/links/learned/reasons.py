"""The features with the largest weights in the model's score of a pair, in words."""

from collections.abc import Iterator, Mapping

import numpy as np

from sgreports.links.learned.arrays import ReportContext, arrays_of, string_hash
from sgreports.links.learned.features import blocks, feature_input
from sgreports.links.learned.hashing import Block, hashed
from sgreports.links.learned.mention_features import OWN
from sgreports.links.learned.model import RelationModel
from sgreports.links.learned.pairs import candidate_pairs
from sgreports.links.learned.word_classes import class_names
from sgreports.model.facts import LABELS, Mention, RelationType
from sgreports.scene.scene import Scene

MAX_REASONS = 6  # features that an explanation names, at most


def reasons(
    model: RelationModel, scene: Scene, context: ReportContext, kind: RelationType, ends: tuple[Mention, Mention]
) -> Iterator[str]:
    """The features with the largest weights in a pair's first score (log odds)."""
    arrays = arrays_of([scene], context)
    candidates = candidate_pairs(arrays)
    places = [arrays.mentions.index(m) if m in arrays.mentions else -1 for m in ends]
    row = np.flatnonzero((candidates.subject == places[0]) & (candidates.object == places[1]))
    if not len(row):
        return
    column, words = model.meta.types.index(kind), _strings_by_hash(scene)
    weights: dict[str, float] = {}
    for block in (each for several in blocks(feature_input(arrays), candidates) for each in several.apart()):
        for place in np.flatnonzero(block.rows == row[0]):
            one = Block(block.names, np.zeros(1, np.int64), [part[place : place + 1] for part in block.parts])
            name = f"{block.names[0]} {_feature_words(one, words)}".strip()
            weights[name] = weights.get(name, 0.0) + float(model.weights[hashed([one], 1).places, column].sum())
    strongest = sorted(weights, key=lambda n: (-abs(weights[n]), n))[:MAX_REASONS]
    told = ", ".join(f"{n} {weights[n]:+.2f}" for n in strongest)
    yield f"the model's evidence, by its own names (+ speaks for it, - against): {told}"


def _strings_by_hash(scene: Scene) -> dict[int, str]:
    """The strings of a paragraph by their hashes."""
    found = {name for names in class_names().values() for name in names}
    found |= {*OWN, *LABELS, "about", "mission", "range", "-"}
    for token in scene.doc:
        found |= {token.lemma_, token.lower_, token.dep_}
    for m in scene.mentions:
        found |= {m.event or "-", str(m.unit_from), (m.unit or "-").split(" ")[-1].lower(), m.entity or "-"}
    return {string_hash(word): word for word in found}


def _feature_words(block: Block, words: Mapping[int, str]) -> str:
    """The parts of a feature that are words; labels (the first part) and numbers are left out."""
    known = [words.get(int(part[0])) for part in block.parts[1:]]
    return " ".join(repr(word) for word in known if word)
