"""Signs in a file's bytes that it is damaged, which PDF libraries pass over in silence.

Streams that are compressed carry a checksum, so that a changed byte shows; the table of objects (ISO 32000-1, 7.5.4)
says which there are, so that a missing one shows. Pictures are left out: what is lost there is no text. What objects
say of each other does not agree where one is damaged; of those in compressed streams the checksum shows it.
"""

import re
from collections.abc import Collection, Iterator
from functools import cached_property

from sgreports.reading.engines.streams import HEADER, OBJECT, Parts, Stream

_TAIL = 1500  # bytes at the file's end that have its last marks
_EMPTIED = bytes(32)  # what a disk or a download leaves of a block
_TABLE = re.compile(rb"xref\s+((?:\d+ \d+\s+(?:\d{10} \d{5} [nf]\s{1,3})*+)++)")
_ENTRY = re.compile(rb"(?P<offset>\d{10}) \d{5} (?P<used>[nf])|(?P<first>\d+) (?P<count>\d+)\s")
_HERE = re.compile(rb"\s*+" + OBJECT.pattern)
_REFERENCE = re.compile(rb"(?<![\d.])(\d++)\s++\d++\s++R\b")
_PAGE = re.compile(rb"/Type\s*+/Page\b")
_CONTENTS = re.compile(rb"/Contents\s*+(?:\[([^\]]*+)\]|(\d++)\s++\d++\s++R\b)?")
_LIST = re.compile(rb"\s*+(?:\d++\s++\d++\s++R\s*+)*+")
_PARENT = re.compile(rb"/Parent\s*+\d++\s++\d++\s++R\b")
_PACKED = re.compile(rb"(?:\s*+\d++\s++\d++\b)*+")
_SHOWS_TEXT = re.compile(rb"\bT[Jj]\b")
_TREE = re.compile(rb"/Type\s*+/Pages\b")
_KIDS = re.compile(rb"/Kids\s*+\[([^\]]*+)\]")
_COUNT = re.compile(rb"/Count\s++(\d++)\b")
_FONTS = re.compile(rb"/Font\s*+<<([^>]*+)>>")
_COMPOSITE = re.compile(rb"/Subtype\s*+/Type0\b")
_DESCENDANTS = re.compile(rb"/DescendantFonts\s*+(?:\[|(\d++)\s++\d++\s++R\b)")
_WIDTHS = re.compile(rb"/Widths\s*+(?:(?=\[)|(\d++)\s++\d++\s++R\b)")
_NUMBERS = re.compile(rb"\s*+\[([\d\s.-]*+)\]")
_FIRST, _LAST = re.compile(rb"/FirstChar\s++(\d++)\b"), re.compile(rb"/LastChar\s++(\d++)\b")


def damage(data: bytes) -> str | None:
    """How a PDF is damaged, in words (`its end is missing`); None where nothing shows."""
    if b"/Encrypt" in data:
        return None  # its streams are not readable here
    return next((sign for sign in _signs(data, Parts(data)) if sign), None)


def _signs(data: bytes, parts: Parts) -> Iterator[str | None]:
    """Each kind of damage in turn: its words, or None."""
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


def disagreements(parts: Parts) -> Iterator[str | None]:
    """The same of objects that contradict one another."""
    objects = Objects(parts)
    yield some(sum(objects.streams_without_bytes()), "stream", "broken")
    yield "not all of its pages are counted" if any(objects.miscounts()) else None
    yield some(sum(objects.font_faults()), "font", "broken")
    yield "a page has lost its text" if any(objects.page_faults()) or objects.texts_of_no_page() else None


def some(count: int, what: str, state: str) -> str | None:
    """How many of a file's things are in a state, None where none is."""
    return f"{count} of its {what}s {'is' if count == 1 else 'are'} {state}" if count else None


