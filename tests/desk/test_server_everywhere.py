"""One decision for the same words everywhere in a report: previewed, kept on disk, applied, marked and undone."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from sgreports.desk.desk import Desk
from sgreports.desk.files.folder import AnnotationFolder, StoredParagraph
from sgreports.desk.sources.run_source import RunSource
from sgreports.desk.sources.source import PendingError
from sgreports.errors import SgreportsError

from .conftest import DOCUMENT, Client, Open

LAKES = {"document": DOCUMENT, "text": "Chad", "label": "AGENCY", "entity": "name/chad-board", "kind": "national"}
Edit = Callable[[dict[str, Any]], object]
KEYS = ("index", "document", "paragraph", "hash", "version")


def put(client: Client, body: object) -> tuple[int, dict[str, Any]]:
    answer = client.ask("PUT", "/api/everywhere", client.headers | {"Content-Type": "application/json"}, json=body)
    return answer.status_code, answer.json()


def seen(client: Client, key: str) -> dict[str, Any]:
    """A paragraph as the page gets it."""
    queue = client.get("/api/start").json()["queue"]
    index = next(i["index"] for i in queue if i["paragraph"] == key)
    answer: dict[str, Any] = client.get("/api/paragraph", params={"index": index}).json()
    return answer


def keep(client: Client, key: str, done: bool, entity: str | None = None, edit: Edit = bool) -> None:
    """Saves a paragraph as it is saved or shown, Chad with another entity where that is given, or edited."""
    p = seen(client, key)
    taken = ("id", "label", "start", "end", "text", "entity", "kind", "unit", "unit_from", "event", "row", "note")
    arcs = ("type", "subject", "object", "role", "polarity", "modality")
    marks = p["saved"] or p["decided"] or p["proposal"]
    body = {name: p[name] for name in KEYS} | {"done": done, "note": None}
    body["mentions"] = [{name: m[name] for name in taken} for m in marks["mentions"]]
    edit(body)
    for m in body["mentions"]:
        if entity and m["text"] == LAKES["text"]:
            m["entity"] = entity
    body["relations"] = [{name: r[name] for name in arcs} for r in marks["relations"]]
    assert client.put(body).status_code == 200


def lines(marks: dict[str, Any]) -> list[str]:
    words = {m["id"]: m["text"] for m in marks["mentions"]}
    mentions = [f"{m['text']} {m['label']} {m['entity']}" for m in marks["mentions"]]
    return mentions + [f"{words[r['subject']]} {r['type']} {words[r['object']]}" for r in marks["relations"]]


@pytest.fixture
def begun(opened: Open) -> tuple[Desk, Client]:
    """Paragraph 1 is begun; 3, which has the words too, is not."""
    desk, client = opened()
    keep(client, "1", done=False)
    return desk, client


def test_a_preview_shows_each_place_and_changes_nothing(begun: tuple[Desk, Client]) -> None:
    desk, client = begun
    told = client.get("/api/everywhere", params=LAKES).json()
    shown = [
        (p["paragraph"], p["state"], p["was"]["entity"], p["changes"], p["before"] + p["words"] + p["after"])
        for p in told["places"]
    ]
    assert shown == [
        ("1", "saved", "TCD", True, "4, UNICEF and UNHCR jointly helped 40 children in Chad."),
        ("3", "open", "TCD", True, "Chad signed the Lake Accord."),
    ]
    assert (told["decisions"], told["blind"], desk.decisions.all()) == ([], 0, ())


def test_a_decision_changes_what_is_begun_and_what_will_be(begun: tuple[Desk, Client], opened: Open) -> None:
    _, client = begun
    before = lines(seen(client, "1")["saved"])
    status, told = put(client, {"document": DOCUMENT, "rule": LAKES})
    assert (status, [(d["number"], d["rule"], d["changed"]) for d in told["decisions"]]) == (200, [(1, LAKES, 1)])
    assert [(i["paragraph"], i["state"], i["decided"]) for i in told["items"]] == [("1", "saved", 1)]
    _, later = opened()  # another desk on the same folder
    assert {i["paragraph"]: i["decided"] for i in later.get("/api/start").json()["queue"]}["1"] == 1
    one, three = seen(later, "1"), seen(later, "3")
    assert lines(one["saved"]) == [
        "March 2044 YEAR 2044-03", "UNICEF AGENCY unicef", "UNHCR AGENCY unhcr", "40 COUNT 40",
        "Chad AGENCY name/chad-board", "UNICEF works_with UNHCR",
    ]  # fmt: skip
    assert [(c["number"], c["was"]["entity"]) for c in one["changes"]] == [(1, "TCD")]
    assert lines(three["proposal"])[0] == "Chad COUNTRY TCD"
    assert lines(three["decided"]) == ["Chad AGENCY name/chad-board", "Lake Accord INSTRUMENT name/lake-accord",
                                       "Chad signed Lake Accord"]  # fmt: skip
    assert (three["saved"], three["changes"]) == (None, [])
    status, told = put(later, {"document": DOCUMENT, "undo": 1})
    assert (status, told["decisions"], told["left"]) == (200, [], 0)
    assert sorted(lines(seen(later, "1")["saved"])) == sorted(before)
    assert (seen(later, "1")["changes"], seen(later, "3")["decided"]) == ([], None)


def test_a_decision_that_a_later_one_built_on_is_undone_after_that(begun: tuple[Desk, Client]) -> None:
    _, client = begun
    before = lines(seen(client, "1")["saved"])
    put(client, {"document": DOCUMENT, "rule": LAKES})
    put(client, {"document": DOCUMENT, "rule": LAKES | {"entity": "name/board"}})
    status, told = put(client, {"document": DOCUMENT, "undo": 1})
    assert (status, told["errors"][0]["what"]) == (
        409, "decision 2 changed again what decision 1 made of 'Chad': undo 2 first",
    )  # fmt: skip
    assert "Chad AGENCY name/board" in lines(seen(client, "1")["saved"])
    _, told = put(client, {"document": DOCUMENT, "undo": 2})
    assert "Chad AGENCY name/chad-board" in lines(seen(client, "1")["saved"])
    _, told = put(client, {"document": DOCUMENT, "undo": 1})
    assert (told["decisions"], told["left"]) == ([], 0)
    assert sorted(lines(seen(client, "1")["saved"])) == sorted(before)
    assert put(client, {"document": DOCUMENT, "undo": 1})[0] == 404


def test_what_someone_changes_afterwards_stays_when_a_decision_is_undone(begun: tuple[Desk, Client]) -> None:
    _, client = begun
    put(client, {"document": DOCUMENT, "rule": LAKES})
    keep(client, "1", done=False, entity="name/board")
    _, told = put(client, {"document": DOCUMENT, "undo": 1})
    assert (told["decisions"], told["left"]) == ([], 1)
    assert "Chad AGENCY name/board" in lines(seen(client, "1")["saved"])


def test_an_accepted_paragraph_stays_accepted_and_is_marked_until_it_is_accepted_again(opened: Open) -> None:
    _, client = opened()
    keep(client, "3", done=True)
    put(client, {"document": DOCUMENT, "rule": LAKES})
    three = seen(client, "3")
    assert (three["state"], lines(three["saved"])[0], len(three["changes"])) == (
        "done", "Chad AGENCY name/chad-board", 1,
    )  # fmt: skip
    keep(client, "3", done=True)
    assert seen(client, "3")["changes"] == []
    assert {i["decided"] for i in client.get("/api/start").json()["queue"]} == {0}


def test_words_nobody_marked_are_marked_and_blind_paragraphs_stay(opened: Open) -> None:
    lakes = LAKES | {"text": "report", "entity": "name/report"}
    _, client = opened()
    put(client, {"document": DOCUMENT, "rule": lakes})
    assert lines(seen(client, "2")["decided"]) == ["report AGENCY name/report"]
    _, client = opened(blind_share=1.0)
    told = client.get("/api/everywhere", params=lakes).json()
    assert (told["places"], told["blind"]) == ([], 1)


@pytest.mark.parametrize(
    ("change", "status"),
    [({"kind": None}, 422), ({"entity": "no key"}, 422), ({"label": "YEAR", "kind": None}, 422), ({"text": ""}, 422)],
)
def test_what_no_one_could_accept_is_not_decided(opened: Open, change: dict[str, Any], status: int) -> None:
    desk, client = opened()
    assert put(client, {"document": DOCUMENT, "rule": LAKES | change})[0] == status
    assert desk.decisions.all() == ()


def test_two_desks_of_one_annotator_keep_what_the_other_decided(begun: tuple[Desk, Client], opened: Open) -> None:
    mine, client = begun
    yours, other = opened()
    assert (mine.decisions.all(), yours.decisions.all()) == ((), ())
    put(client, {"document": DOCUMENT, "rule": LAKES})
    _, told = put(other, {"document": DOCUMENT, "rule": LAKES | {"text": "report"}})
    assert [(d["number"], d["rule"]["text"]) for d in told["decisions"]] == [(1, "Chad"), (2, "report")]
    assert mine.decisions.all() == yours.decisions.all()
    assert lines(seen(client, "2")["decided"])[0] == "report AGENCY name/chad-board"


def test_what_an_undoing_cannot_reach_is_counted(begun: tuple[Desk, Client], opened: Open) -> None:
    put(begun[1], {"document": DOCUMENT, "rule": LAKES})
    _, client = opened(blind_share=1.0)
    _, told = put(client, {"document": DOCUMENT, "undo": 1})
    assert (told["decisions"], told["left"]) == ([], 1)
    assert "Chad AGENCY name/chad-board" in lines(seen(client, "1")["saved"])


def test_what_was_marked_on_another_text_stays(begun: tuple[Desk, Client]) -> None:
    desk, client = begun
    file = desk.path(DOCUMENT)
    other = re.sub(r"hash=\w+", "hash=00000000", file.read_text(encoding="utf-8"))
    file.write_text(other, encoding="utf-8")
    _, told = put(client, {"document": DOCUMENT, "rule": LAKES})
    assert ([d["changed"] for d in told["decisions"]], told["items"]) == ([0], [])
    assert file.read_text(encoding="utf-8") == other


def test_a_paragraph_begun_after_decisions_is_as_proposed_when_they_are_undone(opened: Open) -> None:
    _, client = opened()
    put(client, {"document": DOCUMENT, "rule": LAKES})
    put(client, {"document": DOCUMENT, "rule": LAKES | {"entity": "name/board"}})
    keep(client, "1", done=False, entity="name/another")
    keep(client, "3", done=True)
    three = seen(client, "3")
    assert (lines(three["saved"])[0], three["changes"]) == ("Chad AGENCY name/board", [])
    answers = [put(client, {"document": DOCUMENT, "undo": number})[1] for number in (2, 1)]
    assert [([d["changed"] for d in told["decisions"]], told["left"]) for told in answers] == [([1], 0), ([], 0)]
    assert lines(seen(client, "3")["saved"]) == lines(three["proposal"])
    assert "Chad AGENCY name/another" in lines(seen(client, "1")["saved"])


def other_ids(body: dict[str, Any]) -> None:
    """The year and the count were marked anew: each has the other's id."""
    year, count = (next(m for m in body["mentions"] if m["label"] == label) for label in ("YEAR", "COUNT"))
    year["id"], count["id"] = count["id"], year["id"]


