"""Relations found against those of a gold paragraph, with the definitions of the referee ../shared/eval/score_gold.py.

relation  type, arguments and direction are the same, arguments by their gold entity
role      of the `count_by` found, the share with the same roles
status    of the relations found, how well `planned` and `negated` are predicted
fact      of all gold counts, the share found with value, unit, event and all relations right
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sgreports.knowledge.statements.relations import symmetric_types
from sgreports.model.letters import last_word
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.comparison import Comparison, Row, Span

Fact = tuple[Any, ...]


def compare_relations(
    gold: GoldParagraph, wanted: Sequence[Span], found: Sequence[Span], rows: Sequence[Row], out: Comparison
) -> None:
    """Counts the relations found, their status and roles, and the counts whose whole fact is right."""
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
            _role(key, relation, hit, out)
    _whole_facts(wanted, found, want, got, out)
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
        key = r["type"], *(sorted(pair, key=str) if r["type"] in symmetric_types() else pair)
        roles = facts.get(key, {}).get("roles", frozenset()) | {r.get("role")}
        facts[key] = {**r, "roles": roles}
    return facts


def _names(kind: str) -> tuple[str, str, str]:
    group = "counts" if kind.startswith("count_") or kind == "part_of" else "others"
    return "relation all", f"relation {kind}", f"relation group {group}"


def _arrow(key: Fact) -> str:
    return f"{key[1][1]} -> {key[2][1]}" if isinstance(key[1], tuple) else " -> ".join(map(str, key[2:]))


def _status(want: Row, got: Row, out: Comparison) -> None:
    for name, value in (("modality", "planned"), ("polarity", "negated")):
        a, b = want.get(name) == value, got.get(name) == value
        if a or b:
            out.count("tp" if a and b else "fn" if a else "fp", f"status {value}")


def _role(key: Fact, want: Row, got: Row, out: Comparison) -> None:
    if want.get("role"):
        same = want["roles"] == got["roles"]
        out.count("tp" if same else "fn", "role count_by")
        if not same:
            mine, other = (" ".join(sorted(map(str, row["roles"]))) for row in (want, got))
            out.slip("role", key[0], f"{_arrow(key)}: {mine} / {other}", str(got.get("rule", "")))


def _whole_facts(
    wanted: Sequence[Span], found: Sequence[Span], want: Mapping[Fact, Row], got: Mapping[Fact, Row], out: Comparison
) -> None:
    """Of the gold counts with an event, those whose value, unit, event and relations are all right."""
    by_key = {s.key: s for s in found}
    for span in wanted:
        if span.label == "COUNT" and span.row["event"]:
            hit = by_key.get(span.key)
            count = span.label, span.start
            right = hit is not None and _cells(span) == _cells(hit)
            right = right and _said_of(count, want, wanted) == _said_of(count, got, found)
            out.count("tp" if right else "fn", "fact COUNT")


def _cells(span: Span) -> tuple[str, str, str | None]:
    return (span.row["entity"] or "").casefold(), last_word(span.row["unit"] or ""), span.row["event"]


def _said_of(count: Any, facts: Mapping[Fact, Row], spans: Sequence[Span]) -> set[Fact]:
    """What the relations say of a count: type, object, roles, the object's normal form, status."""
    forms = {s.row["id"]: (s.row["entity"] or "").casefold() for s in spans if s.label in ("YEAR", "COUNTRY")}
    return {
        (key[0], key[2], r["roles"], forms.get(r["object"]), r["polarity"], r["modality"])
        for key, r in facts.items()
        if key[1] == count
    }
