"""Bold type and italics without meaning: recognition that sets each word in the nearest font scatters them, or gives
all lines the same."""

from dataclasses import replace

from sgreports.reading.lines import Line, Page

_LONG = 20  # characters of a line that is looked at
_SCATTERED = (
    0.08  # of the lines change to bold twice: in print 0.013 at most, in S/21274, S/21909, S/22543, S/23171 0.16+
)
_FEWEST = 20  # lines


def with_even_styles(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages as they are, or all in one weight where bold is scattered over them or most of them is bold, and all
    upright where most of them is in italics (the typewriter's face of S/25006): type that all has sets nothing off."""
    lines = [line for page in pages for line in page.lines if line.role == "text" and len(line.text) > _LONG]
    if len(lines) < _FEWEST:
        return pages
    bold = sum(map(_changes, lines)) > _SCATTERED * len(lines) or sum(line.bold for line in lines) > len(lines) / 2
    italic = sum(line.italic for line in lines) > len(lines) / 2
    if not (bold or italic):
        return pages
    return tuple(replace(page, lines=tuple(_plain(x, bold=bold, italic=italic) for x in page.lines)) for page in pages)


def _changes(line: Line) -> bool:
    return sum(style.bold for style in line.styles) > 1


def _plain(line: Line, *, bold: bool, italic: bool) -> Line:
    changes = {"bold": False} if bold else {}
    changes |= {"italic": False} if italic else {}
    styles = (style.model_copy(update=changes) for style in line.styles)
    kept = tuple(style for style in styles if style.bold or style.italic)
    return replace(line, bold=line.bold and not bold, italic=line.italic and not italic, styles=kept)
