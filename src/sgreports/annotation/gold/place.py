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
    out, body, at = [], "", 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if header := HEADER.fullmatch(line):
            key = header["key"]
            if key not in texts:
                raise GoldError(f"{name}:{number}: the report has no paragraph {key}")
            body, at = letters(texts[key]), 0
            out.append(f"¶ {key} letters={len(body)} hash={digest(texts[key])}{header['rest'] or ''}")
        elif mention := MENTION.fullmatch(line):
            start, end = _span(mention, body, at, f"{name}:{number}")
            out.append(f"{line[: mention.start('span')]}{start}-{end}{line[mention.end('span') :]}")
            at = end
        else:
            out.append(line)
    return "\n".join(out) + "\n"


def _span(mention: re.Match[str], body: str, at: int, where: str) -> tuple[int, int]:
    if not mention["span"].startswith("?"):
        start, end = mention["span"].split("-")
        return int(start), int(end)
    wanted, times = letters(mention["quote"][1:-1]), int(mention["span"][1:] or 1)
    for _ in range(times):
        found = body.find(wanted, at)
        if found < 0 or not wanted:
            raise GoldError(f"{where}: {mention['quote']} does not come (again) after the mention before it")
        at = found + len(wanted)
    return found, at
