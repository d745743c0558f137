"""The pages of a PDF by the engine of the settings; pages whose letters are in doubt also by the other one.

The second engine is slow, so it reads on suspicion only: a page that the first cannot read, misplaced letters
(unless the file says itself what these are), letters without meaning, and pages of a damaged file. A damaged font or
matrix can give an engine numbers that are not finite: what has no place is left out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, replace
from math import isfinite
from typing import Generic, TypeVar

from sgreports.errors import DamagedError
from sgreports.model.base import Issue
from sgreports.reading.engines.content import PageContent, TextObject, UnreadablePage, Unseen
from sgreports.reading.engines.damage import damage
from sgreports.reading.engines.letters import repaired
from sgreports.reading.engines.pdfium_reader import PdfiumDocument, open_pdfium
from sgreports.reading.engines.pdfplumber_reader import PdfplumberDocument, open_pdfplumber
from sgreports.reading.engines.suspicion import (
    HARMED,
    MISPLACED,
    Letters,
    better,
    letters_of,
    misread_fonts,
    sparse,
    suspects,
)
from sgreports.reading.lines import DAMAGED, MISREAD, UNPLACED, UNREADABLE
from sgreports.reading.optional import attempt
from sgreports.settings import ReaderName, Settings
from sgreports.time_limit import worked

Document = PdfiumDocument | PdfplumberDocument
Opening = Callable[[str, bytes], AbstractContextManager[Document]]
_OPENINGS: dict[ReaderName, Opening] = {"pdfium": open_pdfium, "pdfplumber": open_pdfplumber}
_OTHER: dict[ReaderName, ReaderName] = {"pdfium": "pdfplumber", "pdfplumber": "pdfium"}
SECOND = "second-reader"
_TRIES = {HARMED: 40}  # pages of a kind that may gain nothing before the rest is left
_CELL = 2.0  # points: engines agree on a letter's place within one
Place = tuple[str, int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Read(Generic[T]):
    """A page as made of its content, what its letters show, and issues of what is not read of it. The content is kept
    where it is in doubt, what it has `unseen` for the other engine."""

    made: T
    letters: Letters
    lost: tuple[Issue, ...]
    content: PageContent | None
    unseen: Unseen


def read_pages(
    name: str, data: bytes, settings: Settings, made: Callable[[PageContent], T]
) -> tuple[list[T], list[Issue]]:
    """What `made` gives for each page that can be read, in order, and issues. DamagedError where none can be read."""
    pages, failed, beside = _first(name, data, settings, made)
    harm = attempt("file-damaged", None, None, damage, data)
    doubtful = suspects({number: page.letters for number, page in pages.items()}, failed, harm)
    issues = [Issue(code=DAMAGED, detail=f"The file is damaged: {harm}. Download it again.")] if harm else []
    issues += beside
    if doubtful:
        again: dict[int, _Read[T]] = {}
        with suppress(DamagedError), _OPENINGS[_OTHER[settings.reader]](name, data) as document:
            again = dict(_again(document, pages, doubtful, made))
        failed = {number: issue for number, issue in failed.items() if number not in again}
        pages |= again
        issues += [*_second_reader(_OTHER[settings.reader], again, doubtful), *_put_right(pages, made)]
    if not pages:
        reason = next((issue.detail for issue in failed.values()), "It has no pages.")
        raise DamagedError("damaged", f"{name} has no page that can be read. {reason} Download it again.")
    issues += [issue for page in pages.values() for issue in page.lost]
    issues += [
        Issue(code="page-sparse", detail=f"Page {number} has hardly a letter; those around it are full.", page=number)
        for number in sparse({number: page.letters for number, page in pages.items()})
    ]
    return [pages[number].made for number in sorted(pages)], [*failed.values(), *issues]


def _first(
    name: str, data: bytes, settings: Settings, made: Callable[[PageContent], T]
) -> tuple[dict[int, _Read[T]], dict[int, Issue], Sequence[Issue]]:
    """The pages by number, an issue for each that the first engine cannot read, and issues of what is on no page."""
    pages: dict[int, _Read[T]] = {}
    failed: dict[int, Issue] = {}
    deadline = worked() + settings.max_seconds
    with ExitStack() as opened:
        document = opened.enter_context(_OPENINGS[settings.reader](name, data))
        pdfium = _pdfium_beside(opened, name, data, settings)
        _check_pages(name, len(document), settings)
        for number in range(1, len(document) + 1):
            if worked() > deadline:
                raise DamagedError(
                    "too-slow",
                    f"{name} took more than {settings.max_seconds} s up to page {number}. Raise max_seconds.",
                )
            found = _page(document, number)
            if isinstance(found, Issue):
                failed[number] = found
            else:
                pages[number] = _read(with_unseen(found, _told(pdfium, number)) if pdfium else found, made)
        return pages, failed, (pdfium or document).beside()


def _pdfium_beside(opened: ExitStack, name: str, data: bytes, settings: Settings) -> Document | None:
    """pdfium's document where the other engine reads first: only pdfium tells what a page does not show."""
    with suppress(DamagedError):
        return None if settings.reader == "pdfium" else opened.enter_context(open_pdfium(name, data))
    return None


def _told(document: Document | None, number: int) -> Unseen:
    """What this document tells of what a page does not show."""
    found = _page(document, number) if document else None
    return found.unseen if isinstance(found, PageContent) else Unseen()


def _read(content: PageContent, made: Callable[[PageContent], T]) -> _Read[T]:
    placed, lost = with_places(content)
    letters = letters_of(placed)
    kept = placed if letters.misplaced else None
    return _Read(made(placed), letters, (*content.unseen.issues, *lost), kept, content.unseen)


