"""Moves gold to a text whose letters changed, because reading improved: by alignment of the letters."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from sgreports.annotation.gold.letters import digest, letters
from sgreports.annotation.gold.records import GoldMention, GoldParagraph
from sgreports.model.base import Frozen

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
    fresh = {"letters": len(after), "hash": digest(new), "mentions": kept, "relations": relations}
    report = [Moved(id=m.id, text=m.text, outcome=_outcome(m, t, before, after)) for m, t in moved]
    return GoldParagraph.model_validate(p.model_dump() | fresh), report


def _target(m: GoldMention, before: str, after: str, blocks: Sequence[tuple[int, int, int]]) -> tuple[int, int] | None:
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
