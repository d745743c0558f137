"""Draws paragraphs for annotation from runs, at random with a fixed seed: `python annotations/draw.py --help`.

A fifth of the paragraphs hold a cue of a rare relation. No paragraph that is gold already is drawn, and at most 25 of a
document in all (`--most`). Reports that no split names yet are dealt to dev and test first, then to train, each with
what was added to it. The draw depends only on the runs, the gold and the seed.

    python annotations/draw.py outputs/corpus --dev 90 --test 84 --train 1500 --without sample.jsonl --out drawn
    python annotations/draw.py outputs/corpus --cued signed ratified --out drawn   # every paragraph with such words
"""

import argparse
import json
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sgreports.dataset.stored.stored import read_jsonl
from sgreports_gold.annotation.scoring.run_rows import load_gold

HERE = Path(__file__).parent
SPLITS = ("dev", "test", "train")
Row = dict[str, Any]
CUES_OF = {
    "member_of": r"members? of|member States? of",
    "leads": r"chair(?:ed|s|ing)?|co-chair\w*|headed by|led by|leads?|coordinat(?:es|ed) by",
    "reports_to": r"report(?:s|ed)? to|brief(?:ed|s)",
    "mandated_by": r"mandate\w*|established (?:by|pursuant)",
    "adopted": r"adopt(?:ed|s|ion)|endorsed",
    "issued": r"issued|published",
    "launched": r"launch(?:ed|es|ing)?",
    "signed": r"sign(?:ed|ing)|signatories",
    "ratified": r"ratif\w+|acced\w+|accession|party to|parties to",
    "negated": r"did not|has not|have not|had not|failed to|neither|refused",
}
"""Words that may say a rare relation, by its type, or deny one."""
CUES = re.compile(rf"\b(?:{'|'.join(CUES_OF.values())})\b")
PART = re.compile(r"(?:[/_](?:Add|Rev|Corr)\.\d+)+$")
"""What a symbol ends in that is added to a report, or a revision or corrigendum of it."""
SHARE_OF_CUES, SHORTEST, LONGEST = 0.2, 150, 1800


def gold_keys(folder: Path, more: Path | None) -> set[tuple[str, str]]:
    """Paragraphs that are annotated already, or listed in a file of JSON Lines, as (document, key)."""
    listed = map(json.loads, more.read_text(encoding="utf-8").splitlines()) if more else ()
    keys = {(p["document"], p["paragraph"]) for p in listed}
    return keys | {(p.document, p.paragraph) for p in load_gold(folder, drafts=True, cells=True)}


def eligible(runs: Sequence[Path], taken: set[tuple[str, str]], fitting: Callable[[Row], bool]) -> dict[str, list[Row]]:
    """Paragraphs of reports that may be drawn, by document."""
    found: dict[str, list[Row]] = {}
    for run in runs:
        reports = {d["document"] for d in read_jsonl(run, "documents") if d["kind"] == "report" and d["status"] == "ok"}
        for p in read_jsonl(run, "paragraphs"):
            if p["document"] in reports and (p["document"], p["paragraph"]) not in taken and fitting(p):
                found.setdefault(p["document"], []).append(p)
    return found


def numbered(p: Row) -> bool:
    """A numbered paragraph, a note or a summary."""
    return p["part"] in ("summary", "footnote") or p["number"] is not None


def fits(p: Row) -> bool:
    """One of a length that a reader can judge."""
    return numbered(p) and SHORTEST <= len(p["text"]) <= LONGEST


def report_of(document: str) -> str:
    """The report that a document is, or is a part of: that of `S/1995/46/Add.1` is `S/1995/46`."""
    return PART.sub("", document).replace("_", "/")


def deal(
    documents: Iterable[str], splits: Mapping[str, list[str]], dice: random.Random, own: Sequence[int]
) -> dict[str, str]:
    """The split of each document: as splits.toml says, else dev and test take so many reports each, train the rest.

    A report, what was added to it and its revisions are dealt together.
    """
    known = {d: name for name, listed in splits.items() for d in listed}
    of_report = {report_of(d): name for d, name in known.items()}
    wanted = sorted(set(documents) - set(known))
    new = sorted({report_of(d) for d in wanted} - set(of_report))
    dice.shuffle(new)
    names = ["dev"] * own[0] + ["test"] * own[1] + ["train"] * len(new)
    of_report |= dict(zip(new, names, strict=False))
    return known | {d: of_report[report_of(d)] for d in wanted}


