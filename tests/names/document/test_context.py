"""Countries, mission and series of a report."""

import datetime

import pytest

from invented.reports import report_of
from sgreports.knowledge.names.countries import countries
from sgreports.knowledge.names.series import Series, mission_components, mission_places, missions, series
from sgreports.model.report import DocumentKind, Masthead
from sgreports.names.document.context import with_context

Context = tuple[tuple[str, ...], str | None, str | None]


def context(
    title: str, *body: str, year: int = 2012, kind: DocumentKind = "report", symbol: str = "S/2012/9", **head: object
) -> Context:
    """Countries, mission and series of a report with this title and these paragraphs."""
    told = {"title": title, "kind": kind, "symbols": (symbol,), "date": datetime.date(year, 6, 1)} | head
    report = report_of(*body, document=symbol, masthead=Masthead.model_validate(told))
    found = with_context(report).masthead
    return found.about_countries, found.mission, found.series


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Report of the Secretary-General on the United Nations Mission in Liberia", (("LBR",), "unmil", "unmil")),
        ("REPORT ON THE UNITED NATIONS STABILIZATION MISSION IN HAITI", (("HTI",), "minustah", "minustah")),
        ("United Nations Disengagement Observer Force", (("SYR",), "undof", "undof")),
        ("Report on the situation in Abkhazia, Georgia", (("GEO",), None, None)),
        ("THE SITUATION IN THE CENTRAL AFRICAN REPUBLIC", (("CAF",), None, None)),
        ("Assistance to the Palestinian people", (("PSE",), None, None)),
        ("Children and armed conflict in Chad", (("TCD",), None, "children-and-armed-conflict")),
        ("Implementation of Security Council resolution 1701 (2006)", (("LBN",), None, "resolution-1701")),
        ("Oceans and the law of the sea", ((), None, "oceans")),
        ("Ageing", ((), None, None)),
    ],
)
def test_titles(title: str, expected: Context) -> None:
    assert context(title) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "This report is submitted pursuant to resolution 9999 (2011), by which the mandate of the United Nations "
            "Mission in Liberia (UNMIL) was extended.",
            (("LBR",), "unmil", "unmil"),
        ),
        ("It summarizes the activities of UNMIL since May.", (("LBR",), "unmil", "unmil")),
        ("Pursuant to resolution 9999 (2011), I report on elections in Nepal.", (("NPL",), None, None)),
        (
            "The Council requested me to report on Liberia with the United Nations Mission in Liberia (UNMIL).",
            (("LBR",), None, None),
        ),
        ("Pursuant to resolution 9999 (2011), I report on Chad, Niger and Mali.", ((), None, None)),
        ("Talks were held in Nepal.", ((), None, None)),
        ("Pursuant to resolution 9999, this is on UNMIL and UNOCI.", ((), None, None)),
    ],
)
def test_mandates_where_the_title_says_nothing(sentence: str, expected: Context) -> None:
    assert context("Report of the Secretary-General pursuant to resolution 9999 (2011)", sentence) == expected


def test_a_title_without_countries_is_not_filled_from_the_text() -> None:
    assert context("Ageing", "Pursuant to resolution 9999 (2011), I report on ageing in Nepal.") == ((), None, None)


def test_a_title_names_the_country_of_a_mission_in_several() -> None:
    titles = ("Attack on a village of Croatia", "Attack on a village")
    found = [context(title, "It covers the work of UNPROFOR.", year=1994)[0] for title in titles]
    assert found == [("HRV",), ("HRV", "BIH", "MKD")]


def test_a_mission_that_was_not_there_is_not_taken() -> None:
    assert context("The United Nations Mission in Liberia", year=1993) == (("LBR",), None, None)


@pytest.mark.parametrize("kind", ["letter", "resolution", "draft"])
def test_letters_and_drafts_say_nothing_by_their_titles(kind: DocumentKind) -> None:
    title = "Letter dated 2 May 2012 from the Permanent Representative of Chad to the United Nations"
    assert context(title, kind=kind) == ((), None, None)


def test_reports_to_the_assembly_are_of_no_mission_s_series() -> None:
    assert context("The situation in Nepal", "It covers the work of UNMIN.", symbol="A/66/9", year=2010) == (
        ("NPL",),
        "unmin",
        None,
    )


@pytest.mark.parametrize("known", series(), ids=lambda known: known.key)
def test_the_example_of_a_series_is_of_that_series(known: Series) -> None:
    assert context(known.example)[2] == known.key


@pytest.mark.parametrize("known", [s for s in series() if s.mandates], ids=lambda known: known.key)
def test_a_mandate_tells_the_series(known: Series) -> None:
    assert context("Forty-first semi-annual report", mandates=known.mandates)[2] == known.key


def test_lists_name_what_is_known() -> None:
    places = mission_places()
    codes = {code for known in (*places.values(), *(s.countries for s in series())) for code in known}
    assert {*places, *mission_components().values()} <= {row.key for row in missions()}
    assert codes <= set(countries())


def test_what_is_known_already_stays() -> None:
    assert context("The situation in Nepal", about_countries=("TCD",)) == (("TCD",), None, None)


@pytest.mark.parametrize(
    ("others", "expected"),
    [(0, (("LBR",), "unmil", "unmil")), (2, (("LBR",), "unmil", "unmil")), (3, ((), None, None))],
)
def test_a_mission_named_again_and_again_is_that_of_a_report_whose_title_names_a_resolution(
    others: int, expected: Context
) -> None:
    body = (*["The patrols of UNMIL went on."] * 6, *["The patrols of UNOCI went on."] * others)
    assert context("Report pursuant to resolution 9999 (2011)", *body) == expected
