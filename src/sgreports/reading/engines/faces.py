"""The look of a font as its name and matrix tell it, the same for both engines."""

INVISIBLE = 3  # PDF text rendering mode of a layer that OCR laid under a scan
ITALIC, FORCE_BOLD = 1 << 6, 1 << 18  # flags of a font descriptor
_BOLD_WEIGHT = 600


def is_bold_weight(weight: float) -> bool:
    """Whether a font of this weight (400 is regular) is bold."""
    return weight >= _BOLD_WEIGHT


def is_heavy(stem: float) -> bool:
    """Whether a font is bold by the width of its stems, which tells its weight (pdfium's formula)."""
    return is_bold_weight(stem * 5 if stem < 140 else stem * 4 + 140)


def named_bold(font: str) -> bool:
    """Whether a font's name says that it is bold."""
    lower = font.lower()
    return "bold" in lower or "black" in lower


def named_italic(font: str) -> bool:
    """Whether a font's name says that it is italic."""
    lower = font.lower()
    return "italic" in lower or "oblique" in lower


def writing_angle(a: float, b: float) -> int:
    """The writing direction in degrees, counter-clockwise, by the first two numbers of a text matrix."""
    if abs(a) >= 4 * abs(b):
        return 0 if a >= 0 else 180
    if abs(b) >= 4 * abs(a):
        return 90 if b > 0 else 270
    return 45  # a watermark set aslant
