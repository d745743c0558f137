"""The mentions of titles, headings, captions and cells: the rules' finders, then the steps over the whole report.

The paragraphs are not affected: what is found in them is fixed before, and serves here for short forms, abbreviations
and the kinds of bodies.
"""

from collections.abc import Sequence

from sgreports.mentions.assembly import CandidateLists, Finder, Step, described, mention_of
from sgreports.mentions.overlap import resolve
from sgreports.model.facts import Mention
from sgreports.parsing.unit import Unit


def find_in_text_units(
    units: Sequence[Unit], found: CandidateLists, text_units: Sequence[Unit], finders: Sequence[Finder],
    steps: Sequence[Step],
) -> list[Mention]:  # fmt: skip
    """The mentions of text units, numbered after those of the paragraphs. Numbers in them make no COUNT."""
    own: CandidateLists = [[c for finder in finders for c in finder(unit)] for unit in text_units]
    placed = sorted([*zip(text_units, own, strict=True), *zip(units, found, strict=True)], key=_place)
    everything, lists = [unit for unit, _ in placed], [candidates for _, candidates in placed]
    for step in steps:
        lists = step(everything, lists)
    return _described(everything, lists, {unit.paragraph.key for unit in text_units})


def _place(placed: tuple[Unit, object]) -> int:
    """The order of reading; a text unit comes before the paragraph of its place, as it does in the list."""
    return placed[0].paragraph.order


def _described(units: Sequence[Unit], lists: CandidateLists, keys: set[str]) -> list[Mention]:
    """The mentions of the units with these keys, with kinds and States by all mentions of the report."""
    kept = [(unit, c) for unit, candidates in zip(units, lists, strict=True) for c in resolve(candidates)]
    mentions = described(units, [mention_of(unit, c, "") for unit, c in kept])
    return [m for m in mentions if m.paragraph in keys and m.label != "COUNT"]
