"""How the links of counts do on gold mentions: F1 by type, roles of the count_by found, part_of.

usage: benchmarks/count_links.py [--split train] [--gold annotations/gold] [--errors part_of,role] [--parses FILE]

Only relations are found anew, over the annotators' own mentions, so that an error here is one of the relation step.
`--errors` lists what is wrong, by type. `--parses` keeps the parses in a file, so that a second run takes seconds.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin

from sgreports.links.find import in_paragraph
from sgreports.model.facts import Mention, Relation
from sgreports.model.letters import character_span
from sgreports.model.report import Masthead, Paragraph, Report
from sgreports.parsing.language import language, parse
from sgreports.parsing.unit import Unit
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, GoldRelation
from sgreports_gold.annotation.scoring.run_rows import SPLITS, load_gold, splits
from sgreports_gold.annotation.texts import texts_of

HERE = Path(__file__).resolve().parents[1]
TYPES = ("count_at", "count_in", "count_by", "part_of")
ATTRIBUTES = ("LEMMA", "TAG", "POS", "HEAD", "DEP", "SENT_START", "SPACY")
Key = tuple[str, str, str]
Roles = dict[Key, frozenset[str]]


def mention(text: str, paragraph: str, gold: GoldMention) -> Mention:
    """A gold mention as the relation step takes it."""
    start, end = character_span(text, gold.start, gold.end, gold.text)
    form = {"form": gold.kind} if gold.label == "COUNTRY" else {"kind": gold.kind}
    said = gold.model_dump(include={"id", "label", "entity", "unit"}) | form
    return Mention(paragraph=paragraph, start=start, end=end, text=text[start:end], source="gold", **said)


def parsed(golds: Sequence[GoldParagraph], settings: Settings, kept: Path | None) -> dict[tuple[str, str], Doc]:
    """The parse of every paragraph that the reports have, read from `kept` where it holds them all."""
    wanted = {(g.document, g.paragraph) for g in golds}
    if kept is not None and kept.is_file():
        docs = DocBin().from_disk(kept).get_docs(language(settings.model).vocab)
        known = {doc.user_data["place"]: doc for doc in docs}
        if known.keys() >= wanted:
            return known
    places = sorted(place for place in wanted if place[1] in texts_of(place[0], settings))
    texts = [texts_of(document, settings)[paragraph] for document, paragraph in places]
    out = dict(zip(places, parse(texts, settings.model), strict=True))
    if kept is not None:
        for place, doc in out.items():
            doc.user_data["place"] = place
        DocBin(docs=out.values(), attrs=ATTRIBUTES, store_user_data=True).to_disk(kept)
    return out


def found(gold: GoldParagraph, text: str, doc: Doc) -> tuple[list[Mention], list[Relation]]:
    """The relations that the program finds in a paragraph between the annotator's mentions."""
    paragraph = Paragraph(key=gold.paragraph, number=1, part="body", section=None, order=0, text=text)
    report = Report(document="D", masthead=Masthead(), sections=(), paragraphs=(paragraph,), source="a", sha256="0")
    mentions = [mention(text, gold.paragraph, m) for m in gold.mentions]
    return mentions, in_paragraph(Unit(report, paragraph, doc), mentions)


def roles(relations: Sequence[Relation | GoldRelation], meaning: dict[str, str]) -> Roles:
    """The links of counts, by type, count and what the object means, with their roles."""
    out: dict[Key, set[str]] = defaultdict(set)
    for r in relations:
        if r.type in TYPES:
            out[r.type, r.subject, meaning[r.object]].add(r.role or "")
    return {key: frozenset(values) for key, values in out.items()}


def compared(gold: GoldParagraph, doc: Doc, tally: Counter[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Counts what is right, missed and wrong; yields each error with its type."""
    mentions, made = found(gold, doc.text, doc)
    meaning = {m.id: m.id if m.label == "COUNT" or not m.entity else m.entity for m in mentions}
    words = {m.id: m.text for m in mentions} | {m.entity: m.text for m in mentions if m.entity}
    rule = {(r.type, r.subject, meaning[r.object]): r.rule for r in made}
    want, have = roles(gold.relations, meaning), roles(made, meaning)
    for key in sorted({*want, *have}):
        name = f"{words[key[1]]} -> {words[key[2]]}"
        if key in want and key in have:
            tally[key[0], "right"] += 1
            if key[0] == "count_by" and want[key] != {""}:
                same = want[key] == have[key]
                tally["role", "right" if same else "wrong"] += 1
                if not same:
                    yield "role", f"{name}: gold {sorted(want[key])}, found {sorted(have[key])} by {rule[key]}"
        elif key in want:
            tally[key[0], "missed"] += 1
            yield key[0], f"missed {name} {sorted(want[key])}"
        else:
            tally[key[0], "wrong"] += 1
            yield key[0], f"wrong {name} by {rule[key]}"


def card(tally: Counter[tuple[str, str]]) -> Iterator[str]:
    for kind in TYPES:
        right, missed, wrong = (tally[kind, n] for n in ("right", "missed", "wrong"))
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + missed + wrong)
        yield f"{kind:9} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  of {right + missed}"
    right, wrong = tally["role", "right"], tally["role", "wrong"]
    yield f"role      {right / max(1, right + wrong):.3f} of the {right + wrong} count_by found"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="train")
    parser.add_argument("--gold", type=Path, default=HERE / "annotations" / "gold")
    parser.add_argument("--errors", default="")
    parser.add_argument("--parses", type=Path)
    given = parser.parse_args()
    settings, split = Settings(), splits(HERE / "annotations" / SPLITS)
    whole = given.gold.suffix == ".jsonl"
    golds = [g for g in load_gold(given.gold) if whole or split[g.document] == given.split]
    golds = [g for g in golds if any(m.event for m in g.mentions)]  # the others have no roles and parts yet
    docs = parsed(golds, settings, given.parses)
    tally: Counter[tuple[str, str]] = Counter()
    for gold in (g for g in golds if (g.document, g.paragraph) in docs):
        doc = docs[gold.document, gold.paragraph]
        errors = [f"  {kind}: {said}" for kind, said in compared(gold, doc, tally) if kind in given.errors]
        if errors:
            sys.stdout.write(f"{gold.document} ¶{gold.paragraph}: {doc.text}\n" + "\n".join(errors) + "\n")
    sys.stdout.write("\n".join(card(tally)) + "\n")


if __name__ == "__main__":
    main()
