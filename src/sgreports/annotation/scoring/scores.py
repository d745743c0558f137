"""Compares found rows with gold paragraphs. The same definitions as the referee ../shared/eval/score_gold.py:

strict    label and letter span are the same; a mention given twice is spurious the second time
relaxed   label is the same and the spans overlap
entity    of the strictly found, the share whose normal form is the same (AGENCY and PROGRAMME left out, since
          registry keys differ; INSTRUMENT: resolutions, document symbols and goals only; null is wrong)
unit      of the strictly found counts, the share whose unit has the same last word
relation  type, arguments and direction are the same, arguments by their gold entity
status    of the relations found, how well `planned` and `negated` are told
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sgreports.annotation.gold.letters import letter_span, letters
from sgreports.annotation.gold.records import GoldMention, GoldParagraph

Row = Mapping[str, Any]
Tally = dict[str, Counter[str]]
Fact = tuple[Any, ...]
LINKED = frozenset({"COUNTRY", "YEAR", "COUNT", "INSTRUMENT"})
JUDGED_KINDS = frozenset({"resolution", "document", "goal"})


@dataclass(frozen=True, slots=True)
class Span:
    """A found or gold mention on letters."""

    label: str
    start: int
    end: int
    row: Row

    @property
    def key(self) -> tuple[str, int, int]:
        """What makes two spans the same: label and edges."""
        return self.label, self.start, self.end

    def meets(self, other: "Span") -> bool:
        """Whether two spans of one label share a letter."""
        return self.label == other.label and min(self.end, other.end) > max(self.start, other.start)


@dataclass(frozen=True, slots=True)
class Slip:
    """One error: `what` is missed, spurious, entity or unit; `rule` made the spurious or wrong row."""

    what: str
    name: str
    detail: str
    document: str
    paragraph: str
    rule: str = ""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Comparison:
    """The counts of true and false positives and of misses by score name, and the errors behind them."""

    document: str
    paragraph: str
    tally: Tally = field(default_factory=lambda: defaultdict(Counter))
    slips: list[Slip] = field(default_factory=list)

    def count(self, outcome: str, *names: str) -> None:
        """Counts an outcome (`tp`, `fp`, `fn`, …) under each of the scores named."""
        for name in names:
            self.tally[name][outcome] += 1

    def slip(self, what: str, name: str, detail: str, rule: str = "", span: Span | None = None) -> None:
        """Keeps an error with its place, for those who look at errors."""
        start, end = (span.start, span.end) if span else (0, 0)
        self.slips.append(Slip(what, name, detail, self.document, self.paragraph, rule, start, end))


def compare(gold: GoldParagraph, mentions: Iterable[Row], relations: Iterable[Row], text: str) -> Comparison:
    """One gold paragraph against the rows that a run has for it; `text` is the run's text of the paragraph."""
    found = [Span(m["label"], *letter_span(text, m["start"], m["end"]), m) for m in mentions]
    return compare_spans(gold, found, list(relations))


def compare_spans(gold: GoldParagraph, found: Sequence[Span], relations: Sequence[Row]) -> Comparison:
    """One gold paragraph against spans on the same letters."""
    out = Comparison(gold.document, gold.paragraph)
    wanted = [gold_span(m) for m in gold.mentions]
    _strict(wanted, found, out)
    _relaxed(wanted, found, out)
    _relations(gold, wanted, found, relations, out)
    return out


def gold_span(m: GoldMention) -> Span:
    """A mention of gold as it is compared: by letters."""
    return Span(m.label, m.start, m.end, m.model_dump())


def _strict(wanted: Sequence[Span], found: Sequence[Span], out: Comparison) -> None:
    by_key = {s.key: s for s in found}
    gold_keys = {s.key for s in wanted}
    for span in {s.key: s for s in wanted}.values():
        hit = by_key.get(span.key)
        out.count("tp" if hit else "fn", "strict all", f"strict {span.label}")
        if hit:
            _values(span, hit, out)
        else:
            out.slip("missed", span.label, span.row["text"], span=span)
    seen: set[tuple[str, int, int]] = set()
    for span in found:
        good = span.key in gold_keys and span.key not in seen
        seen.add(span.key)
        out.count("tp" if good else "fp", f"rule {span.label} {span.row.get('source', '')}")
        if not good:
            out.count("fp", "strict all", f"strict {span.label}")
            out.slip("spurious", span.label, span.row["text"], span.row.get("source", ""), span)


