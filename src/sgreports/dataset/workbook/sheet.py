"""One sheet: a header that stays, filters, cells by type, links to pages."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

MOST_ROWS, MOST_LETTERS, MOST_LINKS = 1_048_575, 32_767, 65_530
"""What a sheet of Excel holds: rows under the header, characters in a cell, links."""
WIDE = {"text", "sentence_text", "evidence", "title", "document_title", "description", "detail", "subtitle"}
LINKS = ("url", "link")
"""Columns of addresses."""
DOCUMENTS = "https://docs.un.org/en/"


@dataclass(frozen=True)
class Sheet:
    """The name of a sheet, its columns, and rows that have them."""

    name: str
    names: Sequence[str]
    rows: Iterable[Mapping[str, Any]]


class Written(NamedTuple):
    """The rows that a sheet got, and in words what it has no room for."""

    name: str
    rows: int
    cut: str


def write_sheet(workbook: Any, content: Sheet) -> Written:
    """Adds a sheet to the workbook."""
    sheet = workbook.add_worksheet(content.name)
    link = workbook.get_default_url_format()
    _prepare(workbook, sheet, content.names)
    rows = links = left = cut = 0
    for row in content.rows:
        if rows == MOST_ROWS:
            left += 1
            continue
        rows += 1
        for column, name in enumerate(content.names):
            value = _value(row[name])
            cut += isinstance(value, str) and len(value) > MOST_LETTERS
            address = link_of(row, name) if links < MOST_LINKS else None
            if address:
                links += 1
                sheet.write_url(rows, column, address, link, str(value)[:MOST_LETTERS])
            if not address or isinstance(value, int | float):
                _write(sheet, rows, column, value, link if address else None)
    sheet.autofilter(0, 0, max(rows, 1), len(content.names) - 1)
    said = [f"the last {left:,} rows"] * bool(left) + [f"the ends of {cut:,} long texts"] * bool(cut)
    return Written(content.name, rows, ", ".join(said))


def _prepare(workbook: Any, sheet: Any, names: Sequence[str]) -> None:
    """The header and the widths; in constant memory they come before the rows."""
    bold = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F6"})
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, 70 if name in WIDE else min(30, max(10, len(name) + 4)))
    sheet.freeze_panes(1, 1)


def _value(value: Any) -> Any:
    """A list of texts in one line, other lists and objects as JSON."""
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple | dict) else value


def _write(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    """A cell by its type; never a formula."""
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, value, form)
        case int() | float():
            sheet.write_number(row, column, value, form)
        case datetime.date():
            sheet.write_datetime(row, column, value, form)
        case _:
            sheet.write_string(row, column, str(value)[:MOST_LETTERS], form)


def link_of(row: Mapping[str, Any], name: str) -> str | None:
    """The address that a cell leads to: an address itself, the document, the page of the document."""
    value = row[name]
    if value is None:
        return None
    if name in LINKS:
        return str(value)
    document = row.get("document") or ""
    if "/" not in document or name not in ("document", "page", "page_first"):
        return None
    return f"{DOCUMENTS}{document}" + (f"#page={value}" if name != "document" else "")
