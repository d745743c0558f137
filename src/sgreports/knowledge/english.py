"""Two lists of English words: data/english_function.txt and data/english_common.txt, one word a line."""

from functools import cache

from sgreports.knowledge.data_files import read_text


def _words(name: str) -> frozenset[str]:
    text = read_text(name)
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def function_words() -> frozenset[str]:
    """Articles, prepositions, pronouns, auxiliaries: a third or more of running English, of other languages little."""
    return _words("english_function.txt")


@cache
def common_words() -> frozenset[str]:
    """Common words of reports, function words included."""
    return function_words() | _words("english_common.txt")
