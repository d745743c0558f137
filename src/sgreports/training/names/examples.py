"""Spans with the answer that the component shall give: by gold, by a reader's judgement, by the rules (silver)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sgreports.annotation.gold.letters import letters
from sgreports.annotation.gold.records import GoldParagraph
from sgreports.knowledge.components import LABELS
from sgreports.mentions.assembly import CandidateLists
from sgreports.mentions.candidate import Candidate
from sgreports.mentions.open_classes.features import Indices, ReportStatistics, features, report_statistics
from sgreports.mentions.open_classes.merge import free_words
from sgreports.mentions.open_classes.spans import CandidateSpan, ParagraphWords, overlaps_any, paragraph_words, spans_of
from sgreports.mentions.overlap import without_overlaps
from sgreports.model.facts import Label
from sgreports.parsing.unit import Unit
from sgreports.training.names.judged import Judged

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
    units: Sequence[Unit], found: CandidateLists, gold: Gold, judged: Judged, *, silver: bool
) -> list[Example]:  # fmt: skip
    """The examples of a report: spans that no rule marks where somebody read them; with `silver` also the others."""
    kept = [without_overlaps(candidates) for candidates in found]
    words = [free_words(unit, its) for unit, its in zip(units, kept, strict=True)]
    spans = [spans_of(unit, its) for unit, its in zip(units, words, strict=True)]
    around = report_statistics(units, spans, kept)
    out: list[Example] = []
    for unit, its, free, some in zip(units, kept, words, spans, strict=True):
        paragraph = gold.get((unit.report.document, unit.paragraph.key))
        answers = gold_answers(unit.text, paragraph) if paragraph else judged_answers(unit, some, its, judged)
        if paragraph is not None or unit.report.document in judged.documents:
            out += _examples(unit, free, some, its, around, answers, unmarked=True, gold=paragraph is not None)
        if silver:
            every = paragraph_words(unit, ())
            marked = [s for s in spans_of(unit, every) if overlaps_any([(c.start, c.end) for c in its], s)]
            out += _examples(unit, every, marked, its, around, answers, unmarked=False, gold=paragraph is not None)
    return out


def _examples(  # noqa: PLR0917
    unit: Unit, words: ParagraphWords, spans: Iterable[CandidateSpan], kept: Sequence[Candidate],
    around: ReportStatistics, answers: Answers,
    *, unmarked: bool, gold: bool,
) -> Iterator[Example]:  # fmt: skip
    for span in spans:
        yield Example(
            unit.report.document, unit.paragraph.key, span.start, span.end, answers.get((span.start, span.end), 0),
            unmarked, gold, features(words, span, kept, around),
        )  # fmt: skip


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


def judged_answers(unit: Unit, spans: Iterable[CandidateSpan], kept: Sequence[Candidate], judged: Judged) -> Answers:
    """What the rules marked, and of the rest what the reader called names, the longest first."""
    out = {(c.start, c.end): 1 + LABELS.index(c.label) for c in kept if c.label in LABELS}
    if unit.report.document not in judged.documents:
        return out
    for span, label in _named(unit, spans, judged):
        out[span.start, span.end] = 1 + LABELS.index(label)
    return out


def _named(unit: Unit, spans: Iterable[CandidateSpan], judged: Judged) -> Iterator[tuple[CandidateSpan, Label]]:
    taken: list[CandidateSpan] = []
    for span in sorted(spans, key=lambda s: s.start - s.end):
        label = judged.label(unit.text[span.start : span.end])
        if label and all(span.end <= t.start or span.start >= t.end for t in taken):
            taken.append(span)
            yield span, label
