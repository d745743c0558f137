"""English words: data/english_function.txt, english_common.txt and english_words.txt, one word a line, and
english_affixes.toml, what words begin and end with; foreign_function.txt; the break between sentences."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sgreports.knowledge.data_files import read_text, toml_data

SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s++(?=[A-Z])")
COMPARED_TO, UP_OR_DOWN_FROM = r"compared (?:with|to)", r"(?:up|down) from"
_STEM = 3  # letters of a listed word to which something is added, at least


def _words(name: str) -> frozenset[str]:
    text = read_text(name)
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def function_words() -> frozenset[str]:
    """Articles, prepositions, pronouns, auxiliaries: a third or more of running English, of other languages little."""
    return _words("english_function.txt")


@cache
def foreign_function_words() -> frozenset[str]:
    """Such words of French and Spanish that are none in English."""
    return _words("foreign_function.txt")


@cache
def common_words() -> frozenset[str]:
    """Common words of reports, function words included."""
    return function_words() | _words("english_common.txt")


@cache
def english_words() -> frozenset[str]:
    """The words of UN English that are listed."""
    return common_words() | _words("english_words.txt")


@lru_cache(maxsize=1 << 16)
def is_english(word: str) -> bool:
    """Whether a word in small letters is listed, or made of a listed one by a beginning and an ending."""
    return any(_is_listed(stem) for stem in (word, *_without_beginnings(word)))


def _is_listed(word: str) -> bool:
    known = english_words()
    return word in known or any(stem in known for stem in _without_endings(word))


def _without_beginnings(word: str) -> Iterator[str]:
    for beginning in _affixes("beginnings"):
        stem = word.removeprefix(beginning)
        if _STEM < len(stem) < len(word):
            yield stem


def _without_endings(word: str) -> Iterator[str]:
    """`rated` → `rat`, `rate`; `planned` → `plann`, `planne`, `plan`; `denied` → `deni`, `denie`, `deny`."""
    for ending in _affixes("endings"):
        stem = word.removesuffix(ending)
        if not _STEM <= len(stem) < len(word):
            continue
        yield from (stem, f"{stem}e")
        if len(stem) > _STEM and stem[-1] == stem[-2]:
            yield stem[:-1]
        if stem.endswith("i"):
            yield f"{stem[:-1]}y"


@cache
def _affixes(name: str) -> tuple[str, ...]:
    return tuple(map(str, toml_data("english_affixes.toml")[name]))
