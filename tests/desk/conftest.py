"""A small run on disk, a desk over it, and a client that asks the desk's application without a server."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asking import HOST, TOKEN, Client
from sgreports.model.records import SCHEMA_VERSION
from sgreports_gold.desk.desk import Desk
from sgreports_gold.desk.files.folder import AnnotationFolder
from sgreports_gold.desk.server.app import application
from sgreports_gold.desk.server.pictures import Pictures
from sgreports_gold.desk.sources.loading import QueueOptions, fill
from sgreports_gold.desk.sources.run_source import RunSource

DOCUMENT = "A/99/7"
TEXTS = {
    "1": "In March 2044, UNICEF and UNHCR jointly helped 40 children in Chad.",
    "2": "A 🌍 report said <script>alert('x')</script> and named UNICEF.",
    "3": "Chad signed the Lake Accord.",
    "fn-1": "See A/98/12.",
}


Open = Callable[..., tuple[Desk, Client]]


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    folder = tmp_path / "annotations"
    folder.mkdir()
    (folder / "GUIDELINES.md").write_text(
        "## Mentions\n| label | what it is | form |\n|---|---|---|\n| AGENCY | a named body | key |\n"
        "\n### AGENCY\n- kind\n"
        "## Relations\n| type | from | says |\n|---|---|---|\n| `signed` | COUNTRY | signs |\n"
        "| `part_of` (*2.0*) | COUNT | is a part |\n## Rulings\n- one\n## Further rulings\n- two\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The tables of a run over one invented report, as `sgreports extract` writes them."""
    folder = tmp_path / "run"
    folder.mkdir()
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [{"document": DOCUMENT, "symbols": [DOCUMENT, "S/2044/1"], "title": "Lakes", "date": "2044-05-06",
                       "period_start": "2044-01-01", "period_end": None}],
        "sections": [
            {"document": DOCUMENT, "section": "I", "label": "I", "title": "Overview", "parent": None, "order": 0},
            {"document": DOCUMENT, "section": "I.A", "label": "A", "title": "Children", "parent": "I", "order": 1},
        ],
        "paragraphs": [paragraph_row(order, key, text) for order, (key, text) in enumerate(TEXTS.items())],
        "mentions": [
            mention_row("1", 1, "March 2044", "YEAR", "2044-03", score=0.99),
            mention_row("1", 2, "UNICEF", "AGENCY", "unicef", kind="un", score=0.99),
            mention_row("1", 3, "UNHCR", "AGENCY", "unhcr", kind="un", score=0.6),
            mention_row("1", 4, "40", "COUNT", "40", kind="cardinal", unit="children",
                        unit_from="own", event="assisted", score=0.95),
            mention_row("1", 5, "Chad", "COUNTRY", "TCD", form="name", score=0.99),
            mention_row("3", 6, "Chad", "COUNTRY", "TCD", form="name", score=0.99),
            mention_row("3", 7, "Lake Accord", "INSTRUMENT", "name/lake-accord", kind="agreement", score=0.5,
                        source="model"),
        ],
        "relations": [
            relation_row("1", "works_with", 2, 3), relation_row("1", "count_in", 4, 5),
            relation_row("3", "signed", 6, 7, score=0.5),
        ],
        "counts": [],
    }  # fmt: skip
    for table, content in rows.items():
        lines = (json.dumps(row, ensure_ascii=False) for row in content)
        (folder / f"{table}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "run.json").write_text(
        json.dumps({"inputs": [], "versions": {"dataset_schema": SCHEMA_VERSION}}), encoding="utf-8"
    )
    return folder


def paragraph_row(order: int, key: str, text: str) -> dict[str, Any]:
    part = "footnote" if key.startswith("fn") else "body"
    return {"document": DOCUMENT, "paragraph": key, "part": part, "section": "I.A", "order": order, "text": text,
            "boxes": [[1, 100, 50, 500, 90]]}  # fmt: skip


def mention_row(paragraph: str, number: int, text: str, label: str, entity: str, **more: Any) -> dict[str, Any]:
    start = TEXTS[paragraph].index(text)
    row = {"id": f"{DOCUMENT}#m{number}", "document": DOCUMENT, "paragraph": paragraph, "label": label, "text": text,
           "entity": entity, "start": start, "end": start + len(text), "source": "rule:test"}  # fmt: skip
    return row | dict.fromkeys(("kind", "form", "unit", "unit_from", "event")) | more


def relation_row(paragraph: str, kind: str, subject: int, target: int, score: float = 0.9) -> dict[str, Any]:
    return {"document": DOCUMENT, "paragraph": paragraph, "type": kind, "subject": f"{DOCUMENT}#m{subject}",
            "object": f"{DOCUMENT}#m{target}", "polarity": "affirmed", "modality": "actual", "role": None,
            "score": score, "rule": "test"}  # fmt: skip


@pytest.fixture
def opened(annotations: Path, run: Path) -> Open:
    """Opens a desk on the run: `opened("mk")`, `opened("mk", sides=("a", "b"))`, `opened("mk", blind_share=1.0)`."""

    def open_desk(
        annotator: str = "mk", sides: tuple[str, str] | None = None, blind_share: float = 0.0, limit: int = 99
    ) -> tuple[Desk, Client]:
        source = RunSource(run, run / "reports")
        desk = Desk(annotator, AnnotationFolder(annotations), source, Pictures(), sides)
        fill(desk, QueueOptions(blind_share=blind_share, limit=limit, named=True))
        return desk, Client(application(desk, TOKEN, [HOST, HOST.replace("127.0.0.1", "localhost")]))

    return open_desk
