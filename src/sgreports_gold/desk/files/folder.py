"""The annotations on disk: which file is whose, one paragraph of it read or replaced, the others untouched.

`ANNOTATIONS/<annotator>/<document>.gold`. A file that stands in another folder and names the annotator in its head is
that annotator's too (`gold/` holds a1's, `second/` a2's), unless the annotator's own folder has one of that document.
"""

import hashlib
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sgreports.dataset.files.atomic import replace_text
from sgreports.dataset.files.locks import alone
from sgreports.errors import UsageError
from sgreports_gold.annotation.gold import standoff
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.run_rows import SUFFIX

GOLD = "gold"
"""The folder of what counts as gold: adjudication writes there."""
UNSAFE = re.compile(r"[^\w().,+ -]")


class ConflictError(Exception):
    """Another tab or program saved the paragraph meanwhile."""


@dataclass(frozen=True, slots=True)
class StoredParagraph:
    """A paragraph as a file holds it; `version` changes with any letter of it. Empty where there is none."""

    version: str = ""
    paragraph: GoldParagraph | None = None


@dataclass(frozen=True, slots=True)
class AnnotationFolder:
    """The files of all annotators under one folder."""

    root: Path
    lock: threading.Lock = field(default_factory=threading.Lock)

    def digits(self) -> str:
        """Sixteen hexadecimal digits for the folder, the same in every program."""
        return hashlib.sha256(str(self.root.resolve()).encode()).hexdigest()[:16]

    def files(self, annotator: str) -> dict[str, Path]:
        """The annotator's files by document."""
        found: dict[str, Path] = {}
        for path in sorted(self.root.glob(f"*/*{SUFFIX}"), key=lambda p: p.parent.name != annotator):
            document, reader = head(path)
            if reader == annotator:
                found.setdefault(document, path)
        return found

    def files_by(self, annotator: str) -> list[Path]:
        """The annotator's files. Raises UsageError where there are none."""
        if not (found := self.files(annotator)):
            known = ", ".join(self.annotators()) or "nobody"
            raise UsageError(f"{self.root} has nothing by {annotator}; it has readings by {known}")
        return list(found.values())

    def readings(self, document: str) -> dict[str, Path]:
        """The files of a document by annotator, by name; of two of one annotator that of the annotator's own folder."""
        found: dict[str, Path] = {}
        for path in sorted(self.root.glob(f"*/{UNSAFE.sub('_', document)}{SUFFIX}")):
            named, reader = head(path)
            if named == document and (reader not in found or path.parent.name == reader):
                found[reader] = path
        return dict(sorted(found.items()))

    def annotators(self) -> list[str]:
        """All whose files there are, by name."""
        return sorted({head(path)[1] for path in self.root.glob(f"*/*{SUFFIX}")})

    def file(self, annotator: str, document: str) -> Path:
        """Where the annotator's gold of a document is, or will be. Raises UsageError where that is another's."""
        return self.files(annotator).get(document) or self.new_file(annotator, annotator, document)

    def new_file(self, folder: str, annotator: str, document: str) -> Path:
        """A file in a folder of that name. Raises UsageError where it holds another annotator's or document's gold."""
        path = self.root / folder / f"{UNSAFE.sub('_', document)}{SUFFIX}"
        if path.exists() and head(path) != (document, annotator):
            raise UsageError(f"{path} holds {head(path)[0]} by {head(path)[1]}; choose another name than {annotator}")
        return path

    def gold_file(self, annotator: str, document: str) -> Path:
        """Where gold of a document is, whoever read it first, or will be in the annotator's name."""
        return self.gold_files().get(document) or self.new_file(GOLD, annotator, document)

    def gold_files(self) -> dict[str, Path]:
        """The files that count as gold, by document."""
        return {head(path)[0]: path for path in sorted((self.root / GOLD).glob(f"*{SUFFIX}"))}

    def read(self, path: Path, key: str) -> StoredParagraph:
        """One paragraph of a file; nothing where file or paragraph is not there. Raises GoldError if it is broken."""
        if not path.is_file():
            return StoredParagraph()
        first, each = blocks(path.read_text(encoding="utf-8"))
        block = dict(each).get(key)
        return StoredParagraph() if block is None else StoredParagraph(version(block), _parsed(first, each, key, path))

    def save(self, path: Path, new: GoldParagraph, expected: str, order: Sequence[str]) -> StoredParagraph:
        """Replaces one paragraph of a file if it still has the version `expected`; `order` are the report's keys.

        Nothing is written where nothing changes. Raises ConflictError where it has another version, OSError where the
        disk refuses: the file is then as it was.
        """
        with self.lock, alone(path.parent):
            there = self.read(path, new.paragraph).version
            if there not in {expected, version(standoff.format_paragraph(new))}:  # the same, sent again, is no conflict
                raise ConflictError(new.paragraph)
            text = path.read_text(encoding="utf-8") if path.is_file() else _new_text(new)
            changed = replaced(text, new, order)
            _parsed(*blocks(changed), new.paragraph, path)
            if changed != text or not path.is_file():
                replace_text(path, changed, standoff.PROOF)
        return self.read(path, new.paragraph)

    def copy_aside(self, path: Path, annotator: str) -> None:
        """Keeps an annotator's own reading in their own folder before gold takes its place."""
        target = self.root / annotator / path.name
        if path.is_file() and head(path)[1] == annotator and not target.exists() and path != target:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_text(target, path.read_text(encoding="utf-8"), standoff.PROOF)


def head(path: Path) -> tuple[str, str]:
    """Document and annotator of a file. Raises GoldError where the head is missing."""
    with path.open(encoding="utf-8") as lines:
        return standoff.parse_head(f"{lines.readline()}{lines.readline()}", str(path))


def blocks(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first paragraph, and each paragraph's key with its lines up to the next, as they are."""
    first, *rest = re.split(r"^(?=¶ )", text, flags=re.MULTILINE)
    return first, [(block.partition("\n")[0].split(" ")[1], block) for block in rest]


def _parsed(first: str, each: list[tuple[str, str]], key: str, path: Path) -> GoldParagraph:
    """One paragraph, read without the others, whose lines are blank so that an error names the right one."""
    rows = (block if k == key else "\n" * block.count("\n") for k, block in each)
    return standoff.parse(first + "".join(rows), str(path))[0]


def version(block: str) -> str:
    """Sixteen hexadecimal digits of a paragraph's lines."""
    return hashlib.sha256(block.strip().encode()).hexdigest()[:16]


def replaced(text: str, new: GoldParagraph, order: Sequence[str]) -> str:
    """The file's text with the paragraph in place of the one of its key, else where the report has it."""
    first, each = blocks(text)
    lines = standoff.format_paragraph(new)
    keys = [key for key, _ in each]
    if new.paragraph in keys:
        at = keys.index(new.paragraph)
        old = each[at][1]
        each[at] = new.paragraph, lines.removesuffix("\n") + (old[len(old.rstrip()) :] or "\n")
        return first + "".join(block for _, block in each)
    rank = {key: i for i, key in enumerate(order)}
    mine = rank.get(new.paragraph, len(rank))
    at = next((i for i, key in enumerate(keys) if rank.get(key, len(rank)) > mine), len(keys))
    before, after = "".join(b for _, b in each[:at]), "".join(b for _, b in each[at:])
    gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    return f"{first}{before}{gap}{lines}" + (f"\n{after}" if after else "")


def _new_text(p: GoldParagraph) -> str:
    return f"document {p.document}\nannotator {p.annotator}\n\n"
