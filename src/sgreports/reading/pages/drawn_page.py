"""A page as a picture with boxes, for the reader of a layout: `sgreports show --page`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw

from sgreports.model.base import Box
from sgreports.reading.areas.captioned import NOTE_RULE
from sgreports.reading.lines import Line
from sgreports.reading.optional import failures
from sgreports.reading.pages.page_picture import SCALE, page_image
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings

Kind = Literal["paragraph", "note", "heading", "table", "figure", "furniture", "masthead", "text"]

COLOURS: dict[Kind, str] = {
    "paragraph": "#1f77b4", "note": "#9467bd", "heading": "#d62728", "table": "#2ca02c", "figure": "#ff7f0e",
    "furniture": "#7f7f7f", "masthead": "#e377c2", "text": "#17becf",
}  # fmt: skip


def draw_page(path: Path, number: int, boxes: Iterable[tuple[Box, Kind]]) -> Image.Image:
    """Page `number` (from 1) with the boxes on it in the colour of their kind. Raises as `page_png` does."""
    picture = page_image(path, number)
    pen = ImageDraw.Draw(picture, "RGBA")
    for box, kind in boxes:
        if box.page == number:
            corners = [(box.x0 * SCALE, box.top * SCALE), (box.x1 * SCALE, box.bottom * SCALE)]
            pen.rectangle(corners, outline=COLOURS[kind], fill=f"{COLOURS[kind]}30")
    return picture


def line_boxes(path: Path, number: int, claimed: Iterable[Box], settings: Settings) -> list[tuple[Box, Kind]]:
    """The page's lines that no paragraph or note claims: furniture, tables, figures; the rest are headings."""
    with failures():
        pages = read_pdf(path, path.read_bytes(), settings).pages
    places = [box for box in claimed if box.page == number]
    lines = [line for page in pages if page.number == number for line in page.lines]
    return [(line.box, _kind(line)) for line in lines if line.box and not any(_within(line.box, box) for box in places)]


def _kind(line: Line) -> Kind:
    if line.role == "text":
        return "furniture" if line.text.startswith(NOTE_RULE) else "heading"
    return "paragraph" if line.role == "box" else line.role


def _within(inner: Box, outer: Box) -> bool:
    middle = (inner.top + inner.bottom) / 2
    return outer.top <= middle <= outer.bottom and min(inner.x1, outer.x1) > max(inner.x0, outer.x0)
