"""Saves: at once and whole into the annotator's file, checked, never over another tab's, and never half."""

import os
from pathlib import Path
from typing import Any

import pytest

from asking import TOKEN, Client
from sgreports.model.letters import digest, letters

from .conftest import DOCUMENT, TEXTS, Open

Body = dict[str, Any]


def body(client: Client, index: int = 0, **more: Any) -> Body:
    """A save of what is proposed, or was saved, at a place."""
    seen = client.get(f"/api/paragraph?index={index}").json()
    marks = seen["saved"] or seen["proposal"] or {"mentions": [], "relations": []}
    names = ("id", "label", "start", "end", "text", "entity", "kind", "unit", "unit_from", "event", "row", "note")
    sent = {"index", "document", "paragraph", "hash", "version"}
    return {
        **{name: seen[name] for name in sent},
        "mentions": [{name: m[name] for name in names} for m in marks["mentions"]],
        "relations": [{k: v for k, v in r.items() if k not in ("score", "source")} for r in marks["relations"]],
        "done": True,
        "note": None,
        **more,
    }


def place(client: Client, paragraph: str) -> int:
    queue = client.get("/api/start").json()["queue"]
    return int(next(i["index"] for i in queue if i["paragraph"] == paragraph))


def head(paragraph: str) -> str:
    text = TEXTS[paragraph]
    return f"¶ {paragraph} letters={len(letters(text))} hash={digest(text)}"


ONE = f"""{head("1")} proposed
m1 YEAR 2-11 "March 2044" 2044-03
m2 AGENCY 11-17 "UNICEF" unicef un
m3 AGENCY 20-25 "UNHCR" unhcr un
m4 COUNT 38-40 "40" 40 cardinal unit=children from=own event=assisted
m5 COUNTRY 50-54 "Chad" TCD name
works_with m2 m3
count_in m4 m5
"""


def test_a_save_is_in_the_annotators_file_at_once(opened: Open, annotations: Path) -> None:
    _, client = opened()
    sent = body(client, place(client, "1"))
    answer = client.put(sent).json()
    file = annotations / "mk" / "A_99_7.gold"
    assert file.read_text(encoding="utf-8") == f"document {DOCUMENT}\nannotator mk\n\n{ONE}"
    assert (answer["state"], answer["saved"]["mentions"], answer["note"]) == ("done", sent["mentions"], None)
    assert answer["progress"] == {"done": 1, "saved": 0, "open": 3, "of": 4}
    assert answer["version"] not in ("", sent["version"])
    assert [p.name for p in annotations.rglob("*") if p.is_file()] == ["GUIDELINES.md", "A_99_7.gold"]


def test_what_was_read_blind_stays_so_until_its_marks_change(opened: Open, annotations: Path) -> None:
    file = annotations / "mk" / "A_99_7.gold"
    file.parent.mkdir()
    blind = ONE.replace(" proposed", "")
    file.write_text(f"document {DOCUMENT}\nannotator mk\n\n{blind}", encoding="utf-8")
    _, client = opened()
    at = place(client, "1")
    client.put(body(client, at))
    assert file.read_text(encoding="utf-8") == f"document {DOCUMENT}\nannotator mk\n\n{blind}"
    client.put(body(client, at, note="sure?"))
    assert "hash=" + digest(TEXTS["1"]) + ' note="sure?"\n' in file.read_text(encoding="utf-8")
    client.put(body(client, at, relations=[]))
    assert "hash=" + digest(TEXTS["1"]) + " proposed\n" in file.read_text(encoding="utf-8")


def test_what_another_program_wrote_is_a_conflict_too(opened: Open, annotations: Path) -> None:
    _, client = opened()
    client.put(body(client, place(client, "1")))
    mine = body(client, place(client, "1"), note="mine")
    file = annotations / "mk" / "A_99_7.gold"
    file.write_text(file.read_text(encoding="utf-8").replace("count_in m4 m5\n", ""), encoding="utf-8")
    assert client.put(mine).status_code == 409


