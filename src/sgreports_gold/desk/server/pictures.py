"""Pictures of pages, and where on them a paragraph stands. One thread at a time may use the PDF library."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from sgreports.errors import SgreportsError
from sgreports_gold.desk.server.answers import PageImage, PagePlace
from sgreports_gold.desk.sources.source import BoxCells

MAX_PICTURES = 32  # in memory, some 150 kB each


@dataclass
class Pictures:
    """A cache of rendered pages; `pdf` is the lock of the PDF library."""

    pdf: threading.Lock = field(default_factory=threading.Lock)
    made: OrderedDict[tuple[Path, int], bytes] = field(default_factory=OrderedDict, init=False)

    def place(self, document: str, path: Path | None, boxes: Sequence[BoxCells]) -> PagePlace | None:
        """Pages and boxes of a paragraph; no picture where its PDF is not at hand, None for a text report."""
        if not boxes:
            return None
        numbers = sorted({box[0] for box in boxes})
        of, sizes = self._sizes(path, numbers)
        images = tuple(
            PageImage(page=n, url=f"/api/image?{urlencode({'document': document, 'page': n})}", width=w, height=h)
            for n, (w, h) in sizes.items()
        )
        parts = tuple(_part(box, *sizes[box[0]]) for box in boxes if box[0] in sizes)
        return PagePlace(number=numbers[0], of=of, boxes=parts, images=images)

    def png(self, path: Path, number: int) -> bytes:
        """A page as PNG. Raises SgreportsError where there is none such."""
        from sgreports.reading.pages.page_picture import page_png

        key = path, number
        with self.pdf:
            if key not in self.made:
                self.made[key] = page_png(path, number)
            self.made.move_to_end(key)
            while len(self.made) > MAX_PICTURES:
                self.made.popitem(last=False)
            return self.made[key]

    def _sizes(self, path: Path | None, numbers: Sequence[int]) -> tuple[int | None, dict[int, tuple[float, float]]]:
        if path is None or path.suffix.lower() != ".pdf" or not path.is_file():
            return None, {}
        from sgreports.reading.pages.page_picture import page_sizes

        try:
            with self.pdf:
                return page_sizes(path, numbers)
        except SgreportsError:
            return None, {}


def _part(box: BoxCells, width: float, height: float) -> tuple[int, float, float, float, float]:
    """A box in points as fractions of its page."""
    page, x0, top, x1, bottom = box
    shares = (round(min(max(v, 0), 1), 5) for v in (x0 / width, top / height, x1 / width, bottom / height))
    return (page, *shares)  # type: ignore[return-value]
