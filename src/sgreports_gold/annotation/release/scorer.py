"""Scores predictions against the gold beside this folder: `python scorer PREDICTIONS.jsonl --split test`.

It needs Python 3.11 and pydantic. The other files in this folder are sgreports' own scoring, copied.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sgreports.model.letters import digest, letter_span
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, GoldRelation
from sgreports_gold.annotation.gold.row import Row
from sgreports_gold.annotation.scoring.comparison import Span
from sgreports_gold.annotation.scoring.figures import Figure, figures
from sgreports_gold.annotation.scoring.row_scores import compare_rows
from sgreports_gold.annotation.scoring.scores import compare_spans

Json = dict[str, Any]
VALUES = ("entity", "kind", "unit", "unit_from", "event")
Keyed = dict[tuple[str, str], Json]


class WrongLineError(Exception):
    """A line of predictions that cannot be right."""


def scored(gold: Mapping[tuple[str, str], Json], found: Mapping[tuple[str, str], Json]) -> tuple[list[Figure], Json]:
    """The scores, and which paragraphs were not predicted or have other letters; these count as they are."""
    with_rows = any("row" in m for line in gold.values() for m in line["mentions"])
    each, told = [], dict[str, list[str]](absent=[], garbled=[])
    for key, line in gold.items():
        wanted, prediction = paragraph(line), found.get(key)
        if prediction is None:
            told["absent"].append(" ¶".join(key))
        elif "text" in prediction and digest(prediction["text"]) != wanted.hash:
            told["garbled"].append(" ¶".join(key))
        spans = list(spans_of(prediction)) if prediction else []
        relations = [{"role": None, "polarity": "affirmed", "modality": "actual"} | r for r in relations_of(prediction)]
        each.append(compare_spans(wanted, spans, relations))
        if with_rows:
            compare_rows(wanted, spans, dict(rows_of(prediction)), each[-1])
    return [f for f in figures(each) if not f.name.startswith("rule ")], told


def paragraph(line: Json) -> GoldParagraph:
    """The gold of a line."""
    return GoldParagraph.model_construct(
        document=line["document"], paragraph=line["paragraph"], annotator="",
        letters=line["letters"], hash=line["hash"],
        mentions=tuple(map(_mention, line["mentions"])),
        relations=tuple(GoldRelation.model_construct(**r) for r in line["relations"]),
    )  # fmt: skip


def _mention(m: Json) -> GoldMention:
    start, end = m["letters"]
    row = Row.model_construct(**m["row"]) if "row" in m else None
    values = {name: m.get(name) for name in VALUES}
    return GoldMention.model_construct(id=m["id"], label=m["label"], start=start, end=end, text="", row=row, **values)


def spans_of(prediction: Json) -> Iterator[Span]:
    """The mentions predicted, on letters: by `letters`, else by `start` and `end` in the line's `text`."""
    for m in prediction["mentions"]:
        if "letters" in m:
            start, end = m["letters"]
        elif "text" in prediction:
            start, end = letter_span(prediction["text"], m["start"], m["end"])
        else:
            raise WrongLineError(f"mention {m['id']} has no letters, and its line no text to count them in")
        yield Span(m["label"], start, end, dict.fromkeys(("text", *VALUES), "") | m)


def relations_of(prediction: Json | None) -> list[Json]:
    """The relations predicted."""
    return list(prediction.get("relations", [])) if prediction else []


def rows_of(prediction: Json | None) -> Iterator[tuple[str, Json]]:
    """The rows predicted, by their mention, as the table of counts has them."""
    for m in prediction["mentions"] if prediction else []:
        if row := m.get("row"):
            first, _, last = (row.get("years") or "").partition("-")
            codes = row.get("country") or []
            times = {"time_start": first, "time_end": last or first}
            yield m["id"], m | row | times | {"country": codes[0] if len(codes) == 1 else None}


def lines(file: Path, split: str | None = None) -> Keyed:
    """The lines of a file by document and paragraph. Raises WrongLineError naming the line."""
    found: Keyed = {}
    for number, text in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        try:
            line = json.loads(text) if text.strip() else None
            if line and split in (None, line.get("split")):
                found[line["document"], line["paragraph"]] = line
        except (ValueError, KeyError) as error:
            raise WrongLineError(f"{file} line {number} is no paragraph: {error!r}") from error
    return found


def main() -> int:
    """Prints the scores."""
    parser = argparse.ArgumentParser(prog="scorer", description="Score predictions against the gold.")
    parser.add_argument("predictions", type=Path, help="JSON Lines in the form of gold.jsonl")
    parser.add_argument("--gold", type=Path, default=Path(__file__).parents[1] / "gold.jsonl", help="other gold")
    parser.add_argument("--split", help="train, dev or test alone")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    try:
        gold = lines(given.gold, given.split)
        found, told = scored(gold, lines(given.predictions))
    except (WrongLineError, OSError, KeyError) as error:
        sys.stderr.write(f"scorer: {error}\n")
        return 2
    if given.json:
        sys.stdout.write(json.dumps([f.model_dump() for f in found], indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _printed(found, told, len(gold))))
    return 0


def _printed(found: list[Figure], told: Json, paragraphs: int) -> Iterator[str]:
    yield f"{paragraphs} paragraphs"
    for what, words in (("absent", "were not predicted"), ("garbled", "have other letters in the predictions")):
        if told[what]:
            yield f"{len(told[what])} {words}: {'; '.join(told[what][:3])} …"
    yield f"{'score':32} {'P':>6} {'R':>6} {'F1':>6}  95 %           n"
    for f in found:
        pair = ("", f"{f.recall:.3f}", "") if f.share else (f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}")
        yield f"{f.name:32} {pair[0]:>6} {pair[1]:>6} {pair[2]:>6}  {f.low:.3f}–{f.high:.3f} {f.n:7}"


if __name__ == "__main__":
    sys.exit(main())
