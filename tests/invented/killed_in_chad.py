"""A run about people killed in Chad, with totals, parts, and counts that no sum takes."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from invented.runs import report, said, whole_run
from sgreports.model.facts import CountFact, Extraction

TEXT = "In Chad the Guards killed 90 people, including 30 women and 10 girls; in all 500 were to be 7 of 8."
YEAR = {"time_start": datetime.date(2043, 1, 1), "time_end": datetime.date(2043, 12, 31), "times": ("2043",),
        "time_from": "said"}  # fmt: skip
CHAD = {"country": "TCD", "country_from": "said"}
PEOPLE = {"unit_class": "people", "unit_lemma": "person"}


def fact(entity: str, **cells: Any) -> CountFact:
    return CountFact.model_validate({"count": f"m1-{entity}", "sentence_text": TEXT, **cells})


def counted(extraction: Extraction, facts: Iterable[CountFact], **mentions: Any) -> Extraction:
    """The extraction with these facts; all its counts are people killed, but for what `mentions` says."""
    own = {"kind": "cardinal", "comparator": "=", "event": "killed", "unit": "people", **mentions}
    changed = tuple(
        m.model_copy(update={**own, "value_min": float(m.text), "value_max": float(m.text)})
        if m.label == "COUNT"
        else m
        for m in extraction.mentions
    )
    return extraction.model_copy(update={"mentions": changed, "counts": tuple(facts)})


def killed_in_chad(folder: Path) -> Path:
    """Ninety people killed in Chad in 2043, 30 of them women, and 10 of these girls; others elsewhere or not at all."""
    marks = {"TCD": "COUNTRY Chad", "guards": "AGENCY the Guards", "all": "COUNT 90", "women": "COUNT 30",
             "girls": "COUNT 10", "more": "COUNT 500", "plan": "COUNT 7", "stock": "COUNT 8"}  # fmt: skip
    facts = (
        fact("all", **PEOPLE, **YEAR, **CHAD, agents=("guards",), scores={"agent_score": 0.9}),
        fact("women", unit_class="women", part_of="m1-all", part_group=1, **YEAR, **CHAD, agents=("guards",)),
        fact("girls", unit_class="children", part_of="m1-women", part_group=1, **YEAR, **CHAD),
        fact("more", **PEOPLE),
        fact("plan", **PEOPLE, modality="planned", measure="limit", not_additive="limit", **YEAR),
        fact("stock", **PEOPLE, measure="stock", not_additive="stock", time_start=datetime.date(2040, 1, 1),
             time_end=datetime.date(2040, 1, 1), times=("2040-01-01",), time_from="carried"),
    )  # fmt: skip
    other = CountFact.model_validate({
        "count": "m1-x", "sentence_text": "Some 4 died.", **PEOPLE, "country": "TCD", "country_from": "document",
        "times": ("2043-06/2044-05",), "time_from": "period", "time_start": datetime.date(2043, 6, 1),
        "time_end": datetime.date(2044, 5, 31), "scores": {"score": 0.6, "agent_score": 0.4},
        "agent_text": "raiders",
    })  # fmt: skip
    return whole_run(
        folder,
        counted(report(said(TEXT, **marks)), facts),
        counted(report(said("Some 4 died.", x="COUNT 4"), document="A/99/8"), [other], comparator="~"),
    )  # fmt: skip
