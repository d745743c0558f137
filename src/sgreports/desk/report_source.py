"""Texts and proposals from the reports themselves: read when first needed, found in the background, and kept."""

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.desk.run_source import headings, proposed_arc, proposed_mark
from sgreports.desk.source import Gathered, PendingError, Proposal, Read, Text, Told
from sgreports.errors import SgreportsError
from sgreports.inputs import gold_source
from sgreports.settings import Settings

if TYPE_CHECKING:
    from sgreports.model.facts import Extraction
    from sgreports.model.report import Report


@dataclass
class ReportSource:
    """Files that were named, and else the reports folder of the settings, where a document is found by its symbol.

    One thread reads and finds, since the PDF library is for one thread only; `pdf` is held while it does.
    """

    settings: Settings
    wanted: Sequence[str] = ()
    files: Sequence[Path] = ()
    finds: bool = True
    pdf: threading.Lock = field(default_factory=threading.Lock)
    reports: dict[str, "Report"] = field(default_factory=dict, init=False)
    views: dict[str, Read] = field(default_factory=dict, init=False)
    worker: ThreadPoolExecutor = field(init=False, default_factory=lambda: ThreadPoolExecutor(1, "proposals"))
    finding: dict[str, Future[dict[str, Proposal]]] = field(default_factory=dict, init=False)

    def open(self, told: Told) -> Sequence[str]:
        """Reads the files that were named; other documents are read when they are asked for."""
        names = list(self.wanted)
        for i, path in enumerate(self.files):
            told(f"Reading {path.name}", i, len(self.files))
            names.append(self._read(path).document)
        return list(dict.fromkeys(names))

    def report(self, document: str) -> Read:
        """A report by its symbol. Raises SgreportsError where no file is at hand or it cannot be read."""
        if document not in self.views:
            self.views[document] = self._read(gold_source(document, self.settings.reports))
            self.reports.setdefault(document, self.reports[self.views[document].document])
        return self.views[document]

    def proposals(self, document: str) -> Mapping[str, Proposal] | None:
        """What the pipeline finds in a report. Raises PendingError while it looks, SgreportsError where it cannot."""
        if not self.finds:
            return None
        self.report(document)
        if document not in self.finding:
            self.finding[document] = self.worker.submit(self._find, document)
        if not self.finding[document].done():
            raise PendingError(document)
        return self.finding[document].result()

    def _read(self, path: Path) -> Read:
        from sgreports.reading import read_report

        with self.pdf:
            report = read_report(path, self.settings)
        view = view_of(report, path)
        self.reports[report.document] = report
        self.views[report.document] = view
        return view

    def _find(self, document: str) -> dict[str, Proposal]:
        from sgreports.finding import find

        try:
            return proposals_of(find(self.reports[document], self.settings))
        except SgreportsError:
            raise
        except Exception as error:
            raise SgreportsError(f"{document}: no proposals could be made ({type(error).__name__}: {error})") from error


def view_of(report: "Report", path: Path) -> Read:
    """What the desk shows of a report."""
    from sgreports.dataset.boxes import paragraph_boxes

    over = {s.key: s.model_dump() for s in report.sections}
    texts = tuple(
        Text(p.key, p.part, p.text, headings(over, p.section), paragraph_boxes(p.pieces) or ())
        for p in report.paragraphs
    )
    head = report.masthead
    return Read(report.document, head.title, head.date, (head.period_start, head.period_end), texts, path)


def proposals_of(extraction: "Extraction") -> dict[str, Proposal]:
    """The proposals of each paragraph in which something was found."""
    gathered: defaultdict[str, Gathered] = defaultdict(Gathered)
    for m in extraction.mentions:
        gathered[m.paragraph].mentions.append(proposed_mark(m.model_dump()))
    for r in extraction.relations:
        gathered[r.paragraph].relations.append(proposed_arc(r.model_dump()))
    return {key: g.proposal() for key, g in gathered.items()}
