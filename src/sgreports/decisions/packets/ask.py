"""Rows of a dataset as questions, and numbers that have no row."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sgreports.counting.quantity.quantities import quantities_in
from sgreports.dataset.files.parquet import records
from sgreports.decisions.deciding import Numbers
from sgreports.decisions.decision import Cells, Place
from sgreports.decisions.numbers import Key
from sgreports.decisions.packets.packet import CLOSE, OPEN, Question, answer_schema, definitions, question_id
from sgreports.model.letters import digest, letters_before

FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
CONTEXT = """
    SELECT p.document, p.paragraph, p.text, s.title AS heading, before.text AS before_text, d.title,
           CAST(d.date AS VARCHAR) AS issued, concat_ws(' to ', d.period_start, d.period_end) AS period
    FROM paragraphs p JOIN documents d ON d.document = p.document
    JOIN (SELECT unnest($documents) AS document, unnest($paragraphs) AS paragraph) wanted
        ON wanted.document = p.document AND wanted.paragraph = p.paragraph
    LEFT JOIN sections s ON s.document = p.document AND s.section = p.section
    LEFT JOIN paragraphs before ON before.document = p.document AND before."order" = p."order" - 1
        AND before.part = p.part
"""
KNOWN = """
    SELECT document, paragraph, label, "start", "end" FROM mentions m
    JOIN (SELECT unnest($documents) AS document, unnest($paragraphs) AS paragraph) wanted USING (document, paragraph)
    WHERE label IN ('COUNT', 'YEAR', 'INSTRUMENT')
"""


def questions(
    numbers: Numbers, counts: Sequence[str], dataset: str, with_numbers: bool = False, proposals: bool = False
) -> Iterator[Question]:
    """A question for each count, in their order; `with_numbers` then for each other number of their paragraphs."""
    places = numbers.run.places(counts)
    here = list(dict.fromkeys(place[:2] for place in places.values()))
    context = {(row["document"], row["paragraph"]): row for row in records(numbers.connection, CONTEXT, _asked(here))}
    for count in counts:
        place = places[count]
        proposed = numbers.seen(count) if proposals else None
        yield _question(place, context[place[:2]], dataset, proposed)
    for key in here if with_numbers else ():
        without = without_rows(numbers, key, context[key]["text"])
        yield from (_question(place, context[key], dataset) for place in without)


def _asked(keys: Iterable[Key]) -> dict[str, list[str]]:
    listed = list(keys)
    return {"documents": [document for document, _ in listed], "paragraphs": [paragraph for _, paragraph in listed]}


def _question(place: Place, context: Mapping[str, Any], dataset: str, proposed: Cells | None = None) -> Question:
    text, told = context["text"], definitions()
    before = letters_before(text)
    start, end = before.index(place.start + 1) - 1, before.index(place.end)
    marked = f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"
    return Question(
        id=question_id(place, digest(text)), dataset=dataset, task=told["task"], paragraph=marked,
        heading=context["heading"], before=context["before_text"], document=place.document, title=context["title"],
        date=context["issued"],
        period=context["period"] or None, definitions=told["cells"], measures=told["measures"],
        answer_schema=answer_schema(), proposed=proposed,
    )  # fmt: skip


def without_rows(numbers: Numbers, key: Key, text: str) -> Iterator[Place]:
    """The numbers of a paragraph, in figures or words, that are in no row and in no date, symbol or name of a text."""
    taken = [(row["start"], row["end"]) for row in records(numbers.connection, KNOWN, _asked([key]))]
    found = {m.span() for m in FIGURES.finditer(text)} | {(q.start, q.end) for q in quantities_in(text)}
    before, last = letters_before(text), 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= last and not any(start < b and a < end for a, b in taken) and before[start] < before[end]:
            yield Place(*key, before[start], before[end])
            last = end
