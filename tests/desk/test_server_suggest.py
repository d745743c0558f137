"""Suggestions of normal forms: while one types, and from the span's own words."""

import time
from pathlib import Path
from typing import Any

import pytest

from asking import Client
from sgreports.model.letters import digest, letters
from sgreports_gold.desk.sources import readings
from sgreports_gold.desk.suggest import MAX_SUGGESTIONS

from .conftest import DOCUMENT, TEXTS, Open


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    readings.warm()


@pytest.fixture
def client(opened: Open) -> Client:
    return opened()[1]


def suggested(client: Client, **query: Any) -> list[tuple[str, str | None, str | None]]:
    found = client.get("/api/suggest", params=query).json()["suggestions"]
    assert len(found) <= MAX_SUGGESTIONS
    assert len({s["entity"] for s in found}) == len(found)
    return [(s["entity"], s["kind"], s["unit"]) for s in found]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"label": "COUNTRY", "q": "rep kor"}, ("KOR", "name", None)),
        ({"label": "COUNTRY", "q": "sdn"}, ("SDN", "name", None)),
        ({"label": "COUNTRY", "text": "Lebanese"}, ("LBN", "demonym", None)),
        ({"label": "COUNTRY", "text": "Plurinational State of Bolivia"}, ("BOL", "name", None)),
        ({"label": "AGENCY", "q": "unicef"}, ("unicef", "un", None)),
        ({"label": "AGENCY", "text": "Board of the Lakes"}, ("name/board-of-the-lakes", None, None)),
        ({"label": "INSTRUMENT", "q": "16.2"}, ("SDG/16.2", "goal", None)),
        ({"label": "INSTRUMENT", "q": "convention rights child"}, ("treaty/crc", "treaty", None)),
        ({"label": "INSTRUMENT", "text": "resolution 1612 (2005)"}, ("S/RES/1612(2005)", "resolution", None)),
        ({"label": "INSTRUMENT", "text": "Lake Accord"}, ("name/lake-accord", None, None)),
        ({"label": "YEAR", "text": "8 to 10 October 2013"}, ("2013-10-08/2013-10-10", None, None)),
        ({"label": "YEAR", "text": "6 March", "index": 0}, ("2044-03-06", None, None)),
        ({"label": "YEAR", "text": "6 June", "index": 0}, ("2043-06-06", None, None)),
        ({"label": "YEAR", "text": "6 March"}, ("XXXX-03-06", None, None)),
        ({"label": "COUNT", "text": "more than 190"}, (">190", "cardinal", None)),
        ({"label": "COUNT", "text": "$47 billion"}, ("47000000000", "money", "USD")),
        ({"label": "COUNT", "text": "dozens"}, ("12s", "cardinal", None)),
    ],
)
def test_the_first_suggestion(client: Client, query: dict[str, Any], first: tuple[str, str | None, str | None]) -> None:
    assert suggested(client, **query)[0] == first


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("March to November 2025", [("2025-03/2025-11", True), ("2025-11", False)]),
        ("November 2025", [("2025-11", True)]),
        ("3 and 6 April 2024", [("2024-04-03", False), ("2024-04-06", False)]),
        ("the week of 6 April 2024", [("2024-04-06", False)]),
        ("May", [("XXXX-05", True)]),
    ],
)
def test_a_date_says_whether_its_reading_covers_the_words(
    client: Client, text: str, found: list[tuple[str, bool]]
) -> None:
    answer = client.get("/api/suggest", params={"label": "YEAR", "text": text}).json()
    assert [(s["entity"], s["covers"]) for s in answer["suggestions"]] == found


@pytest.mark.parametrize(
    "query",
    [{}, {"label": "PLACE", "q": "un"}, {"label": "YEAR", "q": "2044"}, {"label": "COUNT", "text": "ducks"},
     {"label": "AGENCY", "q": "zzzz"}, {"label": "AGENCY", "q": "!?"}, {"label": "AGENCY"},
     {"label": "AGENCY", "text": "مجلس البحيرة"}, {"label": "INSTRUMENT", "text": "اتفاق"},
     {"label": "YEAR", "text": " "}],
)  # fmt: skip
def test_where_nothing_fits_nothing_is_suggested(client: Client, query: dict[str, Any]) -> None:
    assert suggested(client, **query) == []


def test_a_citation_takes_its_organ_from_the_sentence(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, client = opened()
    report = desk.source.report("A/99/7")
    words = "The General Assembly, in its resolution 69/150, thanked Chad."
    text = next(p for p in report.paragraphs if p.key == "1")
    monkeypatch.setattr(desk, "text", lambda _: (report, type(text)("1", "body", words)))
    assert suggested(client, label="INSTRUMENT", text="resolution 69/150", index=0)[0] == (
        "A/RES/69/150", "resolution", None,
    )  # fmt: skip


def test_names_stand_first_for_what_they_were_in_the_annotators_other_paragraphs(
    opened: Open, annotations: Path
) -> None:
    desk, client = opened()
    text = TEXTS["3"]
    (annotations / "mk").mkdir()
    (annotations / "mk" / "A_99_7.gold").write_text(
        f"document {DOCUMENT}\nannotator mk\n\n¶ 3 letters={len(letters(text))} hash={digest(text)}\n"
        'm1 COUNTRY 0-4 "Chad" MLI name\nm2 INSTRUMENT 13-23 "Lake Accord" name/peace-of-the-lake agreement\n',
        encoding="utf-8",
    )
    at = {item.paragraph: index for index, item in enumerate(desk.items)}
    read, slug = ("name/peace-of-the-lake", "agreement", None), ("name/lake-accord", None, None)
    assert suggested(client, label="INSTRUMENT", text="Lake Accord", index=at["1"]) == [read, slug]
    assert suggested(client, label="INSTRUMENT", text="Lake Accord", index=at["3"]) == [slug]
    assert suggested(client, label="COUNTRY", text="Chad", index=at["1"]) == [("TCD", "name", None)]


def test_nothing_waits_for_the_language_library(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_ready", type(readings._ready)())
    assert suggested(client, label="YEAR", text="2044") == []
    assert suggested(client, label="COUNTRY", text="Chad") == [("TCD", "name", None)]


def test_they_come_while_one_types(client: Client) -> None:
    """A bound that only a search of the wrong order would miss: some 5 ms are usual."""
    suggested(client, label="AGENCY", q="u")
    began = time.process_time()
    for typed in ("u", "un", "united nations", "office of the united", "com"):
        suggested(client, label="AGENCY", q=typed)
    assert (time.process_time() - began) / 5 < 0.05
