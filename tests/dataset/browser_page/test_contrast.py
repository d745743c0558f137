"""Texts of the pages can be read: 4.5 to 1 at least (WCAG 2 AA), by day and by night."""

import re
from importlib.resources import files

import pytest

STYLES = {"browser_page": "pages/style.css", "changes_page": "changes.css"}
TEXTS = {
    "browser_page": {
        "ink": ("paper", "sheet", "hover", "subject", "object", "here", "found"),
        "faint": ("paper", "sheet", "hover", "here"), "accent": ("paper", "sheet", "here", "hover"),
        "negated": ("paper", "hover"),
    },
    "changes_page": {
        "ink": ("paper", "sheet", "added", "removed", "kept", "subject", "object"), "faint": ("paper", "sheet"),
        "accent": ("paper",), "added-ink": ("paper",), "removed-ink": ("paper",), "changed-ink": ("paper",),
    },
}  # fmt: skip


def colours(style: str) -> list[dict[str, str]]:
    """The colours by name, of the day and of the night."""
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block)) for block in blocks]


def light(colour: str) -> float:
    """The relative luminance of `#rgb` or `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_measure() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("page", list(STYLES))
def test_texts_stand_out(page: str, night: bool) -> None:
    style = files(f"sgreports.dataset.{page}").joinpath(STYLES[page]).read_text(encoding="utf-8")
    named = colours(style)[night]
    pairs = {(ink, paper) for ink, papers in TEXTS[page].items() for paper in papers}
    assert {pair: round(c, 2) for pair in pairs if (c := contrast(named[pair[0]], named[pair[1]])) < 4.5} == {}
