"""Label Studio's JSON: what goes out comes back the same, offsets counted as JavaScript counts them."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgreports.model.facts import EVENTS, LABELS, MEASURES, RELATION_TYPES, ROLES
from sgreports.model.letters import digest
from sgreports_gold.annotation.exchange.label_studio import ExchangeError, Utf16, config, from_task, prediction, to_task
from sgreports_gold.annotation.gold.marks import gold_of
from sgreports_gold.annotation.gold.records import KINDS, Arc, GoldParagraph, Mark, Marks
from sgreports_gold.annotation.gold.row import Row
from sgreports_gold.annotation.scoring.run_rows import load_gold

from .conftest import TextsOf

TEXT = "🌍 UNICEF may sign the Lake Accord for 40 children, and 9."
MARKS = Marks(
    mentions=(
        Mark(id="m1", label="AGENCY", start=2, end=8, text="UNICEF", entity="unicef", kind="un", note="🌍 “so”"),
        Mark(id="m2", label="INSTRUMENT", start=22, end=33, text="Lake Accord", entity=None, kind="agreement"),
        Mark(id="m7", label="COUNT", start=38, end=40, text="40", entity="40", kind="cardinal", unit="",
             event="assisted", row=Row(measure="stock")),
        Mark(id="m8", label="COUNT", start=55, end=56, text="9", entity="9", kind="cardinal", unit="children",
             unit_from="ellipsis", event="other",
             row=Row(measure="flow", years="2043-2044", country=("NER", "TCD"), again=True)),
    ),
    relations=(
        Arc(type="count_by", subject="m7", object="m1", role="agent"),
        Arc(type="count_by", subject="m7", object="m1", role="source"),
        Arc(type="part_of", subject="m8", object="m7"),
        Arc(type="signed", subject="m1", object="m2", polarity="negated", modality="planned"),
    ),
)  # fmt: skip


def paragraph(**more: Any) -> GoldParagraph:
    return gold_of(MARKS, TEXT, "A/99/7", "1", "mk").model_copy(update=more)


def there_and_back(p: GoldParagraph, text: str) -> GoldParagraph:
    return from_task(json.loads(json.dumps(to_task(p, text))))


def test_a_task_is_as_label_studio_has_it() -> None:
    task = to_task(paragraph(draft=True, note="one?"), TEXT, prediction(Marks(), TEXT, "sgreports 1", 0.5))
    at, accord = {"start": 3, "end": 9}, {"start": 23, "end": 34}
    forty, nine = {"start": 39, "end": 41}, {"start": 56, "end": 57}
    assert task == {
        "data": {"text": TEXT, "document": "A/99/7", "paragraph": "1", "annotator": "mk", "hash": digest(TEXT),
                 "done": False, "proposed": False, "adjudicated": None, "doubt": "one?"},
        "annotations": [{"was_cancelled": False, "ground_truth": False, "result": [
            region("m1", "label", "labels", **at, text="UNICEF", labels=["AGENCY"]),
            region("m1", "kind_AGENCY", "choices", **at, choices=["un"]),
            region("m1", "entity", "textarea", **at, text=["unicef"]),
            region("m1", "note", "textarea", **at, text=["🌍 “so”"]),
            region("m2", "label", "labels", **accord, text="Lake Accord", labels=["INSTRUMENT"]),
            region("m2", "kind_INSTRUMENT", "choices", **accord, choices=["agreement"]),
            region("m7", "label", "labels", **forty, text="40", labels=["COUNT"]),
            region("m7", "kind_COUNT", "choices", **forty, choices=["cardinal"]),
            region("m7", "event", "choices", **forty, choices=["assisted"]),
            region("m7", "measure", "choices", **forty, choices=["stock"]),
            region("m7", "entity", "textarea", **forty, text=["40"]),
            region("m7", "unit", "textarea", **forty, text=[""]),
            region("m8", "label", "labels", **nine, text="9", labels=["COUNT"]),
            region("m8", "kind_COUNT", "choices", **nine, choices=["cardinal"]),
            region("m8", "unit_from", "choices", **nine, choices=["ellipsis"]),
            region("m8", "event", "choices", **nine, choices=["other"]),
            region("m8", "measure", "choices", **nine, choices=["flow"]),
            region("m8", "again", "choices", **nine, choices=["again"]),
            region("m8", "entity", "textarea", **nine, text=["9"]),
            region("m8", "unit", "textarea", **nine, text=["children"]),
            region("m8", "years", "textarea", **nine, text=["2043-2044"]),
            region("m8", "country", "textarea", **nine, text=["NER+TCD"]),
            joined("m7", "m1", "count_by", "agent"),
            joined("m7", "m1", "count_by", "source"),
            joined("m8", "m7", "part_of"),
            joined("m1", "m2", "signed", "negated", "planned"),
        ]}],
        "predictions": [{"model_version": "sgreports 1", "score": 0.5, "result": []}],
    }  # fmt: skip


def region(name: str, control: str, kind: str, **value: Any) -> dict[str, Any]:
    return {"id": name, "to_name": "text", "from_name": control, "type": kind, "value": value}


def joined(subject: str, target: str, *labels: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": subject, "to_id": target, "direction": "right", "labels": list(labels)}


@pytest.mark.parametrize(
    "more",
    [
        {}, {"draft": True, "proposed": True}, {"adjudicated": "k", "note": "why\nso? 🌍"},
        {"mentions": (), "relations": ()},
    ],
)  # fmt: skip
def test_everything_comes_back(more: dict[str, Any]) -> None:  # fmt: skip
    assert there_and_back(paragraph(**more), TEXT) == paragraph(**more)


def test_what_was_labelled_there_is_taken_in() -> None:
    task = to_task(paragraph(), TEXT)
    old, rows = task["annotations"][0], task["annotations"][0]["result"]
    theirs = json.loads(json.dumps(rows).replace('"m1"', '"xK3_b"'))
    theirs = [r for r in theirs if r.get("value", {}).get("text") != [""]]  # Label Studio keeps no empty text
    theirs[-1] |= {"from_id": "m2", "to_id": "xK3_b", "direction": "left"}
    task["annotations"] = [
        old | {"updated_at": "2044-01-01"}, {"result": [], "was_cancelled": True, "updated_at": "2044-09-09"},
        {"result": theirs, "updated_at": "2044-02-01"},
    ]  # fmt: skip
    assert from_task(task, "kr") == paragraph(annotator="kr")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"annotations": []}, "A/99/7 ¶1: no annotation in it"),
        ({"data": {"text": TEXT}}, "task 9: its data has no document"),
        ({"data.text": "Another."}, "the text is not the one that its hash was made of"),
        ({"annotations.0.result.0.value.start": 1}, "region m1 cuts a character"),
        ({"annotations.0.result.0.value.labels": ["AGENCY", "COUNT"]}, "has not one label"),
        ({"annotations.0.result.1.value.choices": []}, "a result is not as `sgreports gold config` makes them"),
        ({"annotations.0.result.1.value.choices": ["name"]}, "m1: AGENCY takes the kinds"),
        ({"annotations.0.result.0.value.end": 8}, "region m1 has 'UNICEF' where the text has 'UNICE'"),
        ({"annotations.0.result.25.labels": ["negated"]}, "m1 → m2 has 0 types"),
        ({"annotations.0.result.25.labels": ["signed", "leads"]}, "m1 → m2 has 2 types"),
        ({"annotations.0.result.25.labels": ["leads"]}, "r3: the object of leads is AGENCY or PROGRAMME"),
        ({"annotations.0.result.25.to_id": "gone"}, "r3: signed names gone"),
    ],
)
def test_what_cannot_be_taken_in_is_named(change: dict[str, Any], reason: str) -> None:
    task: dict[str, Any] = {"id": 9, **to_task(paragraph(), TEXT)}
    for path, value in change.items():
        *way, last = path.split(".")
        inner: Any = task
        for step in way:
            inner = inner[int(step)] if step.isdigit() else inner[step]
        inner[last] = value
    with pytest.raises(ExchangeError, match=r".") as error:
        from_task(task)
    assert reason in str(error.value)


def test_the_configuration_knows_every_control() -> None:
    view = ET.fromstring(config())
    assert [e.get("value") for e in view.iter("Label")] == list(LABELS)
    kinds = {f"kind_{label}": list(kinds) for label, kinds in KINDS.items() if kinds}
    choices = {e.get("name"): [c.get("value") for c in e] for e in view.iter("Choices")}
    assert choices == kinds | {
        "unit_from": ["own", "ellipsis"], "event": list(EVENTS), "measure": list(MEASURES), "again": ["again"],
    }  # fmt: skip
    assert {e.get("name") for e in view.iter("TextArea")} == {"entity", "unit", "years", "country", "note"}
    assert {e.get("value") for e in view.iter("Relation")} == {*RELATION_TYPES, "negated", "planned", *ROLES}


@given(st.text())
def test_utf16_counts_as_javascript_does(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        counted = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert (units.of(offset), units.back(counted)) == (counted, offset)
    assert units.back(-1) is None
    assert units.back(len(text) * 2 + 1) is None


SAMPLE = "child-protection-2016"


def test_the_gold_of_the_sample_comes_back(texts: TextsOf) -> None:
    gold = load_gold(Path(__file__).parents[2] / f"annotations/gold/{SAMPLE}.gold")
    read = [(p, texts(p.document)[p.paragraph]) for p in gold]
    assert len(read) > 80
    assert [there_and_back(p, text) for p, text in read] == [p for p, _ in read]
