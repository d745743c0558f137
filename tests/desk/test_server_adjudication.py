"""Two readings side by side: what they agree on is filled in, what they do not is said, and gold is written."""

from pathlib import Path

import pytest

from asking import Client
from sgreports.model.letters import digest, letters
from sgreports_gold.annotation.scoring.run_rows import load_gold
from sgreports_gold.desk.sources.loading import QueueOptions, fill

from .conftest import DOCUMENT, TEXTS, Open

HEAD = f"¶ 1 letters={len(letters(TEXTS['1']))} hash={digest(TEXTS['1'])}"
A = f"""{HEAD}
m1 YEAR 2-11 "March 2044" 2044-03
m2 AGENCY 11-17 "UNICEF" unicef un
m3 AGENCY 20-25 "UNHCR" unhcr un
m4 COUNT 38-40 "40" 40 cardinal unit=children from=own event=assisted
works_with m2 m3
"""
B = f"""{HEAD}
m1 YEAR 7-11 "2044" 2044
m2 AGENCY 11-17 "UNICEF" unicef un
m3 AGENCY 20-25 "UNHCR" unhcr un
m4 COUNT 38-40 "40" >40 cardinal unit=children from=own event=assisted
m5 COUNTRY 50-54 "Chad" TCD name
works_with m2 m3 planned
count_in m4 m5
"""
SAME = f'¶ 3 letters={len(letters(TEXTS["3"]))} hash={digest(TEXTS["3"])}\nm1 COUNTRY 0-4 "Chad" TCD name\n'


@pytest.fixture
def client(opened: Open, annotations: Path) -> Client:
    for folder, reader, text in (("gold", "a1", A), ("b", "b", B)):
        (annotations / folder).mkdir()
        whole = f"document {DOCUMENT}\nannotator {reader}\n\n{text}\n{SAME}"
        (annotations / folder / "A_99_7.gold").write_text(whole, encoding="utf-8")
    return opened("mk", sides=("a1", "b"))[1]


def test_both_sides_their_differences_and_what_they_agree_on(client: Client) -> None:
    start = client.get("/api/start").json()
    assert (start["mode"], start["sides"]) == ("adjudicate", ["a1", "b"])
    assert [(i["paragraph"], i["why"], i["state"]) for i in start["queue"]] == [
        ("1", "5 differences", "open"),
        ("3", "both agree", "open"),
    ]
    seen = client.get("/api/paragraph?index=0").json()
    assert (seen["saved"], seen["proposed"]) == (None, "ready")
    assert ([m["id"] for m in seen["sides"]["a1"]["mentions"]], len(seen["sides"]["b"]["relations"])) == (
        ["m1", "m2", "m3", "m4"], 2,
    )  # fmt: skip
    assert [(m["id"], m["text"]) for m in seen["proposal"]["mentions"]] == [("m2", "UNICEF"), ("m3", "UNHCR")]
    assert seen["proposal"]["relations"] == []


def test_adjudication_writes_gold_and_keeps_both_readings(client: Client, annotations: Path, opened: Open) -> None:
    seen = client.get("/api/paragraph?index=0").json()
    fields = ("index", "document", "paragraph", "hash", "version")
    marks = seen["sides"]["b"]
    answer = client.put({**{f: seen[f] for f in fields}, **marks, "done": True, "note": None})
    assert (answer.status_code, answer.json()["state"]) == (200, "done")
    gold = (annotations / "gold" / "A_99_7.gold").read_text(encoding="utf-8")
    decided = B.replace(HEAD, f"{HEAD} adjudicated=mk")
    assert gold == f"document {DOCUMENT}\nannotator a1\n\n{decided}\n{SAME}"
    assert (annotations / "a1" / "A_99_7.gold").read_text(encoding="utf-8") == (
        f"document {DOCUMENT}\nannotator a1\n\n{A}\n{SAME}"
    )
    _, later = opened("mk", sides=("a1", "b"))
    again = later.get("/api/paragraph?index=0").json()
    assert (again["state"], again["saved"], again["sides"]) == ("done", answer.json()["saved"], seen["sides"])
    assert [p.adjudicated for p in load_gold(annotations / "gold")] == ["mk", None]


def test_it_can_be_kept_to_some_documents(client: Client, opened: Open) -> None:
    desk, _ = opened("mk", sides=("a1", "b"))
    for documents, left in ((frozenset({DOCUMENT}), 2), (frozenset({"A/99/8"}), 0)):
        desk.items, desk.trouble = [], None
        fill(desk, QueueOptions(blind_share=0.0, limit=9, documents=documents))
        assert (len(desk.items), bool(desk.trouble)) == (left, not left)
    assert len(client.get("/api/start").json()["queue"]) == 2


@pytest.mark.usefixtures("client")
def test_readers_without_a_common_paragraph_are_told(opened: Open) -> None:
    told = opened("mk", sides=("a1", "nobody"))[1].get("/api/start").json()["errors"][0]["what"]
    assert told.endswith("has nothing by nobody; it has readings by a1, b")
