"""What a question names: a country by any of its names, and the nearest names of what there is not."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from sgreports.dataset.stored.stored import some
from sgreports.errors import UsageError
from sgreports.knowledge.names.countries import countries, country_names
from sgreports.knowledge.statements.events import events_said_by
from sgreports.model.facts import EVENTS

NEAREST, LIKE = 3, 0.6
"""How many names are suggested, and how much alike they are at least (difflib's ratio)."""


def names_of(given: str | Iterable[str]) -> tuple[str, ...]:
    """Names in a list, or in a string with commas between them."""
    each = given.split(",") if isinstance(given, str) else given
    return tuple(name.strip() for name in each if name.strip())


def country_code(name: str | None) -> str | None:
    """The ISO code of a country by code (two or three letters, or M49), official or common name, or demonym.

    Raises UsageError with the nearest countries, and for a name of several.
    """
    if name is None:
        return None
    codes = _codes()
    found = codes.get(_key(name), set())
    if len(found) == 1:
        return min(found)
    called = sorted(countries()[code].name for code in found)
    if called:
        raise UsageError(f"{name!r} may be {' or '.join(called)}; name one of them")
    raise UsageError(f"there is no country {name!r}{_meant(_nearest_states(_key(name), codes))}")


def _key(name: str) -> str:
    """A name without its case, dots, article and kind of apostrophe: `the U.S.` is `us`."""
    return name.casefold().strip().removeprefix("the ").replace(".", "").replace("’", "'")


def _codes() -> dict[str, set[str]]:
    """The codes of every name; a code or the State's own name is of that State alone."""
    found: dict[str, set[str]] = {}
    for each in country_names():
        found.setdefault(_key(each.name), set()).add(each.iso3)
    for c in countries().values():
        found |= {_key(name): {c.iso3} for name in (c.iso2, c.iso3, c.m49, c.name) if name}
    return found


def _nearest_states(name: str, codes: Mapping[str, set[str]]) -> list[str]:
    """The States with the nearest names, by their own names, the nearest first."""
    near = get_close_matches(name, codes, 4 * NEAREST, LIKE)
    states = dict.fromkeys(countries()[code].name for each in near for code in sorted(codes[each]))
    return list(states)[:NEAREST]


def find_report(symbol: str, reports: Iterable[Mapping[str, Any]]) -> str:
    """The document that goes by one of its symbols, in capitals or not, or by its file's name (`S_2025_211`).

    `reports` have `document` and `symbols`. Raises UsageError with the nearest ones.
    """
    names = {name: report["document"] for report in reports for name in (report["document"], *report["symbols"])}
    found: str | None = names.get(symbol) or {_plain(name): its for name, its in names.items()}.get(_plain(symbol))
    if found is None:
        near = suggested(symbol, names) or f"; it holds {some(names)}"
        raise UsageError(f"there is no report {symbol!r} in this dataset{near}")
    return found


def _plain(symbol: str) -> str:
    return symbol.replace("_", "/").casefold()


def one_of(what: str, value: str | None, known: Collection[str]) -> None:
    """Raises UsageError, with the nearest names, where a value is none of the known ones."""
    if value is not None and value not in known:
        raise UsageError(f"there is no {what} {value!r}{suggested(value, known) or f'; there are {_listed(known)}'}")


def an_event(value: str | None) -> None:
    """Raises UsageError where a word is no event, with those that it may say, else the nearest."""
    if value is not None and value not in EVENTS and (events := events_said_by(value.casefold())):
        raise UsageError(f"there is no event {value!r}: look under {' or '.join(events)}")
    one_of("event", value, EVENTS)


def suggested(value: str, known: Iterable[str]) -> str:
    """The end of a sentence about what there is not: the nearest names that there are; empty where none is near."""
    written = {name.casefold(): name for name in sorted(known)}
    return _meant([written[each] for each in get_close_matches(value.casefold(), written, NEAREST, LIKE)])


def _meant(names: Collection[str]) -> str:
    return f"; did you mean {' or '.join(names)}?" if names else ""


def _listed(known: Collection[str]) -> str:
    return ", ".join(known) or "none"
