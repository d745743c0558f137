"""The cover page → symbols, organs, session, agenda items, date, title and further fields."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from sgreports.knowledge.layout.covers import CoverOrgan, authors, cover_organs, string_table
from sgreports.model.report import DocumentKind, Masthead
from sgreports.reading.cover import kind as kinds
from sgreports.reading.cover.imprint import distribution, is_dated, is_imprint, issued, original_language
from sgreports.reading.cover.mandates import last_report, mandates, previous_report
from sgreports.reading.cover.period import period, previous_date
from sgreports.reading.cover.symbols import cover_symbols, symbols_alone
from sgreports.reading.lines import Line
from sgreports.reading.structure.joining import RunningText, Vocabulary
from sgreports.reading.structure.measures import Measures, stacked

_SESSION = re.compile(r"(?i)\b(?P<words>[a-z]+(?:[- ][a-z]+){0,3}|20\d\d|19\d\d)\s++(?:\w+\s++){0,2}?session\b")
_WITHIN = re.compile(r"\b(?:at|for|in|of|on)\b")
_JOB = re.compile(r"(?<![/\d])(\d{2}-\d{5})\b(?!/)")
_AUTHOR = re.compile(
    r"(?i)^(?:\W*+)(?P<before>.*?\b)?(?P<kind>reports?|notes?|memorandum|letters?)\b\s++"
    r"(?:dated\s++\d{1,2}\s++[a-z]+\s++\d{4}\s++)?(?:of|by|from)\s++the\s++"
)
_FURNITURE = re.compile(
    r"(?i)^(?:united|nations|united nations|[A-Z]|english|page \d+|\*?\d{7}\*?|[`'’.\W]+|please recycle)$"
)
_KINDS: tuple[DocumentKind, ...] = ("report", "note", "letter", "resolution")
_SAYS_REPORT = re.compile(r"The present report\b")
_FEWEST_LETTERS = 3
_FEWEST_WORDS = 3  # of a title that nothing else identifies
_NEAR_AUTHOR = 60  # characters within which a misread title names its author
_MISREAD = 0.85  # least similarity of a misread line to what it should be
_MISREAD_NAME, _LONGER = 0.75, 2  # the same of `United Nations`; characters more that its misreading has at most
_NAME = "united nations"
AGENDA = re.compile(r"(?i)^(?:provisional )?(?:agenda )?items?\s*+(?P<list>[\d(][^*]*?)(?:\s*+of\s++the\b.*)?[*\s]*$")
_ITEM = re.compile(r"(\d{1,3})((?:\s*+(?:(?:,|and)\s*+)?\([a-z]{1,4}\))*)")
_SUB_ITEM = re.compile(r"(?P<joined>,|and)?\s*+(?P<mark>\([a-z]{1,4}\))")
_NUMERAL = re.compile(r"\([ivx]{1,4}\)")


@dataclass(frozen=True)
class Cover:
    """A cover's blocks as running text with their type size, and the whole page's lines, furniture among them. What
    recognition makes of words is mended where the page was `recognized`, and nowhere else."""

    blocks: tuple[tuple[str, float], ...]
    lines: tuple[str, ...]
    recognized: bool = False


def cover(
    lines: Sequence[Line], page: Sequence[Line], usual: Measures, known: Vocabulary, *, recognized: bool
) -> Cover:
    """The cover's blocks: lines of one size and weight without white between them."""
    shown = [line for line in lines if sum(map(str.isalnum, line.text)) >= _FEWEST_LETTERS]  # no speck of the scan
    blocks = tuple((_text(own, known), own[-1].size) for own in stacked(shown, usual))
    return Cover(blocks, tuple(line.text.strip() for line in page), recognized)


def _text(lines: Sequence[Line], known: Vocabulary) -> str:
    running = RunningText(known)
    for line in lines:
        running.add(line, marks=line.superscripts)
    return running.text.strip()


