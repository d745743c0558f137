"""The layers by which spaCy reads each word with those around it, in fewer steps over the same numbers.

A layer takes the largest of some sums for each number and evens these out. thinc notes which sum it was and keeps what
training needs; here a layer takes three quarters of that time, most of it for the sums themselves.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from thinc.api import Model

STEPS = ("expand_window", "maxout", "layernorm", "dropout")
NEAR_ZERO = np.float32(1e-8)  # what thinc adds to a variance
Floats = npt.NDArray[np.float32]


class Layer(NamedTuple):
    """A layer's weights, (window, pieces x width): of each piece those of all numbers, then the next; and what the
    numbers are multiplied by and raised by in the end."""

    weights: Floats
    bias: Floats
    factor: Floats
    shift: Floats


def with_plain_windows(nlp: Language) -> Language:
    """The model with these layers in place of its own; as it is where it has others."""
    if nlp.has_pipe("tok2vec"):
        model: Any = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
        encode = model.layers[-1] if model.layers else model
        inner = encode.layers[0] if encode.name.startswith("with_array(") else None
        steps = [_steps(each) for each in inner.layers] if inner else []
        if steps and all(map(_is_known, steps)):
            found = [_layer(maxout, even) for _, maxout, even, _ in steps]
            model.replace_node(encode, Model("plain_windows", _forward, layers=[encode], attrs={"found": found}))
    return nlp


def _steps(layer: Any) -> list[Any]:
    """The steps of a layer whose outcome is added to what it reads; none of another."""
    return [step for step in layer.walk(order="dfs_pre") if not step.layers] * layer.name.startswith("residual(")


def _is_known(steps: Sequence[Any]) -> bool:
    """Whether a word is read with one on either side, as `_forward` does."""
    return tuple(step.name for step in steps) == STEPS and steps[0].attrs["window_size"] == 1


def _layer(maxout: Any, even: Any) -> Layer:
    weights, bias = maxout.get_param("W").transpose(1, 0, 2), maxout.get_param("b").T  # pieces before numbers
    table = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T)
    return Layer(table, bias.flatten(), even.get_param("G"), even.get_param("b"))


def _forward(model: Model[Any, Any], texts: Sequence[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    assert not is_train
    ops, pad, lengths = model.ops, model.layers[0].attrs["pad"], np.array([len(text) for text in texts], np.int32)
    words = ops.flatten(texts, pad=pad)
    for layer in model.attrs["found"]:
        words = words + read(ops.seq2col(words, 1), layer)
    return ops.unflatten(words, lengths, pad=pad), lambda _: []


def read(windows: Floats, layer: Layer) -> Floats:
    """What a layer makes of windows of words."""
    sums = windows @ layer.weights
    sums += layer.bias
    best = sums.reshape(len(sums), -1, len(layer.factor)).max(axis=1)
    best -= best.mean(axis=1, keepdims=True)
    best *= (np.einsum("ij,ij->i", best, best) / np.float32(best.shape[1]) + NEAR_ZERO)[:, None] ** np.float32(-0.5)
    best *= layer.factor
    best += layer.shift
    return best
