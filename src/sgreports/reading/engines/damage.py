"""Signs in a file's bytes that it is damaged, which PDF libraries pass over in silence.

Streams that are compressed carry a checksum, so that a changed byte shows; the table of objects (ISO 32000-1, 7.5.4)
says which there are, so that a missing one shows. Pictures are left out: what is lost there is no text.
"""

import re
from collections.abc import Iterator

from sgreports.reading.engines.objects import disagreements, some
from sgreports.reading.engines.streams import HEADER, OBJECT, Parts

_TAIL = 1500  # bytes at the file's end that have its last marks
_EMPTIED = bytes(32)  # what a disk or a download leaves of a block
_TABLE = re.compile(rb"xref\s+((?:\d+ \d+\s+(?:\d{10} \d{5} [nf]\s{1,3})*+)++)")
_ENTRY = re.compile(rb"(?P<offset>\d{10}) \d{5} (?P<used>[nf])|(?P<first>\d+) (?P<count>\d+)\s")
_HERE = re.compile(rb"\s*+" + OBJECT.pattern)


def damage(data: bytes) -> str | None:
    """What is damaged, None where nothing shows."""
    if b"/Encrypt" in data:
        return None  # its streams are not readable here
    return next((sign for sign in _signs(data, Parts(data)) if sign), None)


def _signs(data: bytes, parts: Parts) -> Iterator[str | None]:
    """What is damaged in one way after the other, None where nothing is."""
    yield some(parts.broken(), "stream", "broken")
    yield None if b"%%EOF" in data[-_TAIL:] else "its end is missing"
    yield None if all(_is_full(table) for table in _tables(data)) else "its table of objects is cut"
    yield some(_missing_objects(data), "object", "missing")
    yield "a part of it was emptied" if any(_EMPTIED in part for part in parts.between) else None
    yield from disagreements(parts)


def _missing_objects(data: bytes) -> int:
    """How many objects are not where the tables say. Readers find them only if the table as a whole is wrong."""
    shift = max(data.find(b"%PDF-"), 0)
    named = list(_named_objects(data))
    astray = {number for number, offset in named if not _at_object(data, number, {offset, offset + shift})}
    if not astray or len(astray) < len(named) / 2:
        return len(astray)
    return len(astray - {int(found[1]) for found in OBJECT.finditer(data)})


def _tables(data: bytes) -> Iterator[list[re.Match[bytes]]]:
    """The entries of each table, and the heads of its sections."""
    return (list(_ENTRY.finditer(table[1])) for table in _TABLE.finditer(data))


def _is_full(table: list[re.Match[bytes]]) -> bool:
    """Whether there are as many entries as the heads say."""
    heads = [entry for entry in table if entry["first"]]
    return len(table) - len(heads) >= sum(int(head["count"]) for head in heads)


def _named_objects(data: bytes) -> Iterator[tuple[int, int]]:
    """The numbers and offsets of the objects in use."""
    for table in _tables(data):
        number = 0
        for entry in table:
            if entry["first"]:
                number = int(entry["first"])
                continue
            if entry["used"] == b"n":
                yield number, int(entry["offset"])
            number += 1


def _at_object(data: bytes, number: int, places: set[int]) -> bool:
    found = (_HERE.match(data[place : place + HEADER]) for place in places)
    return any(match is not None and int(match[1]) == number for match in found)
