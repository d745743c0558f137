"""Corrigenda and drafts: documents that cannot be distinguished from reports by the title on the cover."""

import re
from collections.abc import Sequence

from sgreports.knowledge.citations.document_symbols import SYMBOL
from sgreports.model.report import DocumentKind

_CORRECTION = re.compile(r"(?P<corrected>.+)/Corr\.(?:\d+|[lI])")
_CORRIGENDUM = re.compile(r"(?i)\W*corrigendum\W*")
_DRAFT_TITLE = re.compile(r"(?i)\bdraft (?:resolution|decision)s?[*\s]*$|^draft [a-z]")
# A report or letter may name drafts on its cover.
_AUTHORED = re.compile(r"(?i)(?:report|note|letter) (?:of|by|from) the\b|(?:identical )?letters? dated\b")
_LIMITED = re.compile(r"/L\.\d+")
_ADVANCE = re.compile(rf"(?i:\bunder (?:the )?(?:document )?symbol )(?P<symbol>{SYMBOL})")
_HEAD = 25  # lines of the first page that may say what the document is


def kind(found: DocumentKind, symbols: Sequence[str], lines: Sequence[str]) -> DocumentKind:
    """The kind of the document: `found` by its title, but for corrigenda and drafts."""
    head = lines[:_HEAD]
    if any(_CORRECTION.fullmatch(symbol) for symbol in symbols) or any(_CORRIGENDUM.fullmatch(line) for line in head):
        return "corrigendum"
    drafted = any(_DRAFT_TITLE.search(line) for line in head) and not any(_AUTHORED.match(line) for line in head)
    if drafted or (found == "other" and any(_LIMITED.search(symbol) for symbol in symbols)):
        return "draft"
    return found


def corrects(symbols: Sequence[str]) -> str | None:
    """The symbol that a corrigendum corrects: its own without the last part."""
    found = next((match for symbol in symbols if (match := _CORRECTION.fullmatch(symbol))), None)
    return found["corrected"] if found else None


def announced(lines: Sequence[str]) -> tuple[str, ...]:
    """The symbol under which the document of an advance copy will be issued."""
    found = _ADVANCE.search(" ".join(lines))
    return (found["symbol"].rstrip("."),) if found else ()
