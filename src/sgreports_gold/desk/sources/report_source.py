"""Texts and proposals from the reports themselves: read when first needed, found in the background, and kept."""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.errors import SgreportsError, UsageError
from sgreports.inputs import gold_source
from sgreports.settings import Settings
from sgreports_gold.desk.sources.proposing import proposals_of
from sgreports_gold.desk.sources.readings import load_language
from sgreports_gold.desk.sources.run_source import headings
from sgreports_gold.desk.sources.source import PendingError, Progress, Proposal, Read, Text

if TYPE_CHECKING:
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
    asking: threading.Lock = field(default_factory=threading.Lock, init=False)
    reports: dict[str, "Report"] = field(default_factory=dict, init=False)
    views: dict[str, Read] = field(default_factory=dict, init=False)
    worker: ThreadPoolExecutor = field(init=False, default_factory=lambda: ThreadPoolExecutor(1, "proposals"))
    finding: dict[str, Future[dict[str, Proposal]]] = field(default_factory=dict, init=False)

    def open(self, progress: Progress) -> Sequence[str]:
        """Reads the files that were named; other documents are read when they are asked for."""
        names = list(self.wanted)
        for i, path in enumerate(self.files):
            progress(f"Reading {path.name}", i, len(self.files))
            with self.pdf:
                names.append(self._read(path).document)
        return list(dict.fromkeys(names))

    def check(self) -> None:
        """Raises UsageError where a file that was named, or a document's, is not there."""
        for path in self.files:
            if not path.is_file():
                raise UsageError(f"{path} is not there; name files or folders of reports")
        for document in self.wanted:
            gold_source(document, self.settings.reports)

    def report(self, document: str) -> Read:
        """A report by its symbol. Raises SgreportsError where no file is at hand or it cannot be read."""
        if document not in self.views:
            path = gold_source(document, self.settings.reports)
            with self.pdf:
                if document not in self.views:
                    self.views[document] = self._read(path)
                    self.reports.setdefault(document, self.reports[self.views[document].document])
        return self.views[document]

    def proposals(self, document: str) -> Mapping[str, Proposal] | None:
        """What the pipeline finds in a report. Raises PendingError while it looks, SgreportsError where it cannot."""
        if not self.finds:
            return None
        with self.asking:
            if document not in self.finding:
                self.finding[document] = self.worker.submit(self._find, document)
            found = self.finding[document]
        if not found.done():
            raise PendingError(document)
        return found.result()

    def _read(self, path: Path) -> Read:
        from sgreports.reading import read_report

        report = read_report(path, self.settings)
        view = view_of(report, path)
        self.reports[report.document] = report
        self.views[report.document] = view
        return view

    def _find(self, document: str) -> dict[str, Proposal]:
        from sgreports.knowledge.names.added import adding
        from sgreports.pipeline import find

        self.report(document)
        try:
            load_language()
            with adding(self.settings.names):
                found = find(self.reports[document], self.settings)
            rows = ((row.model_dump() for row in its) for its in (found.mentions, found.relations, found.counts))
            return proposals_of(*rows)
        except SgreportsError:
            raise
        except Exception as error:
            raise SgreportsError(f"{document}: no proposals could be made ({type(error).__name__}: {error})") from error


def view_of(report: "Report", path: Path) -> Read:
    """What the desk shows of a report."""
    from sgreports.dataset.rows.boxes import paragraph_boxes

    over = {s.key: s.model_dump() for s in report.sections}
    texts = tuple(
        Text(p.key, p.part, p.text, headings(over, p.section), paragraph_boxes(p.pieces) or ())
        for p in report.paragraphs
    )
    head = report.masthead
    return Read(report.document, head.title, head.date, (head.period_start, head.period_end), texts, path)
