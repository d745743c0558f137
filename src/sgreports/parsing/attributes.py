"""Parts of speech, morphology and lemmas by a table: the attribute ruler and lemmatizer are asked once for each word.

Both decide token by token, by the word, its tag and its role in the parse, but for a few patterns of two tokens
(`there is`, `let's`). A text where one of these may begin is given to them as a whole, so the output is always theirs.
"""

from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

REPLACED = ("attribute_ruler", "lemmatizer")
NAME = "sgreports_attributes"
LARGEST = 200_000
"""Entries after which the table starts anew, so that a process of many reports stays small."""

Key = tuple[int, int, int]
Values = tuple[int, int, int]


class AttributeTable:
    """The pipe that takes the place of both."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._ruler, self._lemmatizer = (nlp.get_pipe(name) for name in REPLACED)
        self._begins = Matcher(nlp.vocab)
        assert isinstance(self._ruler, AttributeRuler)
        rules: list[dict[str, Any]] = cast(Any, self._ruler.patterns)
        for rule in rules:
            for pattern in rule["patterns"]:
                if len(pattern) > 1:
                    self._begins.add("begins", [pattern[:1]])
        self._table: dict[Key, Values | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Sets what both pipes would set."""
        keys: list[Key] = list(zip(*doc.to_array(["ORTH", "TAG", "DEP"]).T.tolist(), strict=True))
        if len(self._table) > LARGEST:
            self._table.clear()
        if new := [key for key in dict.fromkeys(keys) if key not in self._table]:
            self._learn(new)
        values = [self._table[key] for key in keys]
        if not all(values):
            return self._asked(doc)
        doc.from_array(["POS", "MORPH", "LEMMA"], cast(Any, np.array(values, dtype=np.uint64).reshape(-1, 3)))
        return doc

    def _learn(self, keys: list[Key]) -> None:
        """Notes what words with these tags and roles get: None where the next word or a change of these matters.

        Words after which a pattern may go on are not among the others, so that no two stand together by chance.
        """
        self._table |= dict.fromkeys(keys)
        first = {start for _, start, _ in self._begins(self._of(keys), allow_missing=True)}
        alone = [key for at, key in enumerate(keys) if at not in first]
        for key, token in zip(alone, self._asked(self._of(alone)), strict=True):
            morph: Any = token.morph
            if (token.tag, token.dep) == key[1:]:
                self._table[key] = (token.pos, morph.key, token.lemma)

    def _of(self, keys: list[Key]) -> Doc:
        doc = Doc(self._nlp.vocab, words=[self._nlp.vocab.strings[orth] for orth, _, _ in keys])
        for token, (_, tag, dep) in zip(doc, keys, strict=True):
            token.tag, token.dep = tag, dep
        return doc

    def _asked(self, doc: Doc) -> Doc:
        return self._lemmatizer(self._ruler(doc))


@Language.factory(NAME)
def _make(nlp: Language, name: str) -> AttributeTable:
    assert name
    return AttributeTable(nlp)


def with_attribute_table(nlp: Language) -> Language:
    """The model with the table in place of both pipes; as it is where it has others, or another lemmatizer."""
    if tuple(nlp.pipe_names[-2:]) == REPLACED and getattr(nlp.get_pipe("lemmatizer"), "mode", None) == "rule":
        _look_up_in_sets(cast(Any, nlp.get_pipe("lemmatizer")))
        nlp.add_pipe(NAME)
        for name in REPLACED:
            nlp.remove_pipe(name)
    return nlp


def _look_up_in_sets(lemmatizer: Any) -> None:
    """Makes sets of the lemmatizer's lists of known forms: it asks only whether they hold a form, and would read tens
    of thousands of words for each."""
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, forms in list(index.items()):
        index[part_of_speech] = frozenset(forms)
