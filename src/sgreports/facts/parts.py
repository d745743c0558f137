"""Breakdowns of a total: which of its parts belong together, by sex or by cause."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sgreports.model.facts import Mention, Relation


def totals_by_part(relations: Iterable[Relation]) -> dict[str, str]:
    """The total that each part is a part of."""
    return {r.subject: r.object for r in relations if r.type == "part_of"}


def breakdown_numbers(whole: Mapping[str, str], mentions: Mapping[str, Mention]) -> dict[str, int]:
    """The number of each part's breakdown, from 1.

    Another begins with a sentence of its own, and where the parts before make up the total or this one would exceed it.
    """
    parts: dict[str, list[Mention]] = defaultdict(list)
    for part, total in whole.items():
        parts[total].append(mentions[part])
    numbered: dict[str, int] = {}
    for total, its in parts.items():
        numbered |= _numbered(sorted(its, key=lambda m: m.start), mentions[total].value_max)
    return numbered


def _numbered(parts: list[Mention], total: float | None) -> dict[str, int]:
    group, summed, before, found = 1, 0.0, None, {}
    for part in parts:
        value = part.value_min or 0.0
        full = total is not None and summed > 0 and (summed >= total or summed + value > total)
        if before is not None and (full or part.sentence != before.sentence):
            group, summed = group + 1, 0.0
        found[part.id] = group
        summed, before = summed + value, part
    return found
