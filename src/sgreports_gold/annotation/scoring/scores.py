"""Compares found rows with gold paragraphs. The same definitions as the referee ../shared/eval/score_gold.py:

strict    label and letter span are the same; a mention given twice is spurious the second time
relaxed   label is the same and the spans overlap
entity    of the strictly found, the share whose normal form is the same (AGENCY and PROGRAMME left out, since
          registry keys differ; INSTRUMENT: resolutions, document symbols and goals only; null is wrong)
kind      of the strictly found, the share with the same kind (AGENCY, INSTRUMENT, COUNT)
unit      of the strictly found counts, the share whose unit has the same last word; unit_from and event likewise
Of a paragraph of which the cells of counts alone were read only unit and event are compared (and its rows).

relation_scores.py has the scores of relations and of whole facts, row_scores.py those of rows.
"""

from collections.abc import Callable, Iterable, Sequence

from sgreports.model.letters import last_word, letter_span
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph
from sgreports_gold.annotation.scoring.comparison import Comparison, Row, Span
from sgreports_gold.annotation.scoring.relation_scores import compare_relations

LINKED = frozenset({"COUNTRY", "YEAR", "COUNT", "INSTRUMENT"})
JUDGED_KINDS = frozenset({"resolution", "document", "goal"})
WITH_KIND = frozenset({"AGENCY", "INSTRUMENT", "COUNT"})


def compare(gold: GoldParagraph, mentions: Iterable[Row], relations: Iterable[Row], text: str) -> Comparison:
    """One gold paragraph against the rows that a run has for it; `text` is the run's text of the paragraph."""
    return compare_spans(gold, spans_of(mentions, text), list(relations))


def spans_of(mentions: Iterable[Row], text: str) -> list[Span]:
    """Found mentions on the letters of their text."""
    return [Span(m["label"], *letter_span(text, m["start"], m["end"]), m) for m in mentions]


def compare_spans(gold: GoldParagraph, found: Sequence[Span], relations: Sequence[Row]) -> Comparison:
    """One gold paragraph against spans on the same letters."""
    out = Comparison(gold.document, gold.paragraph)
    wanted = [gold_span(m) for m in gold.mentions]
    if gold.cells is not None:
        _cells(wanted, found, out)
        return out
    _strict(wanted, found, out)
    _relaxed(wanted, found, out)
    compare_relations(gold, wanted, found, relations, out)
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


def _cells(wanted: Iterable[Span], found: Iterable[Span], out: Comparison) -> None:
    by_key = {s.key: s for s in found}
    for span in wanted:
        if hit := by_key.get(span.key):
            _value("unit", span, hit, out, last_word)
            _value("event", span, hit, out)


def _values(gold: Span, found: Span, out: Comparison) -> None:
    label, mine, other = gold.label, gold.row, found.row
    if label in LINKED and (label != "INSTRUMENT" or mine["kind"] in JUDGED_KINDS):
        _value("entity", gold, found, out, str.casefold)
    if label in WITH_KIND and mine["kind"]:
        _value("kind", gold, found, out)
    if label == "COUNT":
        _value("unit", gold, found, out, last_word)
        for name in ("unit_from", "event"):
            if mine[name] or other.get(name):
                _value(name, gold, found, out)


def _value(name: str, gold: Span, found: Span, out: Comparison, form: Callable[[str], str] = str) -> None:
    """Counts whether a value of a mention is right; `form` makes equal what counts as the same."""
    want, got = gold.row[name] or "", found.row.get(name) or ""
    same = form(want) == form(got)
    out.count("tp" if same else "fn", f"{name} {gold.label}")
    if not same:
        rule = str(found.row.get("source", ""))
        out.slip(name, gold.label, f"{gold.row['text']}: {want or None} / {got or None}", rule, gold)


def _relaxed(wanted: Sequence[Span], found: Sequence[Span], out: Comparison) -> None:
    for span in wanted:
        out.count("tp" if any(span.meets(f) for f in found) else "fn", "relaxed all")
    for span in found:
        if not any(span.meets(w) for w in wanted):
            out.count("fp", "relaxed all")
