"""A folder with gold for others to measure on: spans without texts, guidelines, agreement, datasheet, scorer."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from sgreports import __version__
from sgreports.dataset.files.atomic import replacing
from sgreports.dataset.files.folder import write_text
from sgreports.dataset.publish.archive import CHECKSUMS, checksums
from sgreports.dataset.publish.licence import Licence
from sgreports.dataset.publish.publish import folder_with
from sgreports.dataset.publish.scores import Score
from sgreports.dataset.templates import render
from sgreports.knowledge.statements.relations import symmetric_types
from sgreports.model.base import Frozen
from sgreports.model.letters import character_span
from sgreports_gold.annotation.comparing.agreement import agreement, agreement_figures, both_read
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, GoldRelation
from sgreports_gold.annotation.gold.row import Row, plain
from sgreports_gold.annotation.release.scorer import VALUES

GOLD, GUIDELINES = "gold.jsonl", "GUIDELINES.md"
PROOF = folder_with(GOLD)
COPIED = ("sgreports.model.letters", "sgreports_gold.annotation.release.plain",
          *(f"sgreports_gold.annotation.scoring.{name}" for name in (
              "comparison", "figures", "relation_scores", "row_scores", "scores")))  # fmt: skip
SCORER = "sgreports_gold.annotation.release.scorer"
IMPORT = re.compile(r"^from (sgreports\S+) import", re.MULTILINE)
PLAIN: tuple[type[Frozen], ...] = (Row, GoldMention, GoldRelation, GoldParagraph, Score)
"""The models whose values the scoring makes or names."""
WithText = tuple[GoldParagraph, str]


class Sources(Frozen):
    """What a release is made from, beside the gold: `second` are further readings of the same paragraphs."""

    splits: dict[str, str]
    guidelines: str
    second: tuple[GoldParagraph, ...]
    licence: Licence


def release(read: Iterable[WithText], sources: Sources, out: Path) -> Counter[str]:
    """Writes the folder, replaced as a whole; how many of what it holds. Raises UsageError where it is another's."""
    with replacing(out, PROOF) as folder:
        gold = list(_write_gold(read, sources.splits, folder / GOLD))
        numbers = counted(gold)
        agreed = agreement_figures(agreement(both_read(gold, sources.second)))
        said = {"numbers": numbers, "splits": _by_split(gold, sources.splits), "agreed": agreed, "version": __version__,
                "licence": sources.licence, "again": len(both_read(gold, sources.second))}  # fmt: skip
        texts = {
            "README.md": render(__package__, "texts/README.md", **said),
            "DATASHEET.md": render(__package__, "texts/DATASHEET.md", **said),
            GUIDELINES: sources.guidelines, "LICENSE": sources.licence.whole,
            "agreement.json": json.dumps([f.model_dump() for f in agreed], indent=2) + "\n",
        } | {f"scorer/{name}": text for name, text in scorer().items()}  # fmt: skip
        (folder / "scorer").mkdir()
        for name, text in texts.items():
            write_text(folder / name, text)
        write_text(folder / CHECKSUMS, checksums(folder))
    return numbers


def _write_gold(read: Iterable[WithText], splits: Mapping[str, str], file: Path) -> Iterator[GoldParagraph]:
    """Writes a line for each paragraph, and passes them on without their texts."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for p, text in read:
            out.write(json.dumps(line(p, text, splits.get(p.document)), ensure_ascii=False) + "\n")
            yield p


def line(p: GoldParagraph, text: str, split: str | None) -> dict[str, Any]:
    """The paragraph without its text: `sha256` is that of the text, `hash` that of its letters alone."""
    return {
        "document": p.document, "paragraph": p.paragraph, "split": split,
        "url": f"https://docs.un.org/en/{p.document}" if "/" in p.document else None,
        "characters": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "letters": p.letters, "hash": p.hash,
        "mentions": [_mention(m, text) for m in p.mentions],
        "relations": [r.model_dump(exclude_none=True) for r in p.relations],
    }  # fmt: skip


def _mention(m: GoldMention, text: str) -> dict[str, Any]:
    start, end = character_span(text, m.start, m.end, m.text)
    said = {"id": m.id, "label": m.label, "start": start, "end": end, "letters": [m.start, m.end]}
    values = {name: value for name, value in m.model_dump(include=set(VALUES)).items() if value is not None}
    return said | values | ({"row": plain(m.row)} if m.row else {})


def counted(gold: Sequence[GoldParagraph]) -> Counter[str]:
    """Reports, paragraphs, mentions, relations, rows."""
    mentions = [m for p in gold for m in p.mentions]
    return Counter(
        reports=len({p.document for p in gold}), paragraphs=len(gold), mentions=len(mentions),
        relations=sum(len(p.relations) for p in gold), rows=sum(m.row is not None for m in mentions),
    )  # fmt: skip


def _by_split(gold: Sequence[GoldParagraph], splits: Mapping[str, str]) -> dict[str, Counter[str]]:
    names = [name for name in ("train", "dev", "test") if name in splits.values()]
    of = {name: counted([p for p in gold if splits.get(p.document) == name]) for name in names}
    return {name: numbers for name, numbers in of.items() if numbers["paragraphs"]}


def scorer() -> dict[str, str]:
    """The files of the scorer: sgreports' own scoring with the imports of a folder that has nothing else."""
    modules = {f"{name.rpartition('.')[2]}.py": name for name in COPIED} | {"__main__.py": SCORER}
    texts = {name: alone(_source(module)) for name, module in modules.items()}
    known = ", ".join(f'"{name}"' for name in sorted(symmetric_types()))
    made = "".join(map(unchecked, PLAIN))
    return texts | {"plain.py": f"{texts['plain.py']}\n\nSYMMETRIC = frozenset({{{known}}})\n{made}"}


def _source(module: str) -> str:
    package, _, name = module.rpartition(".")
    return (files(package) / f"{name}.py").read_text(encoding="utf-8")


def unchecked(model: type[Frozen]) -> str:
    """The line that makes a model with the fields of another."""
    fields = model.model_fields.items()
    needed = [name for name, field in fields if field.is_required()]
    defaults = {name: field.get_default() for name, field in fields if not field.is_required()}
    return f"{model.__name__} = unchecked({model.__name__!r}, {needed!r}, {defaults!r})\n"


def alone(source: str) -> str:
    """A module that imports from beside it what it imported from sgreports."""

    def beside(found: re.Match[str]) -> str:
        module = found[1].rpartition(".")[2]
        return f"from {module if found[1] in COPIED else 'plain'} import"

    return IMPORT.sub(beside, source)
