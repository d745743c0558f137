"""Fills in spans: people write quotes, never offsets."""

import re
from collections.abc import Mapping

from sgreports.annotation.gold.letters import digest, letters
from sgreports.annotation.gold.standoff import MENTION, GoldError

HEADER = re.compile(r"¶ (?P<key>\S+)(?: letters=\S+ hash=\S+)?(?P<rest> .*)?")


def place(text: str, texts: Mapping[str, str], name: str = "gold") -> str:
    """A stand-off file with headers completed and each `?` span set to its quote's place in `texts[key]`.

    Raises GoldError with file and line where a paragraph or a quote is not there.
    """
    out, body, at, edges = [], "", 0, frozenset[int]()
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if header := HEADER.fullmatch(line):
            key = header["key"]
            if key not in texts:
                raise GoldError(f"{name}:{number}: the report has no paragraph {key}")
            body, at, edges = letters(texts[key]), 0, edges_of(texts[key])
            out.append(f"¶ {key} letters={len(body)} hash={digest(texts[key])}{header['rest'] or ''}")
        elif mention := MENTION.fullmatch(line):
            start, end = _span(mention, body, at, edges, f"{name}:{number}")
            out.append(f"{line[: mention.start('span')]}{start}-{end}{line[mention.end('span') :]}")
            at = end
        else:
            out.append(line)
    return "\n".join(out) + "\n"


def edges_of(text: str) -> frozenset[int]:
    """Where words begin and end, as places in the letters of a text: `one` is not meant inside `prisoners`."""
    found, at = {0}, 0
    for word in re.findall(r"[^\W\d_]+|\d+|[\W_]", text):
        at += len(letters(word))
        found.add(at)
    return frozenset(found)


def _span(mention: re.Match[str], body: str, at: int, edges: frozenset[int], where: str) -> tuple[int, int]:
    if not mention["span"].startswith("?"):
        start, end = mention["span"].split("-")
        return int(start), int(end)
    wanted, times = letters(mention["quote"][1:-1]), int(mention["span"][1:] or 1)
    whole = _places(body, wanted, at, edges)[:times]
    if len(whole) < times:  # a word that a damaged text runs into its neighbour
        whole = _places(body, wanted, at, frozenset(range(len(body) + 1)))[:times]
    if len(whole) < times or not wanted:
        raise GoldError(f"{where}: {mention['quote']} does not come (again) after the mention before it")
    return whole[-1], whole[-1] + len(wanted)


def _places(body: str, wanted: str, at: int, edges: frozenset[int]) -> list[int]:
    """Where some letters come from a place on, between two edges; none within another."""
    found = [m.start() for m in re.finditer(re.escape(wanted), body[at:])] if wanted else []
    return [at + start for start in found if at + start in edges and at + start + len(wanted) in edges]
