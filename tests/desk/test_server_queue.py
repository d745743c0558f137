"""The queue: what is in it, in which order, why, and which places are read blind."""

import json
from collections import Counter
from pathlib import Path

import pytest

from sgreports.model.facts import LABELS, RELATION_TYPES, Event, RelationType
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, GoldRelation
from sgreports_gold.desk.ordering import BLIND_WHY, Candidate, events_of_units, is_blind, ordered, reason
from sgreports_gold.desk.searching import hits, search
from sgreports_gold.desk.sources.source import Proposal, ProposedArc, ProposedMark, Text

from .conftest import DOCUMENT, TEXTS, Open


def test_what_pays_most_comes_first_and_says_why(opened: Open) -> None:
    queue = opened()[1].get("/api/start").json()["queue"]
    assert [(i["paragraph"], i["why"], i["state"]) for i in queue] == [
        ("1", "look closely at works with (no examples so far) and count in (no examples so far)", "open"),
        ("3", "look closely at signed (no examples so far) and INSTRUMENT (no examples so far)", "open"),
        ("2", f"nobody has read any of {DOCUMENT} yet", "open"),
        ("fn-1", f"nobody has read any of {DOCUMENT} yet", "open"),
    ]


@pytest.mark.parametrize(
    ("known", "paragraph", "why"),
    [
        ({}, "3", "check “Lake Accord”: it may be no name; check the relation: it may be wrong (signed)"),
        ({}, "1", "check “UNHCR”: the program is unsure; next"),
        ({"signed": 8}, "3", "look closely at signed (8 examples so far); check “Lake Accord”: it may be no name"),
    ],
)
def test_the_strongest_reasons_are_said(opened: Open, known: dict[str, int], paragraph: str, why: str) -> None:
    source = opened()[0].source
    proposal = (source.proposals(DOCUMENT) or {})[paragraph]
    often = Counter(dict.fromkeys((*LABELS, *RELATION_TYPES), 1000) | known)
    told = reason(Candidate(DOCUMENT, paragraph, proposal), often, {DOCUMENT})
    assert told == why.removesuffix("; next")


def test_reports_take_turns() -> None:
    unsure = Proposal(mentions=(mark(0.1),))
    sure = Proposal(mentions=(mark(0.9),))
    candidates = [Candidate("A", "1", unsure), Candidate("A", "2", sure), Candidate("B", "1", sure)]
    gold = [GoldParagraph(document=d, paragraph="9", letters=3, hash="00000000", annotator="a",
                          mentions=(GoldMention(id="m1", label="YEAR", start=0, end=1, text="2", entity="2044"),) )
            for d in ("A", "B")]  # fmt: skip
    assert [(c.document, c.paragraph) for c, _ in ordered(candidates, gold)] == [("A", "1"), ("B", "1"), ("A", "2")]


def mark(score: float) -> ProposedMark:
    return ProposedMark(id="m1", label="YEAR", start=0, end=4, text="2044", entity="2044", score=score, source="rule:x")


def test_a_fixed_share_is_blind_the_same_for_everyone(opened: Open) -> None:
    drawn = {key: is_blind(DOCUMENT, key, 0.5) for key in TEXTS}
    assert set(drawn.values()) == {True, False}
    for annotator in ("mk", "other"):
        _, client = opened(annotator, blind_share=0.5)
        queue = client.get("/api/start").json()["queue"]
        assert {i["paragraph"]: i["blind"] for i in queue} == drawn
        assert all((i["why"] == BLIND_WHY) == i["blind"] for i in queue)


def test_blind_places_keep_the_proposals_from_the_reader_and_the_gold(opened: Open, annotations: Path) -> None:
    _, client = opened(blind_share=1.0)
    for index in range(len(TEXTS)):
        seen = client.get(f"/api/paragraph?index={index}")
        assert (seen.json()["proposal"], seen.json()["proposed"]) == (None, "blind")
        assert "lake-accord" not in seen.text
    seen = client.get("/api/paragraph?index=0").json()
    fields = ("index", "document", "paragraph", "hash", "version")
    client.put({**{f: seen[f] for f in fields}, "mentions": [], "relations": [], "done": True, "note": None})
    assert "proposed" not in (annotations / "mk" / "A_99_7.gold").read_text(encoding="utf-8")