def cued(pool: Mapping[str, list[Row]], of: Mapping[str, str], types: Sequence[str]) -> Iterator[Row]:
    """Every paragraph for train in which a cue of one of the types stands, with the words; `of` has the splits."""
    cues = {kind: re.compile(rf"\b(?:{CUES_OF[kind]})\b") for kind in types}
    for p in (p for document, its in sorted(pool.items()) if of.get(document, "train") == "train" for p in its):
        if found := {kind: its for kind, cue in cues.items() if (its := cue.findall(p["text"]))}:
            yield {**{k: p[k] for k in ("document", "paragraph", "text")}, "cues": found}


def draw(pool: Mapping[str, list[Row]], room: Mapping[str, int], wanted: int, dice: random.Random) -> Iterator[Row]:
    """`wanted` paragraphs, one a document at a time in random order, a fifth of them with a cue of a rare relation.

    `room` says how many paragraphs of each document may be drawn.
    """
    left = {d: dice.sample(ps, len(ps))[: max(0, room[d])] for d, ps in sorted(pool.items())}
    order = [d for _ in range(max(room.values(), default=0)) for d in dice.sample(sorted(left), len(left))]
    for document in order:
        if wanted and left[document]:
            cue = dice.random() < SHARE_OF_CUES
            at = next((i for i, p in enumerate(left[document]) if not cue or CUES.search(p["text"])), 0)
            yield left[document].pop(at)
            wanted -= 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path)
    for name in SPLITS:
        parser.add_argument(f"--{name}", type=int, default=0, help=f"paragraphs for {name}")
    parser.add_argument("--own", type=int, nargs=2, default=(9, 9), help="new reports for dev, and for test")
    parser.add_argument(
        "--cued",
        nargs="*",
        choices=CUES_OF,
        metavar="TYPE",
        help="instead of a draw every paragraph"
        f" for train with a cue of these types, all if none is named: {', '.join(CUES_OF)}",
    )
    parser.add_argument("--most", type=int, default=25, help="paragraphs of one document, with those that are gold")
    parser.add_argument("--without", type=Path, help="JSON Lines of paragraphs that are not drawn")
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    splits = tomllib.loads((HERE / "splits.toml").read_text(encoding="utf-8"))
    taken, dice = gold_keys(HERE / "gold", asked.without), random.Random(asked.seed)
    if asked.cued is not None:
        write_cued(asked, eligible(asked.runs, taken, numbered), splits)
        return
    pool = eligible(asked.runs, taken, fits)
    dealt, gold = deal(pool, splits, dice, asked.own), Counter(document for document, _ in taken)
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in SPLITS:
        old = () if name == "train" else splits[name]
        mine = {d: ps for d, ps in pool.items() if dealt[d] == name and d not in old}
        room = {document: asked.most - gold[document] for document in mine}
        rows = [{k: p[k] for k in ("document", "paragraph", "text")} for p in draw(mine, room, vars(asked)[name], dice)]
        write(asked.out / f"{name}.jsonl", rows)


def write_cued(asked: argparse.Namespace, pool: Mapping[str, list[Row]], splits: Mapping[str, list[str]]) -> None:
    """Writes the paragraphs with cues, and says how many each type has."""
    of_report = {report_of(d): name for name, listed in splits.items() for d in listed}
    rows = list(cued(pool, {d: of_report.get(report_of(d), "train") for d in pool}, asked.cued or list(CUES_OF)))
    asked.out.mkdir(parents=True, exist_ok=True)
    write(asked.out / "cued.jsonl", rows)
    tally = Counter(kind for row in rows for kind in row["cues"])
    sys.stdout.write(f"{len(rows)} paragraphs: {', '.join(f'{kind} {n}' for kind, n in tally.most_common())}\n")


def write(file: Path, rows: Iterable[Row]) -> None:
    """Rows as JSON Lines."""
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
