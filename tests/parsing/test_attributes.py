"""The table sets what spaCy's attribute ruler and lemmatizer set, token by token."""

from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sgreports.parsing import attributes
from sgreports.parsing.attributes import NAME, REPLACED, AttributeTable, with_attribute_table
from sgreports.parsing.language import language, loaded
from sgreports.reading import read_report
from sgreports.settings import Settings

pytestmark = pytest.mark.model
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
SENTENCES = (
    "The mission and UNICEF co-chaired the meetings that children had attended since 2043.",
    "There are 40 children; there is no school. There've been more.",
    "Let's say that they're gonna leave, y'all; it ain't so, c'mon, they got ta go.",
    "But for the worse, he'd have been\n\nleft  there \t better. ",
    "I saw her saw; those leaves leave me less than that.",
    "",
)


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model as it is, but for our own forms."""
    return loaded(Settings().model)


def set_of(docs: Iterable[Doc]) -> list[tuple[str, ...]]:
    return [(t.text, t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for doc in docs for t in doc]


def test_the_table_takes_the_place_of_both() -> None:
    names = language(Settings().model).pipe_names
    assert (NAME in names, set(REPLACED) & set(names)) == (True, set())


def test_it_sets_the_same(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = set_of(plain.pipe(SENTENCES))
    assert {row[3] for row in expected} >= {"co-chair", "go", "us"}, "its patterns of two tokens match here"
    ours = language(Settings().model)
    assert set_of(ours.pipe(SENTENCES)) == set_of(ours.pipe(SENTENCES)) == expected
    monkeypatch.setattr(attributes, "LARGEST", 5)
    assert set_of(ours.pipe(SENTENCES)) == expected


def test_a_model_with_other_pipes_is_left_as_it_is() -> None:
    assert with_attribute_table(spacy.blank("en")).pipe_names == []


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not there")
def test_it_sets_the_same_over_a_report(plain: Language) -> None:
    texts = [p.text for p in read_report(CORPUS / "S_1994_725.pdf", Settings()).paragraphs]
    assert set_of(language(Settings().model).pipe(texts)) == set_of(plain.pipe(texts))


def test_a_word_is_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = loaded(Settings().model)
    table = AttributeTable(nlp)
    with nlp.select_pipes(disable=REPLACED):
        docs = [nlp("The children left the schools."), nlp("The children left the schools.")]
    table(docs[0])
    monkeypatch.setattr(table, "_learn", None)
    assert [t.pos_ for t in table(docs[1])] == ["DET", "NOUN", "VERB", "DET", "NOUN", "PUNCT"]
