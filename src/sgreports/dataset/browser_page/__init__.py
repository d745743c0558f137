"""A dataset to look at: static pages that work from the file system, without server or network.

Browsers let no page read files beside it, but load scripts: the data are scripts that hand over JSON (`take(name, …)`),
a file a document, and indices of entities, relations and words that point into them.
"""

from pathlib import Path
from typing import Any

from sgreports.dataset.browser_page.counts import CountIndex
from sgreports.dataset.browser_page.document import document_data, documents_entry
from sgreports.dataset.browser_page.entities import EntityIndex
from sgreports.dataset.browser_page.relations import RelationIndex
from sgreports.dataset.browser_page.scripts import write_script
from sgreports.dataset.browser_page.series import series_data, table_lines_data
from sgreports.dataset.browser_page.start import start_data
from sgreports.dataset.browser_page.words import WordIndex
from sgreports.dataset.files.folder import DUCKDB, write_text
from sgreports.dataset.stored.by_document import RunTables
from sgreports.dataset.templates import ELEMENTS, part, render
from sgreports.model.base import Frozen

SCRIPTS = (
    "elements", "load", "dom", "address", "marks", "passages", "documents", "document", "entities", "ties", "entity",
    "relations", "words", "reading", "asking", "answers", "lookup", "search", "world", "drawing", "chart", "totals",
    "counts", "moments", "series", "start", "app",
)  # fmt: skip
"""The scripts of the pages, in the order in which they are loaded."""


class Shown(Frozen):
    """What the pages show beside the run's own tables.

    The values of series (the rows of `sgreports.series`), the totals of tables (of `all_table_lines`), and the scores
    of the run on gold.
    """

    measures: tuple[dict[str, Any], ...] = ()
    table_lines: tuple[dict[str, Any], ...] = ()
    scores: tuple[dict[str, Any], ...] = ()


def write_browser(run: RunTables, folder: Path, title: str, shown: Shown = Shown()) -> None:  # noqa: B008 - frozen
    """Writes the pages and their data into a folder that is not there yet; one document's rows are held at a time."""
    data = folder / "data"
    (data / "documents").mkdir(parents=True)
    entities, relations, words = EntityIndex(run.each("entities")), RelationIndex(), WordIndex()
    counts = CountIndex(entities.names, run.folder / DUCKDB)
    entries = []
    for number, name in enumerate(run.documents):
        tables = run.of(name)
        entries.append(documents_entry(tables, first=words.texts))
        content = document_data(tables, entities.urls)
        write_script(data / "documents" / f"{number}.js", f"documents/{number}", content)
        entities.add(number, content)
        relations.add(number, content, entities)
        words.add(paragraph["text"] for paragraph in content["paragraphs"])
        counts.add(number, content, tables)
    write_script(data / "documents.js", "documents", entries)
    entities.write(data, words.small)
    relations.write(data)
    words.write(data, "words")
    counts.write(data)
    measures = series_data(shown.measures, run.documents, entities.names, counts.unsure)
    write_script(data / "series.js", "series", measures)
    write_script(data / "tables.js", "tables", table_lines_data(shown.table_lines, run.documents))

    def ties(kind: str, entity: str) -> tuple[int, int]:
        return relations.ties(kind, entities.numbers[entity], counts.letters)

    write_script(data / "start.js", "start", start_data(run.folder / DUCKDB, shown.measures, shown.scores, ties))
    _write_pages(folder, title)


def _write_pages(folder: Path, title: str) -> None:
    (folder / "pages").mkdir()
    write_text(folder / "pages" / "elements.js", ELEMENTS)
    for name in ("style.css", *(f"{name}.js" for name in SCRIPTS[1:])):
        write_text(folder / "pages" / name, part(__name__, f"pages/{name}"))
    write_text(folder / "index.html", render(__name__, "pages/index.html", title=title, scripts=SCRIPTS))
