"""Markdown that the generated parts share."""

from collections.abc import Iterable, Sequence

from sgreports.dataset.publish.codebook import plain


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def code(text: str) -> str:
    """A text as code in a cell."""
    return f"`{text}`".replace("|", "\\|") if text else ""


def sentence(text: str) -> str:
    """A text as a sentence: with a capital and a full stop. What is between backticks stays code."""
    whole = text.strip()
    whole = whole[:1].upper() + whole[1:] + ("" if whole.endswith(".") else ".")
    return "".join(code(part) if at % 2 else plain(part) for at, part in enumerate(whole.split("`")))
