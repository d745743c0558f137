"""Each distinct word of a batch is embedded once: words come again and again.

A word's embedding depends on the word alone (its norm, ends and shape, and whether a blank follows); only the layers
after it look at the words around.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ragged

LAYERS = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
_FACTOR, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)
Rows = npt.NDArray[np.uint64]


def with_distinct_words(nlp: Language) -> Language:
    """The model with its embedding asked once for each word; as it is where it embeds words in another way."""
    if nlp.has_pipe("tok2vec"):
        model: Any = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
        embed = model.layers[0] if model.layers else model
        if tuple(layer.name.split("(")[0] for layer in embed.layers) == LAYERS:
            model.replace_node(embed, Model("distinct_words", _forward, layers=[embed]))
    return nlp


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    extract, _, embed, mix, _ = model.layers[0].layers
    found = extract.predict(docs)
    rows = np.concatenate(found)
    first, places = distinct(rows)
    words: Any = Ragged(cast(Any, rows[first]), cast(Any, np.array([len(first)], np.int32)))
    embedded = mix.predict(embed.predict(words)).dataXd[places]
    ends = np.cumsum([len(each) for each in found])[:-1]
    assert not is_train
    return np.split(embedded, ends), lambda _: []


def distinct(rows: Rows) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The places of rows that differ from one another, and for each row the place of its like among them."""
    key = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        key = (key ^ (key >> _SHIFT) ^ column) * _FACTOR
    _, first, places = np.unique(key, return_index=True, return_inverse=True)
    if (rows[first][places] != rows).any():  # two rows of one key
        return np.arange(len(rows)), np.arange(len(rows))
    return first, places