def test_the_share_that_is_blind_is_near_what_was_asked() -> None:
    blind = sum(is_blind("A/1", str(key), 0.2) for key in range(2000))
    assert 340 < blind < 460


def test_the_limit_is_for_what_is_open(opened: Open) -> None:
    _, client = opened(limit=2)
    assert [i["paragraph"] for i in client.get("/api/start").json()["queue"]] == ["1", "3"]
    seen = client.get("/api/paragraph?index=0").json()
    fields = ("index", "document", "paragraph", "hash", "version")
    client.put({**{f: seen[f] for f in fields}, "mentions": [], "relations": [], "done": True, "note": None})
    queue = opened(limit=2)[1].get("/api/start").json()["queue"]
    assert {i["paragraph"]: i["state"] for i in queue} == {"1": "done", "3": "open", "2": "open"}


def test_a_paragraph_comes_with_what_is_round_it(opened: Open) -> None:
    _, client = opened()
    index = next(i["index"] for i in client.get("/api/start").json()["queue"] if i["paragraph"] == "2")
    seen = client.get(f"/api/paragraph?index={index}").json()
    names = ("title", "date", "period", "section", "first", "before", "after", "page")
    assert {name: seen[name] for name in names} == {
        "title": "Lakes", "date": "2044-05-06", "period": ["2044-01-01", None],
        "section": [{"label": "I", "title": "Overview"}, {"label": "A", "title": "Children"}],
        "first": {"paragraph": "1", "text": TEXTS["1"]}, "before": {"paragraph": "1", "text": TEXTS["1"]},
        "after": {"paragraph": "3", "text": TEXTS["3"]},
        "page": {"number": 1, "of": None, "boxes": [], "images": []},
    }  # fmt: skip


def test_the_guidelines_of_each_label_and_relation_are_there(opened: Open) -> None:
    start = opened()[1].get("/api/start").json()
    assert list(start["labels"]) == ["AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME", "YEAR", "COUNT"]
    assert start["labels"]["AGENCY"] == {
        "kinds": ["un", "intergovernmental", "partnership", "national", "civil", "armed_group"],
        "events": [], "events_of_units": {}, "measures": [], "gloss": "a named body", "guideline": "- kind",
    }  # fmt: skip
    assert start["relations"]["signed"] == {
        "gloss": "Signs a text, commits to it formally.", "guideline": "signs",
        "subject": ["COUNTRY", "AGENCY", "COUNT"], "object": ["INSTRUMENT"], "symmetric": False,
        "roles": [], "fixed": False,
    }  # fmt: skip
    assert start["relations"]["works_with"]["symmetric"] is True
    assert start["relations"]["count_by"]["roles"] == ["agent", "whose", "source"]
    assert [name for name, its in start["relations"].items() if its["fixed"]] == ["part_of"]
    assert (start["rulings"], start["mode"], start["loading"]) == ("- one\n- two", "review", None)
    assert start["relations"]["part_of"]["guideline"] == "is a part"


def test_events_come_as_common_as_they_are_in_gold(opened: Open, annotations: Path) -> None:
    (annotations / "gold").mkdir()
    counts = "".join(f'm{n} COUNT {n}-{n + 1} "{n}" {n} cardinal unit= event={event}\n'
                     for n, event in enumerate(("trained", "other", "other", "injured"), 1))  # fmt: skip
    (annotations / "gold" / "A_9.gold").write_text(
        f"document A/9\nannotator a1\n\n¶ 1 letters=9 hash=00000000\n{counts}", encoding="utf-8"
    )
    events = opened()[1].get("/api/start").json()["labels"]["COUNT"]["events"]
    assert (events[:5], len(events)) == (["other", "injured", "trained", "killed", "casualties"], 24)


