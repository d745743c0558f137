"""The drawn objects of a page: rules, other paths, images."""

from collections.abc import Callable, Iterable, Sequence
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
    boxes: tuple[list[Box], list[Box]] = [], []
    for item in objects:
        x0, top, x1, bottom = frame.rectangle(*item.bounds)
        boxes[item.kind == "image"].append(Box(page=number, x0=x0, top=top, x1=x1, bottom=bottom))
    return _sorted(*boxes)


def drawn_in(drawn: Drawn, place: Callable[[Box], Box]) -> Drawn:
    """What is drawn, with its boxes moved by `place`: what was upright may lie."""
    return _sorted(map(place, (*drawn.rules, *drawn.uprights, *drawn.shapes)), map(place, drawn.images))


def _sorted(boxes: Iterable[Box], images: Iterable[Box]) -> Drawn:
    rules, uprights, shapes = list[Box](), list[Box](), list[Box]()
    for box in boxes:
        width, height = box.x1 - box.x0, box.bottom - box.top
        flat, thin = height <= _THIN and width >= _LONG, width <= _THIN and height >= _LONG
        (rules if flat else uprights if thin else shapes).append(box)
    return Drawn(tuple(rules), tuple(uprights), tuple(shapes), tuple(images))
