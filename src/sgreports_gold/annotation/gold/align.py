"""Puts gold on a text: fills in spans that people write as quotes, and moves gold to a text whose letters changed."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from sgreports.model.base import Frozen
from sgreports.model.letters import digest, letters
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, NoCount
from sgreports_gold.annotation.gold.standoff import MENTION, NO_COUNT, GoldError

CONTEXT = 12  # letters on either side that must agree for a move to be sure


class Moved(Frozen):
    """What became of a mention: `sure` (its letters and neighbours agree), `unsure` (its letters agree), `lost`."""

    id: str
    text: str
    outcome: Literal["sure", "unsure", "lost"]


def move(p: GoldParagraph, old: str, new: str) -> tuple[GoldParagraph, list[Moved]]:
    """The paragraph on the text `new`, read before from `old`, and the outcome per mention; lost ones are left out.

    Raises ValueError where `old` is not the text that the gold was read from.
    """
    if digest(old) != p.hash:
        raise ValueError(f"{p.document} ¶{p.paragraph}: the old text is not the one that the gold was read from")
    before, after = letters(old), letters(new)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    moved = [(m, _target(m, before, after, blocks)) for m in p.mentions]
    kept = tuple(m.model_copy(update={"start": t[0], "end": t[1]}) for m, t in moved if t)
    ids = {m.id for m in kept}
    relations = tuple(r for r in p.relations if {r.subject, r.object} <= ids)
    nones = ((n, _target(n, before, after, blocks)) for n in p.no_counts)
    no_counts = tuple(n.model_copy(update={"start": t[0], "end": t[1]}) for n, t in nones if t)
    fresh = {
        "letters": len(after), "hash": digest(new), "mentions": kept, "relations": relations, "no_counts": no_counts,
    }  # fmt: skip
    report = [Moved(id=m.id, text=m.text, outcome=_outcome(m, t, before, after)) for m, t in moved]
    return GoldParagraph.model_validate(p.model_dump() | fresh), report


def _target(
    m: GoldMention | NoCount, before: str, after: str, blocks: Sequence[tuple[int, int, int]]
) -> tuple[int, int] | None:
    for a, b, size in blocks:
        if a <= m.start and m.end <= a + size:
            return m.start - a + b, m.end - a + b
    quote = before[m.start : m.end]
    places = [i for i in range(len(after)) if after.startswith(quote, i)]
    return (places[0], places[0] + len(quote)) if len(places) == 1 else None


def _outcome(
    m: GoldMention, target: tuple[int, int] | None, before: str, after: str
) -> Literal["sure", "unsure", "lost"]:
    if target is None:
        return "lost"
    left = before[max(m.start - CONTEXT, 0) : m.start] == after[max(target[0] - CONTEXT, 0) : target[0]]
    right = before[m.end : m.end + CONTEXT] == after[target[1] : target[1] + CONTEXT]
    return "sure" if left and right else "unsure"


def follow(p: GoldParagraph, old: str, texts: Mapping[str, str]) -> tuple[GoldParagraph, list[Moved]]:
    """The paragraph where a new reading has it: under its key, under another key with the same letters, or moved.

    `old` is the text that the gold was read from (empty if unknown), `texts` those of the new reading by key. A
    paragraph that cannot be followed comes back as it was, each mention `lost`.
    """
    if digest(texts.get(p.paragraph, "")) == p.hash:
        return p, []
    same = [key for key, text in texts.items() if digest(text) == p.hash]
    if len(same) == 1:
        return p.model_copy(update={"paragraph": same[0]}), []
    if p.paragraph in texts and digest(old) == p.hash:
        return move(p, old, texts[p.paragraph])
    return p, [Moved(id=m.id, text=m.text, outcome="lost") for m in p.mentions]


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
        elif none := NO_COUNT.fullmatch(line):
            start, end = _span(none, body, 0, edges, f"{name}:{number}")
            out.append(f"no COUNT {start}-{end} {none['quote']}")
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
