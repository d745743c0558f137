"""A page as printed, for comparison: its size, and its picture as PNG."""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from sgreports.errors import DamagedError, UsageError

SCALE = 1.5  # pixels a point: 108 dots an inch, legible and some 100 kB a page


def page_sizes(path: Path, numbers: Collection[int]) -> tuple[int, dict[int, tuple[float, float]]]:
    """How many pages a PDF has, and width and height in points of those of `numbers` that there are.

    Raises DamagedError where the file is no PDF that can be opened. Not for two threads at a time.
    """
    with opened(path) as document:
        pages = len(document)
        return pages, {n: document[n - 1].get_size() for n in sorted(numbers) if 1 <= n <= pages}


def page_png(path: Path, number: int) -> bytes:
    """Page `number` (from 1) as PNG. Raises UsageError where there is none such, DamagedError as `page_sizes` does."""
    out = BytesIO()
    page_image(path, number).save(out, "PNG")
    return out.getvalue()


def page_image(path: Path, number: int) -> Image.Image:
    """Page `number` (from 1) as a picture. Raises as `page_png` does."""
    with opened(path) as document:
        if not 1 <= number <= len(document):
            raise UsageError(f"{path.name} has pages 1 to {len(document)}, not {number}")
        picture: Image.Image = document[number - 1].render(scale=SCALE).to_pil().convert("RGB")
        return picture


def opened(path: Path) -> pdfium.PdfDocument:
    """A PDF. Raises DamagedError where it cannot be opened."""
    try:
        return pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError) as error:
        raise DamagedError(
            "unreadable", f"{path.name} cannot be opened ({error}), so no picture of a page can be drawn"
        ) from error