def test_a_run_that_is_none_is_said(opened: Open, run: Path) -> None:
    (run / "mentions.jsonl").unlink()
    answer = opened()[1].get("/api/start")
    assert answer.status_code == 409
    assert "holds no dataset of sgreports (no mentions.jsonl)" in answer.json()["errors"][0]["what"]


def test_an_unexpected_fault_is_said_and_the_page_does_not_wait(opened: Open, run: Path) -> None:
    (run / "mentions.jsonl").write_text('{"document": "A/99/7"}\n', encoding="utf-8")
    told = opened()[1].get("/api/start").json()["errors"][0]["what"]
    assert told == "no queue could be made (KeyError: 'paragraph'); please report it"


def test_words_and_names_are_found(opened: Open) -> None:
    _, client = opened()
    found = client.get("/api/search", params={"q": "  lake   ACCORD "}).json()["found"]
    assert [(f["paragraph"], TEXTS["3"][f["start"] : f["end"]]) for f in found] == [("3", "Lake Accord")]
    named = client.get("/api/search", params={"q": f"{DOCUMENT} fn"}).json()["found"]
    assert [f["paragraph"] for f in named] == ["fn-1"]
    assert client.get("/api/search", params={"q": " "}).json() == {"found": [], "unread": 0}


def test_a_search_waits_for_no_report_and_says_how_many_are_left(opened: Open) -> None:
    desk, _ = opened()
    assert search(desk, "Lake Accord", patience=0).model_dump() == {"found": (), "unread": 1}
    assert [(f.paragraph, f.excerpt) for f in search(desk, f"{DOCUMENT} 3", patience=0).found] == [("3", "")]
    assert [f.excerpt for f in search(desk, "Lake Accord").found] == [TEXTS["3"]]


