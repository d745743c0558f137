"""The last part of a `name/<slug>` normal form."""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`]")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """The name in lower case, without accents and apostrophes, its words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).encode("ascii", "ignore").decode().lower()
    return _OTHERS.sub("-", plain).strip("-")


def name_key(name: str) -> str:
    """The normal form of what no registry has: `name/national-commission-on-land`."""
    return f"name/{slug(name)}"
