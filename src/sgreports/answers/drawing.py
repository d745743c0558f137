"""Sentences of counts as a notebook draws them: the number, the place that states it, and the sentence."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from sgreports.model.drawing import mark, scrolled

SHOWN = 50
"""Sentences, at most."""
NEEDED = {"number_text", "unit_phrase", "unit", "event", "document", "paragraph", "page", "link", "sentence_text"}


class Sentences(pd.DataFrame):
    """A frame with a sentence a row. A notebook draws the sentences while the columns for it are there."""

    @property
    def _constructor(self) -> type["Sentences"]:
        return Sentences

    def _repr_html_(self) -> str | None:
        if not NEEDED.issubset(self.columns):
            return pd.DataFrame(self)._repr_html_()  # type: ignore[operator,no-any-return]
        rows = [*map(_drawn, self.head(SHOWN).to_dict("records"))]
        more = [f"… and {len(self) - SHOWN} more"] if len(self) > SHOWN else []
        return scrolled([*rows, *more])


def _drawn(row: Mapping[Any, Any]) -> str:
    number = row["number_text"]
    what = _word(row["unit_phrase"]) or _word(row["unit"])
    said = [f"{number} {what}".strip(), _word(row["event"])]
    page = "" if pd.isna(row["page"]) else f", p. {int(row['page'])}"
    place = escape(f"{row['document']} ¶{row['paragraph']}{page}")
    linked = place if pd.isna(row["link"]) else f'<a href="{escape(row["link"])}" rel="noopener">{place}</a>'
    sentence = row["sentence_text"]
    before, found, after = sentence.partition(number)
    once = found and number not in after  # else nothing tells which of them it is
    shown = escape(before) + mark(number, "COUNT") + escape(after) if once else escape(sentence)
    return f"<b>{escape(', '.join(filter(None, said)))}</b> · {linked}<br>{shown}"


def _word(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
