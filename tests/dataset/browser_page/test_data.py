"""What the pages of a published dataset are made from: offsets, shards, indices, the order of a document."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from invented.runs import related, report, said, whole_run
from sgreports.dataset.browser_page import write_browser
from sgreports.dataset.browser_page.counts import event_words
from sgreports.dataset.browser_page.document import flow, units
from sgreports.dataset.browser_page.entities import cut_utf16
from sgreports.dataset.browser_page.scripts import MOST, shards
from sgreports.dataset.browser_page.words import words_of
from sgreports.dataset.stored.by_document import opened
from sgreports.knowledge.statements.unit_classes import PERSON_CLASSES

TEXT = "😀 UNICEF works with UNHCR 😀."


def taken(script: Path) -> Any:
    """What a script of data hands over."""
    match = re.fullmatch(r"take\(\"([^\"]+)\",(.*)\);\n", script.read_text(encoding="utf-8"), re.DOTALL)
    assert match
    return json.loads(match[2])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data of two documents."""
    first = report(said(TEXT, unicef="AGENCY UNICEF", unhcr="AGENCY UNHCR"),
                   relations=[related("works_with", "unicef", "unhcr", TEXT)])  # fmt: skip
    second = report(
        said("Élan.", "1"), said("UNICEF and works.", "2", unicef="AGENCY UNICEF"), document="S/2044/1", sha256="1" * 64
    )
    with opened(whole_run(tmp_path / "run", first, second)) as run:
        write_browser(run, tmp_path / "browser", "Two")
    return tmp_path / "browser" / "data"


def test_offsets_are_javascripts(data: Path) -> None:
    (paragraph,) = taken(data / "documents/0.js")["paragraphs"]
    assert paragraph["mentions"] == [[3, 9, "AGENCY", "unicef", None], [21, 26, "AGENCY", "unhcr", None]]
    assert [cut_utf16(TEXT, *m[:2]) for m in paragraph["mentions"]] == ["UNICEF", "UNHCR"]
    assert paragraph["relations"] == [["works_with", 0, 1, "affirmed", "actual", None, "test", 1.0, None]]
    assert [units("a😀b")(i) for i in range(4)] == [0, 1, 3, 4]


def test_indices_point_to_where_it_stands(data: Path) -> None:
    assert [(d["document"], d["first"], d["paragraphs"]) for d in taken(data / "documents.js")] == [
        ("A/99/7", 0, 1), ("S/2044/1", 1, 2),
    ]  # fmt: skip
    assert {e["entity"]: (e["called"], e["shard"]) for e in taken(data / "entities.js")} == {
        "unicef": ("UNICEF", 0), "unhcr": ("UNHCR", 0)
    }  # fmt: skip
    assert dict(taken(data / "entities/0.js")) == {"unhcr": [0, 0, 1], "unicef": [0, 0, 0, 1, 1, 0]}
    assert taken(data / "relations.js")["rows"] == [[0, 0, 1, 0, 0, 0, 0, 1000, None]]
    assert taken(data / "facets.js") == [[0, 1], [], [1]]
    assert taken(data / "words.js") == ["and"]
    found = {word: entry for word, *entry in taken(data / "words/0.js")}
    assert [found[word] for word in ("works", "elan", "unicef")] == [[[0, 2]], [[1], 1], [[0, 2], 1]]


def test_an_entity_is_called_what_texts_call_it_alone(tmp_path: Path) -> None:
    joined = said(
        "The two Funds met. The two Funds left. UNHCR left.", unhcr="AGENCY UNHCR", **{"unicef+unhcr": "AGENCY Funds"}
    )
    with opened(whole_run(tmp_path / "run", report(joined))) as run:
        write_browser(run, tmp_path / "browser", "One")
    called = {e["entity"]: e["called"] for e in taken(tmp_path / "browser/data/entities.js")}
    assert called == {"unhcr": "UNHCR", "unicef": "unicef"}


def test_a_name_that_is_written_small_more_often_is_a_common_word(tmp_path: Path) -> None:
    told = said("WHO says who met UNICEF and who left: www.unicef.org.", who="AGENCY WHO", unicef="AGENCY UNICEF")
    run = whole_run(tmp_path / "run", report(told))
    rows = [json.loads(line) for line in (run / "entities.jsonl").read_text().splitlines()]
    named = (json.dumps(row | {"abbreviation": row["entity"].upper()}) + "\n" for row in rows)
    (run / "entities.jsonl").write_text("".join(named))
    with opened(run) as tables:
        write_browser(tables, tmp_path / "browser", "One")
    common = {e["entity"]: e.get("common") for e in taken(tmp_path / "browser/data/entities.js")}
    assert common == {"who": ["WHO"], "unicef": None}


def test_event_words_are_those_of_the_events_that_are_there() -> None:
    words = {word: (event, bound) for word, event, bound in event_words(["killed"])}
    assert words["kill"] == words["death"] == ("killed", None) != words["bury"]
    assert list(words).index("die") < list(words).index("death") < list(words).index("corpse")
    home = {word: bound for word, _, bound in event_words(["returned"])}
    assert {"displaced", "women"} < {*(home["depart"] or ())} <= {*PERSON_CLASSES}
    assert {"go", "go home", "come", "come back"} & {*home} == {"go home", "come back"}  # who goes has not returned
    assert event_words(["violence", "sexual_violence", "recruited"])[0] == ("sexual violence", "sexual_violence", None)


def test_words_are_small_and_without_accents() -> None:
    assert words_of("L’Élysée, A/80/1_b: 1,325 ﬁles") == {"l", "elysee", "a", "80", "1", "b", "325", "files"}


def test_shards_are_of_a_size_and_keep_the_order() -> None:
    entries = [(str(i), "x" * (MOST // 3)) for i in range(5)] + [("large", "x" * 2 * MOST), ("last", "")]
    names = [[name for name, _ in shard] for shard in shards(entries)]
    assert names == [["0", "1"], ["2", "3"], ["4"], ["large"], ["last"]]


def test_tables_stand_behind_the_paragraphs_of_their_page_and_notes_at_the_end() -> None:
    body, note = {"part": "body", "section": "I"}, {"part": "footnote", "section": "I"}
    tables: dict[str, Any] = {
        "sections": [{"order": 0, "section": "I"}],
        "paragraphs": [
            {**body, "order": 1, "page_first": 1}, {**note, "order": 2, "page_first": 1},
            {**body, "order": 3, "page_first": 2},
        ],
        "tables": [{"page": 1, "section": "I"}], "figures": [{"page": None, "section": "I"}],
    }  # fmt: skip
    assert [(what, it if isinstance(it, int) else it["section"]) for what, it in flow(tables)] == [
        ("section", "I"), ("paragraph", 0), ("table", 0), ("paragraph", 2), ("figure", 0), ("note", 1),
    ]  # fmt: skip
