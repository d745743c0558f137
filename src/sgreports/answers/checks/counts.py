"""The counts of a dataset with their paragraphs' texts, as the checks compare them."""

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
    WHERE f.amount IS NOT NULL AND f.polarity = 'affirmed'
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
