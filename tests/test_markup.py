"""Marked sentences: text, spans and roles; what is refused."""

import re

import pytest

from markup import parse_markup
from sgreports.errors import KnowledgeError
from sgreports.model.markup import Marked, MarkedSpan


def test_marks_are_taken_out_and_placed() -> None:
    assert parse_markup("[Fiji](COUNTRY #subject) signed the [Pact](INSTRUMENT #object entity=name/pact).") == Marked(
        text="Fiji signed the Pact.",
        spans=(
            MarkedSpan(label="COUNTRY", start=0, end=4, roles=("subject",)),
            MarkedSpan(label="INSTRUMENT", start=16, end=20, roles=("object",), fields=(("entity", "name/pact"),)),
        ),
    )


def test_an_escaped_bracket_is_text() -> None:
    assert parse_markup(r"the \[sic\] word") == Marked(text="the [sic] word", spans=())


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[Fiji](NATION) signed.", "unknown label 'NATION'"),
        ("[Fiji(COUNTRY) signed.", "a bracket without a mark"),
        ("[Fiji](COUNTRY colour=red) signed.", "cannot read 'colour=red'"),
    ],
)
def test_a_broken_mark_is_refused(source: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=re.escape(message)):
        parse_markup(source)
