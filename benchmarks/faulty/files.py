"""Damaged files: PDFs changed where their structure is, texts where their grammar is, and bytes anywhere."""

import random
import re
import zlib
from collections.abc import Callable

from faulty.unseen import ATTACHED, HIDDEN, OTHER, with_attached_file, with_hidden_text, with_other_digits

Change = Callable[[random.Random, bytes], bytes]
NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"1e38", b"-3.4e38", b".", b"0.000001")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_OBJECT = re.compile(rb"\d+ 0 obj")


def damaged(chance: random.Random, name: str, data: bytes) -> tuple[str, bytes]:
    """What was changed, and the file so changed; one to three changes, but one alone that adds something."""
    kinds = PDF if name.endswith(".pdf") else TEXT
    chosen = [chance.choice(sorted(kinds)) for _ in range(chance.choice((1, 1, 2, 3)))]
    chosen = chosen[:1] if chosen[0] in ADDED else [kind for kind in chosen if kind not in ADDED]
    for kind in chosen:
        data = kinds[kind](chance, data)
    return chosen[0], data


def _at(chance: random.Random, data: bytes, pattern: re.Pattern[bytes], new: Callable[[bytes], bytes]) -> bytes:
    """Puts something else for one place that fits; the data as they are where none does."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + new(one[0]) + data[one.end() :]


def _number(chance: random.Random, text: bytes) -> bytes:
    """The text with one of its numbers another."""
    return _at(chance, text, _NUMBER, lambda _: chance.choice(NUMBERS))


def _key(*names: bytes) -> Change:
    """Changes a number, name or reference after one of these keys, or removes the key."""
    pattern = re.compile(rb"/(?:" + b"|".join(names) + rb")\b\s*(?:\[[^\]]{0,400}\]|<<[^>]{0,200}>>|[^/>\[]{1,60})")

    def change(chance: random.Random, data: bytes) -> bytes:
        ways = (lambda text: _number(chance, text), lambda _: b" ", lambda text: text + b" " + text)
        return _at(chance, data, pattern, chance.choice(ways))

    return change


def _xref(chance: random.Random, data: bytes) -> bytes:
    pattern = re.compile(rb"startxref\s+\d+|\d{10} \d{5} n|/Prev \d+|/Size \d+|/W ?\[[^\]]*\]|/Index ?\[[^\]]*\]")
    return _at(chance, data, pattern, lambda text: _number(chance, text))


def _stream(chance: random.Random, data: bytes) -> bytes:
    """Changes the raw bytes of a stream."""
    return _at(chance, data, _STREAM, lambda text: _bytes(chance, text))


def _unpacked(chance: random.Random, data: bytes) -> bytes:
    """Changes what a compressed stream holds: drawing operators, fonts, tables of objects."""

    def change(text: bytes) -> bytes:
        body = text[text.index(b"\n") + 1 : -len(b"endstream")]
        try:
            inner = zlib.decompressobj().decompress(body, 5_000_000)
        except zlib.error:
            return _bytes(chance, text)
        way = chance.choice((_number, _tokens, _bytes, _number))
        return b"stream\n" + zlib.compress(way(chance, inner)) + b"\nendstream"

    return _at(chance, data, _STREAM, change)


def _tokens(chance: random.Random, data: bytes) -> bytes:
    """Leaves words out, doubles them or puts them elsewhere."""
    words = data.split(b" ")
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(words))
        part = words[start : start + chance.randint(1, 20)]
        words[start : start + len(part)] = chance.choice(([], part * chance.choice((2, 50)), part[::-1]))
        words = words or [b""]
    return b" ".join(words)


def _bytes(chance: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _cut(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return chance.choice((data[:place], data[place:], data[:place] + data[place + chance.randrange(5000) :]))


def _emptied(chance: random.Random, data: bytes) -> bytes:
    """Sets a block to zero, as a disk or a download leaves one."""
    start = chance.randrange(max(1, len(data) - 512))
    return data[:start] + bytes(512) + data[start + 512 :]


def _shortened(chance: random.Random, data: bytes) -> bytes:
    """Cuts a stream, as it is or what it unpacks to; one that is packed again keeps its length in the file."""

    def change(text: bytes) -> bytes:
        body = text[text.index(b"\n") + 1 : -len(b"endstream")]
        try:
            inner = zlib.decompressobj().decompress(body, 5_000_000)
        except zlib.error:
            return b"stream\n" + body[: len(body) // 2] + b"\nendstream"
        if chance.random() < 0.5:
            return b"stream\n" + body[: len(body) // 2] + b"\nendstream"
        kept = zlib.compress(inner[: int(len(inner) * chance.uniform(0.3, 0.9))])
        return b"stream\n" + kept.ljust(len(body), b"\n") + b"endstream"

    return _at(chance, data, _STREAM, change)


def _objects(chance: random.Random, data: bytes) -> bytes:
    """Gives an object another's number, so that references lead elsewhere and in circles."""
    numbers = _OBJECT.findall(data)
    return _at(chance, data, _OBJECT, lambda _: chance.choice(numbers))


def _insert(*pieces: str) -> Change:
    """Puts a piece somewhere, once or a thousand times."""

    def change(chance: random.Random, data: bytes) -> bytes:
        place = chance.randrange(len(data) + 1)
        return data[:place] + chance.choice(pieces).encode() * chance.choice((1, 3, 1000)) + data[place:]

    return change


def _digits(chance: random.Random, data: bytes) -> bytes:
    long = b"%d" % chance.randrange(10 ** chance.choice((2, 5, 30, 300)))
    return _at(chance, data, _NUMBER, lambda _: long * chance.choice((1, 1, 100)))


def _encoded(chance: random.Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(("utf-16", "cp1252", "utf-7", "utf-8-sig")), "replace")


def _joined(chance: random.Random, data: bytes) -> bytes:
    """Without some line ends: paragraphs of thousands of words."""
    return data.replace(b"\n\n", chance.choice((b" ", b"\n", b"")), chance.randint(1, 40))


PDF: dict[str, Change] = {
    "cross-reference table": _xref,
    "page tree": _key(b"Kids", b"Count", b"Parent", b"MediaBox", b"Rotate", b"Contents", b"Resources", b"Type"),
    "fonts": _key(b"Widths", b"ToUnicode", b"FirstChar", b"Encoding", b"FontMatrix", b"DescendantFonts", b"W", b"DW"),
    "streams, raw": _stream,
    "streams, unpacked": _unpacked,
    "streams, shortened": _shortened,
    "blocks emptied": _emptied,
    "filters and lengths": _key(b"Filter", b"Length", b"DecodeParms", b"Predictor", b"N", b"First"),
    "object numbers": _objects,
    "bytes": _bytes,
    "cut": _cut,
    HIDDEN: with_hidden_text,
    ATTACHED: with_attached_file,
    OTHER: with_other_digits,
}
ADDED = frozenset((HIDDEN, ATTACHED, OTHER))
TEXT: dict[str, Change] = {
    "numbers and dates": _digits,
    "marks of Markdown": _insert("**", "*", "[a](", "[](#)", "#" * 7, "¹²³", "| a |\n"),
    "brackets and lists": _insert(
        "(", "((a) ", "(i) ", "and ", ", ", "; ", "resolution 1 (2044), ", "40 to ", "per cent "
    ),
    "control characters": _insert("\0", "\x1b[2J", "\u202e", "\ufeff", "\u0301", "\r", "\f", "\x85", "\U0001f600"),
    "encodings": _encoded,
    "paragraphs joined": _joined,
    "words": _tokens,
    "bytes": _bytes,
    "cut": _cut,
}
