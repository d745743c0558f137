"""The last part of a `name/<slug>` normal form."""

from sgreports.knowledge.names.keys import slug


def name_key(name: str) -> str:
    """The normal form of what no registry has: `name/national-commission-on-land`."""
    return f"name/{slug(name)}"
