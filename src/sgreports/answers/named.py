"""What a question names: a country by any of its names, and the nearest names of what there is not."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from sgreports.errors import UsageError
from sgreports.knowledge.names.countries import countries, country_names

NEAREST, LIKE = 3, 0.6
"""How many names are suggested, and how much alike they are at least (difflib's ratio)."""


def country_code(name: str | None) -> str | None:
    """The ISO code of a country by code, official or common name, or demonym. Raises UsageError with the nearest
    names."""
    if name is None:
        return None
    codes = _codes()
    if (code := codes.get(name.casefold())) is None:
        raise UsageError(f"there is no country {name!r}{suggested(name, codes)}")
    return code


def _codes() -> dict[str, str]:
    """The code of every name that is one State's alone, in lower case."""
    found: dict[str, set[str]] = {}
    for each in country_names():
        found.setdefault(each.name.casefold(), set()).add(each.iso3)
    own = {name.casefold(): c.iso3 for c in countries().values() for name in (c.iso3, c.name)}
    return {name: min(its) for name, its in found.items() if len(its) == 1} | own


def one_of(what: str, value: str | None, known: Collection[str]) -> None:
    """Raises UsageError, with the nearest names, where a value is none of the known ones."""
    if value is not None and value not in known:
        raise UsageError(f"there is no {what} {value!r}{suggested(value, known) or f'; there are {_listed(known)}'}")


def suggested(value: str, known: Iterable[str]) -> str:
    """The end of a sentence about what there is not: the nearest names that there are; empty where none is near."""
    near = get_close_matches(value.casefold(), {name.casefold() for name in known}, NEAREST, LIKE)
    names = [next(name for name in known if name.casefold() == each) for each in near]
    return f"; did you mean {' or '.join(names)}?" if names else ""


def _listed(known: Collection[str]) -> str:
    return ", ".join(known) or "none"
