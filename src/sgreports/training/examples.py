"""Spans with the answer that the component shall give: by gold, by a reader's judgement, by the rules (silver)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sgreports.annotation.gold import GoldParagraph
from sgreports.annotation.letters import letters
from sgreports.finding.candidate import Candidate
from sgreports.finding.context import Unit
from sgreports.finding.open_classes.features import Indices, features, surroundings
from sgreports.finding.open_classes.spans import Span, spans_of
from sgreports.finding.overlap import standing
from sgreports.knowledge.components import LABELS
from sgreports.model.facts import Label
from sgreports.training.judged import Judged

Gold = Mapping[tuple[str, str], GoldParagraph]
Answers = Mapping[tuple[int, int], int]
"""By characters: 0 none (left out), else 1 + the label's place in LABELS."""


@dataclass(frozen=True, slots=True)
class Example:
    """A span of a report. `answer`: 0 none, else 1 + its label's place in LABELS. `unmarked`: no rule overlaps it."""

    document: str
    paragraph: str
    start: int
    end: int
    answer: int
    unmarked: bool
    gold: bool
    indices: Indices


def examples_of(
    units: Sequence[Unit], found: Iterable[Iterable[Candidate]], gold: Gold, judged: Judged
) -> list[Example]:
    """The examples of a report. Unmarked spans of paragraphs that nobody read are left out."""
    kept = [standing(candidates) for candidates in found]
    spans = [spans_of(unit) for unit in units]
    free = [[s for s in its if not _marked(s, k)] for its, k in zip(spans, kept, strict=True)]
    around = surroundings(units, free, kept)
    out: list[Example] = []
    for unit, its, k in zip(units, spans, kept, strict=True):
        paragraph = gold.get((unit.report.document, unit.paragraph.key))
        answers = gold_answers(unit.text, paragraph) if paragraph else judged_answers(unit, its, k, judged)
        read = paragraph is not None or unit.report.document in judged.documents
        for span in its if read else (s for s in its if _marked(s, k)):
            indices = features(unit, span, k, around)
            out.append(_example(unit, span, answers, not _marked(span, k), paragraph is not None, indices))
    return out


def _example(unit: Unit, span: Span, answers: Answers, unmarked: bool, gold: bool, indices: Indices) -> Example:  # noqa: PLR0917
    answer = answers.get((span.start, span.end), 0)
    return Example(unit.report.document, unit.paragraph.key, span.start, span.end, answer, unmarked, gold, indices)


def gold_answers(text: str, gold: GoldParagraph) -> Answers:
    """The answers of a gold paragraph, whose spans count letters, at every character place with the same letters."""
    wanted = {(m.start, m.end): 1 + LABELS.index(m.label) for m in gold.mentions if m.label in LABELS}
    before = list(accumulate((len(letters(c)) for c in text), initial=0))
    places: dict[int, list[int]] = {}
    for place, count in enumerate(before):
        places.setdefault(count, []).append(place)
    return {
        (start, end): answer
        for (first, last), answer in wanted.items()
        for start in places.get(first, ())
        for end in places.get(last, ())
    }


def judged_answers(unit: Unit, spans: Iterable[Span], kept: Sequence[Candidate], judged: Judged) -> Answers:
    """What the rules marked, and of the rest what the reader called names, the longest first."""
    out = {(c.start, c.end): 1 + LABELS.index(c.label) for c in kept if c.label in LABELS}
    if unit.report.document not in judged.documents:
        return out
    for span, label in _named(unit, spans, kept, judged):
        out[span.start, span.end] = 1 + LABELS.index(label)
    return out


def _named(
    unit: Unit, spans: Iterable[Span], kept: Sequence[Candidate], judged: Judged
) -> Iterator[tuple[Span, Label]]:
    taken: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start - s.end):
        label = judged.label(unit.text[span.start : span.end])
        if label and not _marked(span, kept) and all(span.end <= t.start or span.start >= t.end for t in taken):
            taken.append(span)
            yield span, label


def _marked(span: Span, kept: Iterable[Candidate]) -> bool:
    return any(c.start < span.end and span.start < c.end for c in kept)
