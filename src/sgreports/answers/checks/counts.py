"""The counts of a dataset with their paragraphs' texts, as the checks compare them, and how far numbers are rounded."""

import re
from collections import defaultdict
from collections.abc import Iterable

import duckdb

from sgreports.answers.checks.finding import Place
from sgreports.dataset.files.parquet import records
from sgreports.model.base import Frozen

ONE_OF_TWO, OTHER_OF_TWO = re.compile(r"\s+or\s+[$€]?\d"), re.compile(r"\d\s+or\s+$")
QUERY = """
    SELECT f.count_id, f.document, f.paragraph, f.page, f.link, f.sentence_text, f.number_text, f.amount, f.comparator,
           f.kind, f.unit_class, f.unit_phrase, f.event, f.part_of, f.char_start AS start, m."end" AS end_, p.text
    FROM facts f JOIN mentions m ON m.id = f.count_id
    JOIN paragraphs p ON p.document = f.document AND p.paragraph = f.paragraph
    WHERE f.amount IS NOT NULL AND is_taken(f.score, f.verdict, 0.5, false) AND f.polarity = 'affirmed'
    ORDER BY f.document_date, f.document, f.paragraph_order, f.char_start
"""


class Count(Frozen):
    """A count: its place, its number, and the text of its paragraph."""

    count_id: str
    document: str
    paragraph: str
    page: int | None
    link: str | None
    sentence_text: str
    number_text: str
    amount: float
    comparator: str | None
    kind: str
    unit_class: str | None
    unit_phrase: str | None
    event: str | None
    part_of: str | None
    start: int
    end_: int
    text: str

    @property
    def exact(self) -> bool:
        """Whether it is one number: not `some 750`, not one of `750 or 790`."""
        either = ONE_OF_TWO.match(self.text[self.end_ :]) or OTHER_OF_TWO.search(self.text[: self.start])
        return self.comparator == "=" and either is None

    @property
    def place(self) -> Place:
        return Place(
            document=self.document, place=f"¶{self.paragraph}", paragraph=self.paragraph, page=self.page,
            link=self.link, text=self.sentence_text,
        )  # fmt: skip


def counts_of(connection: duckdb.DuckDBPyConnection) -> list[Count]:
    return [Count.model_validate(row) for row in records(connection, QUERY)]


def by_paragraph(counts: Iterable[Count]) -> list[list[Count]]:
    """The counts of each paragraph, in the order of the text."""
    found: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in counts:
        found[count.document, count.paragraph].append(count)
    return list(found.values())


NUMBER = re.compile(r"\d[\d,  ]*+(?:\.(?P<decimals>\d++))?")
SCALED = re.compile(r"\b(?:thousand|million|billion|trillion)s?\b", re.IGNORECASE)


def rounding(text: str, value: float) -> float:
    """By how much a number with decimals or a scale word may be off; nothing of a whole number."""
    found = NUMBER.search(text)
    return half_step(text, value) if SCALED.search(text) or (found and found["decimals"]) else 0.0


def half_step(text: str, value: float) -> float:
    """Half of the last digit that a number is written with: 0.05 of `7.8 per cent`, 50,000 of `$2.1 million`.

    0.5 of a whole number without a scale word.
    """
    found = NUMBER.search(text)
    if not found:
        return 0.5
    written = float(re.sub(r"[^\d.]", "", found[0]) or 0)
    scale = value / written if SCALED.search(text) and written else 1.0
    return 0.5 * abs(scale) * 10.0 ** -len(found["decimals"] or "")
