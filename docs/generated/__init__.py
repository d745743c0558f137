"""Parts of pages that are made at each build: `<!-- generated: tables -->` in a page stands for one of them."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from generated.commands import commands
from generated.events import events
from generated.figures import all_figures, models, short_figures
from generated.prefixes import prefixes
from generated.relations import relations
from generated.tables import tables

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MARK = re.compile(r"^<!-- (generated|included): (\S+) -->$", re.MULTILINE)
LINK = re.compile(r"\[([^\]\[]*)\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)")
PARTS: dict[str, Callable[[], str]] = {
    "tables": tables, "commands": commands, "relations": relations, "events": events, "figures": all_figures,
    "short-figures": short_figures, "models": models, "prefixes": prefixes,
}  # fmt: skip
PAGES = {
    "README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changes.md",
    "annotations/README.md": "annotations.md", "annotations/GUIDELINES.md": "guidelines.md",
    "models/README.md": "models.md",
}  # fmt: skip
"""Files of the repository, and the pages of the site that include them."""


def filled(page: str, folder: Path) -> str:
    """A page in `folder` with its generated and included parts. KeyError for a part that there is not."""
    linked = _linked(page, folder, folder)
    return MARK.sub(lambda mark: PARTS[mark[2]]() if mark[1] == "generated" else _included(mark[2], folder), linked)


def _included(name: str, folder: Path) -> str:
    """A file of the repository without its title."""
    file = ROOT / name
    return _linked(file.read_text(encoding="utf-8").partition("\n")[2], file.parent, folder)


def _linked(text: str, base: Path, folder: Path) -> str:
    """The text of a file in `base` with its links as they are from `folder`; a link to a folder becomes its text."""

    def link(found: re.Match[str]) -> str:
        target = (base / found[2]).resolve()
        if target.is_dir() and text[found.start() - 1 : found.start()] != "!":
            return found[1]
        inside = target.relative_to(ROOT).as_posix() if target.is_relative_to(ROOT) else ""
        place = DOCS / PAGES[inside] if inside in PAGES else target
        return f"[{found[1]}]({Path(os.path.relpath(place, folder)).as_posix()}{found[3] or ''})"

    return LINK.sub(link, text)
