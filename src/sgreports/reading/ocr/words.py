"""Tesseract's TSV → words: what it recognized, where, how sure, in which line. Specks and blots are left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from sgreports.knowledge.english import common_words
from sgreports.reading.ocr.misread import is_symbol, repaired_line

_WORD = "5"  # the level of words in the TSV
_COLUMNS = 12
# Tesseract is unsure of names that it does not know (0.3 and less), seldom of a whole line: most have 0.85 and more.
# What it reads in stamps, signatures, bar codes and drawings has 0.7 and less, and no word of the language.
_UNSURE = 0.7
_COMMON = 0.5  # confidence of a common word
_MARK = 0.6  # confidence of a word without a letter or digit, such as the strokes that a frame leaves
_TALL = 3.0  # times as high as the page's words: a blot or a drawing, unless it is sure
_SURE = 0.9
_STROKES = "_|~=«»¢¬©®"
_RULES = frozenset("_|~")  # a word of nothing else is what is left of a rule
_LEADERS = re.compile(r"[.…·ceosrCE]{4,}")
_AROUND = ".,;:()[]'\"“”‘’"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in pixels from the picture's top left, its confidence 0–1, and the line that holds it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    line: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Recognized:
    """What Tesseract recognized on a page: the words by line, and how many letters it gave: with those left out, but
    not the dots of a contents list, in which it sees letters."""

    lines: tuple[tuple[Word, ...], ...]
    letters: int

    @property
    def noise(self) -> float:
        """The share of the letters that are no text: wrong as far as Tesseract says, or left out."""
        return max(0.0, 1 - self.sure_letters / self.letters) if self.letters else 0.0

    @property
    def confidence(self) -> float | None:
        """The mean over the letters that were kept; None without any."""
        return mean_confidence([word for line in self.lines for word in line])

    @property
    def sure_letters(self) -> float:
        """How many letters are right, as far as Tesseract says."""
        return sum(word.confidence * len(word.text) for line in self.lines for word in line)


def recognized(tsv: str) -> Recognized:
    """The words of a page, repaired. Rows that are no words of the TSV format are skipped."""
    every = [word for row in tsv.splitlines() if (word := _word(row.split("\t"))) is not None]
    usual = median(word.bottom - word.top for word in every) if every else 0.0
    lines = [line for paragraph in _paragraphs(every) for line in _lines_of_text(paragraph)]
    found = [[word for word in line if not _is_blot(word, usual)] for line in lines]
    letters = sum(len(word.text) for word in every if not _LEADERS.fullmatch(word.text))
    return Recognized(tuple(tuple(line) for line in found if line), letters)


def mean_confidence(words: Sequence[Word]) -> float | None:
    """The mean confidence over the letters of the words; None without any."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else None


def _word(cells: list[str]) -> Word | None:
    if len(cells) != _COLUMNS or cells[0] != _WORD or not cells[11].strip():
        return None
    left, top, width, height = map(float, cells[6:10])
    confidence = min(1.0, max(0.0, float(cells[10]) / 100))
    line = (int(cells[2]), int(cells[3]), int(cells[4]))
    return _bare(Word(cells[11].strip(), left, top, left + width, top + height, confidence, line))


def _bare(word: Word) -> Word:
    """The word without the strokes at its ends that a frame, a gutter's shadow or dirt leaves."""
    text = word.text.strip(_STROKES)
    if text == word.text or not text:
        return word
    step = (word.right - word.left) / len(word.text)
    before = len(word.text) - len(word.text.lstrip(_STROKES))
    after = len(word.text) - before - len(text)
    return replace(word, text=text, left=word.left + before * step, right=word.right - after * step)


def _paragraphs(words: Iterable[Word]) -> list[list[list[Word]]]:
    """The lines of each of Tesseract's paragraphs, their words left to right, with what is misread repaired."""
    found: dict[tuple[int, int], dict[int, list[Word]]] = {}
    for word in words:
        block, paragraph, line = word.line
        found.setdefault((block, paragraph), {}).setdefault(line, []).append(word)
    return [[_repaired(line) for line in lines.values()] for lines in found.values()]


def _repaired(line: Iterable[Word]) -> list[Word]:
    ordered = sorted(line, key=lambda word: word.left)
    texts = repaired_line([word.text for word in ordered])
    return [replace(word, text=text) for word, text in zip(ordered, texts, strict=True)]


def _lines_of_text(lines: Sequence[list[Word]]) -> list[list[Word]]:
    """The lines of a paragraph that are text; all where Tesseract is sure of the whole."""
    whole = mean_confidence([word for line in lines for word in line]) or 0.0
    return [line for line in lines if max(whole, mean_confidence(line) or 0.0) >= _UNSURE or _says(line)]


def _says(line: Sequence[Word]) -> bool:
    """Whether a line is text by what it says: a common word, a number, or a document symbol alone."""
    letters = "".join(word.text for word in line)
    numeric = 2 * sum(map(str.isdigit, letters)) >= len(letters) > 2
    return numeric or any(map(_is_common, line)) or (len(line) == 1 and is_symbol(letters))


def _is_common(word: Word) -> bool:
    bare = word.text.strip(_AROUND).lower()
    return len(bare) > 2 and word.confidence > _COMMON and bare in common_words()


def _is_blot(word: Word, usual: float) -> bool:
    if set(word.text) <= _RULES or (not any(map(str.isalnum, word.text)) and word.confidence < _MARK):
        return True
    return word.bottom - word.top > _TALL * usual and word.confidence < _SURE
