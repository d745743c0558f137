"""How alike two texts are, by the words that they share; a rare word says more than a common one."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Set

from sgreports.knowledge.english import function_words
from sgreports.knowledge.statements.quantities import month_numbers, quantities

WORD = re.compile(r"[a-z][a-z'’-]*+")
Words = frozenset[str]


def content_words(text: str | None) -> Words:
    """The words of a text in lower case, singular.

    Numbers and months, which differ from report to report, and function words are left out.
    """
    unlike = (month_numbers(), function_words(), quantities().words)
    return frozenset(_singular(w) for w in WORD.findall((text or "").lower()) if not any(w in its for its in unlike))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Likeness:
    """Compares sets of words by the share of their weight that both hold (weighted Jaccard index, 0 to 1).

    A word weighs the logarithm of how few of the texts hold it: inverse document frequency.
    """

    def __init__(self, texts: Iterable[Words]) -> None:
        held = Counter(word for text in texts for word in text)
        number = max(held.values(), default=0) + 1
        self._weights = {word: math.log(number / n) for word, n in held.items()}

    def __call__(self, one: Words, other: Words) -> float:
        whole = self._weight(one | other)
        return self._weight(one & other) / whole if whole else 0.0

    def _weight(self, words: Set[str]) -> float:
        return math.fsum(self._weights.get(word, 0.0) for word in words)  # exact: sets have no order