def _values(gold: Span, found: Span, out: Comparison) -> None:
    label, rule = gold.label, str(found.row.get("source", ""))
    if label in LINKED and (label != "INSTRUMENT" or gold.row["kind"] in JUDGED_KINDS):
        want, got = gold.row["entity"] or "", found.row.get("entity") or ""
        same = want.casefold() == got.casefold()
        out.count("tp" if same else "fn", f"entity {label}")
        if not same:
            out.slip("entity", label, f"{gold.row['text']}: {want} / {got or None}", rule, gold)
    if label == "COUNT":
        want, got = gold.row["unit"] or "", found.row.get("unit") or ""
        same = _last_word(want) == _last_word(got)
        out.count("tp" if same else "fn", "unit COUNT")
        if not same:
            out.slip("unit", label, f"{gold.row['text']}: {want} / {got}", rule, gold)


def _last_word(unit: str) -> str:
    return letters(unit.rsplit(maxsplit=1)[-1]) if unit.split() else ""


def _relaxed(wanted: Sequence[Span], found: Sequence[Span], out: Comparison) -> None:
    for span in wanted:
        out.count("tp" if any(span.meets(f) for f in found) else "fn", "relaxed all")
    for span in found:
        if not any(span.meets(w) for w in wanted):
            out.count("fp", "relaxed all")


def _relations(
    gold: GoldParagraph, wanted: Sequence[Span], found: Sequence[Span], rows: Sequence[Row], out: Comparison
) -> None:
    clusters: dict[str, Any] = {s.row["id"]: _cluster(s) for s in wanted}
    onto = {f.row["id"]: _onto(f, wanted, clusters) for f in found}
    want = _facts([r.model_dump() for r in gold.relations], clusters, out)
    got = _facts(rows, onto, out)
    for key, relation in want.items():
        hit = got.get(key)
        out.count("tp" if hit else "fn", *_names(key[0]))
        if hit is None:
            out.slip("missed", key[0], _arrow(key))
        else:
            _status(relation, hit, out)
    for key, relation in got.items():
        rule = f"rule {relation['type']} {relation.get('rule', '')}"
        out.count("tp" if key in want else "fp", rule)
        if key not in want:
            out.count("fp", *_names(relation["type"]))
            out.slip("spurious", relation["type"], _arrow(key), str(relation.get("rule", "")))


def _cluster(span: Span) -> tuple[Any, ...]:
    return span.label, span.start if span.label == "COUNT" else span.row["entity"]


def _onto(found: Span, wanted: Sequence[Span], clusters: Mapping[str, Any]) -> Any:
    meeting = [w for w in wanted if found.meets(w)]
    if not meeting:
        return "?", found.row["id"]
    best = max(meeting, key=lambda w: min(found.end, w.end) - max(found.start, w.start))
    return clusters[best.row["id"]]


def _facts(rows: Iterable[Row], names: Mapping[str, Any], out: Comparison) -> dict[Fact, Row]:
    facts: dict[Fact, Row] = {}
    for r in rows:
        if r["subject"] not in names or r["object"] not in names:
            out.slip("dangling", r["type"], f"{r['subject']} -> {r['object']}")
            facts["dangling", r["type"], r["subject"], r["object"]] = r
            continue
        pair = names[r["subject"]], names[r["object"]]
        facts[r["type"], *(sorted(pair, key=str) if r["type"] == "works_with" else pair)] = r
    return facts


def _names(kind: str) -> tuple[str, str, str]:
    group = "counts" if kind.startswith("count_") else "others"
    return "relation all", f"relation {kind}", f"relation group {group}"


def _arrow(key: Fact) -> str:
    return f"{key[1][1]} -> {key[2][1]}" if isinstance(key[1], tuple) else " -> ".join(map(str, key[2:]))


def _status(want: Row, got: Row, out: Comparison) -> None:
    for name, value in (("modality", "planned"), ("polarity", "negated")):
        a, b = want.get(name) == value, got.get(name) == value
        if a or b:
            out.count("tp" if a and b else "fn" if a else "fp", f"status {value}")
