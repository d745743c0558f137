"""A learning curve as a picture: F1 against the share of what is learnt from, a line a label."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sgreports.ownership import marked

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 700, 360, 48, 210, 48, 52
_STYLE = """<style>
svg {
  --paper: #ffffff; --ink: #24292f; --line: #d8dee4;
  --first: #1b6ca8; --second: #b3541e; --third: #2e7d4f;
}
@media (prefers-color-scheme: dark) {
  svg {
    --paper: #0d1117; --ink: #e6edf3; --line: #30363d;
    --first: #6cb6ff; --second: #f0985c; --third: #6bc98f;
  }
}
.paper { fill: var(--paper) } text { fill: var(--ink) } .axis { stroke: var(--line) } .title { font-weight: bold }
.mean { fill: none; stroke-width: 2 } .range { opacity: 0.15; stroke: none }
.first { fill: var(--first); stroke: var(--first) } .second { fill: var(--second); stroke: var(--second) }
.third { fill: var(--third); stroke: var(--third) }
text.first, text.second, text.third { stroke: none }
path.mean { fill: none }
</style>"""
PROOF = marked("learning curve", rb"\A<svg [^>]*>\n<style>\nsvg \{\n  --paper: ")
COLOURS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Point:
    """F1 of a line of the picture at a share of what is learnt from: mean, least and most of the draws.

    `names` is how much gold is behind it.
    """

    label: str
    share: float
    f1: float
    least: float
    most: float
    names: int


class Words(NamedTuple):
    """What a picture says: its title, what the axis is a share of, what the gold behind a line counts."""

    title: str
    axis: str
    counted: str


def picture(found: Sequence[Point], words: Words) -> str:
    """The curve as SVG, for light and dark: a line a label, and the range of its draws."""
    names = dict(zip(dict.fromkeys(p.label for p in found), COLOURS, strict=False))
    lines = (part for label, name in names.items() for part in _line(found, label, name))
    parts = [*_axes(words, sorted({p.share for p in found})), *lines, *_legend(found, names, words)]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>\n{_STYLE}\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" class="paper"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(score: float) -> float:
    return round(HEIGHT - BOTTOM - score * (HEIGHT - TOP - BOTTOM), 1)


def _axes(words: Words, shares: Iterable[float]) -> Iterator[str]:
    yield _text(LEFT, 24, words.title, "start", "title")
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1.0):
        yield f'<path d="M{_x(0)} {_y(tick)}H{_x(1)}" class="axis"/>'
        yield _text(LEFT - 8, _y(tick) + 4, f"{tick:.1f}", "end")
    for share in shares:
        yield _text(_x(share), HEIGHT - BOTTOM + 20, f"{share:.0%}", "middle")
    yield _text(_x(0.5), HEIGHT - 10, words.axis, "middle")


def _line(found: Sequence[Point], label: str, name: str) -> Iterator[str]:
    its = sorted((p for p in found if p.label == label), key=lambda p: p.share)
    around = [*((p.share, p.most) for p in its), *((p.share, p.least) for p in reversed(its))]
    yield f'<path d="M{_path(around)}Z" class="{name} range"/>'
    yield f'<path d="M{_path((p.share, p.f1) for p in its)}" class="{name} mean"/>'
    yield from (f'<circle cx="{_x(p.share)}" cy="{_y(p.f1)}" r="3" class="{name}"/>' for p in its)


def _path(places: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{_x(share)} {_y(score)}" for share, score in places)


def _legend(found: Sequence[Point], names: Mapping[str, str], words: Words) -> Iterator[str]:
    """Each label at the height of its last point, moved apart where two would stand on one another."""
    at = 0.0
    for p in sorted((p for p in found if p.share == 1), key=lambda p: -p.f1):
        at = max(at + 16, _y(p.f1) + 4)
        yield _text(_x(1) + 10, at, f"{p.label} {p.f1:.2f} ({p.names} {words.counted})", "start", names[p.label])


def _text(x: float, y: float, words: str, anchor: str, name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{kind}>{words}</text>'