def _page(document: Document, number: int) -> PageContent | Issue:
    try:
        return document.page(number)
    except UnreadablePage as error:
        colon = ":" if error.code == UNREADABLE else ""
        return Issue(code=error.code, detail=f"Page {number}{colon} {error.detail}.", page=number)


def _check_pages(name: str, count: int, settings: Settings) -> None:
    if count == 0:
        raise DamagedError("damaged", f"{name} has no page that can be found. Download it again.")
    if count > settings.max_pages:
        raise DamagedError(
            "too-many-pages", f"{name} has {count} pages, over {settings.max_pages}: raise max_pages to read it."
        )


def _again(
    document: Document, pages: Mapping[int, _Read[T]], doubtful: Mapping[int, str], made: Callable[[PageContent], T]
) -> Iterator[tuple[int, _Read[T]]]:
    """The doubtful pages that the other engine reads better; after a few of a kind in vain the rest is left."""
    in_vain: dict[str, int] = {}
    misread = misread_fonts({number: page.letters for number, page in pages.items()})
    for number, reason in doubtful.items():
        if in_vain.get(reason, 0) >= _TRIES.get(reason, 2) or number > len(document):
            continue
        if reason == MISPLACED and document.tells_letters(number, pages[number].letters.doubtful(misread)):
            continue
        found = _page(document, number)
        if isinstance(found, Issue):
            continue
        read = attempt("second-reader", number, None, _better, found, pages.get(number), made)
        if read:
            yield number, read
        else:
            in_vain[reason] = in_vain.get(reason, 0) + 1


def _better(found: PageContent, first: _Read[T] | None, made: Callable[[PageContent], T]) -> _Read[T] | None:
    """The page by the other engine, where this reads it better than the first."""
    found = with_unseen(found, first.unseen) if first else found
    return _read(found, made) if better(letters_of(found), first.letters if first else None) else None


def _second_reader(reader: ReaderName, again: Mapping[int, object], doubtful: Mapping[int, str]) -> list[Issue]:
    """An issue for each reason why pages were read by the other engine."""
    issues = []
    for reason in dict.fromkeys(doubtful[number] for number in again):
        numbers = sorted(number for number in again if doubtful[number] == reason)
        listed = ", ".join(map(str, numbers))
        detail = f"Read by {reader}, for {reason}: page{'s' * (len(numbers) > 1)} {listed}."
        issues.append(Issue(code=SECOND, detail=detail, page=numbers[0]))
    return issues


def _put_right(pages: dict[int, _Read[T]], made: Callable[[PageContent], T]) -> Iterator[Issue]:
    """Puts misplaced letters right where that is proven, else an issue for the page."""
    for number, page in pages.items():
        if page.content is None:
            continue
        misplaced = set(page.letters.misplaced)
        texts = attempt("letters-repaired", number, None, repaired, page.content.texts, misplaced)
        if texts is None:
            fonts = ", ".join(sorted(page.letters.misplaced))
            detail = f"Page {number}: letters of the font {fonts} are not those that were meant."
            yield Issue(code=MISREAD, detail=detail, page=number)
        else:
            pages[number] = _read(replace(page.content, texts=texts), made)
            yield Issue(
                code="letters-repaired",
                detail=f"Page {number}: {sum(page.letters.misplaced.values())} letters or more were put right.",
                page=number,
            )


def with_places(content: PageContent) -> tuple[PageContent, tuple[Issue, ...]]:
    """The page without texts and drawings that have no place on it, and an issue if these hold characters."""
    texts = [text for text in content.texts if _is_placed(text)]
    drawn = [item for item in content.drawn if isfinite(sum(item.bounds))]
    if len(texts) == len(content.texts) and len(drawn) == len(content.drawn):
        return content, ()
    lost = _characters(content.texts) - _characters(texts)
    detail = f"Page {content.number}: {lost} characters have no place on it and are left out."
    issue = Issue(code=UNPLACED, detail=detail, page=content.number)
    return replace(content, texts=texts, drawn=drawn), (issue,) if lost else ()


def _is_placed(text: TextObject) -> bool:
    edges = sum(text.lefts) + sum(text.rights) + sum(text.tops) + sum(text.bottoms)
    return isfinite(sum(text.origin) + text.face.size + edges)


def _characters(texts: Iterable[TextObject]) -> int:
    return sum(len(text.chars) for text in texts)


def with_unseen(content: PageContent, told: Unseen) -> PageContent:
    """The content without the letters that are hidden by what pdfium told of the page, and with its issues."""
    gone = Counter(place for text in told.hidden for place in _places(text))
    texts = content.texts if not gone else [kept for text in content.texts if (kept := _without(text, gone)).chars]
    return replace(content, texts=texts, unseen=told)


def _places(text: TextObject) -> Iterator[Place]:
    """Each letter with its place along the baseline, and the baseline's."""
    x, y = text.origin
    along, level = (text.bottoms, x) if text.face.angle in (90, 270) else (text.lefts, y)
    return ((letter, round(at / _CELL), round(level / _CELL)) for letter, at in zip(text.chars, along, strict=True))


def _without(text: TextObject, gone: Counter[Place]) -> TextObject:
    """The text without the letters at these places, which are taken from them: another text may stand there, too."""
    kept = []
    for letter, x, y in _places(text):
        near = ((letter, x + dx, y + dy) for dx in (0, -1, 1) for dy in (0, -1, 1))
        place = next((place for place in near if gone[place] > 0), None)
        kept.append(place is None)
        if place:
            gone[place] -= 1
    return text if all(kept) else text.only(kept)
