"""A page's text objects → runs of characters as read: in points from the top left of the reading frame."""

from collections import defaultdict
from dataclasses import dataclass, field
from operator import itemgetter

from sgreports.reading.engines.content import Face, PageContent, TextObject
from sgreports.reading.engines.frame import Frame, frame_of


@dataclass(slots=True)
class Run:
    """Characters of one text object, left to right on one baseline, in points from the reading frame's top left.

    `confidence` is that of character recognition, 0 to 1; None for a page's own text."""

    face: Face
    baseline: float
    top: float
    bottom: float
    chars: list[str] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """The runs of a page, the upright ones in the reading frame; `turned` are those that stand across it."""

    runs: tuple[Run, ...]
    turned: tuple[Run, ...]
    frame: Frame
    shown: Frame


def characters(content: PageContent) -> PageCharacters:
    """Every character that the page's text layer holds."""
    shown = frame_of(content.box, content.rotation)
    angle = _dominant(content.texts, content.rotation)
    frame = shown if angle == content.rotation else frame_of(content.box, angle)
    runs = [_run(text, frame) for text in content.texts if text.face.angle == angle]
    turned = [_stretched(_run(text, frame), text, frame) for text in content.texts if text.face.angle != angle]
    return PageCharacters(tuple(runs), tuple(turned), frame, shown)


def _dominant(texts: list[TextObject], rotation: int) -> int:
    """The writing direction of most of the print, by its area: a map's page has little but its heading and, across,
    the running head. A sheet without a clear one is read as it is shown."""
    areas: dict[int, float] = defaultdict(float)
    for text in texts:
        areas[text.face.angle] += len(text.chars) * text.face.size**2
    areas.pop(45, None)
    if not areas:
        return rotation
    angle, area = max(areas.items(), key=itemgetter(1))
    return angle if area > 2 * areas[rotation] else rotation


def _run(text: TextObject, frame: Frame) -> Run:
    _, baseline = frame.point(*text.origin)
    if frame.rotation == 0:
        left, above = frame.left, frame.top
        lefts, rights = text.lefts, text.rights
        if left:
            lefts, rights = [x - left for x in lefts], [x - left for x in rights]
        top, bottom = above - text.tops[0], above - text.bottoms[0]
    else:
        placed = _placed(text, frame)
        lefts, rights = [box[0] for box in placed], [box[2] for box in placed]
        top, bottom = placed[0][1], placed[0][3]
    return Run(text.face, baseline, top, bottom, text.chars, lefts, rights)


def _stretched(run: Run, text: TextObject, frame: Frame) -> Run:
    """A run across the reading direction, with the heights of all its letters."""
    placed = _placed(text, frame)
    run.top, run.bottom = min(box[1] for box in placed), max(box[3] for box in placed)
    return run


def _placed(text: TextObject, frame: Frame) -> list[tuple[float, float, float, float]]:
    """The box of each character in the frame, as x0, top, x1, bottom."""
    return list(map(frame.rectangle, text.lefts, text.rights, text.tops, text.bottoms))
