"""The changes between two runs as one HTML page that needs nothing else: it may load nothing."""

import json
import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import Any

from sgreports.dataset.changes.change import Change
from sgreports.dataset.changes.count import ChangeCount, counts
from sgreports.dataset.changes.runs import Comparison
from sgreports.dataset.script_json import script_json

MOST = 20_000
"""Changes that a page holds; it says how many more there are."""


def page(comparison: Comparison, changes: Sequence[Change], count: ChangeCount) -> str:
    """The page of the first changes, `count` being that of all."""
    title = f"{comparison.before.folder.resolve().name} → {comparison.after.folder.resolve().name}: what changed"
    data = {
        "differences": [d.model_dump() for d in comparison.differences],
        "untold": comparison.causes.program_untold,
        "counts": counts(count, comparison),
        "changes": [_told(change) for change in changes],
    }
    parts = {
        "title": escape(title),
        "style": _part("changes.css"),
        "data": script_json(data),
        "script": _part("changes.js"),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda hole: parts[hole[1]], _part("changes.html"))


def _told(change: Change) -> dict[str, Any]:
    """A change without its rows, values as people read them."""
    return change.model_dump(exclude={"before", "after", "fields", "quote"}) | {
        "fields": [[f.name, _value(f.before), _value(f.after)] for f in change.fields],
        "quote": [[piece.text, piece.role] for piece in change.quote],
    }


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _part(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
