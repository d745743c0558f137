"""The file's own hyperlinks as evidence: what an editor linked to a document is a citation of it (source `link`)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from sgreports.knowledge.layout.symbols import symbol_kind
from sgreports.names.candidate import Candidate
from sgreports.names.instruments.citations import OPEN
from sgreports.parsing.unit import Unit

_HOSTS = frozenset({"docs.un.org", "undocs.org", "www.undocs.org"})
_LANGUAGE = re.compile(r"^/(?:(?:en|fr|es|ar|zh|ru)/)?")


def linked_symbol(uri: str) -> str | None:
    """The document symbol that a docs.un.org address points to; None for any other address."""
    parts = urlsplit(uri.strip())
    if parts.hostname not in _HOSTS:
        return None
    return unquote(_LANGUAGE.sub("", parts.path)).strip("/ ").replace(" ", "") or None


def find_links(unit: Unit) -> Iterable[Candidate]:
    """A candidate for each link to a document: the text under it, without brackets and stops."""
    for link in unit.paragraph.links:
        symbol = linked_symbol(link.uri)
        start, end = _trimmed(unit.text, link.start, link.end)
        if symbol and start < end:
            yield Candidate(
                "INSTRUMENT", start, end, "link", symbol, symbol_kind(symbol), source="link", score=0.9
            )  # fmt: skip


def confirm_links(units: Sequence[Unit], found: list[list[Candidate]]) -> list[list[Candidate]]:
    """The open citations of a report that stand on a link, resolved by its target."""
    return [confirm(unit, candidates) for unit, candidates in zip(units, found, strict=True)]


def confirm(unit: Unit, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with the open citations that stand on a link resolved by its target."""
    links = [(link.start, link.end, s) for link in unit.paragraph.links if (s := linked_symbol(link.uri))]
    return [_confirmed(c, links) for c in candidates]


def _confirmed(c: Candidate, links: list[tuple[int, int, str]]) -> Candidate:
    target = next((s for start, end, s in links if c.rule == OPEN and start < c.end and c.start < end), None)
    return replace(c, entity=target, source="link", score=0.97, issue=None) if target else c


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] != ")":
        end -= 1
    if text[start:end].count(")") > text[start:end].count("("):
        end -= 1
    return start, end
