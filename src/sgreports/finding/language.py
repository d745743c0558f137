"""The only caller of `spacy.load`: the language model, loaded once a process, without what nothing reads."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sgreports.errors import UsageError


@lru_cache(maxsize=2)
def language(model: str) -> Language:
    """The installed spaCy model `model` without its entity recognizer. Raises UsageError if it is not installed."""
    try:
        return spacy.load(model, exclude=["ner"])
    except OSError as error:
        raise UsageError(
            f"the spaCy model {model!r} is not installed; install it or set another with --model / SGREPORTS_MODEL"
        ) from error


def parse(texts: Iterable[str], model: str) -> Iterator[Doc]:
    """The texts, tagged, parsed and lemmatized, in their order."""
    return language(model).pipe(texts, batch_size=64)
