"""Named texts, goals, short forms and links."""

import datetime

import pytest
from spacy.lang.en import English

from invented.reports import paragraph_of, units_of
from sgreports.model.report import Link, Masthead, Style
from sgreports.names.candidate import Candidate
from sgreports.names.instruments.citations import find_citations
from sgreports.names.instruments.goals import find_goals
from sgreports.names.instruments.hyperlinks import confirm, find_links, linked_symbol
from sgreports.names.instruments.named_texts import find_instruments
from sgreports.names.instruments.short_titles import resolve_instruments
from sgreports.names.overlap import resolve
from sgreports.parsing.unit import Unit

NLP = English()


def unit_list(*texts: str, year: int = 2024, **parts: tuple[Link, ...] | tuple[Style, ...]) -> list[Unit]:
    paragraphs = (paragraph_of(text, i, **parts) for i, text in enumerate(texts, 1))
    masthead = Masthead(symbols=("A/79/900",), date=datetime.date(year, 3, 1))
    return units_of(NLP.make_doc, *paragraphs, document="A/79/900", masthead=masthead)


def local(unit: Unit) -> list[Candidate]:
    return [*find_citations(unit), *find_instruments(unit), *find_goals(unit)]


def marked(*texts: str, year: int = 2024) -> list[tuple[str, str | None]]:
    units = unit_list(*texts, year=year)
    found = resolve_instruments(units, [local(u) for u in units])
    return [(u.text[c.start : c.end], c.entity) for u, cs in zip(units, found, strict=True) for c in resolve(cs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parties to the Convention on the Rights of the Child met.",
         [("Convention on the Rights of the Child", "treaty/crc")]),
        ("The 2030 Agenda and Agenda 2063 agree.", [("2030 Agenda", "agenda/2030"), ("Agenda 2063", "agenda/2063")]),
        ("the Regional Health, Water and Energy Strategy for Areas Affected by Drought in the Lagoon Basin.",
         [("Regional Health, Water and Energy Strategy for Areas Affected by Drought in the Lagoon Basin",
           "name/regional-health-water-and-energy-strategy-for-areas-affected-by-drought-in-the-lagoon-basin")]),
        ("It issued the Coastal Fisheries Report 2015.",
         [("Coastal Fisheries Report 2015", "name/coastal-fisheries-report-2015")]),
        ("In general comment No. 25 (2021) it said so.",
         [("general comment No. 25 (2021)", "name/general-comment-no-25-2021")]),
        ("a report entitled “Counting the Boats”, on", [("Counting the Boats", "name/counting-the-boats")]),
        ("a report of Ann Lee, a judge, entitled “Ten Rules of Trade”, and a talk entitled “Ten Ways to Win”",
         [("Ten Rules of Trade", "name/ten-rules-of-trade")]),
        ("under the Penal Code; a Penal Code", [("Penal Code", "name/penal-code")]),
        ("the Treaty between Ruritania and the Republic of Nauru on the Sea",
         [("Treaty between Ruritania and the Republic of Nauru on the Sea",
           "name/treaty-between-ruritania-and-the-republic-of-nauru-on-the-sea")]),
        ("the Law on Aid to Coastal Fishers; they sent the Law on Courts to Parliament",
         [("Law on Aid to Coastal Fishers", "name/law-on-aid-to-coastal-fishers"),
          ("Law on Courts", "name/law-on-courts")]),
        ("the Law on the Harbour Council and Law on the Port Office came into force",
         [("Law on the Harbour Council", "name/law-on-the-harbour-council"),
          ("Law on the Port Office", "name/law-on-the-port-office")]),
        ("a Proposal for the Establishment of a Coastal Board",
         [("Proposal for the Establishment of a Coastal Board",
           "name/proposal-for-the-establishment-of-a-coastal-board")]),
        ("Directive 2001/7/EC and Regulation (EU) 2019/12 of 3 May",
         [("Directive 2001/7/EC", "name/directive-2001-7-ec"),
          ("Regulation (EU) 2019/12", "name/regulation-eu-2019-12")]),
        ("the “Safe Boats” strategy and its “most urgent” plan", [("Safe Boats", "name/safe-boats")]),
        ("all 17 Goals and each Goal, in Goal 5", [("Goals", "SDG"), ("Goal", "SDG"), ("Goal 5", "SDG/5")]),
        ("the Agreement on Fishing Relations between the Republic of Korea and the Republic of Nauru",
         [("Agreement on Fishing Relations between the Republic of Korea and the Republic of Nauru",
           "name/agreement-on-fishing-relations-between-the-republic-of-korea-and-the-republic-of-nauru")]),
        ("Convention No. 29 concerning Forced or Compulsory Labour; ILO Convention No. 105",
         [("Convention No. 29 concerning Forced or Compulsory Labour", "treaty/ilo-29"),
          ("ILO Convention No. 105", "treaty/ilo-105")]),
        ("the Agreement on Fishing Relations between fishers", [
            ("Agreement on Fishing Relations", "name/agreement-on-fishing-relations")]),
        ("the Interim Accord with Greece", [("Interim Accord", "name/interim-accord")]),
        ("the Lagoon Phase Classification phase 3 and above", []),
        ("a Programme of Action for the Coming Three Months",
         [("Programme of Action for the Coming Three Months", "name/programme-of-action-for-the-coming-three-months")]),
        ("the action plan, a road map and the ceasefire agreement", []),
        ("the Agreement Monitoring Body met", []),
        ("Goals 1, 2 and 5, target 16.2 and targets 5.3 and 8.7",
         [("Goals 1", "SDG/1"), ("2", "SDG/2"), ("5", "SDG/5"), ("target 16.2", "SDG/16.2"), ("targets 5.3", "SDG/5.3"),
          ("8.7", "SDG/8.7")]),
        ("the Sustainable Development Goals and SDG 4.7",
         [("Sustainable Development Goals", "SDG"), ("SDG 4.7", "SDG/4.7")]),
        ("target 20.1 and Goal 18", []),
        ("Under the Lagoon Standards Implementation Plan of 1999 the Plan began.",
         [("Lagoon Standards Implementation Plan", "name/lagoon-standards-implementation-plan"),
          ("Plan", "name/lagoon-standards-implementation-plan")]),
        ("They broke the Treaty.", [("Treaty", None)]),
    ],
)  # fmt: skip
def test_named(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert marked(text) == expected


def test_short_forms_take_the_nearest_antecedent() -> None:
    found = marked(
        "The Convention on Cluster Munitions is in force.", "States joined the Convention.",
        "The Convention on the Rights of the Child has three protocols.", "The Convention is near universal.",
    )  # fmt: skip
    assert [e for t, e in found if t == "Convention"] == ["treaty/ccm", "treaty/crc"]


def test_a_text_named_before_may_modify_a_noun() -> None:
    found = marked("The Convention on Cluster Munitions is in force.", "They met at official Convention meetings.")
    assert found[1:] == [("Convention", "treaty/ccm")]
    assert marked("They met at official Convention meetings.") == []


def test_a_name_older_than_the_text_that_now_bears_it_is_another() -> None:
    assert marked("The Paris Agreement holds.", year=1993) == [("Paris Agreement", "name/paris-agreement")]
    assert marked("The Paris Agreement holds.", year=2024) == [("Paris Agreement", "treaty/paris-agreement")]


def test_own_short_name() -> None:
    found = marked("The Lagoon Peace Agreement (the “Lagoon Accord”) holds.", "They keep the Lagoon Accord.")
    assert found == [
        ("Lagoon Peace Agreement", "name/lagoon-peace-agreement"),
        ("Lagoon Accord", "name/lagoon-peace-agreement"),
        ("Lagoon Accord", "name/lagoon-peace-agreement"),
    ]


def test_goals_before_2015_are_the_millennium_ones() -> None:
    assert marked("Work on Goal 4 and the Goals.", year=2009) == [("Goal 4", "MDG/4"), ("Goals", "MDG")]


def test_italic_title() -> None:
    text = "See Lagoon Institute, The Long Tide of Winter (Nauru, 2014)."
    [unit] = unit_list(text, styles=(Style(start=22, end=45, italic=True),))
    assert [text[c.start : c.end] for c in find_instruments(unit)] == ["The Long Tide of Winter"]


def test_italic_phrases_of_resolutions_are_no_titles() -> None:
    text = "The Council, Bearing in mind also the need, met."
    [unit] = unit_list(text, styles=(Style(start=13, end=33, italic=True),))
    assert list(find_instruments(unit)) == []


def test_links_are_evidence() -> None:
    text = "The Commission adopted resolution 1993/6 there."
    link = Link(start=34, end=41, uri="https://docs.un.org/en/E/CN.4/RES/1993/6")
    [unit] = unit_list(text, links=(link,))
    assert [(text[c.start : c.end], c.entity, c.source) for c in find_links(unit)] == [
        ("1993/6", "E/CN.4/RES/1993/6", "link")
    ]
    [confirmed] = confirm(unit, find_citations(unit))
    assert (confirmed.entity, confirmed.source) == ("E/CN.4/RES/1993/6", "link")
    assert linked_symbol("https://example.org/en/A/1/2") is None
