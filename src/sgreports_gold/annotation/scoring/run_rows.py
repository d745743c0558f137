"""The rows of a run and the gold of a folder, side by side."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sgreports.dataset.files.folder import RUN
from sgreports.dataset.stored.stored import check_schema, read_jsonl
from sgreports.errors import UsageError
from sgreports.model.letters import digest, letters
from sgreports_gold.annotation.exchange.dialects import read_lines
from sgreports_gold.annotation.gold import standoff
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.comparison import Comparison
from sgreports_gold.annotation.scoring.row_questions import compare_questions
from sgreports_gold.annotation.scoring.row_scores import compare_rows
from sgreports_gold.annotation.scoring.scores import compare_spans, spans_of

Row = dict[str, Any]
SUFFIX = ".gold"
BY_CUES = "by cues"
"""The group of scores of paragraphs that were drawn by words of what people ask about."""
SPLITS, UNSEEN = "splits.toml", "unseen_by_rules.toml"
"""The files beside the folder of gold: the split of each document, and the documents no rule was written from."""


@dataclass(frozen=True, slots=True)
class RunRows:
    """A run's rows: names of documents (each symbol → key), texts, mentions, relations by paragraph, counts by id."""

    names: dict[str, str]
    texts: dict[tuple[str, str], str]
    mentions: dict[tuple[str, str], list[Row]]
    relations: dict[tuple[str, str], list[Row]]
    counts: dict[str, Row] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """Comparisons, and the gold paragraphs that the run has not or has with other letters (nothing is dropped)."""

    comparisons: tuple[Comparison, ...]
    absent: tuple[str, ...]
    garbled: tuple[str, ...]


def load_run(run: Path) -> RunRows:
    """The JSON Lines tables of a run. Raises UsageError where the folder holds none."""
    if not (run / "paragraphs.jsonl").is_file():
        raise UsageError(f"{run}: no run here (paragraphs.jsonl is missing); make one with `sgreports extract`")
    if (run / RUN).is_file():
        check_schema(run)
    names = {s: d["document"] for d in read_jsonl(run, "documents") for s in [d["document"], *(d.get("symbols") or [])]}
    texts = {(p["document"], p["paragraph"]): p["text"] for p in read_jsonl(run, "paragraphs")}
    counts = {c["count"]: c for c in read_jsonl(run, "counts")}
    return RunRows(names, texts, _grouped(run, "mentions"), _grouped(run, "relations"), counts)


def load_gold(place: Path, drafts: bool = False, cells: bool = False) -> list[GoldParagraph]:
    """The gold of a `.jsonl` file, a `.gold` file or a folder of them, by file name.

    Drafts, and paragraphs of which the cells of counts alone were read, only where asked for.
    """
    return [p for p in _paragraphs(place) if (drafts or not p.draft) and (cells or p.cells is None)]


def _paragraphs(place: Path) -> list[GoldParagraph]:
    if place.is_dir():
        return [p for path in sorted(place.rglob(f"*{SUFFIX}")) for p in standoff.read(path)]
    if place.suffix == ".jsonl":
        return read_lines(place.read_text(encoding="utf-8").split("\n"))
    if not place.is_file():
        raise UsageError(f"{place}: no gold here; name a folder of {SUFFIX} files, one of them, or a .jsonl file")
    return standoff.read(place)


def splits(path: Path) -> dict[str, str]:
    """Which split each document belongs to, from splits.toml (`dev = ["S/2025/211", …]`). One split a document."""
    out: dict[str, str] = {}
    for split, documents in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for document in documents:
            if document in out:
                raise UsageError(f"{path}: {document} is in {out[document]} and in {split}")
            out[document] = split
    return out


def unseen_documents(file: Path) -> frozenset[str]:
    """The documents that no rule was written from. Raises UsageError where the file does not list them."""
    try:
        return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))["documents"])
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file} does not list `documents`: {error}") from error


def score_rows(gold: Iterable[GoldParagraph], run: RunRows) -> Scored:
    """Every gold paragraph compared; one that the run has not counts as all missed. Rows where gold has any."""
    paragraphs, comparisons, absent, garbled = list(gold), list[Comparison](), list[str](), list[str]()
    with_rows = any(m.row for p in paragraphs for m in p.mentions)
    for p in paragraphs:
        key = run.names.get(p.document, p.document), p.paragraph
        text = run.texts.get(key, "")
        if key not in run.texts:
            absent.append(f"{p.document} ¶{p.paragraph}")
        elif len(letters(text)) != p.letters or digest(text) != p.hash:
            garbled.append(f"{p.document} ¶{p.paragraph}: gold {p.letters} letters, run {len(letters(text))}")
        found = spans_of(run.mentions.get(key, []), text)
        comparisons.append(compare_spans(p, found, run.relations.get(key, [])))
        if with_rows:
            compare_rows(p, found, run.counts, comparisons[-1])
            compare_questions(p, found, run.counts, comparisons[-1])
        if p.asked:
            comparisons[-1].stand_apart(BY_CUES)
    return Scored(tuple(comparisons), tuple(absent), tuple(garbled))


def _grouped(run: Path, name: str) -> dict[tuple[str, str], list[Row]]:
    out: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in read_jsonl(run, name):
        out[row["document"], row["paragraph"]].append(row)
    return out