def masthead(seen: Cover, heads: Sequence[str], opening: Sequence[str], body: Sequence[str] = ()) -> Masthead:
    """The masthead of a cover. `heads` are the running heads of later pages, `opening` the summary and the first
    paragraphs, `body` all of them."""
    symbols = cover_symbols(seen.lines, heads, recognized=seen.recognized)
    date = issued(seen.lines, recognized=seen.recognized)
    title, subtitle, block = _titles(seen, symbols)
    kind, author = _authored(block or title or "", seen)
    if kind == "other" and any(_SAYS_REPORT.match(text) for text in opening):
        kind = "report"
    covered = period([t for t in (title, subtitle) if t], opening, date)
    return Masthead(
        symbols=symbols,
        title=title,
        subtitle=subtitle,
        kind=kinds.kind(kind, symbols, seen.lines),
        author=author,
        organs=_organs(seen, symbols),
        session=_session(seen.lines),
        agenda_items=agenda_items(seen.lines),
        date=date,
        period_start=covered.start,
        period_end=covered.end,
        period_from="said" if covered.start or covered.end else None,
        previous=previous_report(opening) or last_report(body, title),
        previous_date=previous_date(opening, date),
        corrects=kinds.corrects(symbols),
        distribution=distribution(seen.lines),
        original_language=original_language(seen.lines, recognized=seen.recognized),
        job_number=next((found[1] for line in seen.lines if (found := _JOB.search(line))), None),
        mandates=mandates((subtitle or "", *opening), title),  # a note says it on its cover
    )


def _session(lines: Sequence[str]) -> int | None:
    for line in lines[:40]:
        if len(line) < 60 and (found := _SESSION.search(line)) and (number := ordinal(found["words"])):
            return number
    return None


def ordinal(text: str) -> int | None:
    """`Seventy-first` → 71, `2025` → 2025; None where a word is no numeral."""
    if text.isdigit():
        return int(text)
    known = {word: int(number) for word, number in string_table("ordinals").items()}
    values = [known.get(word) for word in re.split(r"[-\s]+", text.lower()) if word not in ("one", "and")]
    tail = values[next((i for i, value in enumerate(values) if value is not None), len(values)) :]
    return sum(v for v in tail if v is not None) if tail and None not in tail else None


def _organs(seen: Cover, symbols: Sequence[str]) -> tuple[str, ...]:
    """The organs named on lines of their own, else those of the symbols' prefixes."""
    text = " ".join(seen.lines[:25])
    named = {o.name: text.find(o.name) for o in cover_organs() if any(_names(line, o.name) for line in seen.lines[:25])}
    if named:
        return tuple(sorted(named, key=lambda name: named[name]))
    prefixed = [max((o for o in cover_organs() if s.startswith(o.prefix)), key=lambda o: len(o.prefix), default=None)
                for s in symbols]  # fmt: skip
    return tuple(dict.fromkeys(organ.name for organ in prefixed if organ))


def _names(line: str, name: str) -> bool:
    return line.startswith(name) and len(line) < len(name) + 60 and not re.match(r"\s*(?:[a-z]|:)", line[len(name) :])


def _titles(seen: Cover, symbols: Sequence[str]) -> tuple[str | None, str | None, str]:
    """Title, subtitle, and the block that names the author, which divides: a title before it, a subtitle after it; a
    long one is the title."""
    blocks = [(text.rstrip("* "), size) for text, size in seen.blocks if _is_title(text, seen, symbols)]
    named = (_AUTHOR.match(text) or (seen.recognized and is_misread_author(text)) for text, _ in blocks)
    at = next((i for i, found in enumerate(named) if found), None)
    if at is None:
        worded = [block for block in blocks if len(block[0].split()) >= _FEWEST_WORDS]
        size = max((size for _, size in worded), default=0.0)
        return next((text for text, other in worded if other > size - 0.6), None), None, ""
    author = blocks[at][0]
    after = _subtitle([text for text, _ in blocks[at + 1 :]], [text for text, _ in blocks[: at + 1]])
    if _longer_than_author(author):
        return author, after, author
    before = blocks[:at]
    size = max((size for _, size in before), default=0.0)
    tall = [text for text, other in before if other > size - 0.6]  # the last block of the largest type is the title
    return tall[-1] if tall else author, after, author


def _subtitle(after: Sequence[str], before: Sequence[str]) -> str | None:
    """The blocks after the author's, up to an imprint or a repeated title (a cover and its title page)."""
    kept = list(takewhile(lambda text: "•" not in text and text not in before, after[:3]))
    return " ".join(kept) or None


def _longer_than_author(text: str) -> bool:
    found = _AUTHOR.match(text)
    if not found:
        return False
    rest = text[found.end() :]
    return not any(re.fullmatch(a.pattern, rest.strip(" *."), re.IGNORECASE) for a in authors()) or bool(
        (found["before"] or "").strip()
    )


