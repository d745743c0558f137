"""The pages of a PDF, by the engine of the settings."""

import time

from sgreports.errors import DamagedError
from sgreports.model.base import Issue
from sgreports.reading.engines.content import Document, Opening, PageContent, UnreadablePage
from sgreports.reading.engines.pdfium_reader import open_pdfium
from sgreports.reading.engines.pdfplumber_reader import open_pdfplumber
from sgreports.reading.engines.places import with_places
from sgreports.reading.lines import UNREADABLE
from sgreports.settings import ReaderName, Settings

_OPENINGS: dict[ReaderName, Opening] = {"pdfium": open_pdfium, "pdfplumber": open_pdfplumber}


def read_pages(name: str, data: bytes, settings: Settings) -> tuple[list[PageContent], list[Issue]]:
    """The pages that can be read, in order, and an issue for each that cannot. DamagedError where none can."""
    issues: list[Issue] = []
    contents: list[PageContent] = []
    deadline = time.monotonic() + settings.max_seconds
    with _OPENINGS[settings.reader](name, data) as document:
        _check_pages(name, len(document), settings)
        for number in range(1, len(document) + 1):
            if time.monotonic() > deadline:
                raise DamagedError(
                    "too-slow",
                    f"{name} took more than {settings.max_seconds} s up to page {number}. Raise max_seconds.",
                )
            found = _page(document, number)
            if isinstance(found, PageContent):
                content, lost = with_places(found)
                contents.append(content)
                issues += lost
            else:
                issues.append(found)
    if not contents:
        reason = issues[0].detail if issues else "it has no pages."
        raise DamagedError("damaged", f"{name}: no page can be read ({reason}). Download it again.")
    return contents, issues


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
