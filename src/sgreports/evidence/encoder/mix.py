"""What several witnesses say together: their log odds, weighed as training found it."""

import numpy as np
import numpy.typing as npt

from sgreports.evidence.scores import LEAST, softmax
from sgreports.knowledge.encoder_model import Mix

Floats = npt.NDArray[np.float64]


def weighed(mix: Mix, chances: npt.ArrayLike, said: npt.ArrayLike, ruled: int | None = None) -> Floats:
    """The probability of each answer, by the model of features (`chances`), the encoder (`said`, logarithms), and the
    answer that the rules give, where they give one."""
    scores = mix.features * np.log(np.maximum(chances, LEAST)) + mix.encoder * np.asarray(said, np.float64)
    if ruled is not None:
        scores[ruled] += mix.rules
    return np.asarray(softmax(scores), np.float64)
