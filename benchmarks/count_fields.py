"""How often unit, its source and event of gold counts are right, in seconds: on gold's own spans, from the texts alone.

Usage: SGREPORTS_REPORTS=FOLDER python benchmarks/count_fields.py train|dev [FIELD]

`FIELD` (unit, unit_from, event) lists the counts where it is wrong; never ask that of dev, whose texts no rule is made
from. The last lines show how often each step of events is right.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sgreports.counting.event.events import events_of
from sgreports.counting.quantity.quantities import find_counts
from sgreports.model.facts import Mention
from sgreports.parsing.language import parse
from sgreports.parsing.tokens import parsed
from sgreports.parsing.unit import Unit
from sgreports.reading import read_report
from sgreports.scene.scene import Scene
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.excerpt import excerpt
from sgreports_gold.annotation.gold.marks import marks_of
from sgreports_gold.annotation.gold.records import Mark
from sgreports_gold.annotation.gold.standoff import read
from sgreports_gold.annotation.texts import texts_of

GOLD = Path("annotations/gold")
FIELDS = ("unit", "unit_from", "event")
Row = tuple[str, Mark, dict[str, str | None], str]


def paragraphs(documents: list[str], settings: Settings) -> Iterator[tuple[str, list[Mark]]]:
    """Text and gold mentions of every paragraph with a count."""
    for path in sorted(GOLD.glob("*.gold")):
        for p in read(path):
            if p.document in documents and any(m.label == "COUNT" for m in p.mentions):
                text = texts_of(p.document, settings)[p.paragraph]
                yield text, list(marks_of(p, text).mentions)


def rows(documents: list[str], settings: Settings) -> Iterator[Row]:
    """Each gold count that is found with its span: text, gold, what is found, and the step of its event."""
    found = list(paragraphs(documents, settings))
    shell = read_report(Path("src/sgreports/data/child-protection-2016.txt"), settings)
    for (text, marks), doc in zip(found, parse((t for t, _ in found), settings.model), strict=True):
        unit = Unit(shell, shell.paragraphs[0].model_copy(update={"text": text}), doc)
        spans = {(c.start, c.end): c for c in find_counts(unit)}
        scene = Scene(parsed(doc), [mention(m, spans.get((m.start, m.end))) for m in marks])
        events = events_of(scene)
        for m in marks:
            if m.label == "COUNT" and (c := spans.get((m.start, m.end))) and m.id in events:
                found = {"unit": c.unit, "unit_from": c.unit_from, "event": events[m.id].event}
                yield text, m, found, events[m.id].step


def mention(mark: Mark, found: object) -> Mention:
    """A gold mention, a COUNT with the unit that is found."""
    return Mention(
        id=mark.id, paragraph="1", label=mark.label, start=mark.start, end=mark.end, text=mark.text,
        entity=mark.entity, kind=mark.kind, unit=getattr(found, "unit", None),
        unit_from=getattr(found, "unit_from", None), source="gold",
    )  # fmt: skip


def same(field: str, gold: str | None, found: str | None) -> bool:
    """Whether a field is right; of units the last word counts."""
    if field != "unit":
        return gold == found
    return (gold or "").casefold().split()[-1:] == (found or "").casefold().split()[-1:]


def main() -> None:
    """Prints the share that is right of each field, and of events by step."""
    settings, asked = Settings(), sys.argv[2] if len(sys.argv) > 2 else ""
    splits = tomllib.loads(Path("annotations/splits.toml").read_text(encoding="utf-8"))
    right, steps, total = Counter[str](), Counter[tuple[str, bool]](), 0
    for text, gold, found, step in rows(splits[sys.argv[1]], settings):
        total += 1
        for field in FIELDS:
            want = getattr(gold, field)
            right[field] += same(field, want, found[field])
            if field == asked and not same(field, want, found[field]):
                sys.stdout.write(f"{want} / {found[field]}: {' | '.join(excerpt(text, gold.start, gold.end))}\n")
        steps[step, found["event"] == gold.event] += 1
    sys.stdout.write("".join(f"{field:10} {right[field] / total:.3f} of {total}\n" for field in FIELDS))
    for step in sorted({name for name, _ in steps}):
        sys.stdout.write(f"  {step:10} {steps[step, True]} of {steps[step, True] + steps[step, False]}\n")


if __name__ == "__main__":
    main()
