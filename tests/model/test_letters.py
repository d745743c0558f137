"""Letter spans: spacing and hyphens move nothing, and the quote gives the edges back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgreports.model.letters import character_span, letter_span, letters


def test_edges_come_from_the_quote() -> None:
    text = "See resolution 1325 (2000), and “We decide”."
    start, end = letter_span(text, 4, 26)
    assert (start, end) == (3, 21)
    assert character_span(text, 3, 21, "resolution 1325 (2000)") == (4, 26)
    assert character_span(text, 24, 32, "We decide") == (33, 42)


def test_other_spacing_keeps_the_span() -> None:
    span = letter_span("conflict -related deaths", 0, 17)
    again = character_span("conflict-related deaths", *span, "conflict -related")
    assert again == (0, 16)


def test_a_quote_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="'Mali' is not at letters 0-4"):
        character_span("Chad and Mali", 0, 4, "Mali")


@given(st.text(max_size=40), st.data())
def test_round_trip(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    if not letters(quote) or not (letters(quote[0]) and letters(quote[-1])):
        return
    assert text[slice(*character_span(text, *letter_span(text, start, end), quote))] == quote