class Objects:
    """The objects outside of compressed streams, by number, as last revised; of a stream its dictionary."""

    def __init__(self, parts: Parts) -> None:
        self._parts, plain = parts, parts.plain
        found = list(OBJECT.finditer(plain))
        ends = [*(match.start() for match in found), len(plain)][1:]
        self._bodies = {int(match[1]): plain[match.end() : end] for match, end in zip(found, ends, strict=True)}
        self._packed = [stream for stream in parts.streams if b"/ObjStm" in stream.head]
        self._streams = {stream.number for stream in parts.streams}

    def streams_without_bytes(self) -> Iterator[bool]:
        """Of each object, whether it is compressed as only a stream is, and none."""
        return (b"/FlateDecode" in body and number not in self._streams for number, body in self._bodies.items())

    def miscounts(self) -> Iterator[bool]:
        """Of each part of the page tree, whether it counts fewer pages than it has children."""
        for body in self._bodies.values():
            if _TREE.search(body) and (kids := _KIDS.search(body)):
                count = _COUNT.search(body)
                yield count is None or int(count[1]) < len(_REFERENCE.findall(kids[1]))

    def font_faults(self) -> Iterator[bool]:
        """Of each object that has to do with fonts, whether what it names is not there or does not fit."""
        for body in self._bodies.values():
            if _COMPOSITE.search(body):
                found = _DESCENDANTS.search(body)
                yield found is None or self._is_gone(found[1])
            if fonts := _FONTS.search(body):
                yield any(self._is_gone(number) for number in _REFERENCE.findall(fonts[1]))
            if widths := _WIDTHS.search(body):
                listed = self._bodies.get(int(widths[1])) if widths[1] else body[widths.end() :]
                yield listed is not None and not _fits(body, listed)

    def page_faults(self) -> Iterator[bool]:
        """Of each page with contents, whether these are no streams, or nothing is its parent."""
        for body in self._pages():
            if contents := _CONTENTS.search(body):
                yield not (self._are_streams(contents[1], contents[2]) and _PARENT.search(body))

    def texts_of_no_page(self) -> Collection[int]:
        """The streams that show text and that nothing refers to, where a page has no contents."""
        if all(_CONTENTS.search(body) for body in self._pages()):
            return set()
        left = {s.number for s in self._parts.streams if s.number is not None and self._shows_text(s)}
        left -= {int(number) for number in _REFERENCE.findall(self._parts.plain)}
        for stream in self._packed:
            left -= {int(number) for number in _REFERENCE.findall(self._parts.unpacked(stream) or b"")}
        return left

    def _pages(self) -> Iterator[bytes]:
        return (body for body in self._bodies.values() if _PAGE.search(body))

    def _are_streams(self, listed: bytes | None, number: bytes | None) -> bool:
        """Whether contents are a list of streams, or one by its number, or the number of a list."""
        if number is not None and int(number) not in self._streams:
            listed_there = self._bodies.get(int(number), b"").lstrip().startswith(b"[")
            return listed_there or int(number) in self._in_packed
        if number is None and (listed is None or not _LIST.fullmatch(listed)):
            return False
        return all(int(each) in self._streams for each in _REFERENCE.findall(listed or b""))

    def _is_gone(self, number: bytes | None) -> bool:
        """Whether a number is that of no object in the file."""
        return number is not None and int(number) not in self._bodies and int(number) not in self._in_packed

    @cached_property
    def _in_packed(self) -> set[int]:
        """The numbers of the objects in compressed streams: such a stream begins with number and place of each."""
        heads = (_PACKED.match(self._parts.unpacked(stream) or b"") for stream in self._packed)
        return {int(number) for head in heads if head for number in head[0].split()[::2]}

    def _shows_text(self, stream: Stream) -> bool:
        if not (stream.may_hold_text and stream.is_deflated):
            return False
        return _SHOWS_TEXT.search(self._parts.unpacked(stream) or b"") is not None


def _fits(font: bytes, widths: bytes) -> bool:
    """Whether a font has as many widths as it has letters from the first to the last."""
    first, last, listed = _FIRST.search(font), _LAST.search(font), _NUMBERS.match(widths)
    if not (first and last and listed):
        return False
    return int(last[1]) - int(first[1]) + 1 == len(listed[1].split())