@pytest.mark.parametrize(
    ("change", "at", "what"),
    [
        ({"hash": "00000000"}, "paragraph", "the report's text is not the one that you read"),
        ({"paragraph": "2"}, "paragraph", "place 1 holds A/99/7 ¶3"),
        ({"mentions.0.end": 5}, "m1", "the text has 'Chad ' at 0-5, not 'Chad'"),
        ({"mentions.0.start": -1}, "m1", "the span -1-4 is not in the text of 28 characters"),
        ({"mentions.1.end": 99}, "m2", "the span 16-99 is not in the text"),
        ({"mentions.0.start": 0, "mentions.0.end": 5, "mentions.0.text": "Chad "}, "m1", "begins or ends with a blank"),
        ({"mentions.0.start": 27, "mentions.0.end": 28, "mentions.0.text": "."}, "m1", "holds no letter or digit"),
        ({"mentions.0.label": "PLACE"}, "m1", "'PLACE' is no label"),
        ({"mentions.0.kind": "un"}, "m1", "COUNTRY takes the kinds name, demonym"),
        ({"mentions.0.unit": "x"}, "m1", "COUNTRY takes no unit"),
        ({"mentions.0.entity": "ZZZ"}, "m1", "'ZZZ' is no code"),
        ({"mentions.1.entity": "Lake Accord"}, "m2", "holds a blank"),
        ({"mentions.1.note": "\ud83c"}, "m2", "half of a character"),
        ({"mentions.1.id": "m1"}, "m1", "the id m1 comes 2 times"),
        ({"mentions.1.id": "x"}, "x", "write `m` and a number"),
        ({"mentions.1.start": 0, "mentions.1.end": 11, "mentions.1.text": "Chad signed"}, "m2", "overlaps 'Chad'"),
        ({"relations.0.object": "m9"}, "r0", "signed names m9"),
        ({"relations.0.object": "m1"}, "r0", "joins a mention with itself"),
        ({"relations.0.type": "likes"}, "r0", "'likes' is no relation"),
        ({"relations.0.type": "leads"}, "r0", "the object of leads is AGENCY or PROGRAMME, not INSTRUMENT"),
        ({"relations.0.modality": "maybe"}, "r0", "write affirmed or negated"),
        ({"mentions.0.start": "0x"}, "mentions.0.start", "Input should be a valid integer"),
        ({"done": None}, "done", "Input should be a valid boolean"),
        ({"surprise": 1}, "surprise", "Extra inputs are not permitted"),
        ({"note": "\ud83c"}, "paragraph", "the note holds half of a character"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    opened: Open, annotations: Path, change: dict[str, Any], at: str, what: str
) -> None:
    _, client = opened()
    sent = body(client, place(client, "3"))
    for path, value in change.items():
        *way, last = path.split(".")
        inner: Any = sent
        for step in way:
            inner = inner[int(step)] if step.isdigit() else inner[step]
        inner[last] = value
    refused = client.put(sent)
    assert refused.status_code == 422
    assert [(e["at"], what in e["what"]) for e in refused.json()["errors"]][:1] == [(at, True)]
    assert not (annotations / "mk").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"null"])
def test_what_is_no_save_at_all_is_said(opened: Open, content: bytes) -> None:
    _, client = opened()
    headers = {"X-Token": TOKEN, "Content-Type": "application/json"}
    answer = client.ask("PUT", "/api/paragraph", headers, content=content)
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "paragraph")


def test_a_relation_given_twice_is_refused_either_way_round(opened: Open) -> None:
    _, client = opened()
    sent = body(client, place(client, "1"))
    sent["relations"].append(sent["relations"][0] | {"subject": "m3", "object": "m2"})
    assert client.put(sent).json()["errors"] == [
        {"at": "r2", "what": "works_with stands between the two already: delete one"}
    ]


@pytest.mark.parametrize(
    ("mention", "relation", "at", "what"),
    [
        ({"event": None}, {}, "m4", "a COUNT has an event: choose killed, injured, "),
        ({"event": "saved"}, {}, "m4", "a COUNT has an event: choose killed, injured, "),
        ({"unit_from": None}, {}, "m4", "say where the unit comes from: own"),
        ({"unit": ""}, {}, "m4", "without a unit there is no source of it: leave unit_from"),
        ({"row": {"measure": "sum", "years": None, "country": None}}, {}, "m4", "'sum' is no measure: choose flow, "),
        ({"row": {"measure": "flow", "years": None, "country": ["SOM", "Chad"]}}, {}, "m4", "'Chad' is no code of"),
        ({"id": "m3", "label": "PROGRAMME", "kind": None, "unit": None, "unit_from": None}, {}, "m3",
         "PROGRAMME takes no event: leave it"),
        ({}, {"role": None}, "r2", "a count_by has a role: choose agent, whose, source"),
        ({}, {"type": "count_in", "object": "m5"}, "r2", "count_in takes no role: leave it"),
        ({}, {"type": "part_of", "object": "m4", "role": None, "modality": "planned"}, "r2",
         "a part_of is always affirmed and actual"),
    ],
)  # fmt: skip
def test_what_a_count_says_is_checked(
    opened: Open, mention: dict[str, Any], relation: dict[str, Any], at: str, what: str
) -> None:
    _, client = opened()
    sent = body(client, place(client, "1"))
    sent["mentions"][3] |= mention
    role = {"type": "count_by", "subject": "m4", "object": "m2", "role": "agent"}
    sent["relations"].append(sent["relations"][1] | role | relation)
    refused = client.put(sent)
    assert refused.status_code == 422
    assert (at, True) in [(e["at"], e["what"].startswith(what)) for e in refused.json()["errors"]]


DRAFT = f"""{head("1")} draft proposed
m1 YEAR 2-11 "March 2044" "spring 2044"
m2 AGENCY 11-17 "UNICEF" unicef
m3 AGENCY 20-25 "UNHCR" unhcr un
m4 COUNT 38-40 "40" 40 cardinal unit=children from=own measure=flow years=204 country=TSCH
m5 COUNTRY 50-54 "Chad" Tschad name
works_with m2 m3
count_in m4 m5
"""


