"""Which words of a text are misread: those with letters where no word has them, and those that UN English lacks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sgreports.knowledge.english import english_words, is_english

_AROUND = "\"“”‘’'`´«»()[]{}<>.,;:?!*•·…-–—‐_|+=~^°§&%$€£#†‡"
_BREAKS = re.compile(r"[/–—‐-]+|(?<=\w)\.(?=[A-Z])")
_HYPHENS = ("-", "‐", "\u00ad")
_NO_WORD = re.compile(r"(?i)https?:|www\.|@|\.(?:org|int|com|net|html?|pdf)\b|/\w*\d|\d\w*/|\.{3}")  # links, symbols
_L = r"[^\W\d_]"
_ODD = re.compile(
    rf"{_L}[^\w'’.&@]+{_L}"  # milita:ry
    rf"|{_L}\d+{_L}|{_L}{{2}}\d[a-z]?$|^\d[a-z]{{3}}"  # Gover1ment, member8
    r"|[a-zà-ÿ]{2}[A-Z]|[A-Z]{2}[a-rt-z]"  # continuEd, TAJIKinTAN; `NGOs` is none
)
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Misreadings:
    """How many words of a text can be judged, those that are misread, and how many of these have letters or signs
    where no word has them. A word that UN English lacks counts once, however often it comes: it may be a rare one."""

    words: int = 0
    wrong: int = 0
    odd: int = 0
    examples: tuple[str, ...] = ()

    @property
    def right(self) -> int:
        """How many words are not."""
        return self.words - self.wrong

    @property
    def share(self) -> float:
        """The share of the words that are misread."""
        return self.wrong / self.words if self.words else 0.0

    def __add__(self, other: "Misreadings") -> "Misreadings":
        examples = (*self.examples, *other.examples)[:_EXAMPLES]
        return Misreadings(self.words + other.words, self.wrong + other.wrong, self.odd + other.odd, examples)


def misreadings(lines: Iterable[str]) -> Misreadings:
    """The misread words of a page's lines. Names, which no list has, are not judged unless they are odd inside."""
    odd, unknown, known = Counter[str](), dict[str, None](), 0
    for word in _words(lines):
        if _is_odd(word):
            odd[word] += 1
        elif not word.isalpha() or not word.isascii():
            continue
        elif word.islower() and not is_english(word):
            unknown[word] = None
        else:
            known += word.islower() or word.lower() in english_words()
    strange = sum(min(times, 2) for times in odd.values())
    wrong = strange + len(unknown)
    return Misreadings(known + wrong, wrong, strange, tuple([*odd, *unknown][:_EXAMPLES]))


@lru_cache(maxsize=1 << 16)
def _is_odd(word: str) -> bool:
    return bool(_ODD.search(word))


def _words(lines: Iterable[str]) -> Iterator[str]:
    """The words of lines without what stands around them; none that a line's end divides."""
    divided = False
    for line in lines:
        tokens = line.split()
        for index, token in enumerate(tokens):
            first = divided and index == 0
            divided = index == len(tokens) - 1 and token.endswith(_HYPHENS)
            if not (first or divided):
                yield from _words_of(token)


@lru_cache(maxsize=1 << 16)
def _words_of(token: str) -> tuple[str, ...]:
    if _NO_WORD.search(token):
        return ()
    parts = (part.strip(_AROUND).removesuffix("'s").removesuffix("’s") for part in _BREAKS.split(token))
    return tuple(word for word in parts if len(word) > 1)
