"""The streams of a PDF by the marks at their ends, whether they are whole, and what stands between them."""

import base64
import re
import zlib
from dataclasses import dataclass
from functools import cached_property

OBJECT = re.compile(rb"(?<!\d)(\d++)\s++\d++\s++obj\b")  # an object's number, and its mark
STREAM = re.compile(rb"stream(?<!endstream)\r?\n")  # begins with a word: those are found some 20 times as fast
_END = b"endstream"
_OTHER_FILTER = re.compile(rb"/(?:ASCIIHex|LZW|RunLength|DCT|JPX|JBIG2|CCITTFax)Decode|/Crypt\b")
_AS_LETTERS = b"/ASCII85Decode"
_NO_TEXT = re.compile(rb"/(?:Image|Metadata|Alternate)\b")
_NUMBER = re.compile(rb"(?<!\d)(\d+)\s+\d+\s+$")
HEADER = 40  # bytes in which an object's number stands
_LENGTH = re.compile(rb"/Length\s+(\d+)(?:\s+\d+\s+(R)\b|\s*[/>])")
_INTEGER = re.compile(rb"(?<!\d)(\d++)\s++\d++\s++obj\s++(\d++)\s++endobj")
_SLACK = 4  # bytes by which a stream's length may be wrong: line ends


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its object's number and dictionary, and the places of its bytes; `end` is -1 where no mark ends it."""

    number: int | None
    head: bytes
    start: int
    end: int

    @property
    def may_hold_text(self) -> bool:
        """Whether text is lost where it is broken: also a font's, without which letters have no place."""
        return b"<<" in self.head and not _NO_TEXT.search(self.head)

    @property
    def is_deflated(self) -> bool:
        """Whether its bytes are compressed in this way, perhaps written as letters, and in no other."""
        return b"FlateDecode" in self.head and not _OTHER_FILTER.search(self.head)


class Parts:
    """A file's streams, and the parts between them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.streams: list[Stream] = []
        self.between: list[bytes] = []
        at = 0
        for match in STREAM.finditer(data):
            if match.start() < at:
                continue  # bytes of a stream that look like a mark
            end = data.find(_END, match.end())
            before = data[at : match.start()]
            self.between.append(before)
            self.streams.append(_stream(before, match.end(), end))
            at = match.end() if end < 0 else end
        self.between.append(data[at:])

    @cached_property
    def plain(self) -> bytes:
        """All that is in no stream."""
        return b"".join(self.between)

    def broken(self) -> int:
        """How many streams that may hold text are not whole."""
        lost = self._data.count(_END) - sum(stream.end >= 0 for stream in self.streams)
        return max(lost, 0) + sum(stream.may_hold_text and not self._is_whole(stream) for stream in self.streams)

    def unpacked(self, stream: Stream) -> bytes | None:
        """What a deflated stream holds, None where it is broken."""
        machine, packed = zlib.decompressobj(), self._data[stream.start : stream.end]
        try:
            if _AS_LETTERS in stream.head:
                packed = base64.a85decode(b"<~" + packed.strip(), adobe=True)
            found = machine.decompress(packed)
        except (ValueError, zlib.error):
            return None
        return found if machine.eof and len(machine.unused_data) <= _SLACK else None

    def _is_whole(self, stream: Stream) -> bool:
        stated = _LENGTH.search(stream.head)
        if stream.end < 0 or stated is None or not stream.head.rstrip().endswith(b">>"):
            return False
        length = self._integers.get(stated[1]) if stated[2] else int(stated[1])
        if length is not None and abs(stream.end - stream.start - length) > _SLACK:
            return False
        return not stream.is_deflated or self.unpacked(stream) is not None

    @cached_property
    def _integers(self) -> dict[bytes, int]:
        """Objects that are whole numbers, as lengths may be."""
        return {found[1]: int(found[2]) for found in _INTEGER.finditer(self.plain)}


def _stream(before: bytes, start: int, end: int) -> Stream:
    at = before.rfind(b"obj")
    number = _NUMBER.search(before[max(0, at - HEADER) : max(0, at)])
    return Stream(int(number[1]) if number else None, before[at:] if at >= 0 else b"", start, end)
