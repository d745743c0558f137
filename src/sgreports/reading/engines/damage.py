"""Signs in a file's bytes that it is damaged, which PDF libraries pass over in silence.

Streams that are compressed carry a checksum, so that a changed byte shows; the table of objects (ISO 32000-1, 7.5.4)
says which there are, so that a missing one shows. Pictures and font programs are left out: what is lost there is no
text.
"""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OTHER_FILTER = re.compile(rb"/(?:ASCII85|ASCIIHex|LZW|RunLength|DCT|JPX|JBIG2|CCITTFax)Decode|/Crypt\b")
_NO_TEXT = re.compile(rb"/(?:Image|Length1|Type1C|CIDFontType0C|OpenType|Metadata|Alternate)\b")
_LENGTH = re.compile(rb"/Length\s+(\d+)\s*(?![\s\d]*R)[/>]")
_DICTIONARY = 1500  # bytes before a stream in which its dictionary stands
_TAIL = 1500  # bytes at the file's end that have its last marks
_SLACK = 4  # bytes by which a stream's length may be wrong: line ends
_EMPTIED = bytes(32)  # what a disk or a download leaves of a block
_TABLE = re.compile(rb"xref\s+((?:\d+ \d+\s+(?:\d{10} \d{5} [nf]\s{1,3})*+)++)")
_ENTRY = re.compile(rb"(?P<offset>\d{10}) \d{5} (?P<used>[nf])|(?P<first>\d+) \d+\s")
_OBJECT = re.compile(rb"\s*+(?:\d++)\s++\d++\s++obj\b")
_NUMBERED = re.compile(rb"(?<!\d)(\d++)\s++\d++\s++obj\b")
_HEADER = 40  # bytes in which an object's number stands


def damage(data: bytes) -> str | None:
    """What is damaged, None where nothing shows."""
    if b"/Encrypt" in data:
        return None  # its streams are not readable here
    broken = sum(not whole for whole in _wholeness(data))
    if broken:
        return f"{broken} of its streams {'is' if broken == 1 else 'are'} broken"
    if b"%%EOF" not in data[-_TAIL:]:
        return "its end is missing"
    if lost := _missing_objects(data):
        return f"{lost} of its objects {'is' if lost == 1 else 'are'} missing"
    if _EMPTIED in data and _is_emptied(data):
        return "a part of it was emptied"
    return None


def _missing_objects(data: bytes) -> int:
    """How many objects the tables name that are nowhere in the file; one that stands elsewhere is found by readers."""
    shift = max(data.find(b"%PDF-"), 0)
    astray = {number for number, offset in _named_objects(data) if not _at_object(data, offset, shift)}
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


def _at_object(data: bytes, offset: int, shift: int) -> bool:
    places = {offset, offset + shift}
    return any(_OBJECT.match(data[place : place + _HEADER]) for place in places)


def _is_emptied(data: bytes) -> bool:
    """Whether zeros stand between the streams."""
    at = 0
    for match in _STREAM.finditer(data):
        if _EMPTIED in data[at : match.start()]:
            return True
        end = data.find(b"endstream", match.end())
        at = len(data) if end < 0 else end
    return _EMPTIED in data[at:]


def _wholeness(data: bytes) -> Iterator[bool]:
    """Whether they are whole, of the streams that may hold text."""
    for match in _STREAM.finditer(data):
        start = match.end()
        head = data[max(0, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b"obj") :]
        if b"<<" not in head or _NO_TEXT.search(head):
            continue
        end = data.find(b"endstream", start)
        stated = _LENGTH.search(head)
        if end < 0 or (stated is not None and abs(end - start - int(stated[1])) > _SLACK):
            yield False
        elif b"FlateDecode" in head and not _OTHER_FILTER.search(head):
            yield _unpacks(data[start:end])


def _unpacks(stream: bytes) -> bool:
    machine = zlib.decompressobj()
    try:
        machine.decompress(stream)
    except zlib.error:
        return False
    return machine.eof and len(machine.unused_data) <= _SLACK
