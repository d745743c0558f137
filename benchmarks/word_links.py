"""Compares the INSTRUMENT mentions of a run with the hyperlinks that the UN's editors set in Word files.

Usage: python benchmarks/word_links.py RUN [FOLDER] [--all]     FOLDER is ../shared/docx without a name

Extract the folder with `--no-links` first, or the score means nothing. The links are read by python-docx alone, from
paragraphs of the text outside tables, deleted text excluded.
Found: the row of the link's paragraph has an INSTRUMENT whose `entity` is the link's target, or has it among the parts
joined by `+`; letter case does not count. Right: of the links under which there is a mention of that label, the share
that have the target among them. `--all` prints every link that is not found.
"""

import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from docx import Document
from docx.oxml.ns import qn

import sgreports

HOSTS = ("docs.un.org", "undocs.org", "www.undocs.org")
LANGUAGE = re.compile(r"^/(?:(?:en|fr|es|ar|zh|ru)/)?")
SPACE = re.compile(r"\s+")
SHOWN = 40


@dataclass(frozen=True)
class WordLink:
    """A link to a symbol: the index of its paragraph in the file, the words under it, the words before it."""

    paragraph: int
    target: str
    text: str
    before: str


def say(text: str) -> None:
    """Writes a line."""
    sys.stdout.write(f"{text}\n")


def symbol(uri: str) -> str | None:
    """The symbol that a docs.un.org address points to, in lower case; None for any other address."""
    parts = urlsplit(uri.strip())
    if parts.hostname not in HOSTS:
        return None
    return unquote(LANGUAGE.sub("", parts.path)).strip("/ ").replace(" ", "").casefold() or None


def words(element: Any) -> str:
    """The text of an element without what was deleted (which is no w:t)."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def links(path: Path) -> Iterator[WordLink]:
    """The links of the paragraphs outside tables."""
    document = Document(str(path))
    for index, paragraph in enumerate(document.paragraphs):
        before = ""
        for child in paragraph._p:
            rel = document.part.rels.get(child.get(qn("r:id"), "")) if child.tag == qn("w:hyperlink") else None
            target = symbol(rel.target_ref) if rel is not None and rel.is_external else None
            if target and words(child).strip():
                yield WordLink(index, target, words(child).strip(), before)
            before += words(child)


def entities(mentions: list[dict[str, Any]]) -> set[str]:
    """The symbols that mentions stand for."""
    return {part for m in mentions for part in (m["entity"] or "").casefold().split("+")}


def place(link: WordLink, text: str) -> tuple[int, int] | None:
    """Where the words under the link stand in the row's text: after the words that stand before it in the file."""
    lead = SPACE.sub(" ", link.before)[-25:].lstrip()
    own = SPACE.sub(" ", link.text)
    at = text.find(lead + own)
    at = at + len(lead) if at >= 0 else text.find(own)
    return (at, at + len(own)) if at >= 0 else None


def main(run: Path, folder: Path, show_all: bool) -> None:
    """Prints the links that are not found, and the score."""
    tables = {name: frame.to_dict("records") for name, frame in sgreports.read(run).items()}
    names = {row["source"]: row["document"] for row in tables["documents"]}
    rows, mentions = defaultdict(list), defaultdict(list)
    for row in tables["paragraphs"]:
        if row["word_index"] == row["word_index"] and row["word_index"] is not None:
            rows[row["document"]].append((int(row["word_index"]), row["paragraph"], row["text"]))
    for m in tables["mentions"]:
        if m["label"] == "INSTRUMENT":
            mentions[m["document"], m["paragraph"]].append(m)
    score, shown = Counter[str](), 0
    for path in sorted(folder.glob("*.docx")):
        document = names.get(path.name)
        its = sorted(rows[document])
        for link in links(path):
            at = bisect_right([index for index, _, _ in its], link.paragraph) - 1
            key, text = its[at][1:] if at >= 0 else ("", "")
            here = mentions[document, key]
            span = place(link, text)
            under = [m for m in here if span and m["start"] < span[1] and span[0] < m["end"]]
            found, right = link.target in entities(here), link.target in entities(under)
            score.update(links=1, found=found, under=bool(under), right=right)
            if not found or (under and not right):
                shown += 1
                if show_all or shown <= SHOWN:
                    say(f"{path.stem:22} ¶{key:8} {link.target:28} {link.text!r} {[m['entity'] for m in under]}")
    say(f"\n{score['found']} of {score['links']} links found  {score['found'] / max(score['links'], 1):.4f}")
    say(f"{score['right']} of {score['under']} under a mention right  {score['right'] / max(score['under'], 1):.4f}")


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    default = Path(__file__).parents[2] / "shared" / "docx"
    main(Path(named[0]), Path(named[1]) if len(named) > 1 else default, "--all" in sys.argv)
