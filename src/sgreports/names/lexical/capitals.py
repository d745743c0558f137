"""Words of a paragraph and the runs of capitalised words among them: the raw material of names."""

import re
from typing import NamedTuple

_WORD = re.compile(
    r"(?!US\$)[^\W_](?:[^\W_]|[’'&](?=[^\W_])|(?<=[A-Z])/(?=[A-Z])|\.(?=[A-Z]\b)"
    r"|[-\u2010\u2011](?!the\b)(?=[^\W_])(?!(?:(?<=[A-Z]{3}.)|(?<=Nations.))(?:[A-Z][a-z]|[A-Z]{3})))*"
)
_LED = re.compile(
    r"-(?:led|based|supported|backed|chaired|funded|sponsored|controlled|affiliated|related|proposed|run|administered|managed"
    r"|hosted|financed|executed|(?<!System-)wide)$"
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9/&.-]*[A-Z0-9]s?|UN-[A-Z][a-z]+|[A-Z][A-Z]+-[A-Z]+")
_PARTICLES = frozenset({"e", "y", "de", "du", "des", "del", "di", "da", "dos", "el", "la", "al", "van", "von", "et"})
_NUMBERS = frozenset(
    {"Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"}
)  # `the Coming Three Months`
_SENTENCE_END = re.compile(r"[.!?:;…]|\n")


class Word(NamedTuple):
    """A word with its place in the paragraph. `gap` is what stands between it and the word before.

    `text` has typographic apostrophes and no possessive ending: `possessive` says that one follows in the paragraph.
    `initial`: the word opens a sentence or the paragraph.
    """

    text: str
    start: int
    end: int
    gap: str
    possessive: bool
    initial: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def participle(self) -> bool:
        """`UNHCR-led`: a name and a participle, which begin no name."""
        return bool(_LED.search(self.text))

    @property
    def acronym(self) -> bool:
        return bool(_ACRONYM.fullmatch(self.text))


def words_of(text: str, possessives: frozenset[str]) -> list[Word]:
    """The words of `text`. A possessive in `possessives` (`People’s`) keeps its ending, any other loses it."""
    words: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        gap = text[before : match.start()]
        words.append(_word(match, gap, possessives, first=not words))
        before = match.end()
    return words


def _word(match: re.Match[str], gap: str, possessives: frozenset[str], *, first: bool) -> Word:
    shown = match.group()
    if not shown.isalnum():
        shown = shown.replace("'", "’").replace("\u2011", "-").replace("\u2010", "-")
    possessive = shown.endswith("’s") and shown not in possessives
    cut = 2 if possessive else 0
    if gap == " ":  # most words
        return Word(shown[: len(shown) - cut], match.start(), match.end() - cut, gap, possessive, first)
    plain = " " if gap.lstrip("’'").isspace() and "\n" not in gap else gap
    initial = first or bool(_SENTENCE_END.search(gap))
    return Word(shown[: len(shown) - cut], match.start(), match.end() - cut, plain, possessive, initial)


def run_end(words: list[Word], i: int, stop: frozenset[str]) -> int:
    """The index after the run of capitalised words that starts at `i`; `i` itself where none does."""
    j = i
    while j < len(words) and (
        (words[j].capital and (words[j].text not in stop or (j > i and words[j].text in _NUMBERS)))
        or _particle(words, i, j)
    ):
        slash = words[j].gap == "/" and not words[j].acronym and not words[j - 1].acronym
        if j > i and ((words[j].gap != " " and not slash) or words[j - 1].possessive):
            break
        j += 1
    return j


def _particle(words: list[Word], i: int, j: int) -> bool:
    """`Hoçë e Madhe`, `Tèt de Kale`: a particle of a foreign name between two of its words."""
    between = i < j < len(words) - 1 and words[j].text in _PARTICLES
    return between and words[j + 1].capital and words[j].gap == words[j + 1].gap == " "
