"""One document for the pages: its content in the order of the text, mentions, relations.

Offsets count UTF-16 units, as JavaScript does. A mention is `[start, end, label, entity, detail]`, a relation
`[type, subject, object, polarity, modality, attributed_to, rule, score, role]` with indices of the paragraph's
mentions. Text units that have mentions (titles, headings, captions, cells) are laid out as paragraphs.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sgreports.dataset.browser_page.series import series_names
from sgreports.dataset.rows.entities import NO_ENTITY
from sgreports.dataset.stored.stored import grouped

WIDE = re.compile("[\U00010000-\U0010ffff]")
"""Characters of two UTF-16 units."""
SENDER = re.compile(
    r"Permanent (?:Representative|Mission|Observer)s? of (?:the )?(.+?) to the United Nations", re.IGNORECASE
)
Rows = Sequence[Mapping[str, Any]]
Tables = Mapping[str, Rows]
Content = dict[str, Any]


def documents_entry(tables: Tables, first: int) -> Content:
    """What the list of documents shows; `first` is the number of its first paragraph among those of all documents."""
    row = tables["documents"][0]
    names = ("document", "symbols", "title", "date", "organs", "pages", "kind", "series")
    return {name: row[name] for name in names} | {
        "letter": letter_of(row), "first": first, "paragraphs": len(tables["paragraphs"]),
        "mentions": len(tables["mentions"]), "relations": len(tables["relations"]),
        "series_name": series_names().get(row["series"], row["series"]),
    }  # fmt: skip


def document_data(tables: Tables, urls: Mapping[str, str]) -> Content:
    """The document as its page shows it; `urls` are the official addresses of entities."""
    paragraphs = list(_paragraphs(tables))
    keys = [part for row in tables["mentions"] for part in entities(row["label"], row["entity"])]
    own = tables["documents"][0]
    known = dict.fromkeys([*keys, *own["symbols"], *own["mandates"], *filter(None, [own["previous"]])])
    return {
        "row": own, "letter": letter_of(own), "paragraphs": paragraphs, "flow": flow(tables),
        "issues": tables["issues"], "tables": tables["tables"], "figures": tables["figures"],
        "units": list(_text_units(tables)), "urls": [[key, urls[key]] for key in known if key in urls],
    }  # fmt: skip


def letter_of(row: Mapping[str, Any]) -> str | None:
    """`letter of Chad` of a letter by that State, `letter` by others; none of what the Secretary-General wrote."""
    if row["kind"] != "letter" or row["author"] is not None:
        return None
    sender = SENDER.search(row["title"] or "")
    return f"letter of {sender[1]}" if sender else "letter"


def entities(label: str, entity: str | None) -> list[str]:
    """The keys of the entities that a mention names; a date or a count names none."""
    return list(dict.fromkeys(entity.split("+"))) if entity and label not in NO_ENTITY else []


def _paragraphs(tables: Tables) -> Iterator[Content]:
    mentions, relations = (grouped(tables[name], "paragraph") for name in ("mentions", "relations"))
    for row in tables["paragraphs"]:
        at = units(row["text"])
        its = sorted(mentions.get(row["paragraph"], ()), key=lambda m: (m["start"], m["end"]))
        index = {m["id"]: i for i, m in enumerate(its)}
        yield {
            "key": row["paragraph"], "part": row["part"], "section": row["section"], "page": row["page_first"],
            "last": row["page_last"], "text": row["text"],
            "calls": [[c["mark"], at(c["offset"]), c["paragraph"]] for c in row["footnotes"]],
            "mentions": [_mention(m, at) for m in its],
            "relations": [_relation(r, index) for r in relations.get(row["paragraph"], ())],
        }  # fmt: skip


def _text_units(tables: Tables) -> Iterator[Content]:
    """Those that mention something; the text of a cell is in the table of cells."""
    mentions = grouped(tables["mentions"], "text_unit")
    cells = {f"cell/{c['table_key']}/{c['row_index']}/{c['col_index']}": c["text"] for c in tables["table_cells"]}
    for row in tables["text_units"]:
        text = cells.get(row["text_unit"]) if row["text"] is None else row["text"]
        its = sorted(mentions.get(row["text_unit"], ()), key=lambda m: (m["start"], m["end"]))
        if text and its:
            at = units(text)
            yield {
                "key": row["text_unit"], "part": row["kind"], "section": None, "page": row["page"], "text": text,
                "calls": [], "mentions": [_mention(m, at) for m in its], "relations": [],
            }  # fmt: skip


def _mention(m: Mapping[str, Any], at: Callable[[int], int]) -> list[Any]:
    detail = m["unit"] if m["label"] == "COUNT" else m["form"] or m["kind"]
    return [at(m["start"]), at(m["end"]), m["label"], m["entity"], detail]


def _relation(r: Mapping[str, Any], index: Mapping[str, int]) -> list[Any]:
    ends = [index.get(r[name]) for name in ("subject", "object")]
    said = [r["polarity"], r["modality"], index.get(r["attributed_to"]), r["rule"], r["score"], r["role"]]
    return [r["type"], *ends, *said]


def units(text: str) -> Callable[[int], int]:
    """Offsets in characters to offsets in UTF-16 units."""
    wide = [m.start() for m in WIDE.finditer(text)]
    return (lambda offset: offset + bisect_right(wide, offset - 1)) if wide else (lambda offset: offset)


def flow(tables: Tables) -> list[list[Any]]:
    """What follows what: `["section", row]`, `["paragraph" | "note" | "table" | "figure", index]`, notes at the end."""
    order: list[tuple[int, int, list[Any]]] = [(row["order"], 0, ["section", row]) for row in tables["sections"]]
    notes = []
    for i, row in enumerate(tables["paragraphs"]):
        if row["part"] == "footnote":
            notes.append(["note", i])
        else:
            order.append((row["order"], 1, ["paragraph", i]))
    order += [(_after(row, tables), 2, ["table", i]) for i, row in enumerate(tables["tables"])]
    order += [(_after(row, tables), 3, ["figure", i]) for i, row in enumerate(tables["figures"])]
    return [what for _, _, what in sorted(order, key=lambda x: x[:2])] + notes


def _after(row: Mapping[str, Any], tables: Tables) -> int:
    """The order of the last paragraph that begins by the end of a table's page; without pages, in its section."""
    its = [p for p in tables["paragraphs"] if p["part"] != "footnote"]
    if row["page"] is not None:
        before = [p["order"] for p in its if p["page_first"] is not None and p["page_first"] <= row["page"]]
    else:
        before = [p["order"] for p in its if p["section"] == row["section"]]
    return max(before, default=len(tables["paragraphs"]) + len(tables["sections"]))
