"""The prefixes and terms of linked data, and how addresses are made."""

from urllib.parse import quote

BASE = "urn:x-sgreports:"
"""Begins the addresses of what has no official one; a publisher gives one of their own."""
TERMS = "urn:x-sgreports:terms:"
PREFIXES = {
    "sg": TERMS,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CONTEXT = dict(PREFIXES)
ENTITY_CLASSES = {
    "AGENCY": "schema:Organization", "COUNTRY": "schema:Country", "INSTRUMENT": "sg:Instrument",
    "PROGRAMME": "sg:Programme",
}  # fmt: skip
"""The classes of what has a normal form that stands for a thing; dates and counts are values."""


class Addresses:
    """The addresses of a run's things: official ones where they are known, else below `base`."""

    def __init__(self, base: str, official: dict[str, str]) -> None:
        self.base, self._official = base, official

    def document(self, symbol: str) -> str:
        return f"https://docs.un.org/en/{_escaped(symbol)}" if "/" in symbol else f"{self.base}{_escaped(symbol)}"

    def paragraph(self, document: str, key: str) -> str:
        return f"{self.base}{_escaped(document)}/paragraph/{_escaped(key)}"

    def text_unit(self, document: str, key: str) -> str:
        return f"{self.base}{_escaped(document)}/text-unit/{_escaped(key)}"

    def row(self, id_: str) -> str:
        """The address of a mention, relation or count: `S/2044/7#m12`."""
        document, _, number = id_.rpartition("#")
        return f"{self.base}{_escaped(document)}/row/{_escaped(number)}"

    def entity(self, key: str) -> str:
        return self._official.get(key) or f"{self.base}entity/{_escaped(key)}"


def _escaped(text: str) -> str:
    return quote(text, safe="/()-._~,+'")
