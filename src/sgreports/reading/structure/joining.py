"""Lines → running text: what joins two lines, and one builder that maps every offset."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sgreports.knowledge.english import common_words
from sgreports.knowledge.layout.covers import word_list
from sgreports.model.report import Link, Piece, Recognized, Style
from sgreports.reading.lines import Line

# pdfium writes U+FFFE or U+0002 where a hyphen stands at a line's end.
HYPHENS = "-\u2010\u2011\u00ad\ufffe\x02"
_SOFT = "\u00ad"
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FRAGMENT = re.compile(r"(?<![^\W_])([^\W_]++)$")
_OPENING = re.compile(r"([^\W_]+)")
_SUSPENDED = re.compile(r"(?:and|or|to|nor|as well as)\b")
_URL_END = re.compile(r"(?:https?://|www\.)\S*$")
_URL_MORE = re.compile(r"[a-z0-9]\S*[./_=?&-]\S|[a-z0-9]+/")
_SPACED_THOUSANDS = re.compile(r"(?<=\d,)(?<!\d{4},) (?=0\d\d(?!\d))|(?<=\d) (?=,\d{3}(?!\d))")  # 700, 000; 12 ,500
_OPEN_NUMBER, _NOUGHTS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})*,$"), re.compile(r"0\d\d(?!\d)")
_SPACED_DASH = re.compile(r"\w - \w")


@dataclass(frozen=True)
class Vocabulary:
    """The words of one report: how often each occurs inside a line; whether ` - ` serves as a dash."""

    words: Counter[str]
    spaced_dash: bool = False


def vocabulary(lines: Iterable[Line]) -> Vocabulary:
    """Counts the words inside lines; a line's last word counts only where no hyphen ends the line."""
    words: list[str] = []
    dashes = 0
    for line in lines:
        text = line.text.rstrip()
        found = _WORDS.findall(text.lower())
        kept = found[:-1] if text[-1:] in HYPHENS else found
        words += kept
        for parts in (word.split("-") for word in kept if "-" in word):
            words += ("-".join(parts[:count]) for count in range(2, len(parts)))  # `port-au` of `port-au-prince`
        dashes += " - " in text and bool(_SPACED_DASH.search(text))
    return Vocabulary(Counter(words), dashes > 2)


def line_break(before: str, after: str, known: Vocabulary) -> tuple[str, str]:
    """`before` as it stays and what is put between it and `after`: a space, nothing, a hyphen or no hyphen.

    `conflict-` + `related` keeps its hyphen, `govern-` + `ment` loses it (the parts are no words of their own or the
    whole is one of the report, or a common one), `S/2024/` + `817` takes no space.
    """
    stem = before.rstrip()
    if not stem or not after:
        return stem, ""
    if stem[-1] in HYPHENS:
        return _hyphenated(stem, after, known)
    return stem, "" if _tight(stem, after) else " "


def _tight(stem: str, after: str) -> bool:
    """Whether two lines are joined without a space: after a slash or an unspaced dash, before a slash, inside an
    address or a number."""
    if stem[-1] == "/":
        return not stem.endswith(" /")
    if stem[-1] in "–—":
        return stem[-2:-1].isalnum() and after[:1].isalnum()
    if after[0] == "/":
        return after[1:2].isalnum()
    if _NOUGHTS.match(after) and _OPEN_NUMBER.search(stem):
        return True
    return bool(stem[-1] in "._=?&%" and _URL_END.search(stem) and _URL_MORE.match(after))


def _hyphenated(stem: str, after: str, known: Vocabulary) -> tuple[str, str]:
    bare = stem[:-1].rstrip()
    if not bare or (bare != stem[:-1] and known.spaced_dash):
        return stem, " "
    left, right = _FRAGMENT.search(bare), _OPENING.match(after)
    if left is None or right is None:
        return stem[:-1] + "-", "" if right else " "
    if _URL_END.search(bare):
        return bare + "-", ""
    if _SUSPENDED.match(after) and known.words[f"{left[1]}-{right[1]}".lower()] == 0:
        return bare + "-", " "
    # a soft hyphen only marks a break, but some programs write it for every hyphen
    soft = stem[-1] == _SOFT and right[1].islower() and known.words[f"{left[1]}-{right[1]}".lower()] == 0
    return bare + ("" if soft or _split_word(left[1], right[1], known) else "-"), ""


def _split_word(left: str, right: str, known: Vocabulary) -> bool:
    """Whether the hyphen only marked the break: judged by the report's own words, in doubt not."""
    if not (left.isalpha() and right.isalpha() and right.islower()):
        return False
    left, right = left.lower(), right.lower()
    whole, compound = known.words[left + right], known.words[f"{left}-{right}"]
    if whole or compound:
        return whole > compound
    if left in word_list("compound_prefixes"):
        return False
    if left + right in common_words():
        return True
    return known.words[left] == 0 and known.words[right] == 0 and len(right) < 5


