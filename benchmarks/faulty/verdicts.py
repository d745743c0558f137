"""What became of a damaged file: what its record says, and whether text was lost without a word.

A loss is silent where the status is `ok`, no issue is new, and over 2 % of the letters are gone, ten at least: labels
and numbers of sections and paragraphs are not in their texts.
"""

import json
from collections import Counter
from dataclasses import dataclass, field

from sgreports.model.report import Report
from sgreports.model.run import InputRecord

LOST, FEW = 0.02, 10
FORESEEN = ("it takes longer", "it takes more than", "it was refused memory")
FINE = ("ok", "said", "partial", "refused", "failed", "limit", "whole", "not tried")
UNDAMAGED = "an undamaged file among them"
BAD = ("silent", "fooled", "unexpected error", "crash", "hung", "neighbour changed", "lost", "torn")
Letters = Counter[str]
Counts = dict[str, Counter[str]]
"""Outcomes by what was tried."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The letters of a report, and what it says of itself; of a file that was not read, none."""

    letters: Letters = field(default_factory=Counter)
    issues: frozenset[str] = frozenset()
    partial: bool = False

    @classmethod
    def of(cls, report: Report) -> "Reading":
        """The letters of all texts of a report."""
        texts = [p.text for p in report.paragraphs]
        texts += [cell for table in report.tables for row in table.cells for cell in row]
        texts += [unit.text for unit in report.text_units if unit.kind != "cell"]
        said = frozenset(f"{issue.code} {issue.page} {issue.paragraph}" for issue in report.issues)
        return cls(letters_in(" ".join(texts)), said, report.status == "partial")

    def to_bytes(self) -> bytes:
        """As JSON, for another process."""
        return json.dumps([self.letters, sorted(self.issues), self.partial]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Reading":
        """What `to_bytes` made; nothing of nothing."""
        letters, issues, partial = json.loads(data or b"[{}, [], false]")
        return cls(Counter(letters), frozenset(issues), partial)


def letters_in(text: str) -> Letters:
    """The letters and digits of ASCII: which others are meant is a question of the encoding."""
    return Counter(char for char in text if char.isascii() and char.isalnum())


def verdict(record: InputRecord) -> str:
    """What became of a file by its record: `ok`, `partial`, `refused`, `failed`, `limit`, or what may not be."""
    reason = record.reason or ""
    if record.outcome != "failed":
        return record.outcome
    if reason.startswith("unexpected"):
        return "unexpected error"
    if reason.startswith("its worker process ended") or "did not start" in reason:
        return "crash"
    return "limit" if reason.startswith(FORESEEN) else "failed"


def loss(expected: Letters, whole: Reading, found: Reading) -> str:
    """What became of a damaged file that was read: `ok`, `partial`, `said` by an issue, or `silent`."""
    if found.partial:
        return "partial"
    if (expected - found.letters).total() <= max(LOST * expected.total(), FEW):
        return "ok"
    return "said" if found.issues - whole.issues else "silent"


def added(whole: Reading, found: Reading) -> str:
    """What became of a file to which something was added that no reader sees: it must be said, and not be read."""
    if (found.letters - whole.letters).total() > FEW:
        return "fooled"
    return "said" if found.issues - whole.issues else "silent"


def expected(data: bytes, whole: Reading, is_pdf: bool) -> Letters:
    """The letters that a damaged file should give: a text may truly have fewer, a PDF says what is missing."""
    if is_pdf:
        return whole.letters
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return whole.letters & letters_in(data.decode("utf-16" if wide else "utf-8", "ignore"))
