"""The trained weights, read from a component's folder and checked by hash and shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from sgreports.evidence.scores import softmax
from sgreports.knowledge.components import LABELS, NAMES, ComponentMeta
from sgreports.knowledge.weights import Floats, read_weights, write_model
from sgreports.mentions.open_classes.features import BUCKETS, Indices
from sgreports.model.facts import Label

Reading = tuple[Label, float]
SEEN = 0.02  # raw probability under which no calibration makes a name of a span


@dataclass(frozen=True, slots=True)
class Component:
    """The weights, (BUCKETS, 1 + labels), with what is known of them."""

    meta: ComponentMeta
    weights: Floats

    def readings(self, spans: Sequence[Indices]) -> Iterator[Reading | None]:
        """Of each span the likeliest label with the share that is right of such spans; None where it is no name."""
        if not spans:
            return
        for p in probabilities(self.weights, spans)[:, 1:].tolist():
            yield self._reading(p) if max(p) > SEEN else None

    def _reading(self, p: list[float]) -> Reading | None:
        label = LABELS[p.index(max(p))]
        known = self.meta.calibration[label]
        share = known.share(max(p))
        return (label, share) if known.cutoff is not None and share >= known.cutoff else None


def probabilities(weights: Floats, spans: Sequence[Indices]) -> Floats:
    """The probability of none and of each of LABELS, a row a span; at least one span, each with a feature."""
    begins = np.cumsum([0, *(len(s) for s in spans[:-1])])
    z = np.add.reduceat(weights[np.concatenate(spans)], begins, axis=0)
    return np.asarray(softmax(z), np.float32)


def component_of(setting: str) -> Component | None:
    """The component that the setting names: `default`, `none` or a folder. Raises UsageError if it does not fit."""
    folder = NAMES.path(setting)
    return None if folder is None else load(folder)


@lru_cache(maxsize=4)
def load(folder: Path) -> Component:
    """The component of a folder. Raises UsageError naming the file that is missing, changed or of another version."""
    meta = NAMES.meta(folder)
    return Component(meta, read_weights(folder, meta.sha256, (BUCKETS, 1 + len(LABELS)), NAMES.remedy))


def save(folder: Path, weights: Floats, meta: ComponentMeta) -> Component:
    """Writes a component into a folder that is there; the hash is put into the meta. What was saved is given back."""
    return Component(*write_model(folder, weights, meta))
