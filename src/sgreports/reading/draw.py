"""A page as a picture with boxes, for the reader of a layout: `sgreports show --page`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from sgreports.errors import UsageError
from sgreports.model.base import Box

Kind = Literal["paragraph", "note", "heading", "table", "figure", "furniture", "masthead", "text"]

COLOURS: dict[Kind, str] = {
    "paragraph": "#1f77b4",
    "note": "#9467bd",
    "heading": "#d62728",
    "table": "#2ca02c",
    "figure": "#ff7f0e",
    "furniture": "#7f7f7f",
    "masthead": "#e377c2",
    "text": "#17becf",
}


def draw_page(path: Path, number: int, boxes: Iterable[tuple[Box, Kind]], scale: float = 1.5) -> Image.Image:
    """Page `number` (from 1) with the boxes on it in the colour of their kind; `scale` is pixels a point.

    UsageError where the file has no such page.
    """
    with pdfium.PdfDocument(path) as document:
        if not 1 <= number <= len(document):
            raise UsageError(f"{path.name} has pages 1 to {len(document)}, not {number}.")
        picture: Image.Image = document[number - 1].render(scale=scale).to_pil().convert("RGB")
    pen = ImageDraw.Draw(picture, "RGBA")
    for box, kind in boxes:
        if box.page == number:
            corners = [(box.x0 * scale, box.top * scale), (box.x1 * scale, box.bottom * scale)]
            pen.rectangle(corners, outline=COLOURS[kind], fill=f"{COLOURS[kind]}30")
    return picture
