"""A linear model of a few features, with the weight of each for one answer."""

from collections.abc import Mapping

import numpy as np

from sgreports.evidence.linear import BUCKETS, FeatureIds, LinearModel, feature_ids
from sgreports.knowledge.linear_model import LinearMeta


def toy_model(
    answers: tuple[str, ...], features: int, weights: Mapping[str, tuple[int, float]], **fields: tuple[float, ...]
) -> LinearModel:
    table = np.zeros((BUCKETS, len(answers)), np.float32)
    for name, (column, weight) in weights.items():
        table[feature_ids([name]), column] = weight
    said = {"name": "toy", "features": features, "sha256": "", "answers": answers, "bias": (0.0,) * len(answers)}
    rest = {"slope": 1.0, "shift": 0.0, "seed": 1, "examples": {}}
    return LinearModel(LinearMeta.model_validate(said | rest | fields), table)


def likeliest(model: LinearModel, features: FeatureIds) -> str:
    """The answer that a model holds likeliest."""
    return model.meta.answers[int(model.probabilities(features).argmax())]
