"""Adds the component's names where no rule found anything: the rules win every tie, and every overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sgreports.knowledge.names.keys import name_key
from sgreports.mentions.assembly import MODEL, CandidateLists, Step
from sgreports.mentions.candidate import Candidate
from sgreports.mentions.open_classes.component import Component
from sgreports.mentions.open_classes.features import (
    OPEN,
    ReportStatistics,
    body_kind,
    features,
    report_statistics,
    text_kind,
)
from sgreports.mentions.open_classes.spans import CandidateSpan, ParagraphWords, paragraph_words, spans_of
from sgreports.mentions.overlap import without_overlaps
from sgreports.model.facts import Label
from sgreports.parsing.unit import Unit


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A span that the component takes for a name."""

    span: CandidateSpan
    label: Label
    share: float


def open_names(component: Component) -> Step:
    """The discourse step of a component; it comes last, and moves nothing that was found before it."""

    def step(units: Sequence[Unit], found: CandidateLists) -> CandidateLists:
        kept = [without_overlaps(candidates) for candidates in found]
        words = [free_words(unit, its) for unit, its in zip(units, kept, strict=True)]
        spans = [spans_of(unit, its) for unit, its in zip(units, words, strict=True)]
        around = report_statistics(units, spans, kept)
        names: dict[tuple[Label, str], Candidate] = {}
        out: CandidateLists = []
        for unit, candidates, its, free, some in zip(units, found, kept, words, spans, strict=True):
            named = [_candidate(unit, r, names) for r in scored_spans(component, free, some, its, around)]
            _remember(unit, its, names)
            out.append([*candidates, *named])
        return out

    return step


def free_words(unit: Unit, kept: Iterable[Candidate]) -> ParagraphWords:
    """The words of a paragraph, where what stands, blocked places among it, leaves none for another name."""
    return paragraph_words(unit, [(c.start, c.end) for c in kept])


def scored_spans(
    component: Component,
    words: ParagraphWords,
    spans: Iterable[CandidateSpan],
    kept: Sequence[Candidate],
    around: ReportStatistics,
) -> list[ScoredSpan]:
    """The spans to be marked, the likeliest first; of those that overlap the likeliest alone."""
    found = list(spans)
    likely = component.readings([features(words, span, kept, around) for span in found])
    read = [ScoredSpan(span, *reading) for span, reading in zip(found, likely, strict=True) if reading]
    chosen: list[ScoredSpan] = []
    for r in sorted(read, key=lambda r: (-r.share, r.span.start, -r.span.end)):
        if all(r.span.end <= c.span.start or r.span.start >= c.span.end for c in chosen):
            chosen.append(r)
    return chosen


def _candidate(unit: Unit, r: ScoredSpan, names: dict[tuple[Label, str], Candidate]) -> Candidate:
    """The mention of a reading; a short form takes entity and kind of the last name before it that ends with it."""
    text = unit.text[r.span.start : r.span.end]
    longer = names.get((r.label, text))
    entity = longer.entity if longer else name_key(text)
    kind = longer.kind if longer else kind_of_name(r.label, text)
    issue = None if entity else "stands for a name without a normal form"
    return Candidate(
        r.label, r.span.start, r.span.end, MODEL, entity, kind, source=MODEL, score=round(r.share, 3), issue=issue
    )


def kind_of_name(label: Label, text: str) -> str | None:
    """The kind by the head noun of a name; None where it has none."""
    if label == "AGENCY":
        return body_kind(text)
    return text_kind(text) if label == "INSTRUMENT" else None


def _remember(unit: Unit, kept: Iterable[Candidate], names: dict[tuple[Label, str], Candidate]) -> None:
    for c in kept:
        if c.label in OPEN:
            words = unit.text[c.start : c.end].split(" ")
            names |= {(c.label, " ".join(words[k:])): c for k in range(1, min(len(words), 8))}
