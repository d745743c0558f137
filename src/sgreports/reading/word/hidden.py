"""Text of a Word file that no reader sees: set hidden, of the colour behind it, under two points."""

from typing import Any

from docx.oxml.ns import qn

from sgreports.reading.word.styles import Styles, is_on, value

_SMALL = 4  # half-points
_NEAR = 32  # of 255 in each channel between two colours
_WHITE = "FFFFFF"
_UNKNOWN = "unknown"
_AROUND = {qn("w:r"): "w:rPr", qn("w:p"): "w:pPr", qn("w:tc"): "w:tcPr"}


def is_hidden(run: Any, own: str | None, style: str | None, styles: Styles) -> bool:
    """Whether a run is not seen; `own` is its style, `style` that of its paragraph."""
    properties = run.find(qn("w:rPr"))
    vanishes = (is_on(properties, "w:vanish"), styles.on(own, "w:vanish"), styles.on(style, "w:vanish"))
    if next((said for said in vanishes if said is not None), False):
        return True
    size, colour = (
        value(properties, tag) or styles.text(own, f"w:rPr/{tag}") or styles.text(style, f"w:rPr/{tag}")
        for tag in ("w:sz", "w:color")
    )
    if size and size.isdigit() and int(size) < _SMALL:
        return True
    return _channels(colour) is not None and _near(colour, _behind(run, style, styles))


def _behind(run: Any, style: str | None, styles: Styles) -> str:
    """The colour behind a run: of the nearest shading around it, else of the page."""
    if value(run.find(qn("w:rPr")), "w:highlight") not in (None, "none"):
        return _UNKNOWN
    for element in (run, *run.iterancestors()):
        if fill := _fill(element.find(qn(_AROUND[element.tag])) if element.tag in _AROUND else None):
            return fill
        if element.tag == qn("w:p") and (fill := _style_fill(style, styles)):
            return fill
        if element.tag == qn("w:tbl") and value(element.find(qn("w:tblPr")), "w:tblStyle"):
            return _UNKNOWN  # its style may shade a row
        if element.tag == qn("w:txbxContent"):
            return _UNKNOWN
    page = run.getroottree().getroot().find(qn("w:background"))
    return str(page.get(qn("w:color"), _WHITE)) if page is not None else _WHITE


def _fill(properties: Any) -> str | None:
    """The colour of a shading; None where there is none."""
    shading = properties.find(qn("w:shd")) if properties is not None else None
    fill = shading.get(qn("w:fill"), "auto") if shading is not None else "auto"
    return None if fill == "auto" else str(fill)


def _style_fill(style: str | None, styles: Styles) -> str | None:
    return next((fill for one in styles.chain(style) if (fill := _fill(one.find(qn("w:pPr"))))), None)


def _channels(colour: str | None) -> tuple[int, ...] | None:
    try:
        return tuple(bytes.fromhex(colour or "")) or None
    except ValueError:
        return None


def _near(one: str | None, other: str | None) -> bool:
    a, b = _channels(one), _channels(other)
    return a is not None and b is not None and all(abs(x - y) < _NEAR for x, y in zip(a, b, strict=False))
