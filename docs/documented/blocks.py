"""The code blocks of a page."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(
    r"^(?:<!-- not run: (?P<reason>[^\n]+) -->\n)?```(?P<language>\S*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
COMMAND = re.compile(r"^\$ (?P<line>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


class Block(NamedTuple):
    """A code block; `reason` says why it is not run."""

    language: str
    code: str
    reason: str | None

    @property
    def commands(self) -> list[str]:
        """The commands of a block of commands."""
        if self.language == "console":
            return [found["line"] for found in COMMAND.finditer(self.code)]
        return [line for line in self.code.splitlines() if line.strip()] if self.language == "sh" else []


def pages() -> list[Path]:
    """The pages whose blocks are run, README.md first."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def name(page: Path) -> str:
    """A page's path in the repository."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> list[Block]:
    """The code blocks of a page's text in their order; those that Sphinx reads (`{toctree}`) are left out."""
    found = (Block(fence["language"], fence["code"], fence["reason"]) for fence in FENCE.finditer(text))
    return [block for block in found if not block.language.startswith("{")]