def test_a_draft_is_kept_as_it_is_and_acceptance_says_what_is_missing(opened: Open, annotations: Path) -> None:
    _, client = opened()
    at = place(client, "1")
    sent = body(client, at, done=False)
    year, agency, _, count, country = sent["mentions"]
    year["entity"], agency["kind"], country["entity"], count["event"] = "spring 2044", None, "Tschad", None
    count["row"] = {"measure": "flow", "years": "204", "country": ["TSCH"], "again": False}
    assert client.put(sent).json()["state"] == "saved"
    file = annotations / "mk" / "A_99_7.gold"
    assert file.read_text(encoding="utf-8") == f"document {DOCUMENT}\nannotator mk\n\n{DRAFT}"
    _, later = opened()
    assert later.get("/api/start").json()["progress"] == {"done": 0, "saved": 1, "open": 3, "of": 4}
    again = body(later, place(later, "1"))
    assert again["mentions"] == sent["mentions"]
    refused = later.put(again)
    assert refused.status_code == 422
    assert [(e["at"], e["what"][:30]) for e in refused.json()["errors"]] == [
        ("m1", "'spring 2044' holds a blank: w"), ("m2", "AGENCY takes the kinds un, int"),
        ("m4", "a COUNT has an event: choose k"), ("m4", "'204' are no years of a row: w"),
        ("m4", "'TSCH' is no code of countries"), ("m5", "'Tschad' is no code of countri"),
    ]  # fmt: skip
    assert file.read_text(encoding="utf-8") == f"document {DOCUMENT}\nannotator mk\n\n{DRAFT}"


def test_what_no_file_can_hold_is_refused_in_a_draft_too(opened: Open, annotations: Path) -> None:
    _, client = opened()
    sent = body(client, place(client, "1"), done=False)
    sent["mentions"][0]["end"] = 99
    sent["mentions"][3]["row"] = {"measure": "flow", "years": "2043 2044", "country": None}
    assert [e["at"] for e in client.put(sent).json()["errors"]] == ["m1", "m4"]
    assert not (annotations / "mk").exists()


def test_one_may_be_agent_and_source_of_a_count(opened: Open, annotations: Path) -> None:
    _, client = opened()
    at = place(client, "1")
    sent = body(client, at)
    by = sent["relations"][1] | {"type": "count_by", "object": "m2"}
    sent["relations"] += [by | {"role": "source"}, by | {"role": "agent"}]
    assert client.put(sent).status_code == 200
    lines = "count_in m4 m5\ncount_by m4 m2 role=source\ncount_by m4 m2 role=agent\n"
    assert (annotations / "mk" / "A_99_7.gold").read_text(encoding="utf-8").endswith(lines)
    again = body(client, at)
    assert client.put(again | {"relations": again["relations"][::-1]}).status_code == 200
    assert (annotations / "mk" / "A_99_7.gold").read_text(encoding="utf-8").endswith(lines)


def test_a_symmetric_relation_is_kept_in_the_texts_order(opened: Open) -> None:
    _, client = opened()
    sent = body(client, place(client, "1"))
    sent["relations"][0] |= {"subject": "m3", "object": "m2"}
    first = client.put(sent).json()["saved"]["relations"][0]
    assert (first["type"], first["subject"], first["object"]) == ("works_with", "m2", "m3")


def test_a_crash_in_the_middle_of_a_save_leaves_the_file_as_it_was(
    opened: Open, annotations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, client = opened()
    client.put(body(client, place(client, "1")))
    file = annotations / "mk" / "A_99_7.gold"
    before = file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    sent = body(client, place(client, "3"))
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        answer = client.put(sent)
    assert answer.status_code == 507
    assert answer.json()["errors"][0]["what"].startswith("the disk is full (No space left on device): this was not ")
    assert file.read_bytes() == before
    assert desk.item(sent["index"]).state == "open"
    assert client.put(sent).status_code == 200


def test_what_a_killed_program_left_is_no_gold(opened: Open, annotations: Path) -> None:
    _, client = opened()
    client.put(body(client, place(client, "1")))
    left = annotations / "mk" / ".A_99_7.gold.99999999"
    left.write_text("document A/99/7\nannot", encoding="utf-8")
    _, later = opened()
    assert later.get("/api/start").json()["progress"]["done"] == 1
    assert later.put(body(later, place(later, "3"))).status_code == 200


def test_a_file_that_is_broken_is_named_and_left_alone(opened: Open, annotations: Path) -> None:
    _, client = opened()
    client.put(body(client, place(client, "1")))
    file = annotations / "mk" / "A_99_7.gold"
    file.write_text(file.read_text("utf-8").replace("AGENCY 11-17", "AGENCY 11-16"), encoding="utf-8")
    answer = client.get(f"/api/paragraph?index={place(client, '1')}")
    assert answer.status_code == 409
    assert "A_99_7.gold:6: m2: 'UNICEF' has 6 letters" in answer.json()["errors"][0]["what"]
