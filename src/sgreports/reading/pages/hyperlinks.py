"""The links of a PDF page: their rectangles and their addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from sgreports.model.base import Box
from sgreports.model.report import Link
from sgreports.reading.engines.content import PageContent
from sgreports.reading.glyphs.frame import Frame


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link's rectangle on the page as shown, and its address."""

    box: Box
    uri: str


def page_links(content: PageContent, frame: Frame) -> tuple[PageLink, ...]:
    """The page's links in the frame as shown."""
    found = []
    for link in content.links:
        x0, top, x1, bottom = frame.rectangle(*link.bounds)
        found.append(PageLink(Box(page=content.number, x0=x0, top=top, x1=x1, bottom=bottom), link.uri))
    return tuple(found)


def links_on(box: Box, text: str, lefts: Sequence[float], links: Sequence[PageLink]) -> tuple[Link, ...]:
    """The ranges of a line's text that lie under links. `lefts` has the left edge of each character in points."""
    middle = (box.top + box.bottom) / 2
    found = []
    for link in links:
        if not (link.box.top <= middle <= link.box.bottom and link.box.x0 < box.x1 and link.box.x1 > box.x0):
            continue
        under = [i for i, left in enumerate(lefts) if link.box.x0 - 1 <= left < link.box.x1 - 1 and text[i] != " "]
        if under:
            found.append(Link(start=under[0], end=under[-1] + 1, uri=link.uri))
    return tuple(sorted(found, key=lambda link: link.start))
