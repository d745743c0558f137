"""The changes between two runs as one HTML page that needs nothing else: it may load nothing."""

import json
from collections.abc import Sequence
from typing import Any

from sgreports.dataset.changes.change import Change
from sgreports.dataset.changes.count import ChangeCount, counts
from sgreports.dataset.changes.runs import Comparison
from sgreports.dataset.templates import ELEMENTS, part, render, script_json

MOST = 20_000
"""Changes that a page holds; it says how many more there are."""


def page(comparison: Comparison, changes: Sequence[Change], count: ChangeCount) -> str:
    """The page of the first changes, `count` being that of all."""
    title = f"{comparison.before.folder.resolve().name} → {comparison.after.folder.resolve().name}: what changed"
    data = {
        "differences": [d.model_dump() for d in comparison.causes.differences],
        "programUnknown": comparison.causes.program_unknown,
        "counts": counts(count, comparison),
        "changes": [_shown(change) for change in changes],
    }
    style, script = (part(__name__, f"changes.{kind}") for kind in ("css", "js"))
    return render(__name__, "changes.html", title=title, style=style, data=script_json(data), script=ELEMENTS + script)


def _shown(change: Change) -> dict[str, Any]:
    """A change without its rows, values as people read them."""
    return change.model_dump(exclude={"before", "after", "fields", "quote"}) | {
        "fields": [[f.name, _value(f.before), _value(f.after)] for f in change.fields],
        "quote": [[piece.text, piece.role] for piece in change.quote],
    }


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
