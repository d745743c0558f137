"""Which pages the second engine should read too, and whether it reads them better."""

from collections import Counter
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field
from statistics import median

from sgreports.reading.engines.content import PageContent
from sgreports.reading.engines.letters import misplaced, odd_fonts

HARMED = "text that the damaged file lost"
MISPLACED = "letters that no word has at their places"
_UNMAPPED = 0.005  # of a page's letters
_SPARSE, _FULL = 0.06, 0.5  # of the letters that the document's pages usually have
_RULES = 3  # drawings that a page of nothing but furniture may have
_LOST = 0.98  # of the letters: fewer are a loss
_GAINED = 1.02


@dataclass(frozen=True, slots=True)
class Letters:
    """What a page's letters show: their number, those without meaning, the misplaced ones by font, and the fonts that
    have letters which a wrong encoding may have made; and how many drawings and pictures are beside them."""

    number: int
    unmapped: int = 0
    misplaced: Counter[str] = field(default_factory=Counter)
    odd_fonts: frozenset[str] = frozenset()
    drawn: int = 0

    def doubtful(self, misread: Set[str]) -> frozenset[str]:
        """The page's fonts whose letters are in doubt, `misread` being the document's that have misplaced ones."""
        return frozenset(self.misplaced) | (self.odd_fonts & misread)


def letters_of(content: PageContent) -> Letters:
    """The letters of a page's content."""
    fonts = odd_fonts(content.texts)
    return Letters(
        number=sum(len(text.chars) for text in content.texts),
        unmapped=sum(text.chars.count("\ufffd") for text in content.texts),
        misplaced=misplaced(content.texts) if fonts else Counter(),
        odd_fonts=fonts,
        drawn=len(content.drawn),
    )


def suspects(pages: Mapping[int, Letters], failed: Collection[int], harm: str | None) -> dict[int, str]:
    """The numbers of the pages to read again, in order, and why. `harm` is what is damaged in the file."""
    found = dict.fromkeys(failed, "a page that could not be read")
    misread = misread_fonts(pages)
    for number, page in pages.items():
        if page.doubtful(misread):
            found[number] = MISPLACED
        elif page.unmapped > _UNMAPPED * page.number:
            found[number] = "letters without meaning"
        elif harm:
            found[number] = HARMED
    return dict(sorted(found.items()))


def misread_fonts(pages: Mapping[int, Letters]) -> frozenset[str]:
    """The fonts that have a misplaced letter anywhere."""
    return frozenset(font for page in pages.values() for font in page.misplaced)


def better(second: Letters, first: Letters | None) -> bool:
    """Whether the second engine reads a page better: its letters are no fewer, and more of them are right."""
    if first is None:
        return second.number > 0
    if second.number < _LOST * first.number:
        return False
    wrong, still = (page.unmapped + page.misplaced.total() for page in (first, second))
    return still < wrong or (still == wrong and second.number > _GAINED * first.number)


def sparse(pages: Mapping[int, Letters]) -> list[int]:
    """The pages inside the document that have hardly a letter and hardly a drawing, while both neighbours are full."""
    usual = median(page.number for page in pages.values()) if pages else 0
    return [
        number
        for number, page in pages.items()
        if page.number < _SPARSE * usual
        and page.drawn <= _RULES
        and all(number + step in pages and pages[number + step].number > _FULL * usual for step in (-1, 1))
    ]
