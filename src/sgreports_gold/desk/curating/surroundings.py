"""What stands around a row: its paragraph, headings, the page with the number's box, what other readers said."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sgreports.dataset.files.parquet import records
from sgreports.dataset.stored.stored import run_json
from sgreports.decisions.decision import Place, place_of
from sgreports.decisions.packets.ask import without_rows
from sgreports.errors import SgreportsError
from sgreports.model.base import Box
from sgreports.model.letters import character_range
from sgreports_gold.desk.curating.answers import Detail, NumberAt, Word
from sgreports_gold.desk.curating.curation import Curation
from sgreports_gold.desk.desk import AbsentError
from sgreports_gold.desk.server.pictures import Pictures
from sgreports_gold.desk.sources.run_source import headings, report_file

PARAGRAPH = """
    SELECT p.text, p.section, p.boxes, before.text AS before_text, d.title, d.period_start, d.period_end
    FROM paragraphs p JOIN documents d ON d.document = p.document
    LEFT JOIN paragraphs before ON before.document = p.document AND before."order" = p."order" - 1
        AND before.part = p.part
    WHERE p.document = $document AND p.paragraph = $paragraph
"""
SECTIONS = "SELECT section, label, title, parent FROM sections WHERE document = $document"


class Surroundings:
    """The reports of a sitting's dataset; files are where the run found them, or in the folder `reports`."""

    def __init__(self, dataset: Path, reports: Path, sitting: Curation) -> None:
        self.sitting, self.reports, self.pictures = sitting, reports, Pictures()
        inputs = run_json(dataset).get("inputs", [])
        self.inputs = {each["document"]: Path(each["path"]) for each in inputs if each["document"]}
        self.files: dict[str, Path | None] = {}
        self.lock = threading.Lock()
        self.connection = sitting.totals.connection.cursor()

    def file(self, document: str) -> Path | None:
        """The file of a report of the dataset, where it is at hand. Raises AbsentError for another document."""
        if document not in self.files:
            if document not in {row.document for row in self.sitting.rows.values()}:
                raise AbsentError(f"{document!r} has no row here")
            self.files[document] = report_file(document, self.inputs.get(document), self.reports)
        return self.files[document]

    def detail(self, id_: str) -> Detail:
        """All that is shown beside a row. Raises AbsentError where there is none of that id."""
        row = self.sitting.row(id_)
        place = place_of(row.id)
        with self.lock:
            asked = {"document": place.document, "paragraph": place.paragraph}
            (here,) = records(self.connection, PARAGRAPH, asked)
            sections = records(self.connection, SECTIONS, {"document": place.document})
        start, end = character_range(here["text"], place.start, place.end)
        path, boxes = self.file(row.document), [(int(page), *sides) for page, *sides in here["boxes"] or ()]
        return Detail(
            id=row.id, title=here["title"], period=(here["period_start"], here["period_end"]),
            headings=headings({s["section"]: s for s in sections}, here["section"]), before=here["before_text"],
            text=here["text"], start=start, end=end, numbers=self._numbers(place, here["text"]),
            page=self.pictures.place(row.document, path, boxes),
            boxes=self._boxes(row.document, path, boxes, here["text"], (start, end)), words=self._words(place),
            missing=None if path and path.suffix.lower() == ".pdf" else self._missing(row.document, path),
        )  # fmt: skip

    def _missing(self, document: str, path: Path | None) -> str:
        """Why no page can be shown."""
        if path is not None:
            return f"{path.name} has no pages."
        name = document.replace("/", "_")
        return (
            f"The PDF of {document} is not where the run found it. Put {name}.pdf into {self.reports}, "
            "or set SGREPORTS_REPORTS to the folder that has it."
        )

    def _numbers(self, place: Place, text: str) -> tuple[NumberAt, ...]:
        """The numbers of a paragraph, those without a row among them."""
        with self.sitting.deciding:
            numbers = self.sitting.numbers
            paragraph = numbers.run.paragraph(place.document, place.paragraph)
            have = [Place(*place[:2], n.start, n.end) for n in paragraph.numbers] if paragraph else []
            lack = list(without_rows(numbers, place[:2], text))
        rows = [place_of(id_) for id_ in self.sitting.rows if id_.startswith(f"{place.document} ¶{place.paragraph} ")]
        have += [each for each in rows if each not in have]
        lack = [each for each in lack if each not in have]
        both = [(str(each), each) for each in have] + [(None, each) for each in lack]
        found = [NumberAt(id=i, start=s, end=e) for i, at in both for s, e in (character_range(text, *at[2:]),)]
        return tuple(sorted(found, key=lambda number: number.start))

    def _boxes(
        self, document: str, path: Path | None, boxes: Sequence[Any], text: str, span: tuple[int, int]
    ) -> tuple[tuple[int, float, float, float, float], ...]:
        """Where the number stands on its page, in fractions of it."""
        if path is None or path.suffix.lower() != ".pdf" or not boxes:
            return ()
        from sgreports.reading.pages.word_places import word_boxes

        around = [Box(page=b[0], x0=b[1], top=b[2], x1=b[3], bottom=b[4]) for b in boxes]
        try:
            with self.pictures.pdf:
                found = word_boxes(path, around, text, *span)
        except SgreportsError:
            return ()
        place = self.pictures.place(document, path, [(b.page, b.x0, b.top, b.x1, b.bottom) for b in found])
        return place.boxes if place else ()

    def _words(self, place: Place) -> tuple[Word, ...]:
        """The last words of the other readers on a number."""
        last: dict[str, Word] = {}
        for line in self.sitting.decisions().lines:
            d = line.decision
            same = (d.document, d.paragraph) == place[:2] and d.letters[0] < place.end and place.start < d.letters[1]
            if same and d.by != self.sitting.reader.name:
                cells: Mapping[str, Any] = d.cells.model_dump(mode="json", exclude_unset=True)
                last[d.by] = Word(by=d.by, kind=d.kind, verdict=d.verdict, cells=cells, note=d.note, at=d.at)
        return tuple(last.values())
