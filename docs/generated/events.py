"""The events of counts with their words, from knowledge/data/events.toml."""

import html
import re

from generated.markdown import table
from sgreports.dataset.publish.codebook import plain
from sgreports.knowledge.statements.events import PARTS, EventWords, event_lexicon

MARK = re.compile(r"\[([^\]]*)\]|\*([^*]*)\*")
NAMES = {
    "verbs": "verbs done to the counted", "acts": "verbs done by the counted", "nouns": "nouns",
    "adjectives": "adjectives of the counted", "things": "nouns of things",
}  # fmt: skip


def events() -> str:
    """A section for each event, in the order of the contract."""
    return "".join(map(_section, event_lexicon().events))


def _section(event: EventWords) -> str:
    words = [(NAMES[part], plain(", ".join(getattr(event, part)))) for part in PARTS if getattr(event, part)]
    listed = "".join(f"- {_marked(example)}\n" for example in event.examples)
    return f"## {event.event}\n\n{listed}\n{table(('kind', 'words'), words) if words else ''}"


def _marked(example: str) -> str:
    out, at = "", 0
    for mark in MARK.finditer(example):
        out += plain(html.escape(example[at : mark.start()], quote=False))
        style = "name" if mark[1] is not None else "cue"
        out += f'<span class="{style}">{plain(html.escape(mark[1] or mark[2], quote=False))}</span>'
        at = mark.end()
    return out + plain(html.escape(example[at:], quote=False))
