"""The list of UN English, and what beginnings and endings make of it."""

import pytest

from sgreports.knowledge.english import english_words, is_english


def test_the_list_has_no_word_twice_and_small_letters_alone() -> None:
    assert all(word.isalpha() and word.islower() and word.isascii() for word in english_words())


@pytest.mark.parametrize("word", ["ceasefire", "ceasefires", "unmanned", "denied", "planning", "reopened", "rated"])
def test_words_and_what_is_made_of_them(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize("word", ["tbe", "rnission", "situatiou", "ancl", "hes", "unxq"])
def test_misread_words_are_not_listed(word: str) -> None:
    assert not is_english(word)
