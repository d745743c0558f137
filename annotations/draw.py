"""Draws paragraphs for annotation from runs, at random with a fixed seed: `python annotations/draw.py --help`.

A fifth of the paragraphs hold a cue of a rare relation. No paragraph that is gold already is drawn, and at most 25 of a
document in all (`--most`). Documents that no split names yet are dealt to dev and test first, then to train. The draw
depends only on the runs, the gold and the seed.

    python annotations/draw.py outputs/corpus --dev 90 --test 84 --train 1500 --without sample.jsonl --out drawn
"""

import argparse
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SPLITS = ("dev", "test", "train")
Row = dict[str, Any]
CUES = re.compile(
    r"\b(?:members? of|member States? of|chair(?:ed|s|ing)?|co-chair\w*|headed by|led by|leads?|coordinat(?:es|ed) by|"
    r"report(?:s|ed)? to|brief(?:ed|s)|mandate\w*|established (?:by|pursuant)|adopt(?:ed|s|ion)|endorsed|issued|"
    r"published|launch(?:ed|es|ing)?|sign(?:ed|ing)|signatories|ratif\w+|acced\w+|accession|party to|parties to|"
    r"did not|has not|have not|had not|failed to|neither|refused)\b"
)
SHARE_OF_CUES, SHORTEST, LONGEST = 0.2, 150, 1800


def lines_of(file: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def gold_keys(folder: Path, more: Path | None) -> set[tuple[str, str]]:
    """Paragraphs that are annotated already, as (document, key)."""
    keys = {(p["document"], p["paragraph"]) for p in lines_of(more)} if more else set()
    for file in folder.glob("*.gold"):
        text = file.read_text(encoding="utf-8")
        document = text.split("\n", 1)[0].removeprefix("document ")
        keys |= {(document, key) for key in re.findall(r"^¶ (\S+)", text, re.MULTILINE)}
    return keys


def eligible(runs: Sequence[Path], taken: set[tuple[str, str]]) -> dict[str, list[Row]]:
    """Paragraphs of reports that may be drawn, by document."""
    found: dict[str, list[Row]] = {}
    for run in runs:
        documents = lines_of(run / "documents.jsonl")
        reports = {d["document"] for d in documents if d["kind"] == "report" and d["status"] == "ok"}
        for p in lines_of(run / "paragraphs.jsonl"):
            if p["document"] in reports and (p["document"], p["paragraph"]) not in taken and fits(p):
                found.setdefault(p["document"], []).append(p)
    return found


def fits(p: Row) -> bool:
    """A numbered paragraph, a note or a summary of a length that a reader can judge."""
    numbered = p["part"] in ("summary", "footnote") or p["number"] is not None
    return numbered and SHORTEST <= len(p["text"]) <= LONGEST


def deal(
    documents: Iterable[str], splits: Mapping[str, list[str]], dice: random.Random, dev: int, test: int
) -> dict[str, str]:
    """The split of each document: as splits.toml says, else `dev` and `test` take so many documents, train the rest."""
    known = {d: name for name, listed in splits.items() for d in listed}
    new = sorted(set(documents) - set(known))
    dice.shuffle(new)
    names = ["dev"] * dev + ["test"] * test + ["train"] * len(new)
    return known | dict(zip(new, names, strict=False))


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
    parser.add_argument("--dev-documents", type=int, default=9, help="new documents for dev")
    parser.add_argument("--test-documents", type=int, default=9, help="new documents for test")
    parser.add_argument("--most", type=int, default=25, help="paragraphs of one document, with those that are gold")
    parser.add_argument("--without", type=Path, help="JSON Lines of paragraphs that are not drawn")
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    splits = tomllib.loads((HERE / "splits.toml").read_text(encoding="utf-8"))
    taken, dice = gold_keys(HERE / "gold", asked.without), random.Random(asked.seed)
    pool = eligible(asked.runs, taken)
    dealt, gold = deal(pool, splits, dice, asked.dev_documents, asked.test_documents), Counter(document for document, _ in taken)
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in SPLITS:
        old = () if name == "train" else splits[name]
        mine = {d: ps for d, ps in pool.items() if dealt[d] == name and d not in old}
        room = {document: asked.most - gold[document] for document in mine}
        rows = [{k: p[k] for k in ("document", "paragraph", "text")} for p in draw(mine, room, vars(asked)[name], dice)]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (asked.out / f"{name}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
