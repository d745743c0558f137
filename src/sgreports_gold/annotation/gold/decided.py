"""Gold and decisions are one thing: decisions as counts of gold with their rows, counts of gold as decisions."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import ValidationError

from sgreports.decisions.decision import Cells, Decision
from sgreports.decisions.settling import last_words
from sgreports.errors import UsageError
from sgreports.model.letters import digest, letters
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, NoCount
from sgreports_gold.annotation.gold.row import Row

Key = tuple[str, str]
"""A document and one of its paragraphs."""
NOTHING = ("value", "event", "measure")
"""Cells that a count always has."""


def gold_of(decisions: Iterable[Decision], texts: Mapping[Key, str]) -> tuple[list[GoldParagraph], list[str]]:
    """What one reader decided as paragraphs of gold of which the cells of counts alone were read; what could not be.

    `texts` are the paragraphs that the decisions are about.
    """
    of_number: dict[tuple[str, str, str, int, int], list[Decision]] = defaultdict(list)
    for d in decisions:
        of_number[d.document, d.paragraph, d.hash, *d.letters].append(d)
    of_paragraph: dict[Key, list[Decision]] = defaultdict(list)
    lost: list[str] = []
    for its in of_number.values():
        for d in last_words(its)[-1:]:
            if digest(texts.get((d.document, d.paragraph), "")) != d.hash:
                lost.append(f"{d.place}: the paragraph says other words by now, or is not there")
            else:
                of_paragraph[d.document, d.paragraph].append(d)
    gold = [_paragraph(key, its, texts[key], lost) for key, its in sorted(of_paragraph.items())]
    return [p for p in gold if p.mentions or p.no_counts], lost


def _paragraph(key: Key, decisions: Sequence[Decision], text: str, lost: list[str]) -> GoldParagraph:
    mentions: list[GoldMention] = []
    no_counts: list[NoCount] = []
    for d in sorted(decisions, key=lambda d: d.letters):
        start, end = d.letters
        if d.verdict == "wrong":
            no_counts.append(NoCount(start=start, end=end, text=d.quote))
            continue
        try:
            new = mention_of(d, f"m{len(mentions) + 1}")
        except (ValidationError, UsageError) as error:
            lost.append(f"{d.place}: {error}")
            continue
        if mentions and mentions[-1].end > start:
            lost.append(f"{d.place}: overlaps {mentions[-1].text!r}")
        else:
            mentions.append(new)
    (document, paragraph), by = key, decisions[0].by
    return GoldParagraph(
        document=document, paragraph=paragraph, letters=len(letters(text)), hash=digest(text), annotator=by, cells=by,
        mentions=tuple(mentions), no_counts=tuple(no_counts),
    )  # fmt: skip


def mention_of(d: Decision, id_: str) -> GoldMention:
    """The count of gold that a decision says. Raises UsageError where it says too little."""
    cells = d.all_cells
    if missing := [name for name in NOTHING if not cells.get(name)]:
        raise UsageError(f"the decision says no {missing[0]}; decide it anew")
    row = Row(measure=cells["measure"], years=cells.get("years"), country=cells.get("country"))
    return GoldMention(
        id=id_, label="COUNT", start=d.letters[0], end=d.letters[1], text=d.quote, entity=cells["value"],
        kind=cells.get("kind") or "cardinal", unit=cells.get("unit") or "", event=cells["event"], row=row,
    )  # fmt: skip


def joined(there: GoldParagraph | None, new: GoldParagraph) -> GoldParagraph:
    """A paragraph with the counts that were decided: their cells in place of those that are there, others added.

    In a paragraph that was read whole its other mentions and relations stay.
    """
    if there is None or there.hash != new.hash:
        return new
    kept = {(m.start, m.end): m for m in there.mentions}
    for m in new.mentions:
        old = kept.get((m.start, m.end))
        if old and old.label == "COUNT":
            fields = {"entity": m.entity, "unit": m.unit, "event": m.event, "row": m.row}
            kept[m.start, m.end] = old.model_copy(update=fields | ({} if m.unit else {"unit_from": None}))
        elif not any(m.start < b and a < m.end for a, b in kept):
            source = {"unit_from": "own"} if there.cells is None and m.unit else {}
            kept[m.start, m.end] = m.model_copy(update={"id": _free(m.id, kept.values()), **source})
    numbers = {(n.start, n.end): n for n in (*there.no_counts, *new.no_counts)} if there.cells else {}
    mentions, no_counts = (tuple(its[at] for at in sorted(its)) for its in (kept, numbers))
    return GoldParagraph.model_validate(there.model_dump() | {"mentions": mentions, "no_counts": no_counts})


def _free(wanted: str, mentions: Iterable[GoldMention]) -> str:
    taken = {m.id for m in mentions}
    return next(id_ for n in range(len(taken) + 1) if (id_ := f"{wanted}{'d' * bool(n)}{n or ''}") not in taken)


def decisions_of(p: GoldParagraph, at: datetime.datetime, by: str = "") -> Iterator[Decision]:
    """The counts of a paragraph of gold as decisions, and the numbers that are none."""
    fixed = {"document": p.document, "paragraph": p.paragraph, "hash": p.hash, "by": by or p.annotator,
             "kind": "person", "at": at}  # fmt: skip
    for m in (m for m in p.mentions if m.label == "COUNT" and not p.draft):
        said = {"value": m.entity, "kind": m.kind, "unit": m.unit or None, "event": m.event}
        row = {"measure": m.row.measure, "years": m.row.years, "country": m.row.country} if m.row else {}
        place = {"letters": (m.start, m.end), "quote": m.text}
        cells = Cells.model_validate(said | row)
        yield Decision.model_validate({**fixed, **place, "verdict": "corrected", "cells": cells, "added": bool(row)})
    for number in p.no_counts:
        place = {"letters": (number.start, number.end), "quote": number.text}
        yield Decision.model_validate({**fixed, **place, "verdict": "wrong"})