def test_the_files_of_a_run_are_as_extract_writes_them(run: Path) -> None:
    """The rows made up here have no column that the dataset's rows do not have."""
    from sgreports.model.records import ROWS

    columns = {row.resource: set(row.model_fields) for row in ROWS}
    for table in ("documents", "sections", "paragraphs", "mentions", "relations"):
        for line in (run / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
            assert set(json.loads(line)) <= columns[table]


def test_the_events_of_a_unit_are_those_that_gold_has_with_it() -> None:
    units: list[tuple[str, Event]] = [
        ("wells", "destroyed"), ("Wells", "conducted"), ("wells", "conducted"), ("boats", "seized"), ("", "other"),
    ]  # fmt: skip
    mentions = tuple(
        GoldMention(
            id=f"m{i}", label="COUNT", start=i, end=i + 1, text="7", entity="7", kind="cardinal", unit=unit,
            unit_from="own" if unit else None, event=event,
        )
        for i, (unit, event) in enumerate(units)
    )  # fmt: skip
    gold = GoldParagraph(document="A/99/7", paragraph="1", letters=9, hash="0" * 8, mentions=mentions, annotator="mk")
    assert events_of_units([gold]) == {"wells": ("conducted", "destroyed")}


def test_what_is_not_in_the_queue_is_found_and_gets_its_place(opened: Open) -> None:
    desk, client = opened(limit=1)
    found = client.get("/api/search", params={"q": "accord chad"}).json()["found"]
    assert [(f["index"], f["paragraph"], TEXTS["3"][f["start"] : f["end"]]) for f in found] == [(None, "3", "Accord")]
    place = {"document": DOCUMENT, "paragraph": "3"}
    for _ in range(2):
        item = client.get("/api/place", params=place).json()
        assert (item["index"], item["paragraph"], item["why"]) == (1, "3", "you opened it by name")
    assert [i.paragraph for i in desk.items] == ["1", "3"]
    assert client.get("/api/place", params=place | {"paragraph": "88"}).status_code == 409
    assert client.get("/api/place", params=place | {"document": "A/1"}).status_code == 404


@pytest.mark.parametrize(
    ("words", "text", "place"),
    [
        ("1300", "In all, 1,300 wells.", "1,300"),
        ("1,300", "In all, 1300 wells.", "1300"),
        ("300", "In all, 1,300 wells.", None),
        ("130", "In all, 1,300 wells.", None),
        ("wells all", "In all, 1,300 wells.", "wells"),
        ("A/99/7 4", "In all.", ""),
        ("¶4", "In all.", ""),
        ("(a)", "Under (A) it says.", "(A)"),
    ],
)
def test_words_and_numbers_are_found_as_people_write_them(words: str, text: str, place: str | None) -> None:
    found = hits([(None, DOCUMENT, Text("4", "body", text))], words.split())
    assert [text[hit.start : hit.end] for hit in found] == ([] if place is None else [place])


def test_the_list_knows_what_is_proposed_and_what_is_saved(opened: Open) -> None:
    _, client = opened()
    queue = client.get("/api/start").json()["queue"]
    assert {i["paragraph"]: i["names"] for i in queue} == {
        "1": ["AGENCY", "COUNT", "COUNTRY", "YEAR", "count_in", "works_with"],
        "3": ["COUNTRY", "INSTRUMENT", "signed"], "2": [], "fn-1": [],
    }  # fmt: skip
    assert [i["names"] for i in opened(blind_share=1.0)[1].get("/api/start").json()["queue"]] == [[]] * 4


def test_the_learners_order_puts_unsure_pairs_of_rare_types_first() -> None:
    def found(**scores: float) -> Proposal:
        arcs = (ProposedArc(type=t, subject="m1", object="m2", score=s, source="m") for t, s in scores.items())
        return Proposal(relations=tuple(arcs))

    gold = _of("count_in", 99)
    each = [found(signed=0.97), found(count_in=0.5), found(signed=0.55, count_in=0.5), Proposal()]
    rows = ordered([Candidate("A/1", str(i), p) for i, p in enumerate(each, 1)], gold, "learner")
    assert [(c.paragraph, why) for c, why in rows] == [
        ("3", "your reading teaches the program signed (55% sure, no examples) and count in (50% sure, 99 examples)"),
        ("2", "your reading teaches the program count in (50% sure, 99 examples)"),
        ("1", "look closely at signed (no examples so far); nobody has read any of A/1 yet"),
        ("4", "nobody has read any of A/1 yet"),
    ]


def _of(kind: RelationType, n: int) -> list[GoldParagraph]:
    """Gold with a relation of that type n times."""
    mentions = tuple(
        GoldMention(id=f"m{i}", label="COUNTRY", start=i, end=i + 1, text="x", entity=None, kind="name") for i in (1, 2)
    )
    one = GoldParagraph(
        document="A/99/7", paragraph="1", letters=9, hash="0" * 8, mentions=mentions, annotator="mk",
        relations=(GoldRelation(type=kind, subject="m1", object="m2"),),
    )  # fmt: skip
    return [one] * n


def test_a_count_is_proposed_with_its_row_and_the_cells_that_are_unsure(opened: Open, run: Path) -> None:
    row = {"count": f"{DOCUMENT}#m4", "document": DOCUMENT, "paragraph": "1", "measure": "flow", "repeats": None,
           "time_start": "2043-11-01", "time_end": "2044-02-28", "country": None, "measure_score": 0.95,
           "time_score": 0.6, "country_score": None}  # fmt: skip
    (run / "counts.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    _, client = opened()
    start = client.get("/api/start").json()
    assert start["labels"]["COUNT"]["measures"] == ["flow", "stock", "running_total", "rate", "limit", "none"]
    index = next(i["index"] for i in start["queue"] if i["paragraph"] == "1")
    marks = client.get(f"/api/paragraph?index={index}").json()["proposal"]["mentions"]
    assert [(m["row"], m["unsure"]) for m in marks if m["label"] == "COUNT"] == [
        ({"measure": "flow", "years": "2043-2044", "country": None, "again": False}, ["years", "country"])
    ]
    assert {(m["row"], *m["unsure"]) for m in marks if m["label"] != "COUNT"} == {(None,)}
