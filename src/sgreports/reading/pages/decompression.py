"""Compressed streams that expand to gigabytes, detected before a PDF library expands them."""

import re
import zlib

from sgreports.reading.engines.streams import STREAM

_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*+/(?:FlateDecode|Fl)\b")
_SUSPECT = 100_000  # bytes: deflate expands 1,032 times at most, so a smaller stream stays under 103 MB
_MOST = 250_000_000  # bytes that one stream may expand to; pdfium holds several copies
_CHUNK = 1 << 20


def unfolds_too_far(data: bytes) -> bool:
    """Whether a stream of the file is compressed twice, or expands to more than 250 MB."""
    if _TWICE.search(data):
        return True
    starts = [match.end() for match in STREAM.finditer(data)]
    ends = [*starts, len(data)][1:]
    return any(b - a > _SUSPECT and _unfolded(data[a:b]) for a, b in zip(starts, ends, strict=True))


def _unfolded(stream: bytes) -> bool:
    machine, total, rest = zlib.decompressobj(), 0, stream
    try:
        while rest and not machine.eof:
            total += len(machine.decompress(rest, _CHUNK))
            rest = machine.unconsumed_tail
            if total > _MOST:
                return True
    except zlib.error:
        return False  # another filter, or damaged: the library reports it
    return False
