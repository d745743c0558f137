"""Texts and proposals from the tables of a run, nothing read or found anew; its paragraphs as Label Studio's tasks."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sgreports import __version__
from sgreports.dataset.stored.stored import check_run, grouped, read_jsonl, run_json
from sgreports.errors import UsageError
from sgreports.inputs import gold_source
from sgreports_gold.annotation.exchange.label_studio import new_task, prediction, to_task
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.desk.sources.proposing import proposals_of
from sgreports_gold.desk.sources.source import Heading, Progress, Proposal, Read, Text

Row = Mapping[str, Any]
TABLES = ("documents", "sections", "paragraphs", "mentions", "relations", "counts")


@dataclass
class RunSource:
    """A run's folder; `wanted` keeps it to some documents (by any of their symbols), empty takes all.

    `reports` is where a report's file is looked for when it is no longer where the run found it.
    """

    folder: Path
    reports: Path
    wanted: Collection[str] = ()
    documents: dict[str, Read] = field(default_factory=dict, init=False)
    found: dict[str, dict[str, Proposal]] = field(default_factory=dict, init=False)
    names: dict[str, str] = field(default_factory=dict, init=False)

    def open(self, progress: Progress) -> Sequence[str]:
        """Reads the tables. Raises UsageError where the folder is no run or holds none of the documents wanted."""
        self.check()
        rows: dict[str, Sequence[Row]] = {}
        for i, table in enumerate(TABLES):
            progress(f"Reading {table}", i, len(TABLES))
            rows[table] = list(read_jsonl(self.folder, table))
        self._take(rows)
        missing = [d for d in self.wanted if d not in self.names]
        if missing:
            raise UsageError(f"{self.folder} holds no {', '.join(missing)}; name a run that does, or leave out --run")
        return list(dict.fromkeys(self.names[d] for d in self.wanted) if self.wanted else self.documents)

    def check(self) -> None:
        """Raises UsageError where the folder is no run."""
        check_run(self.folder, *(f"{table}.jsonl" for table in TABLES))

    def report(self, document: str) -> Read:
        """A report of the run, by any of its symbols."""
        if document not in self.names:
            raise UsageError(f"{self.folder} holds no {document}; name a run that does, or leave out --run")
        return self.documents[self.names[document]]

    def proposals(self, document: str) -> Mapping[str, Proposal] | None:
        """What the run found in a report."""
        return self.found.get(self.names.get(document, document), {})

    def _take(self, rows: Mapping[str, Sequence[Row]]) -> None:
        by = {table: grouped(rows[table], "document") for table in TABLES if table != "documents"}
        inputs = run_json(self.folder)["inputs"]
        files = {i["document"]: Path(i["path"]) for i in inputs if i["document"]}
        for d in rows["documents"]:
            name = d["document"]
            self.names |= dict.fromkeys((name, *d["symbols"]), name)
            path = report_file(name, files.get(name), self.reports)
            self.documents[name] = _read(d, by["sections"][name], by["paragraphs"][name], path)
            self.found[name] = proposals_of(by["mentions"][name], by["relations"][name], by["counts"][name])


def report_file(document: str, path: Path | None, reports: Path) -> Path | None:
    """The file of a report: where the run found it, else in the folder of reports; None where it is in neither."""
    if path is not None and path.is_file():
        return path
    try:
        return gold_source(document, reports)
    except UsageError:
        return None


def _read(d: Row, sections: list[Row], paragraphs: list[Row], path: Path | None) -> Read:
    over = {s["section"]: s for s in sections}
    texts = tuple(
        Text(p["paragraph"], p["part"], p["text"], headings(over, p["section"]), tuple(map(tuple, p["boxes"] or ())))
        for p in sorted(paragraphs, key=lambda p: p["order"])
    )
    return Read(d["document"], d["title"], d["date"], (d["period_start"], d["period_end"]), texts, path)


def headings(over: Mapping[str, Row], key: str | None) -> tuple[Heading, ...]:
    """The headings over a paragraph, the outermost first."""
    path: list[Heading] = []
    while key is not None and key in over and len(path) < len(over):
        section = over[key]
        path.insert(0, Heading(label=section["label"], title=section["title"]))
        key = section["parent"]
    return tuple(path)


Json = dict[str, Any]


def gold_tasks(read: Iterable[tuple[GoldParagraph, str]], source: RunSource | None) -> Iterator[Json]:
    """Gold's paragraphs with their texts as tasks, with predictions where an opened run read the same text."""
    for p, text in read:
        yield to_task(p, text, _prediction(source, p.document, p.paragraph, text) if source else None)


def open_tasks(source: RunSource) -> Iterator[Json]:
    """Every paragraph with words of an opened run, to be labelled."""
    for document in source.documents:
        for text in source.report(document).to_read():
            yield new_task(document, text.key, text.text, _prediction(source, document, text.key, text.text))


def _prediction(source: RunSource, document: str, key: str, text: str) -> Json | None:
    """What the run found in a paragraph, if it has it with this text; its score is the mean of the mentions'."""
    there = source.report(document).find(key) if document in source.names else None
    found = (source.proposals(document) or {}).get(key) if there and there.text == text else None
    if found is None or not found.mentions:
        return None
    score = sum(m.score for m in found.mentions) / len(found.mentions)
    return prediction(found.bare(), text, f"sgreports {__version__}", round(score, 3))
