"""Quantities: spans, normal forms, kinds and what is counted."""

import pytest
from spacy.language import Language

from invented.reports import units_of
from sgreports.counting.quantity.quantities import Quantity, find_counts, quantities_in, without_overlaps

Row = tuple[str, str, str, str | None]


def rows(nlp: Language, text: str) -> list[Row]:
    found = find_counts(units_of(nlp, text)[0])
    return [(text[c.start : c.end], c.entity or "", c.kind or "", c.unit) for c in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("more than 190 States", [("more than 190", ">190")]),
        ("nearly 15.5 million people", [("nearly 15.5 million", "<15500000")]),
        ("No fewer than 54 States, as many as 20 towns", [("No fewer than 54", ">=54"), ("as many as 20", "<=20")]),
        ("an estimated 12.7 million people", [("estimated 12.7 million", "~12700000")]),
        ("a total of 136, 154 and 173 States", [("136", "136"), ("154", "154"), ("173", "173")]),
        ("12 345 678 people and 1 250 cows", [("12 345 678", "12345678"), ("1 250", "1250")]),
        ("$1, 204, 700 for 1, 300 goats", [("$1, 204, 700", "1204700"), ("1, 300", "1300")]),
        ("15 000.5 hectares", [("15 000.5 hectares", "15000.5")]),
        ("75 ha of land, 60 ha-lf", [("75 ha", "75"), ("60", "60")]),
        ("an 85-strong unit and an 85-page book", [("85", "85"), ("85", "85")]),
        ("LAKE 3.0 talks, Growth 4.0 per cent", [("4.0 per cent", "4")]),
        ("Function 2 - POLICY, Lake Force - Two (LF-2), Chad 12 - Gabon 3", [("12", "12"), ("3", "3")]),
        ("In 2040 120 people", [("120", "120")]),
        ("212 963 1234 or 5 120,500 people", []),
        ("paragraph 12 345", []),
        ("several dozens of huts", [("several dozens", "12s")]),
        ("tens of thousands of refugees", [("tens of thousands", "10000s")]),
        ("a dozen vehicles, half a million people", [("dozen", "12"), ("half a million", "500000")]),
        ("over a quarter of a million people", [("over a quarter of a million", ">250000")]),
        ("12 of 17 countries", [("12 of 17", "12/17")]),
        ("10 of more than 20 posts", [("10 of more than 20", "10/>20")]),
        ("one in five children", [("one in five", "1/5")]),
        ("197 per 100,000", [("197 per 100,000", "197/100000")]),
        ("fell from 43 to 37 per 1,000 births", [("43", "43/1000"), ("37 per 1,000", "37/1000")]),
        ("from 60 to 44 deaths per 1,000 births", [("60", "60/1000"), ("44 deaths per 1,000", "44/1000")]),
        ("2.0 per cent, over 50 thousands Poles", [("2.0 per cent", "2"), ("over 50 thousands", ">50000")]),
        ("of 5 to 10 per 1,000 births", [("5", "5/1000"), ("10 per 1,000", "10/1000")]),
        ("a crowd of 5 to 10 guards and 100 boys", [("5 to 10", "5..10"), ("100", "100")]),
        ("fell by 200 to 1,300 posts", [("200", "200"), ("1,300", "1300")]),
        ("ranging from 5 per cent to 45 per cent", [("5 per cent to 45 per cent", "5..45")]),
        ("rose from 12 to 15 per cent", [("12", "12"), ("15 per cent", "15")]),
        ("five or six huts", [("five or six", "5..6")]),
        ("$1.2-1.5 million", [("$1.2-1.5 million", "1200000..1500000")]),
        ("two to three million people", [("two to three million", "2000000..3000000")]),
        ("fell from 30 (2031) to 20 (2032)", [("30", "30"), ("20", "20")]),
        ("organized around three themes", [("three", "3")]),
        ("handed over 12 rifles and hosted over 12 families", [("12", "12"), ("over 12", ">12")]),
        ("one of every four posts", [("one of every four", "1/4")]),
        ("12.3 deaths per 1,000", [("12.3 deaths per 1,000", "12.3/1000")]),
        ("60 or more posts worth $4.435 million", [("60 or more", ">=60"), ("$4.435 million", "4435000")]),
        (
            "2.290 per cent, 1.125 km, 0.716 points",
            [("2.290 per cent", "2.29"), ("1.125 km", "1.125"), ("0.716", "0.716")],
        ),
        ("12.345 deaths per 1,000", [("12.345 deaths per 1,000", "12.345/1000")]),
        ("the index rose to 1.125 in May", [("1.125", "1.125")]),
    ],
)
def test_grammar(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[q.start : q.end], q.entity) for q in quantities_in(text)] == found


