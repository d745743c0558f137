"""Resolutions of the Security Council that are cited with a year in which none of that number was adopted."""

import re
from collections.abc import Iterator

import duckdb

from sgreports.answers.checks.finding import Finding, Place
from sgreports.dataset.files.parquet import records
from sgreports.knowledge.layout.symbols import symbol_book

CITED = re.compile(r"(?<![\d/.-])(\d{1,4}) \(((?:19|20)\d\d)\)$")
QUERY = """
    SELECT m.document, m.paragraph, m.page, m.text, m.entity, document_link(m.document, m.page) AS link,
           p.text AS paragraph_text, m."start" AS start
    FROM mentions m JOIN paragraphs p ON p.document = m.document AND p.paragraph = m.paragraph
    JOIN documents d ON d.document = m.document
    WHERE m.label = 'INSTRUMENT' AND m.kind = 'resolution' AND (m.entity IS NULL OR starts_with(m.entity, 'S/RES/'))
    ORDER BY d.date, m.document, p."order", m."start"
"""
AROUND = 80
SURE = 0.8


def resolutions(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for row in records(connection, QUERY):
        cited = CITED.search(row["text"])
        year = symbol_book().council_year(int(cited[1])) if cited else None
        if cited and year and year != int(cited[2]):
            text = row["paragraph_text"]
            place = Place(
                document=row["document"], place=f"¶{row['paragraph']}", paragraph=row["paragraph"], page=row["page"],
                link=row["link"], text=text[max(0, row["start"] - AROUND) : row["start"] + AROUND],
            )  # fmt: skip
            says = f"resolution {cited[1]} is of {year}, not {cited[2]}"
            yield Finding(check="resolutions", says=says, sure=SURE, places=(place,))