_PLAIN = re.compile(r"[^\s\u200b\ufeff\u00ad]+(?: [^\s\u200b\ufeff\u00ad]+)* ?")
Range = TypeVar("Range", Piece, Style, Link, Recognized)


@dataclass
class RunningText:
    """Running text in the making. `add` appends a line (less its dropped ranges) and moves its ranges along."""

    known: Vocabulary
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    recognized: list[Recognized] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)

    def add(self, line: Line, skip: int = 0, marks: tuple[tuple[int, int], ...] = ()) -> None:
        """Appends `line.text[skip:]`; the ranges `marks` (calls of notes) are taken out and their offsets kept."""
        kept, moved = _without(line.text, skip, marks)
        self._place(kept)
        base = len(self.text)
        self.starts.append(base)
        self.text += kept.rstrip()
        self._carry(line, base, moved, skip)
        self.calls += [(line.text[a:b], base + min(moved[a], len(kept.rstrip()))) for a, b in marks if a >= skip]

    def _place(self, kept: str) -> None:
        stem, glue = line_break(self.text, kept.lstrip(), self.known)
        self.text = stem + glue
        self.pieces = _until(self.pieces, len(stem))
        self.styles = _until(self.styles, len(stem))
        self.links = _until(self.links, len(stem))
        self.recognized = _until(self.recognized, len(stem))

    def _carry(self, line: Line, base: int, moved: Sequence[int], skip: int) -> None:
        end = len(self.text)
        if line.box is None and line.page is not None and (not self.pages or self.pages[-1][1] != line.page):
            self.pages.append((base, line.page))
        if line.box is not None and end > base:
            begins = line.lefts[skip] if 0 < skip < len(line.lefts) else line.box.x0
            box = line.box if begins == line.box.x0 else line.box.model_copy(update={"x0": begins})
            self.pieces.append(Piece(start=base, end=end, box=box))
        for ranges, found, same in (
            (line.styles or _whole_style(line), self.styles, ("italic", "bold")),
            (line.links, self.links, ("uri",)),
            (line.recognized, self.recognized, None),
        ):
            for own in ranges:
                a, b = base + moved[own.start], min(end, base + moved[min(own.end, len(line.text))])
                if a < b:
                    _extend(found, own.model_copy(update={"start": a, "end": b}), same)


def _until(ranges: Sequence[Range], end: int) -> list[Range]:
    """The ranges up to an offset."""
    return [own if own.end <= end else own.model_copy(update={"end": end}) for own in ranges if own.start < end]


def _extend(found: list[Any], own: Any, same: Sequence[str] | None) -> None:
    """Appends a range; one that has the `same` fields as the last and goes on from it is one with that."""
    last = found[-1] if found else None
    if last and same and own.start - last.end <= 1 and all(getattr(last, n) == getattr(own, n) for n in same):
        found[-1] = last.model_copy(update={"end": own.end})
    else:
        found.append(own)


def _whole_style(line: Line) -> tuple[Style, ...]:
    """The style of a line that is all bold or in italics."""
    if not (line.bold or line.italic):
        return ()
    return (Style(start=0, end=len(line.text), italic=line.italic, bold=line.bold),)


def _without(text: str, skip: int, marks: tuple[tuple[int, int], ...]) -> tuple[str, Sequence[int]]:
    """The text less its first `skip` characters and the marks, and where each old offset came to lie."""
    if (
        not marks and _PLAIN.fullmatch(text, skip) and not _SPACED_THOUSANDS.search(text, skip)
    ):  # as most lines are: nothing else goes
        plain = range(len(text) - skip + 1)
        return text[skip:], [0] * skip + list(plain) if skip else plain
    gone = _dropped(text, skip, marks)
    out: list[str] = []
    moved: list[int] = []
    for index, char in enumerate(text):
        moved.append(len(out))
        if index not in gone and not (char.isspace() and (not out or out[-1] == " ")):
            out.append(" " if char.isspace() else char)
    return "".join(out), [*moved, len(out)]


def _dropped(text: str, skip: int, marks: tuple[tuple[int, int], ...]) -> set[int]:
    gone = set(range(skip)) | {i for a, b in marks for i in range(a, b)}
    gone |= {i for i, char in enumerate(text) if char in "\u200b\ufeff" or (char in "\u00ad" and i < len(text) - 1)}
    gone |= {found.start() for found in _SPACED_THOUSANDS.finditer(text, skip)}
    for a, b in marks:
        if a > 0 and text[a - 1] == " " and (b >= len(text) or text[b] in ".,;:)"):
            gone.add(a - 1)
    return gone