@pytest.mark.parametrize(
    "text",
    ["paragraph 4", "Goal 16", "articles 5 to 7", "resolutions 1325 (2000) and 2242 (2015)", "A/52/687", "phase 3,",
     "at 10.30 a.m.", "0830 hours", "0600–1155 patrols, 1200–1345 raids", "1.5°C", "on 4 and 5 May", "M23",
     "(1) to write; (2) to read", "the Group of 77", "my report (5121194)", "decision C (71)",
     "(S/25500, annex, sect. V 3)", "sections III A 1, 2 and 4",
     "channels 2 and 4", "outputs 5, 6, 7 and 11", "p. 9", "the project “114”", "arts. 4 and 12, para. 5"],
)  # fmt: skip
def test_identifiers_dates_and_times_are_no_quantities(text: str) -> None:
    assert quantities_in(text) == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["The plan covers five years and 10 to 15 days.", "A two-week pause helped children aged 15–24.",
     "It was three times higher.", "One third of the posts and half of the staff left.", "One of the men met another.",
     "The court of canton 6 met.", "It is set out in enclosures 2 and 3.", "Site 2 is new.", "(Thousands of euros)",
     "The court heard the Bravo 2 murder case.", "1.2 Rise of the river. 1.3 Fall of the lake.",
     "The 30-member Cabinet has a five-point plan.", "They fired 12.7 mm machine guns in Sector West 3."],
)  # fmt: skip
def test_what_counts_nothing(nlp: Language, text: str) -> None:
    assert rows(nlp, text) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The clinic treated 36 men, 5 women and 2 boys.",
            [("36", "36", "cardinal", "men"), ("5", "5", "cardinal", "women"), ("2", "2", "cardinal", "boys")],
        ),
        (
            "It brings together 16 member agencies, 6 of which are new.",
            [("16", "16", "cardinal", "agencies"), ("6", "6", "cardinal", "agencies")],
        ),
        ("They host some 300 Palestinian families.", [("some 300", "~300", "cardinal", "families")]),
        ("They burned the upper 12 villages.", [("12", "12", "cardinal", "villages")]),
        (
            "Two soldiers were killed and eight injured.",
            [("Two", "2", "cardinal", "soldiers"), ("eight", "8", "cardinal", "soldiers")],
        ),
        ("The country hosts 900 refugees and migrants.", [("900", "900", "cardinal", "refugees and migrants")]),
        ("The number of widows was over 2.5 million.", [("over 2.5 million", ">2500000", "cardinal", "widows")]),
        ("Women held 28 per cent of seats.", [("28 per cent", "28", "percent", "seats")]),
        ("This is a 35 per cent increase.", [("35 per cent", "35", "percent", None)]),
        ("The fund paid US$ 5 million.", [("US$ 5 million", "5000000", "money", "USD")]),
        ("It grew by 0.4 percentage points.", [("0.4 percentage points", "0.4", "measure", "percentage points")]),
        ("They cleared 20 square kilometres.", [("20 square kilometres", "20", "measure", "square kilometres")]),
        (
            "It has up to 290 officers, including a 90-strong special unit.",
            [("up to 290", "<=290", "cardinal", "officers"), ("90", "90", "cardinal", "officers")],
        ),
        (
            "It holds two camps: a 500-strong brigade guards 75 ha.",
            [("two", "2", "cardinal", "camps"), ("500", "500", "cardinal", None), ("75 ha", "75", "measure", "ha")],
        ),
    ],
)
def test_what_is_counted(nlp: Language, text: str, found: list[Row]) -> None:
    assert rows(nlp, text) == found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The team is 51 military, police and administrative personnel.", [("51", "personnel")]),
        (
            "It has 280 members (159 international and 121 local).",
            [("280", "members"), ("159", "members"), ("121", "members")],
        ),
        ("They removed over 100 burnt-out cars.", [("over 100", "cars")]),
        ("Twenty (of 27) towns paid; the remaining 7 did not.", [("Twenty (of 27", "towns"), ("7", "towns")]),
        ("It saw two attacks, one on 9 May and the other on 3 June.", [("two", "attacks")]),
        ("By one or other means, one party or the other, they moved from one mined valley to another.", []),
        ("They moved one camp to another valley, in which one man died.", [("one", "camp"), ("one", "man")]),
        ("The death of one youth and injury to another led to talks.", [("one", "youth")]),
        ("In Gao 12 staff left.", [("12", "staff")]),
        ("In Gao 1 house burned.", [("1", "house")]),
        ("In the Gambia 1 man left.", [("1", "man")]),
        ("It grew: 1.5 Million people moved.", [("1.5 Million", "people")]),
        ("They spent 33 per cent of their €560,000 budget.", [("33 per cent", "budget"), ("€560,000", "EUR")]),
        ("There were 58 Serbs (up from 52 in August).", [("58", "Serbs"), ("52", "Serbs")]),
        ("That ratio is about 1 to 220 elsewhere.", [("about 1 to 220", None)]),
        ("More than 9 in 10 people lack water.", [("More than 9 in 10", "people")]),
        (
            "Of the 40 refugees and displaced persons, 9 left.",
            [("40", "refugees and displaced persons"), ("9", "refugees and displaced persons")],
        ),
        (
            "They fed 30 people with food aid and 20 children and women at risk.",
            [("30", "people"), ("20", "children and women")],
        ),
        ("It has 190 observers and a helicopter unit of 35 from Chad.", [("190", "observers"), ("35", "unit")]),
        ("It led to a reduction of military personnel from 477 to 179.", [("477", "personnel"), ("179", "personnel")]),
        ("Nine per cent of UNIFIL operational patrols failed.", [("Nine per cent", "patrols")]),
        ("Assaults were 40 per cent of all reported crimes.", [("40 per cent", "crimes")]),
        ("It has 570 flying hours (addendum 1).", []),
        ("It lists the deaths per 100,000 persons.", []),
        ("The number stood at 330,000 one year ago.", [("330,000", None)]),
        ("3. At its session it met (D+42).", []),
        (
            "They found 54 surface-to-air missiles and 2,880 and 3,960 grenades.",
            [("54", "missiles"), ("2,880", "grenades"), ("3,960", "grenades")],
        ),
        ("It verifies the five Governments’ compliance.", [("five", "Governments")]),
        ("The 25 or so teachers and health workers left.", [("25 or so", "teachers and health workers")]),
        ("It trained 80 officers, of whom 20 are women.", [("80", "officers"), ("20", "women")]),
        ("The arrests (1,561) and injuries (1,299) rose.", [("1,561", "arrests"), ("1,299", "injuries")]),
        ("Last year 24% of the budget was spent (21% in 2004).", [("24%", "budget"), ("21%", None)]),
        ("All eight of the club’s first harbours are shut.", [("eight", "harbours")]),
        ("It went on with projects from 2007, six of which ended.", [("six", "projects")]),
        (
            "There are 171 victims in three cases: eight in the case of Lee.",
            [("171", "victims"), ("three", "cases"), ("eight", "victims")],
        ),
        (
            "It is made up of 45 per cent Serbs and 2 per cent others.",
            [("45 per cent", "Serbs"), ("2 per cent", "others")],
        ),
        ("The force fell from 386 to 320 officers.", [("386", "officers"), ("320", "officers")]),
        ("They lived there for two or three generations.", []),
        ("A total of 1,200 boats came, an increase of 15 per cent.", [("1,200", "boats"), ("15 per cent", None)]),
        (
            "They paid 710,000 kuna and 3 million Kenya shillings.",
            [("710,000 kuna", "HRK"), ("3 million Kenya shillings", "KES")],
        ),
        ("The share of people under 20 is falling.", []),
        ("Those 65 or older remain.", []),
        ("The mandate was extended five times since 2004.", [("five", "times")]),
        ("The scan read 111111111111 there.", []),
        ("It lists 251 States and 250 States.", [("251", None), ("250", "States")]),
        ("Some 1200–1345 people came.", [("Some 1200–1345", "people")]),
    ],
)
def test_parts_ages_and_frequencies(nlp: Language, text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(span, unit) for span, _, _, unit in rows(nlp, text)] == found


def test_what_meets_a_range_is_no_quantity() -> None:
    spans = [(0, 2), (3, 5), (6, 9), (10, 12), (30, 31)]
    found = [Quantity(start, end, "1", "cardinal") for start, end in spans]
    assert [(q.start, q.end) for q in without_overlaps(found, [(2, 3), (4, 11), (5, 6)])] == [(0, 2), (30, 31)]
