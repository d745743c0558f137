"""What the guidelines say of each label and relation, cut out of GUIDELINES.md for the reader who has it in focus."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from sgreports.knowledge.statements.relations import relation_rules
from sgreports.model.facts import LABELS, MEASURES, ROLES
from sgreports_gold.annotation.gold.records import FIXED, KINDS, WITH_ROLE
from sgreports_gold.desk.server.answers import LabelAnswer, RelationAnswer

FILE = "GUIDELINES.md"


def guidelines(annotations: Path) -> str:
    """The guidelines beside the gold; empty where there are none."""
    path = annotations / FILE
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def label_answers(text: str, events: Sequence[str], units: Mapping[str, tuple[str, ...]]) -> dict[str, LabelAnswer]:
    """Every label in the order of its digit key, with its part of the guidelines.

    `events` are those of a COUNT, `units` those of each unit in gold.
    """
    glosses, parts = table(text, "label"), sections(text)
    return {
        label: LabelAnswer(
            kinds=KINDS[label], events=tuple(events) if label == "COUNT" else (),
            events_of_units=dict(units) if label == "COUNT" else {},
            measures=MEASURES if label == "COUNT" else (),
            gloss=glosses.get(label, [""])[0], guideline=parts.get(label, ""),
        )
        for label in LABELS
    }  # fmt: skip


def relation_answers(text: str) -> dict[str, RelationAnswer]:
    """Every relation type with its arguments and its line of the guidelines."""
    says = table(text, "type")
    return {
        rules.type: RelationAnswer(
            gloss=rules.gloss, guideline=says.get(rules.type, ["", ""])[-1], subject=rules.arguments.subject,
            object=rules.arguments.object, symmetric=rules.symmetric,
            roles=ROLES if rules.type in WITH_ROLE else (), fixed=rules.type in FIXED,
        )
        for rules in relation_rules()
    }  # fmt: skip


def rulings(text: str) -> str:
    """The sections of rulings, one after the other."""
    return "\n".join(part for title, part in sections(text).items() if "rulings" in title.lower())


def sections(text: str) -> dict[str, str]:
    """The parts of a Markdown text by their headings of any level, without the headings."""
    parts = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {title.strip(): body.strip() for title, body in zip(parts[1::2], parts[2::2], strict=True)}


def table(text: str, first: str) -> dict[str, list[str]]:
    """The rows of the table whose first column is headed `first`: the other cells by the first one's first word."""
    rows: dict[str, list[str]] = {}
    inside = False
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells or cells[0] == first:
            inside = bool(cells)
        elif inside and not set(line) <= set("|-: "):
            rows[re.split(r"[`\s]", cells[0].strip("`"), maxsplit=1)[0]] = cells[1:]
    return rows
