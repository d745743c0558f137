"""Signs in a file's bytes that it is damaged, which PDF libraries pass over in silence.

Streams that are compressed carry a checksum, so that a changed byte shows; the table of objects (ISO 32000-1, 7.5.4)
says which there are, so that a missing one shows. Pictures are left out: what is lost there is no text.
"""

import re
from collections.abc import Iterator

from sgreports.reading.engines.objects import disagreement
from sgreports.reading.engines.streams import Parts

_TAIL = 1500  # bytes at the file's end that have its last marks
_EMPTIED = bytes(32)  # what a disk or a download leaves of a block
_TABLE = re.compile(rb"xref\s+((?:\d+ \d+\s+(?:\d{10} \d{5} [nf]\s{1,3})*+)++)")
_ENTRY = re.compile(rb"(?P<offset>\d{10}) \d{5} (?P<used>[nf])|(?P<first>\d+) \d+\s")
_OBJECT = re.compile(rb"\s*+(\d++)\s++\d++\s++obj\b")
_NUMBERED = re.compile(rb"(?<!\d)(\d++)\s++\d++\s++obj\b")
_HEADER = 40  # bytes in which an object's number stands


def damage(data: bytes) -> str | None:
    """What is damaged, None where nothing shows."""
    if b"/Encrypt" in data:
        return None  # its streams are not readable here
    parts = Parts(data)
    if broken := parts.broken():
        return f"{broken} of its streams {'is' if broken == 1 else 'are'} broken"
    if b"%%EOF" not in data[-_TAIL:]:
        return "its end is missing"
    if lost := _missing_objects(data):
        return f"{lost} of its objects {'is' if lost == 1 else 'are'} missing"
    if any(_EMPTIED in part for part in parts.between):
        return "a part of it was emptied"
    return disagreement(parts)


def _missing_objects(data: bytes) -> int:
    """How many objects the tables name that are nowhere in the file; one that stands elsewhere is found by readers."""
    shift = max(data.find(b"%PDF-"), 0)
    astray = {
        number for number, offset in _named_objects(data) if not _at_object(data, number, {offset, offset + shift})
    }
    return len(astray - {int(found[1]) for found in _NUMBERED.finditer(data)}) if astray else 0


def _named_objects(data: bytes) -> Iterator[tuple[int, int]]:
    """The numbers and offsets of the objects in use."""
    for table in _TABLE.finditer(data):
        number = 0
        for entry in _ENTRY.finditer(table[1]):
            if entry["first"]:
                number = int(entry["first"])
                continue
            if entry["used"] == b"n":
                yield number, int(entry["offset"])
            number += 1


def _at_object(data: bytes, number: int, places: set[int]) -> bool:
    found = (_OBJECT.match(data[place : place + _HEADER]) for place in places)
    return any(match is not None and int(match[1]) == number for match in found)
