"""The symbols of every organ come out of covers, running heads and texts as they were printed."""

from itertools import product

import pytest

from sgreports.knowledge.citations.document_symbols import symbols
from sgreports.knowledge.layout.covers import cover_organs
from sgreports.knowledge.layout.symbols import symbol_book
from sgreports.reading.cover.masthead import Cover, masthead
from sgreports.reading.cover.symbols import cover_symbols
from sgreports.reading.ocr.misread import repaired

_BODIES = ("", "AC.5/", "C.8/", "CN.5/", "CONF.8/", "COP/WG.8/", "EA.5/", "SC.5/", "TRANS/WP.5/")
_DOCUMENTS = ("2025/5", "2025/INF/8", "2025/NGO/12", "5/INF/2", "79/616/Add.1", "2025/L.5/Rev.1", "PV.8/2025")
_NUMBERS = {
    "session": ("79/150", "39/148O", "ES-10/15", "S-27/2"),
    "yearly": ("2025/8",),
    "dated": ("1701(2006)",),
    "roman": ("57(I)", "671(XXV)"),
}
_SPECIAL = (
    "A/ES-10/248", "A/RES/ES-10/15", "A/S-27/2", "A/HRC/S-21/2", "DP/FPA-ICEF-UNW/2025/1", "CEDAW/C/DEU/CO/7-8",
    "CRC/C/MEX/CO/4-5/Add.1", "A/78/5(Vol.I)", "A/79/6(Sect.3)/Add.5", "S/2025/INF/80",
)  # fmt: skip


def documents() -> list[str]:
    """Symbols of documents under each root and prefix that is known."""
    prefixes = dict.fromkeys([*(f"{root}/" for root in symbol_book().roots), *(o.prefix for o in cover_organs())])
    return ["".join(parts) for parts in product(prefixes, _BODIES, _DOCUMENTS)]


def resolutions() -> list[str]:
    """Symbols of what each organ adopts."""
    return [
        text.format(n=number)
        for organ in symbol_book().organs
        for text in (organ.resolution, organ.decision)
        if text
        for form in organ.forms
        for number in _NUMBERS.get(form, ())
    ]


@pytest.mark.parametrize(
    "printed", [documents(), resolutions(), list(_SPECIAL)], ids=["documents", "adopted", "special"]
)
def test_symbols_are_read_as_printed(printed: list[str]) -> None:
    read: dict[str, list[tuple[str | None, ...]]] = {
        "heads": [cover_symbols((), (symbol, symbol), recognized=False) for symbol in printed],
        "mentions": [tuple(found.entity for found in symbols(f"({symbol})")) for symbol in printed],
        "recognized": [(repaired(symbol),) for symbol in printed],
    }
    for found in read.values():
        assert [form for form, symbol in zip(found, printed, strict=True) if form != (symbol,)] == []


@pytest.mark.parametrize("symbol", [f"{organ.prefix}2025/5" for organ in cover_organs()] + list(_SPECIAL))
def test_symbols_of_covers(symbol: str) -> None:
    lines = ("United Nations", symbol, "Distr.: General", "3 May 2025", "Report of the Secretary-General")
    assert masthead(Cover(tuple((line, 12.0) for line in lines), lines), [], []).symbols == (symbol,)
