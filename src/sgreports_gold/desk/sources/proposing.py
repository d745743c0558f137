"""Rows of what the program found, by paragraph, as proposals: with our ids and with values as gold has them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sgreports.dataset.stored.stored import grouped
from sgreports_gold.annotation.gold.normal_forms import wrong_form
from sgreports_gold.annotation.gold.row import Row as GoldRow
from sgreports_gold.annotation.gold.row import unsure_cells
from sgreports_gold.desk.sources.source import Proposal, ProposedArc, ProposedMark

Row = Mapping[str, Any]
NO_KIND = frozenset({"YEAR", "PROGRAMME"})


def proposals_of(mentions: Iterable[Row], relations: Iterable[Row], counts: Iterable[Row] = ()) -> dict[str, Proposal]:
    """The proposals of one report by paragraph, from its rows (or facts, dumped). Mentions are m1, m2, … in order."""
    marked, joined = (grouped(its, "paragraph") for its in (mentions, relations))  # a text unit's are not reviewed
    rows = {c["count"]: {**c, **c.get("scores", {})} for c in counts}  # the table has each score in a column
    return {key: _proposal(its, joined.get(key, []), rows) for key, its in marked.items()}


def _proposal(mentions: list[Row], relations: list[Row], rows: Mapping[str, Row]) -> Proposal:
    ordered = sorted(mentions, key=lambda m: m["start"])
    names = {m["id"]: f"m{i}" for i, m in enumerate(ordered, 1)}
    return Proposal(
        mentions=tuple(_mark(m, names[m["id"]], rows.get(m["id"])) for m in ordered),
        relations=tuple(_arc(r, names) for r in relations if r["subject"] in names and r["object"] in names),
    )


def _mark(m: Row, name: str, count: Row | None) -> ProposedMark:
    """Gold keeps a country's form as its kind, and a count's unit as a string, empty where there is none."""
    label = m["label"]
    facts = {name: m[name] for name in ("unit_from", "event")} if label == "COUNT" else {}
    facts |= {"row": _row(count), "unsure": tuple(unsure_cells(count))} if count else {}
    entity = m["entity"] if m["entity"] and not wrong_form(label, m["entity"]) else None
    kind = m["form"] if label == "COUNTRY" else None if label in NO_KIND else m["kind"]
    return ProposedMark(
        id=name, label=label, start=m["start"], end=m["end"], text=m["text"], entity=entity, kind=kind,
        unit=(m["unit"] or "") if label == "COUNT" else None, score=m["score"], source=m["source"], **facts,
    )  # fmt: skip


def _row(c: Row) -> GoldRow:
    """The row of a count as gold has it: years alone, a list of countries."""
    ends = [f"{c[name]}"[:4] for name in ("time_start", "time_end") if c[name]]
    return GoldRow(
        measure=c["measure"], years="-".join(dict.fromkeys(ends)) or None,
        country=(c["country"],) if c["country"] else None, again=c["repeats"] is not None,
    )  # fmt: skip


def _arc(r: Row, names: Mapping[str, str]) -> ProposedArc:
    return ProposedArc(
        type=r["type"], subject=names[r["subject"]], object=names[r["object"]], polarity=r["polarity"],
        role=r["role"], modality=r["modality"], score=r["score"], source=r["rule"],
    )  # fmt: skip
