"""Refusals: no text layer, another language than English, a text layer that is garbage."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sgreports.errors import RefusedError
from sgreports.knowledge.english import foreign_function_words, function_words
from sgreports.model.base import Issue
from sgreports.reading.lines import GARBLED, Page
from sgreports.reading.misreadings import Misreadings, misreadings

_WORD = re.compile(r"[^\W\d_]{2,}")

# The scans of ../shared/corpus without a layer have 0 words a page, its sparsest report 180.
FEWEST_WORDS = 5  # a page, on average
TOO_FEW_TO_JUDGE = 40  # words: fewer may be a heading or a list of names, which have few function words, too
_FOREIGN = 0.2  # share of another language's function words that shows it in a shorter text; English has .02
_FEWEST_FOREIGN = 3  # words
_LAST_LATIN = "\u024f"

# Share of function words, measured on ../shared/corpus: English 0.33 (A/80/62, full of tables) to 0.46, garbled
# S/23870 0.38; Spanish and Russian 0.000, French 0.001. Half of the least is far from both.
_ENGLISH = 0.15

# Share of misread words, by a list of words that has none of the report's own. Of 1,866 pages of print half have 0.004,
# 0.019 is passed by a page in twenty (maps and words of a trade); of pages under good layers (S/24800, S/25124) by one
# in twenty-seven. S/1995/1024, whose layer is wrong in each line or two, has 0.022 to 0.037 on six of eight pages.
_WRONG = 0.02
_WRONG_OURS = 0.08  # of what our own recognition made, which states its confidence
_FEWEST_WRONG = 4  # words
# Of a whole file: refused S/24333 has 0.18, S/23514 0.31; S/23777, which can be followed, 0.16.
_USELESS = 0.17
_ODD_MOST = 0.15  # share of words with signs inside, as a font makes them that says wrong letters
_MORE, _NEARLY = 1.1, 0.9  # times the words of another reading
_UNMAPPED_MOST = 0.02  # of a page's letters


@dataclass(frozen=True, slots=True)
class Legibility:
    """Words found in a text, the share of function words among them, and those that are misread."""

    words: int
    function: float
    misread: Misreadings


def legibility(pages: tuple[Page, ...]) -> Legibility:
    """The measures over the lines that are neither furniture nor tables nor figures."""
    counts = [_counts(_texts(page)) for page in pages]
    words, function = (sum(column) for column in zip((0, 0), *counts, strict=True))
    return Legibility(words, function / words if words else 0.0, sum(map(misread, pages), Misreadings()))


def misread(page: Page) -> Misreadings:
    """The misread words of a page's text."""
    return _misread(_texts(page))


def _texts(page: Page) -> tuple[str, ...]:
    return tuple(line.text for line in page.lines if line.role == "text")


@lru_cache(maxsize=512)  # a page is measured alone, with its file, and after its recognition
def _counts(texts: tuple[str, ...]) -> tuple[int, int]:
    """The words and function words of a page's lines."""
    words = [word.lower() for text in texts for word in _WORD.findall(text)]
    return len(words), sum(map(function_words().__contains__, words))


@lru_cache(maxsize=512)
def _misread(texts: tuple[str, ...]) -> Misreadings:
    return misreadings(texts)


def distrust(page: Page) -> str | None:
    """Why a page's text is not trustworthy, None where it is or where it has too few words to judge.

    Only what recognition made is judged by its words: a printed page of names or coordinates has rare words too.
    """
    letters = "".join(line.text for line in page.lines)
    if page.noise is None and letters.count("\ufffd") > _UNMAPPED_MOST * len(letters):
        return f"{letters.count(chr(0xFFFD))} of its {len(letters)} letters have no meaning in the file"
    if page.noise is None and not page.scanned:
        return None
    found = misread(page)
    if found.wrong >= _FEWEST_WRONG and found.share > (_WRONG if page.noise is None else _WRONG_OURS):
        return f"{found.wrong} of its {found.words} words are misread ({', '.join(found.examples)})"
    return None


