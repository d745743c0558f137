"""The pages of a PDF by pdfium, with letters put right that a font tells wrongly, where that is proven.

A damaged font or matrix can give numbers that are not finite: what has no place is left out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from statistics import median
from typing import Generic, TypeVar

from sgreports.errors import DamagedError
from sgreports.model.base import Issue
from sgreports.reading.engines.content import PageContent, TextObject, UnreadablePage
from sgreports.reading.engines.damage import damage
from sgreports.reading.engines.letters import misplaced, odd_fonts, repaired
from sgreports.reading.engines.pdfium_reader import PdfiumDocument, open_pdfium
from sgreports.reading.lines import DAMAGED, MISREAD, UNPLACED, UNREADABLE
from sgreports.reading.optional import attempt
from sgreports.settings import Settings
from sgreports.time_limit import worked

_SPARSE, _FULL = 0.06, 0.5  # of the letters that the document's pages usually have
_RULES = 3  # drawings that a page of nothing but furniture may have
_PROOFS = 2  # misplaced letters of a page that prove a map, where the pages together do not
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Read(Generic[T]):
    """A page as made of its content, issues of what is not read of it, and how many letters and drawings it has. The
    content is kept where it has letters which a wrong encoding may have made, with the fonts of these."""

    made: T
    lost: tuple[Issue, ...]
    letters: int
    drawn: int
    content: PageContent | None
    odd: frozenset[str]


def read_pages(
    name: str, data: bytes, settings: Settings, made: Callable[[PageContent], T]
) -> tuple[list[T], list[Issue]]:
    """What `made` gives for each page that can be read, in order, and issues. DamagedError where none can be read."""
    pages, failed, beside = _pages(name, data, settings, made)
    harm = attempt("file-damaged", None, None, damage, data)
    if not pages:
        reason = next((issue.detail for issue in failed), "it has no pages.")
        raise DamagedError("damaged", f"{name}: no page can be read ({reason}). Download it again.")
    issues = [Issue(code=DAMAGED, detail=f"The file is damaged: {harm}. Download it again.")] if harm else []
    issues += [*beside, *_put_right(pages, made)]
    issues += [issue for page in pages.values() for issue in page.lost]
    issues += [
        Issue(code="page-sparse", detail=f"Page {number} has hardly a letter; those around it are full.", page=number)
        for number in sparse({number: (page.letters, page.drawn) for number, page in pages.items()})
    ]
    return [page.made for page in pages.values()], [*failed, *issues]


def _pages(
    name: str, data: bytes, settings: Settings, made: Callable[[PageContent], T]
) -> tuple[dict[int, _Read[T]], list[Issue], Sequence[Issue]]:
    """The pages by number, an issue for each that cannot be read, and issues of what is on no page."""
    pages: dict[int, _Read[T]] = {}
    failed: list[Issue] = []
    deadline = worked() + settings.max_seconds
    with open_pdfium(name, data) as document:
        _check_pages(name, len(document), settings)
        for number in range(1, len(document) + 1):
            if worked() > deadline:
                raise DamagedError(
                    "too-slow",
                    f"{name} took more than {settings.max_seconds} s up to page {number}. Raise max_seconds.",
                )
            found = _page(document, number)
            if isinstance(found, Issue):
                failed.append(found)
            else:
                pages[number] = _read(found, made)
        return pages, failed, document.beside()


def _read(content: PageContent, made: Callable[[PageContent], T]) -> _Read[T]:
    placed, lost = with_places(content)
    odd = odd_fonts(placed.texts)
    return _Read(
        made(placed),
        (*content.issues, *lost),
        _characters(placed.texts),
        len(placed.drawn),
        placed if odd else None,
        odd,
    )


def _page(document: PdfiumDocument, number: int) -> PageContent | Issue:
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


def _put_right(pages: dict[int, _Read[T]], made: Callable[[PageContent], T]) -> Iterator[Issue]:
    """Puts letters of misread fonts right where that is proven, by all pages together or by one; an issue of these,
    and for each page that keeps letters where no word has them."""
    kept = {number: page.content for number, page in pages.items() if page.content}
    wrong = {number: found for number, content in kept.items() if (found := misplaced(content.texts))}
    fonts = {font for found in wrong.values() for font in found}
    texts = {number: content.texts for number, content in kept.items() if pages[number].odd & fonts}
    right = attempt("letters-repaired", None, {}, _right, texts, wrong, fonts)
    for number, own in right.items():
        pages[number] = _read(replace(kept[number], texts=own), made)
    if right:
        listed, first = ", ".join(map(str, right)), next(iter(right))
        detail = f"Letters that a font tells wrongly were put right: page{'s' * (len(right) > 1)} {listed}."
        yield Issue(code="letters-repaired", detail=detail, page=first)
    for number in sorted(wrong.keys() - right.keys()):
        named = ", ".join(sorted(wrong[number]))
        detail = f"Page {number}: letters of the font {named} are not those that were meant."
        yield Issue(code=MISREAD, detail=detail, page=number)


def _right(
    texts: Mapping[int, list[TextObject]], wrong: Mapping[int, Counter[str]], fonts: Collection[str]
) -> dict[int, list[TextObject]]:
    """The texts with the letters of these fonts put right, of all pages, else of each that proves the map itself."""
    if whole := repaired(list(texts.values()), fonts) if fonts else None:
        return dict(zip(texts, whole, strict=True))
    proved = (number for number, found in wrong.items() if min(found.values()) >= _PROOFS)
    alone = ((number, repaired([texts[number]], set(wrong[number]))) for number in proved)
    return {number: own[0] for number, own in alone if own}


def sparse(pages: Mapping[int, tuple[int, int]]) -> list[int]:
    """The pages inside the document that have hardly a letter and hardly a drawing, by the numbers of these, while both
    neighbours are full."""
    usual = median(letters for letters, _ in pages.values()) if pages else 0
    return [
        number
        for number, (letters, drawn) in pages.items()
        if letters < _SPARSE * usual
        and drawn <= _RULES
        and all(number + step in pages and pages[number + step][0] > _FULL * usual for step in (-1, 1))
    ]


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
