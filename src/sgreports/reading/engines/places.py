"""What of a page has a place: a damaged font or matrix can give an engine numbers that are not finite."""

from collections.abc import Iterable
from dataclasses import replace
from math import isfinite

from sgreports.model.base import Issue
from sgreports.reading.engines.content import PageContent, TextObject
from sgreports.reading.lines import UNPLACED


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