def is_better(page: Page, other: Page) -> bool:
    """Whether the text of a page has more words that are right than another reading of it, or nearly as many and fewer
    that are misread."""
    new, old = misread(page), misread(other)
    return new.right > _MORE * old.right or (new.share < old.share and new.right > _NEARLY * old.right) or not old.words


def garbled_pages(pages: tuple[Page, ...], status: "Status") -> tuple[Issue, ...]:
    """An issue for each page whose text is not trustworthy. `status` is what became of its recognition."""
    return tuple(
        Issue(code=GARBLED, detail=f"Page {page.number}: {reason}; {ADVICE[status]}.", page=page.number)
        for page in pages
        if (reason := distrust(page))
    )


def mostly_recognized(pages: tuple[Page, ...]) -> bool:
    """Whether the text of most pages comes from character recognition."""
    return 2 * sum(page.recognized for page in pages) > len(pages)


Status = Literal["unneeded", "done", "failed", "never", "absent"]
"""What became of character recognition: no page needs it, done, failed, the settings forbid it, no program is there."""

HOW_TO_INSTALL = (
    "install it (Debian and Ubuntu: `apt-get install tesseract-ocr`; macOS: `brew install tesseract`; Windows: "
    "https://github.com/UB-Mannheim/tesseract/wiki) and run again"
)
ADVICE: dict[Status, str] = {
    "unneeded": "recognize it with `--ocr force`",
    "done": "give a better copy or the English version",
    "never": "recognize it with `--ocr auto`",
    "failed": "its character recognition failed; please report it",
    "absent": f"Tesseract, which could recognize it, is not installed: {HOW_TO_INSTALL}",
}


def check_legible(path: Path, pages: tuple[Page, ...], status: Status) -> None:
    """RefusedError where the pages have no text, no English text, or text that cannot be trusted."""
    found = legibility(pages)
    if found.words < FEWEST_WORDS * len(pages) and found.words < 400:
        raise _without_text(path, status)
    if found.words >= TOO_FEW_TO_JUDGE and is_garbage(found, status != "done" and mostly_recognized(pages)):
        share = f"({found.misread.share:.0%} of its words are misread)"
        what = "gives garbage by character recognition" if status == "done" else "has a text layer that is garbage"
        raise RefusedError("garbled-text-layer", f"{path.name} {what} {share}: {ADVICE[status]}.")
    _check_english(path, pages, found)


def check_english(path: Path, pages: tuple[Page, ...]) -> None:
    """RefusedError where the pages have enough text to judge, and it is not English."""
    _check_english(path, pages, legibility(pages))


def _check_english(path: Path, pages: tuple[Page, ...], found: Legibility) -> None:
    judged = found.words >= TOO_FEW_TO_JUDGE or _is_foreign(pages)
    if judged and found.function < _ENGLISH:
        raise RefusedError(
            "not-english",
            f"{path.name} is not in English ({found.function:.0%} function words): give the English version.",
        )


def _is_foreign(pages: tuple[Page, ...]) -> bool:
    """Whether a text shows another language: by function words outside of names, or by letters that are not Latin."""
    words: list[str] = [word for page in pages for text in _texts(page) for word in _WORD.findall(text)]
    shown = sum(
        word > _LAST_LATIN or (word.lower() in foreign_function_words() and after.islower())
        for word, after in zip(words, [*words[1:], ""], strict=True)
    )
    return shown >= _FEWEST_FOREIGN and shown > _FOREIGN * len(words)


def _without_text(path: Path, status: Status) -> RefusedError:
    if status == "done":
        reason = "has no text, and character recognition finds none on its pages: give a better copy."
    elif status == "unneeded":
        reason = "has no text, and no pictures of pages in which it could be recognized: give a better copy."
    else:
        reason = f"has no text layer (a scan): {ADVICE[status]}."
    return RefusedError("no-text-layer", f"{path.name} {reason}")


def is_garbage(found: Legibility, scanned: bool) -> bool:
    """Whether the text cannot be trusted. Recognition of a scan leaves function words whole and garbles others; letters
    that were typed are either all right or all wrong, and a list of places has few common words."""
    if found.misread.odd > _ODD_MOST * found.misread.words:
        return True
    return scanned and found.function >= _ENGLISH and found.misread.share > _USELESS
