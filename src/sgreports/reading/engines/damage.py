"""Signs in a file's bytes that it is damaged, which PDF libraries pass over in silence.

Streams that are compressed carry a checksum, so that a changed byte shows. Pictures and font programs are left out:
what is lost there is no text.
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


def damage(data: bytes) -> str | None:
    """What is damaged, None where nothing shows."""
    if b"/Encrypt" in data:
        return None  # its streams are not readable here
    broken = sum(not whole for whole in _wholeness(data))
    if broken:
        return f"{broken} of its streams {'is' if broken == 1 else 'are'} broken"
    if b"%%EOF" not in data[-_TAIL:]:
        return "its end is missing"
    return None


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
    return machine.eof
