"""The words of a sentence before a place: its own alone, and of a list without full stops the near ones."""

import pytest
import spacy

from sgreports.parsing.sentences import FAR, words_before

SHORT = "Five men fled. In May, 12 men returned."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SHORT, (SHORT.index("In"), "In May, ")),
        ("men and " * FAR + "12 men", (7 * FAR, "men and " * (FAR // 8))),
    ],
)
def test_words_before(text: str, found: tuple[int, str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    assert words_before(nlp(text), text.index("12")) == found
