"""The learning curve: how the names that no rule marks are found, by the share of the read reports learnt from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from sgreports.knowledge.components import LABELS
from sgreports.training.calibrate import CUTOFFS, Verdict, calibrations, verdicts, without_silver
from sgreports.training.examples import Example
from sgreports.training.recipe import Recipe

SHARES = (0.25, 0.5, 0.75, 1.0)
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 360, 56, 40, 48
_RIGHT = 190
_COLOURS = {"AGENCY": "#1b6ca8", "PROGRAMME": "#b3541e", "INSTRUMENT": "#2e7d4f"}


@dataclass(frozen=True, slots=True)
class Point:
    """F1 over the unmarked names of a label in reports that were not learnt from."""

    label: str
    silver: bool
    share: float
    f1: float
    names: int


def points(examples: Sequence[Example], recipe: Recipe) -> list[Point]:
    """The curve's points, by label, with the rules' marks as silver and without them."""
    return [
        Point(label, silver, share, f1(found, examples, recipe, label), names_of(examples, label))
        for silver in (True, False)
        for share in SHARES
        for found in [verdicts(examples, recipe, learnt(examples, share, silver))]
        for label in LABELS
    ]


def learnt(examples: Iterable[Example], share: float, silver: bool) -> list[Example]:
    """The examples of a share of the reports; which, their names decide."""
    some = [e for e in examples if crc32(f"curve {e.document}".encode()) / 2**32 < share]
    return some if silver else without_silver(some)


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
    """The curve as SVG: a line a label, dashed without silver."""
    parts = [*_axes(), *(part for label in LABELS for silver in (True, False) for part in _line(found, label, silver))]
    parts += _legend(found)
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - _RIGHT), 1)


def _y(score: float) -> float:
    return round(HEIGHT - BOTTOM - score * (HEIGHT - TOP - BOTTOM), 1)


def _axes() -> list[str]:
    lines = [_text(LEFT, 20, "F1 over names that no rule marks, in reports not learnt from", "start", bold=True)]
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1.0):
        lines.append(f'<path d="M{_x(0)} {_y(tick)}H{_x(1)}" stroke="#ddd"/>')
        lines.append(_text(LEFT - 8, _y(tick) + 4, f"{tick:.1f}", "end"))
    lines += [_text(_x(share), HEIGHT - BOTTOM + 18, f"{share:.0%}", "middle") for share in SHARES]
    return [*lines, _text(_x(0.5), HEIGHT - 10, "share of the read reports learnt from", "middle")]


def _line(found: Sequence[Point], label: str, silver: bool) -> list[str]:
    its = sorted((p for p in found if p.label == label and p.silver == silver), key=lambda p: p.share)
    if not its:
        return []
    path = "L".join(f"{_x(p.share)} {_y(p.f1)}" for p in its)
    dash = "" if silver else ' stroke-dasharray="5 4"'
    dots = [f'<circle cx="{_x(p.share)}" cy="{_y(p.f1)}" r="3" fill="{_COLOURS[label]}"/>' for p in its]
    return [f'<path d="M{path}" fill="none" stroke="{_COLOURS[label]}" stroke-width="2"{dash}/>', *dots]


def _legend(found: Sequence[Point]) -> list[str]:
    """Each label at the height of its last point, moved apart where two would stand on one another."""
    last = {p.label: p for p in found if p.silver and p.share == 1}
    lines, at = [], 0.0
    for p in sorted(last.values(), key=lambda p: -p.f1):
        at = max(at + 16, _y(p.f1) + 4)
        words = f"{p.label} {p.f1:.2f} (of {p.names})"
        lines.append(_text(_x(1) + 10, at, words, "start", colour=_COLOURS[p.label]))
    foot = HEIGHT - BOTTOM
    return [*lines, _text(_x(1) + 10, foot - 14, "— with the rules’ marks too", "start"),
            _text(_x(1) + 10, foot, "- - judged spans alone", "start")]  # fmt: skip


def _text(x: float, y: float, words: str, anchor: str, *, bold: bool = False, colour: str = "#222") -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}"{weight}>{words}</text>'
