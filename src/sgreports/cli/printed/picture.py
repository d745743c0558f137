"""A page of a report as PNG, with what the run read on it in colours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sgreports.dataset.stored.stored import input_file, stored
from sgreports.errors import UsageError
from sgreports.model.base import Box
from sgreports.reading.pages.drawn_page import Kind, draw_page, line_boxes
from sgreports.settings import settings_from


def draw(folder: Path, document: str, page: int, to: Path | None = None) -> Path:
    """Draws the page into the run's folder, or where `to` says; the path. UsageError where the PDF is gone."""
    path = input_file(folder, document)
    if path is None or not path.is_file() or path.suffix.lower() != ".pdf":
        raise UsageError(
            f"{path or document} is no PDF that is still there; a page is drawn from the file that was read"
        )
    picture = to or folder / f"{document.replace('/', '_')}-p{page}.png"
    boxes = list(page_boxes(folder, document))
    boxes += line_boxes(path, page, [box for box, _ in boxes], settings_from())
    draw_page(path, page, boxes).save(picture)
    return picture


def page_boxes(folder: Path, document: str) -> Iterator[tuple[Box, Kind]]:
    """The boxes of the document's paragraphs and notes."""
    for row in stored(folder, "paragraphs", document=document):
        yield from ((box(cells), kind(row)) for cells in row["boxes"] or ())


def box(cells: list[Any]) -> Box:
    """A box from a row's list."""
    page, x0, top, x1, bottom = cells
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def kind(row: dict[str, Any]) -> Kind:
    """What a paragraph's part is drawn as."""
    return "note" if row["part"] == "footnote" else "masthead" if row["part"] == "cover" else "paragraph"
