"""Refusals: no text layer, another language than English, a text layer that is garbage."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sgreports.errors import RefusedError
from sgreports.knowledge.english import common_words, function_words
from sgreports.model.base import Issue
from sgreports.reading.lines import GARBLED, Page
from sgreports.reading.ocr.tesseract import HOW_TO_INSTALL

_WORD = re.compile(r"[^\W\d_]{2,}")
_SOUND = re.compile(r"[\"“”‘’'(\[]*[\w’'./&%$€£§°+–—-]+[\"”’'),.;:?!\]*]*")

# The scans of ../shared/corpus without a layer have 0 words a page, its sparsest report 180.
FEWEST_WORDS = 5  # a page, on average
TOO_FEW_TO_JUDGE = 40  # words: the language of a shorter text cannot be detected

# Share of function words, measured on ../shared/corpus: English 0.33 (A/80/62, full of tables) to 0.46, garbled
# S/23870 0.38; Spanish and Russian 0.000, French 0.001. Half of the least is far from both.
_ENGLISH = 0.15

# Share of words that are common in reports, and of tokens with signs inside as no word has (`rep?rt`, `~Fer`):
# S/23870, whose layer garbles a line in three, 0.58 and 0.037. Sound layers 0.64 (A/80/179) to 0.84 and
# under 0.005; usable OCR 0.68 to 0.75 (A/47/466, S/25124, S/1996/416) and up to 0.041. Either measure alone would also
# hit a sound report of rare words, or usable OCR; below 0.45 nothing is usable.
_COMMON = 0.61
_ODD = 0.02
_COMMON_LEAST = 0.45
_ODD_MOST = 0.15
_ENOUGH = 10  # words of a recognized page that are judged
_UNMAPPED_MOST = 0.02  # of a page's letters


@dataclass(frozen=True, slots=True)
class Legibility:
    """Words found in a text, and the shares of function words, common words and garbled tokens."""

    words: int
    function: float
    common: float
    odd: float


def legibility(pages: tuple[Page, ...]) -> Legibility:
    """The measures over the lines that are neither furniture nor tables nor figures."""
    counts = [_counts(tuple(line.text for line in page.lines if line.role == "text")) for page in pages]
    words, function, common, tokens, odd = (sum(column) for column in zip((0, 0, 0, 0, 0), *counts, strict=True))
    return Legibility(words, _share(function, words), _share(common, words), _share(odd, tokens))


@lru_cache(maxsize=512)  # a page is measured alone, with its file, and after its recognition
def _counts(texts: tuple[str, ...]) -> tuple[int, int, int, int, int]:
    """The words, function words, common words, tokens and garbled tokens of a page's lines."""
    words = [word.lower() for text in texts for word in _WORD.findall(text)]
    tokens = [token for text in texts for token in text.split() if any(map(str.isalpha, token))]
    return (
        len(words),
        sum(map(function_words().__contains__, words)),
        sum(map(common_words().__contains__, words)),
        len(tokens),
        sum(not _SOUND.fullmatch(token) for token in tokens),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def distrust(page: Page) -> str | None:
    """Why a page's text layer is not trustworthy, None where it is or where it has too few words to judge.

    Only what recognition made is judged by its words: a printed page of names or coordinates has rare words too. Our
    own recognition states its confidence.
    """
    if page.noise is not None:
        return None
    found = legibility((page,))
    letters = "".join(line.text for line in page.lines)
    if letters.count("\ufffd") > _UNMAPPED_MOST * len(letters):
        return f"{letters.count(chr(0xFFFD))} of its {len(letters)} letters have no meaning in the file"
    rare = found.common < _COMMON and found.odd > _ODD
    if page.recognized and found.words >= _ENOUGH and (rare or is_garbage(found, scanned=True)):
        return f"{found.common:.0%} of the words that recognition made are common English"
    return None


def garbled_pages(pages: tuple[Page, ...]) -> tuple[Issue, ...]:
    """An issue for each page whose text layer is not trustworthy."""
    return tuple(
        Issue(code=GARBLED, detail=f"Page {page.number}: {reason}.", page=page.number)
        for page in pages
        if (reason := distrust(page))
    )


def mostly_recognized(pages: tuple[Page, ...]) -> bool:
    """Whether the text of most pages comes from character recognition."""
    return 2 * sum(page.recognized for page in pages) > len(pages)


Status = Literal["unneeded", "done", "never", "absent"]
"""What became of character recognition: no page needs it, it was done, the settings forbid it, no program is there."""

_ADVICE: dict[Status, str] = {
    "unneeded": "recognize it with `--ocr force`",
    "done": "give a better copy or the English version",
    "never": "recognize it with `--ocr auto`",
    "absent": f"Tesseract, which could recognize it, is not installed: {HOW_TO_INSTALL}",
}


def check_legible(path: Path, pages: tuple[Page, ...], status: Status) -> None:
    """RefusedError where the pages have no text, no English text, or text that cannot be trusted."""
    found = legibility(pages)
    if found.words < FEWEST_WORDS * len(pages) and found.words < 400:
        raise _without_text(path, status)
    if found.words < TOO_FEW_TO_JUDGE:
        return
    if is_garbage(found, status != "done" and mostly_recognized(pages)):
        raise _garbled(path, found, status)
    _refuse_other_language(path, found)


def check_english(path: Path, pages: tuple[Page, ...]) -> None:
    """RefusedError where the pages have enough text to judge, and it is not English."""
    found = legibility(pages)
    if found.words >= TOO_FEW_TO_JUDGE:
        _refuse_other_language(path, found)


def _refuse_other_language(path: Path, found: Legibility) -> None:
    if found.function < _ENGLISH:
        raise RefusedError(
            "not-english",
            f"{path.name} is not in English ({found.function:.0%} function words): give the English version.",
        )


def _without_text(path: Path, status: Status) -> RefusedError:
    if status == "done":
        reason = "has no text, and character recognition finds none on its pages: give a better copy."
    elif status == "unneeded":
        reason = "has no text, and no pictures of pages in which it could be recognized: give a better copy."
    else:
        reason = f"has no text layer (a scan): {_ADVICE[status]}."
    return RefusedError("no-text-layer", f"{path.name} {reason}")


def _garbled(path: Path, found: Legibility, status: Status) -> RefusedError:
    share = f"({found.common:.0%} of its words are common English)"
    what = "gives garbage by character recognition" if status == "done" else "has a text layer that is garbage"
    reason = f"{what} {share}: {_ADVICE[status]}."
    return RefusedError("garbled-text-layer", f"{path.name} {reason}")


def is_garbage(found: Legibility, scanned: bool) -> bool:
    """Whether the text cannot be trusted. Recognition of a scan leaves function words whole and garbles others; letters
    that were typed are either all right or all wrong, and a list of places has few common words."""
    if found.odd > _ODD_MOST and found.common < _COMMON:
        return True
    if not scanned:
        return False
    if found.function >= _ENGLISH and found.common < _COMMON_LEAST:
        return True
    return found.function >= _ENGLISH and found.common < _COMMON and found.odd > _ODD
