"""Bold type that says nothing: recognition that sets each word in the nearest font scatters it over the lines."""

from collections.abc import Sequence
from dataclasses import replace

from sgreports.model.report import Style
from sgreports.reading.lines import Line, Page

_LONG = 20  # characters of a line that is looked at
_SCATTERED = (
    0.08  # of the lines change to bold twice: in print 0.013 at most, in S/21274, S/21909, S/22543, S/23171 0.16+
)
_FEWEST = 20  # lines


def even_weight(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages as they are, or all in one weight where bold is scattered over them."""
    lines = [line for page in pages for line in page.lines if line.role == "text" and len(line.text) > _LONG]
    if len(lines) < _FEWEST or sum(map(_changes, lines)) <= _SCATTERED * len(lines):
        return pages
    return tuple(replace(page, lines=tuple(map(_plain, page.lines))) for page in pages)


def _changes(line: Line) -> bool:
    return sum(style.bold for style in line.styles) > 1


def _plain(line: Line) -> Line:
    return replace(line, bold=False, styles=_italics(line.styles))


def _italics(styles: Sequence[Style]) -> tuple[Style, ...]:
    return tuple(style.model_copy(update={"bold": False}) for style in styles if style.italic)
