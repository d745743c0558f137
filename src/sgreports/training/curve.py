"""The learning curve: how the names that no rule marks are found, by the share of the read reports learnt from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from sgreports.knowledge.components import LABELS
from sgreports.training.calibrate import CUTOFFS, Verdict, calibrations, verdicts
from sgreports.training.examples import Example
from sgreports.training.recipe import Recipe

SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
DRAWS = 4  # of each share but the whole, since which reports they are matters
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 700, 360, 48, 210, 48, 52
_STYLE = """<style>
svg {
  --paper: #ffffff; --ink: #24292f; --line: #d8dee4;
  --agency: #1b6ca8; --programme: #b3541e; --instrument: #2e7d4f;
}
@media (prefers-color-scheme: dark) {
  svg {
    --paper: #0d1117; --ink: #e6edf3; --line: #30363d;
    --agency: #6cb6ff; --programme: #f0985c; --instrument: #6bc98f;
  }
}
.paper { fill: var(--paper) } text { fill: var(--ink) } .axis { stroke: var(--line) } .title { font-weight: bold }
.mean { fill: none; stroke-width: 2 } .range { opacity: 0.15; stroke: none }
.agency { fill: var(--agency); stroke: var(--agency) } .programme { fill: var(--programme); stroke: var(--programme) }
.instrument { fill: var(--instrument); stroke: var(--instrument) }
text.agency, text.programme, text.instrument { stroke: none }
path.mean { fill: none }
</style>"""


@dataclass(frozen=True, slots=True)
class Point:
    """F1 over the unmarked names of a label in reports that were not learnt from: mean, least and most of the draws."""

    label: str
    share: float
    f1: float
    least: float
    most: float
    names: int


def points(examples: Sequence[Example], recipe: Recipe) -> list[Point]:
    """The curve's points, share by share; the same examples and recipe give the same."""
    out: list[Point] = []
    for share in SHARES:
        drawn = [verdicts(examples, recipe, learnt(examples, share, draw)) for draw in range(DRAWS if share < 1 else 1)]
        for label in LABELS:
            its = [f1(found, examples, recipe, label) for found in drawn]
            mean = sum(its) / len(its)
            out.append(Point(label, share, mean, min(its), max(its), names_of(examples, label)))
    return out


def learnt(examples: Iterable[Example], share: float, draw: int) -> list[Example]:
    """The examples of a share of the reports; which, their names and the draw decide."""
    documents = sorted({e.document for e in examples}, key=lambda d: crc32(f"curve {draw} {d}".encode()))
    some = frozenset(documents[: round(share * len(documents))])
    return [e for e in examples if e.document in some]


def names_of(examples: Iterable[Example], label: str) -> int:
    """How many names of a label no rule marks."""
    return sum(e.unmarked and e.answer > 0 and LABELS[e.answer - 1] == label for e in examples)


def f1(found: Sequence[Verdict], examples: Sequence[Example], recipe: Recipe, label: str) -> float:
    """F1 of a label over the unmarked spans, from the lowest cutoff on."""
    known = next(c for name, c in calibrations(found, recipe.merge).items() if name == label)
    its = [v for v in found if v.label == label and known.share(v.probability) >= CUTOFFS[0]]
    right = sum(v.right for v in its)
    return 2 * right / (len(its) + names_of(examples, label)) if right else 0.0


def picture(found: Sequence[Point]) -> str:
    """The curve as SVG, for light and dark: a line a label, and the range of its draws."""
    parts = [*_axes(), *(part for label in LABELS for part in _line(found, label)), *_legend(found)]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>\n{_STYLE}\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" class="paper"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(score: float) -> float:
    return round(HEIGHT - BOTTOM - score * (HEIGHT - TOP - BOTTOM), 1)


def _axes() -> Iterator[str]:
    yield _text(LEFT, 24, "F1 over the names that no rule marks, in reports not learnt from", "start", "title")
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1.0):
        yield f'<path d="M{_x(0)} {_y(tick)}H{_x(1)}" class="axis"/>'
        yield _text(LEFT - 8, _y(tick) + 4, f"{tick:.1f}", "end")
    for share in SHARES:
        yield _text(_x(share), HEIGHT - BOTTOM + 20, f"{share:.0%}", "middle")
    yield _text(_x(0.5), HEIGHT - 10, "share of the read reports learnt from", "middle")


def _line(found: Sequence[Point], label: str) -> Iterator[str]:
    its = sorted((p for p in found if p.label == label), key=lambda p: p.share)
    if not its:
        return
    name = label.lower()
    around = [*((p.share, p.most) for p in its), *((p.share, p.least) for p in reversed(its))]
    yield f'<path d="M{_path(around)}Z" class="{name} range"/>'
    yield f'<path d="M{_path((p.share, p.f1) for p in its)}" class="{name} mean"/>'
    yield from (f'<circle cx="{_x(p.share)}" cy="{_y(p.f1)}" r="3" class="{name}"/>' for p in its)


def _path(places: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{_x(share)} {_y(score)}" for share, score in places)


def _legend(found: Sequence[Point]) -> Iterator[str]:
    """Each label at the height of its last point, moved apart where two would stand on one another."""
    at = 0.0
    for p in sorted((p for p in found if p.share == 1), key=lambda p: -p.f1):
        at = max(at + 16, _y(p.f1) + 4)
        yield _text(_x(1) + 10, at, f"{p.label} {p.f1:.2f} ({p.names} names)", "start", p.label.lower())


def _text(x: float, y: float, words: str, anchor: str, name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{kind}>{words}</text>'