def _is_title(text: str, seen: Cover, symbols: Sequence[str]) -> bool:
    """Whether a cover's block can be part of a title: not the head, the session, the agenda item or furniture."""
    if _FURNITURE.match(text) or (seen.recognized and is_misread_name(text)):
        return False
    if not any(char.isalpha() for char in text) or symbols_alone(text, recognized=seen.recognized):
        return False
    if is_imprint(text) or _JOB.search(text) or AGENDA.match(text):
        return False
    if len(text) < 60 and (_is_session(text) or is_dated(text, recognized=seen.recognized)):
        return False
    return not any(_heads(text, organ, symbols) for organ in cover_organs())


def _is_session(text: str) -> bool:
    """Whether a block names the session: `Report on its tenth session` is a title."""
    found = _SESSION.search(text)
    return found is not None and not _WITHIN.search(text[: found.end()])


def _heads(text: str, organ: CoverOrgan, symbols: Sequence[str]) -> bool:
    """Whether a block is the line of an organ: a main one, or that of the symbols; of another it is the subject."""
    own = organ.prefix.count("/") == 1 or not symbols or any(symbol.startswith(organ.prefix) for symbol in symbols)
    return own and _names(text, organ.name) and len(text) < len(organ.name) + 25


def _authored(text: str, seen: Cover) -> tuple[DocumentKind, str | None]:
    """The kind and the author that the title or the author's block names."""
    found = _AUTHOR.match(text)
    words = [found["kind"].lower()] if found else [w for w in string_table("kinds") if re.search(rf"(?i)\b{w}\b", text)]
    word = words[0] if words else ""
    tail = text[found.end() :] if found else text
    author = next((a.name for a in authors() if re.match(rf"(?i)\W*{a.pattern}", tail)), None)
    if found is None and seen.recognized and is_misread_author(text):
        return "report", nearest_author(text)
    if found is None and word:
        author = next((a.name for a in authors() if re.search(rf"(?i)\b{a.pattern}", text[:_NEAR_AUTHOR])), None)
    return next((kind for kind in _KINDS if kind == string_table("kinds").get(word)), "other"), author


def is_misread_name(text: str) -> bool:
    """Whether a block is a misread `United Nations`; `United Nations police` has more to say."""
    longer = len(text) - len(_NAME) > _LONGER
    return not longer and bool(difflib.get_close_matches(text.lower(), [_NAME], cutoff=_MISREAD_NAME))


def is_misread_author(text: str) -> bool:
    """Whether a block is a misread `Report of the Secretary-General`, as in `Reuort of the Secretary-Geners`."""
    usual = [f"report of the {author.name.lower()}" for author in authors()]
    return bool(difflib.get_close_matches(text.lower(), usual, n=1, cutoff=_MISREAD))


def nearest_author(text: str) -> str:
    """The author whose name a misread block is most similar to."""
    return max(
        (author.name for author in authors()),
        key=lambda name: difflib.SequenceMatcher(None, text.lower(), f"report of the {name.lower()}").ratio(),
    )


def agenda_items(lines: Sequence[str]) -> tuple[str, ...]:
    """The items that a cover's lines name: `3 (b) (ii)`."""
    out: dict[str, None] = {}
    for line in lines[:60]:
        if (found := AGENDA.match(line)) and len(line) < 90:
            for item in _ITEM.finditer(found["list"]):
                out.update(dict.fromkeys([f"{item[1]} {letter}" for letter in _sub_items(item[2])] or [item[1]]))
    return tuple(out)


def _sub_items(text: str) -> list[str]:
    """`(b) (ii)` is one item, `(a) and (b)` are two; `(b) (i) and (ii)` are `(b) (i)` and `(b) (ii)`."""
    found: list[str] = []
    for part in _SUB_ITEM.finditer(text):
        mark, letter = part["mark"], found[-1].split(" ")[0] if found else ""
        nested = bool(found) and " " in found[-1]
        if found and _NUMERAL.fullmatch(mark) and (nested or not part["joined"]):
            found[-1:] = [f"{letter} {mark}"] if not nested else [found[-1], f"{letter} {mark}"]
        else:
            found.append(mark)
    return found
