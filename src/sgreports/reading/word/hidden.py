"""Text of a Word file that no reader sees: set hidden, of the colour behind it or of none, under two points, squeezed,
off the page.
"""

from typing import Any

from docx.oxml.ns import qn

from sgreports.reading.word.styles import Styles, is_on, value

_SMALL = 4  # half-points
_NARROW = 10  # per cent of a letter's width
_FAR = 2 * 1440  # twentieths of a point: more than any margin
_PAGE = 12240, 15840  # the same: a page that has no size of its own
_NEAR = 32  # of 255 in each channel between two colours
_WHITE = "FFFFFF"
_UNKNOWN = "unknown"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 635  # in a twentieth of a point
_AROUND = {qn("w:r"): "w:rPr", qn("w:p"): "w:pPr", qn("w:tc"): "w:tcPr"}


def is_hidden(run: Any, own: str | None, style: str | None, styles: Styles) -> bool:
    """Whether a run is not seen; `own` is its style, `style` that of its paragraph."""
    properties = run.find(qn("w:rPr"))
    vanishes = (is_on(properties, "w:vanish"), styles.on(own, "w:vanish"), styles.on(style, "w:vanish"))
    if next((said for said in vanishes if said is not None), False):
        return True
    size, colour, width = (
        value(properties, tag) or styles.text(own, f"w:rPr/{tag}") or styles.text(style, f"w:rPr/{tag}")
        for tag in ("w:sz", "w:color", "w:w")
    )
    if (size and size.isdigit() and int(size) < _SMALL) or (width and width.isdigit() and int(width) < _NARROW):
        return True
    if properties is not None and (fill := properties.find(f"{_W14}textFill")) is not None:
        if fill.find(f"{_W14}noFill") is not None:
            return properties.find(f"{_W14}textOutline/{_W14}solidFill") is None
        plain = fill.find(f"{_W14}solidFill/{_W14}srgbClr")
        colour = plain.get(f"{_W14}val") if plain is not None else None
    return _channels(colour) is not None and _near(colour, _behind(run, style, styles))


def is_off_page(paragraph: Any) -> bool:
    """Whether a paragraph stands in a frame beside the page."""
    frame = paragraph.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
    return frame is not None and any(
        _is_off(paragraph, axis, _number(frame.get(qn(at))), _number(frame.get(qn(extent))))
        for axis, (at, extent) in enumerate((("w:x", "w:w"), ("w:y", "w:h")))
    )


def is_box_off_page(box: Any) -> bool:
    """Whether a text box is anchored beside the page."""
    anchor = next(box.iterancestors(f"{_DRAWING}anchor"), None)
    if anchor is None:
        return False
    size = anchor.find(f"{_DRAWING}extent")
    return any(
        _is_off(box, axis, _number(offset.text) // _EMU, _number(size.get(extent)) // _EMU if size is not None else 0)
        for axis, (position, extent) in enumerate((("positionH", "cx"), ("positionV", "cy")))
        if (offset := anchor.find(f"{_DRAWING}{position}/{_DRAWING}posOffset")) is not None
    )


def _is_off(element: Any, axis: int, at: int, extent: int) -> bool:
    """Whether what begins at a place across (0) or down (1) the page lies wholly beside it, whatever it is measured
    from."""
    size = element.getroottree().getroot().find(f".//{qn('w:sectPr')}/{qn('w:pgSz')}")
    page = _number(size.get(qn(("w:w", "w:h")[axis]))) if size is not None else 0
    return at + extent < -_FAR or at > (page or _PAGE[axis])


def _number(told: str | None) -> int:
    try:
        return int(told or 0)
    except ValueError:
        return 0


def _behind(run: Any, style: str | None, styles: Styles) -> str:
    """The colour behind a run: of the nearest shading around it, else of the page."""
    if value(run.find(qn("w:rPr")), "w:highlight") not in (None, "none"):
        return _UNKNOWN
    for element in (run, *run.iterancestors()):
        if fill := _fill(element.find(qn(_AROUND[element.tag])) if element.tag in _AROUND else None):
            return fill
        styled = (_fill(one.find(qn("w:pPr"))) for one in styles.chain(style))
        if element.tag == qn("w:p") and (fill := next(filter(None, styled), None)):
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


def _channels(colour: str | None) -> tuple[int, ...] | None:
    try:
        return tuple(bytes.fromhex(colour or "")) or None
    except ValueError:
        return None


def _near(one: str | None, other: str | None) -> bool:
    a, b = _channels(one), _channels(other)
    return a is not None and b is not None and all(abs(x - y) < _NEAR for x, y in zip(a, b, strict=False))
