"""From PDF space (origin bottom left, y up, unrotated) to a page as it is read (origin top left, y down)."""

from dataclasses import dataclass

from sgreports.reading.engines.content import Rectangle


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's edges in PDF space and the clockwise rotation in degrees under which it is read."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation in {90, 270} else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation in {90, 270} else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A PDF point in this frame."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def outward(self, x: float, y: float) -> tuple[float, float]:
        """A point of this frame in PDF space."""
        if self.rotation == 90:
            return y + self.left, x + self.bottom
        if self.rotation == 180:
            return self.right - x, y + self.bottom
        if self.rotation == 270:
            return self.right - y, self.top - x
        return x + self.left, self.top - y

    def rectangle(self, left: float, right: float, top: float, bottom: float) -> tuple[float, float, float, float]:
        """A PDF rectangle in this frame, as x0, top, x1, bottom."""
        (x, y), (u, v) = self.point(left, top), self.point(right, bottom)
        return min(x, u), min(y, v), max(x, u), max(y, v)

    def into(
        self, other: "Frame", x0: float, top: float, x1: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """A rectangle of this frame in another frame of the same page."""
        (left, upper), (right, lower) = self.outward(x0, top), self.outward(x1, bottom)
        return other.rectangle(left, right, upper, lower)


def frame_of(box: Rectangle, rotation: int) -> Frame:
    """The frame of a page's visible box under a rotation."""
    return Frame(box.left, box.bottom, box.right, box.top, rotation)
