"""What weighed most in the learned model's decision on a pair, in words."""

from collections.abc import Iterator, Mapping

import numpy as np

from sgreports.model.facts import LABELS, Mention, RelationType
from sgreports.relations.learned.arrays import Context, arrays_of, code
from sgreports.relations.learned.features import blocks, feature_input
from sgreports.relations.learned.hashing import Block, hashed
from sgreports.relations.learned.mention_features import OWN
from sgreports.relations.learned.model import RelationModel
from sgreports.relations.learned.pairs import pairs
from sgreports.relations.learned.word_classes import class_names
from sgreports.relations.scene import Scene

STRONGEST = 6  # features that an explanation names


def reasons(
    model: RelationModel, scene: Scene, context: Context, kind: RelationType, ends: tuple[Mention, Mention]
) -> Iterator[str]:
    """The features that weigh most in a pair's first score, with their weights (log odds)."""
    arrays = arrays_of([scene], context)
    asked = pairs(arrays)
    places = [arrays.mentions.index(m) if m in arrays.mentions else -1 for m in ends]
    row = np.flatnonzero((asked.subject == places[0]) & (asked.object == places[1]))
    if not len(row):
        return
    column, words = model.meta.types.index(kind), spelled(scene)
    weighed: dict[str, float] = {}
    for block in (each for several in blocks(feature_input(arrays), asked) for each in several.apart()):
        for place in np.flatnonzero(block.rows == row[0]):
            one = Block(block.names, np.zeros(1, np.int64), [part[place : place + 1] for part in block.parts])
            name = f"{block.names[0]} {said(one, words)}".strip()
            weighed[name] = weighed.get(name, 0.0) + float(model.weights[hashed([one], 1).places, column].sum())
    strongest = sorted(weighed, key=lambda n: (-abs(weighed[n]), n))[:STRONGEST]
    yield f"the model's evidence: {', '.join(f'{n} {weighed[n]:+.2f}' for n in strongest)}"


def spelled(scene: Scene) -> dict[int, str]:
    """The strings behind the numbers of a paragraph."""
    found = {name for names in class_names().values() for name in names}
    found |= {*OWN, *LABELS, "about", "mission", "range", "-"}
    for token in scene.doc:
        found |= {token.lemma_, token.lower_, token.dep_}
    for m in scene.mentions:
        found |= {m.event or "-", str(m.unit_from), (m.unit or "-").split(" ")[-1].lower(), m.entity or "-"}
    return {code(word): word for word in found}


def said(block: Block, words: Mapping[int, str]) -> str:
    """The parts of a feature that are words; the first part is the two labels, numbers are left out."""
    known = [words.get(int(part[0])) for part in block.parts[1:]]
    return " ".join(repr(word) for word in known if word)
