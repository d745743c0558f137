"""The drawn objects of a page: rules, other paths, images."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sgreports.model.base import Box
from sgreports.reading.engines.content import DrawnObject
from sgreports.reading.engines.frame import Frame

_THIN = 2.5  # points: a drawn box no thicker than this is a rule
_LONG = 12.0  # points: shorter strokes are dots, dashes or parts of pictures


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes of what is drawn: horizontal and vertical rules, other paths, images."""

    rules: tuple[Box, ...]
    uprights: tuple[Box, ...]
    shapes: tuple[Box, ...]
    images: tuple[Box, ...]


def drawn_objects(objects: Sequence[DrawnObject], frame: Frame, number: int) -> Drawn:
    """The page's drawn objects in the frame as shown."""
    kinds: dict[str, list[Box]] = {"rules": [], "uprights": [], "shapes": [], "images": []}
    for item in objects:
        x0, top, x1, bottom = frame.rectangle(*item.bounds)
        box = Box(page=number, x0=x0, top=top, x1=x1, bottom=bottom)
        kinds["images" if item.kind == "image" else _kind(box)].append(box)
    return Drawn(**{kind: tuple(boxes) for kind, boxes in kinds.items()})


def drawn_in(drawn: Drawn, place: Callable[[Box], Box]) -> Drawn:
    """What is drawn, with its boxes moved by `place`: what was upright may lie."""
    kinds: dict[str, list[Box]] = {"rules": [], "uprights": [], "shapes": []}
    for box in map(place, (*drawn.rules, *drawn.uprights, *drawn.shapes)):
        kinds[_kind(box)].append(box)
    return Drawn(**{kind: tuple(boxes) for kind, boxes in kinds.items()}, images=tuple(map(place, drawn.images)))


def _kind(box: Box) -> str:
    width, height = box.x1 - box.x0, box.bottom - box.top
    if height <= _THIN and width >= _LONG:
        return "rules"
    if width <= _THIN and height >= _LONG:
        return "uprights"
    return "shapes"
