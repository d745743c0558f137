"""What the cover leaves in doubt about the document: a symbol that it does not name, an advance copy."""

import re
from collections.abc import Iterator

from sgreports.model.base import Issue
from sgreports.model.report import Masthead
from sgreports.reading.cover.masthead import Cover

_ADVANCE = re.compile(r"(?i)\badvance (?:(?:and|or|un)[a-z]*+ )*+(?:copy|version|text)\b|\bunedited (?:copy|version)\b")
_HEAD = 30  # lines


def doubts(seen: Cover, head: Masthead, stem: str) -> Iterator[Issue]:
    """The issues of a cover. `stem` is the name of the file, by which a document without a symbol goes."""
    if not head.symbols and (head.organs or head.author):
        yield Issue(
            code="no-symbol", detail=f"the cover names no symbol that can be read; the file's name is taken, {stem}"
        )
    if _ADVANCE.search(" ".join(seen.lines[:_HEAD])):
        yield Issue(code="advance-copy", detail="the cover says that it is an advance copy; the document may differ")
