"""Repairs what character recognition makes of document symbols: `$/1996/507` is `S/1996/507`."""

import difflib
import re
from collections.abc import Sequence

from sgreports.knowledge.layout.symbols import misread_symbols, root_pattern, symbol_kind

_TAILS = ("Add", "Corr", "Rev", "Amend")
_ALIKE = 0.8  # of a misread `Add`: `Adda`, `Aadd`
_BRACES = str.maketrans("{}", "()")  # reports have no braces
_ROMAN = re.compile(r"[IVX][IVXivx]{0,4}\.")
_DOUBLE = re.compile(r"Vv|Xx|Ii(?=\.)")  # an underlined capital, read twice
_NUMBER = re.compile(r"(?=\D{0,2}\d)[\dl|]{2,}[.,;)]?")
_ONES = str.maketrans("l|", "11")
_PART = re.compile(r"[^/()\[\],;:\s]+")
_LETTERED = re.compile(r"\d+[A-Z]")  # a part of a resolution: `A/RES/39/148O`
_SYMBOL = re.compile(rf"[(\[]?(?:{root_pattern()})/(?=[\w.()/-]*?\d)[\w.()/-]*+[)\],;.:]*+")


def repaired(word: str) -> str:
    """The word with the root and the digits of a symbol as they must have been printed; another word as it is."""
    word = word.translate(_BRACES)
    if _NUMBER.fullmatch(word):
        return word.translate(_ONES)
    if "/" not in word or not any(map(str.isdigit, word)):
        return word
    digits = _PART.sub(_number, word)
    root = misread_symbols().root.sub("S/", digits)
    return root if is_symbol(root) else word


def repaired_line(words: Sequence[str]) -> list[str]:
    """The words of a line with their symbols repaired, `1` or `|` as `I` where a sentence begins with it, and the
    Roman number of a heading in capitals."""
    plain = [repaired(word) for word in words]
    if len(plain) > 1 and _ROMAN.fullmatch(plain[0]) and plain[1].isupper():
        plain[0] = _DOUBLE.sub(lambda pair: pair[0][0], plain[0]).upper()
    begins = [index for index in range(1, len(plain) - 1) if _is_pronoun(*plain[index - 1 : index + 2])]
    return ["I" if index in begins else word for index, word in enumerate(plain)]


def _is_pronoun(before: str, word: str, after: str) -> bool:
    return (
        word in {"1", "l", "|"}
        and before[-1:] in {".", "?", "!"}
        and not before[0].isdigit()
        and after.isalpha()
        and after.islower()
    )


def is_symbol(word: str) -> bool:
    """Whether the word is a document symbol, with the brackets and stops around it."""
    return bool(_SYMBOL.fullmatch(word))


def _number(part: re.Match[str]) -> str:
    """A part of a symbol that is a number, or `Add.1`, with letters for digits turned into digits."""
    head, dot, tail = part[0].rpartition(".")
    known = misread_symbols().digits
    head = next(iter(difflib.get_close_matches(head, _TAILS, n=1, cutoff=_ALIKE)), "") if dot else head
    if dot and not head:
        return part[0]
    if _LETTERED.fullmatch(part[0]) and symbol_kind(part.string) == "resolution":
        return part[0]
    plain = "".join(known.get(char, char) for char in tail)
    mostly = dot or sum(map(str.isdigit, tail)) * 2 > len(tail)
    return head + dot + plain if plain.isdigit() and mostly else part[0]
