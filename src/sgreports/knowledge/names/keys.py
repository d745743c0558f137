"""The form of a body's key: `unicef` of the registry, else `name/lake-board`, of a State's body `name/tcd/lake-board`.

Who makes keys, who checks them and who reads the State in them goes by this form.
"""

import re
import unicodedata

from sgreports.knowledge.names.countries import countries

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
KEY = re.compile(rf"{SLUG}|name/(?:(?P<state>[a-z]{{3,4}})/)?{SLUG}")
_APOSTROPHES = re.compile("['’‘`]")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """The name in lower case, without accents and apostrophes, its words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).encode("ascii", "ignore").decode().lower()
    return _OTHERS.sub("-", plain).strip("-")


def name_key(name: str) -> str:
    """The key of what no registry has: `name/national-commission-on-land`."""
    return f"name/{slug(name)}"


def is_key(text: str) -> bool:
    """Whether the text is the key of a body or programme; its State is one of countries.csv."""
    match = KEY.fullmatch(text)
    return match is not None and (match["state"] is None or match["state"].upper() in countries())


def state_in(key: str) -> str | None:
    """The code of the State in the key of a national body; None where it has none."""
    match = KEY.fullmatch(key)
    return match["state"].upper() if match and match["state"] else None


def with_state(key: str, state: str) -> str:
    """The key `name/…` of a body as that of a State, by its code."""
    return f"name/{state.lower()}/{key.removeprefix('name/')}"