def test_a_relation_comes_back_to_its_mention_whatever_id_that_has(begun: tuple[Desk, Client]) -> None:
    _, client = begun
    before = lines(seen(client, "1")["saved"])
    put(client, {"document": DOCUMENT, "rule": LAKES})
    assert "40 count_in Chad" not in lines(seen(client, "1")["saved"])
    keep(client, "1", done=False, edit=other_ids)
    put(client, {"document": DOCUMENT, "undo": 1})
    assert sorted(lines(seen(client, "1")["saved"])) == sorted(before)


def no_kind(body: dict[str, Any]) -> None:
    body["mentions"][0].update(label="AGENCY", entity="unicef", kind=None)


def test_an_accepted_paragraph_does_not_get_back_what_nobody_could_accept(opened: Open) -> None:
    _, client = opened()
    keep(client, "3", done=False, edit=no_kind)
    put(client, {"document": DOCUMENT, "rule": LAKES})
    keep(client, "3", done=True)
    status, told = put(client, {"document": DOCUMENT, "undo": 1})
    assert (status, told["decisions"], told["left"]) == (200, [], 1)
    assert lines(seen(client, "3")["saved"])[0] == "Chad AGENCY name/chad-board"


def test_a_paragraph_that_another_desk_saves_meanwhile_is_decided_all_the_same(
    begun: tuple[Desk, Client], opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, client = begun
    _, other = opened()
    meanwhile = [lambda: keep(other, "1", done=True)]
    save = AnnotationFolder.save

    def late(self: AnnotationFolder, *its: Any) -> StoredParagraph:
        if meanwhile:
            meanwhile.pop()()
        return save(self, *its)

    monkeypatch.setattr(AnnotationFolder, "save", late)
    status, told = put(client, {"document": DOCUMENT, "rule": LAKES})
    assert (status, [d["changed"] for d in told["decisions"]]) == (200, [1])
    one = seen(client, "1")
    assert (one["state"], len(one["changes"])) == ("done", 1)
    assert "Chad AGENCY name/chad-board" in lines(one["saved"])
    meanwhile.append(lambda: keep(other, "1", done=False))
    status, told = put(client, {"document": DOCUMENT, "undo": 1})
    assert (status, told["decisions"], told["left"]) == (200, [], 0)
    assert "Chad COUNTRY TCD" in lines(seen(client, "1")["saved"])


def test_the_number_of_a_decision_that_was_undone_is_not_given_again(begun: tuple[Desk, Client]) -> None:
    _, client = begun
    put(client, {"document": DOCUMENT, "rule": LAKES})
    put(client, {"document": DOCUMENT, "undo": 1})
    _, told = put(client, {"document": DOCUMENT, "rule": LAKES})
    assert [d["number"] for d in told["decisions"]] == [2]


@pytest.mark.parametrize("trouble", [PendingError(), SgreportsError("its file is broken")])
def test_a_preview_says_of_how_many_paragraphs_the_proposals_are_not_there(
    begun: tuple[Desk, Client], monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    _, client = begun
    assert client.get("/api/everywhere", params=LAKES).json()["pending"] == 0

    def none(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(RunSource, "proposals", none)
    told = client.get("/api/everywhere", params=LAKES).json()
    assert (told["pending"], [p["paragraph"] for p in told["places"]]) == (1, ["1", "3"])
