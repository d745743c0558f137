"""Counts of invented reports: what the paragraph says, what is carried, and what is assumed from the document."""

import datetime
from typing import Any

import pytest

from invented.models import toy_model
from invented.reports import paragraph_of, report_of
from sgreports.counting import cells as decisions
from sgreports.counting.additivity import is_difference, reason_said
from sgreports.knowledge.linear_model import MEASURES as KIND
from sgreports.model.facts import MEASURES, CountFact, Extraction
from sgreports.model.report import Masthead, Paragraph, Section, TextUnit
from sgreports.pipeline import find
from sgreports.settings import Settings

pytestmark = pytest.mark.model
RULES = Settings(count_model="none")
"""The contract's first candidates, so that the tests show what the cells are chosen from."""

QUARTER = {"period_start": datetime.date(2024, 1, 1), "period_end": datetime.date(2024, 3, 31)}


def extracted(*texts: str, parts: tuple[str, ...] = (), **masthead: Any) -> Extraction:
    """What is found in a report of these paragraphs; `parts` of the first ones, the others are body."""
    head = Masthead.model_validate({"date": datetime.date(2024, 4, 20), **masthead})
    paragraphs = tuple(
        Paragraph.model_validate({"key": str(i), "number": i, "part": part, "section": None, "order": i, "text": text})
        for i, (text, part) in enumerate(zip(texts, (*parts, *["body"] * len(texts)), strict=False), 1)
    )
    report = report_of(*paragraphs, document="S/2024/300", masthead=head)
    return find(report, RULES)


def counts(*texts: str, **more: Any) -> dict[str, CountFact]:
    """The counts by their words; of equal words the last."""
    found = extracted(*texts, **more)
    words = {m.id: m.text for m in found.mentions}
    return {words[fact.count]: fact for fact in found.counts}


def time(fact: CountFact) -> tuple[object, ...]:
    return fact.times, fact.time_from, str(fact.time_start), str(fact.time_end)


def test_a_time_and_a_country_that_the_sentence_says() -> None:
    fact = counts("In Chad, 40 children were killed in November 2023.", **QUARTER)["40"]
    assert time(fact) == (("2023-11",), "said", "2023-11-01", "2023-11-30")
    assert (fact.country, fact.country_from, fact.unit_lemma, fact.unit_class) == ("TCD", "said", "child", "children")
    assert (fact.measure, fact.not_additive, fact.polarity, fact.modality) == ("flow", None, "affirmed", "actual")


def test_a_reporting_period_is_the_reports_own_or_as_long_before_it() -> None:
    for which, days in (("", "2024-01-01/2024-03-31"), ("previous ", "2023-10-01/2023-12-31")):
        fact = counts(f"During the {which}reporting period, 40 children were killed.", **QUARTER)["40"]
        assert time(fact) == ((days,), "period", *days.split("/"))


def test_a_deed_that_somebody_is_known_or_tried_for_has_no_date_but_its_own() -> None:
    plaque = "In January, a plaque was found to an officer responsible for the murder of 90 villagers"
    assert time(counts(f"{plaque}.", **QUARTER)["90"]) == ((), None, "None", "None")
    assert time(counts(f"{plaque} in 1943.", **QUARTER)["90"])[:2] == (("1943",), "said")
    tried = "On 5 March, 12 men were charged with the killing of 90 villagers."
    assert time(counts(tried, **QUARTER)["12"])[:2] == (("2024-03-05",), "said")
    assert time(counts(tried, **QUARTER)["90"])[1] is None
    for case in ("12 men were charged in the case relating to", "they secured an indictment of 12 men after"):
        assert time(counts(f"On 5 March, {case} the killing of 90 villagers.", **QUARTER)["90"])[1] is None
    held = "On 5 March, a court reviewed the sentences of 90 men detained in the prison."
    assert time(counts(held, **QUARTER)["90"])[:2] == (("2024-03-05",), "said")
    street = "In May 2023, a street was named after an officer. His men killed 90 villagers"
    assert time(counts(f"{street}.", **QUARTER)["90"])[1] is None
    assert time(counts(f"{street} in 1943.", **QUARTER)["90"])[:2] == (("1943",), "said")
    opened = "The mayor unveiled on 5 May 2023 a monument to the 90 villagers killed in 1944."
    assert time(counts(opened, **QUARTER)["90"])[:2] == (("1944",), "said")
    brief = "On 5 March, the office published a brief on violence, in which it documented 90 raids"
    assert time(counts(f"{brief}.", **QUARTER)["90"])[1] is None
    assert time(counts(f"{brief} in 2023.", **QUARTER)["90"])[:2] == (("2023",), "said")
    both = "On 5 March, the office published a brief and detained 90 men."
    assert time(counts(both, **QUARTER)["90"])[:2] == (("2024-03-05",), "said")
    for crime in ("12 men were found guilty of a raid committed in May 2021.", "Courts tried 12 men in the 2021 case."):
        assert time(counts(crime, **QUARTER)["12"])[:2] == QUARTER_TIME
    assert time(counts("Courts tried 12 men in May 2021.", **QUARTER)["12"])[:2] == (("2021-05",), "said")
    war = "On 5 March, the envoy told of 90 men killed during the war."
    assert time(counts(war, **QUARTER)["90"])[1] is None
    assert time(counts("In 2023, during the war, 90 men were killed.", **QUARTER)["90"])[:2] == (("2023",), "said")
    compared = "In 2020 courts convicted men of the murder of 90 villagers in all, as against 15 in 2019."
    assert time(counts(compared, **QUARTER)["90"])[1] is None


def test_dates_of_something_else_in_the_sentence_or_before_it_are_not_those_of_a_flow() -> None:
    raid = "Between 1 January and 15 March, men made 40 raids. On 5 March, they claimed a raid that killed 90 men."
    assert time(counts(raid, **QUARTER)["90"])[:2] == (("2024-03-05",), "said")
    unit = "On 5 March, they honoured a unit that in April 2021 attacked Lund and killed 90 men."
    assert time(counts(unit, **QUARTER)["90"])[:2] == (("2021-04",), "said")
    both = "In December 2023 and January 2024, 90 men were killed."
    assert time(counts(both, **QUARTER)["90"])[:2] == (("2023-12", "2024-01"), "said")


def test_what_was_done_beside_a_plan_was_done() -> None:
    found = counts("In March, the police demanded his return, detaining 12 of his neighbours.", **QUARTER)["12"]
    assert (found.modality, found.not_additive) == ("actual", None)


def test_exactly_so_many_people_authorized_are_a_limit() -> None:
    found = counts("Of the 295 authorized police officers, 40 are in Lund.", **QUARTER)
    assert (found["295"].measure, found["40"].measure) == ("limit", "flow")
    assert counts("There is a list of some 20,000 authorized police officers.")["some 20,000"].measure == "flow"


def test_thousands_are_at_least_a_thousand() -> None:
    (count,) = (m for m in extracted("Thousands of families left.").mentions if m.label == "COUNT")
    assert (count.entity, count.comparator, count.value_min, count.value_max) == ("1000s", ">=", 1000, None)


def test_who_fell_ill_was_not_injured() -> None:
    (count,) = (m for m in extracted("In 2024, 900 people were infected with cholera.").mentions if m.label == "COUNT")
    assert count.event == "other"


def test_what_is_compared_with_has_the_year_of_its_own_period() -> None:
    found = counts(
        "Between January and March, police recorded 40 murders, compared with 25 in the same period of 2021.", **QUARTER
    )
    assert time(found["25"]) == (("2021",), "said", "2021-01-01", "2021-03-31")
    assert time(found["40"]) == (("2024-01/2024-03",), "said", "2024-01-01", "2024-03-31")
    found = counts("In May 2023, police recorded 40 murders, compared to May 2022 (45).")
    assert (time(found["40"])[0], time(found["45"])[0]) == (("2023-05",), ("2022-05",))
    quarter = "They met in May. In the last quarter of 2023 were 40 murders, against 25 in the same period of 2022."
    assert time(counts(quarter, **QUARTER)["25"]) == (("2022",), "said", "2022-10-01", "2022-12-31")
    no_year = "From May to June 2023, police recorded 40 murders, compared with 25 in the same period of 0000."
    assert "25" in counts(no_year, **QUARTER)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("From May to June 2023, police recorded 40 murders, compared with 25 during the same period last year.",
         "2022-05-01/2022-06-30"),
        ("From May 2022 to February 2023, there were 40 murders (up from 25 in the same period of the previous year).",
         "2021-05-01/2022-02-28"),
        ("Police recorded 40 murders, against 25 for the same period last year.", "2023-01-01/2023-03-31"),
        ("Police recorded 40 murders, compared with 25 in the previous reporting period.", "2023-10-01/2023-12-31"),
        ("From May to June 2023, there were 40 murders. They fell compared to the same period last year, when "
         "there were 25 murders.", "2022-05-01/2022-06-30"),
        ("Police recorded 40 murders, 15 more than the 25 seen in the previous period.", "2023-10-01/2023-12-31"),
        ("It recorded 40 murders, compared with 25 in the period covered by my last report.", "2023-10-01/2023-12-31"),
        ("In February 2023, there were 40 murders, against 25 for the same period last year.", "2022-02-01/2022-02-28"),
        ("In February 2025, there were 40 murders, against 25 for the same period last year.", "2024-02-01/2024-02-29"),
        ("In the first half of 2023, there were 40 murders, against 25 for the same period last year.",
         "2022-01-01/2022-06-30"),
    ],
)  # fmt: skip
def test_the_same_period_last_year_and_the_previous_one_have_days(text: str, days: str) -> None:
    assert time(counts(text, **QUARTER)["25"]) == ((days,), "said", *days.split("/"))


def test_a_running_total_begins_where_its_sentence_says() -> None:
    text = "As at 13 March 2024, 40 villagers had been killed, 25 of them men, since the start of war in May 2021."
    found = counts(f"{text} On 5 March 2024, 12 villagers were killed.", **QUARTER)
    days = ("2024-03-13", "2021-05"), "said", "2021-05-01", "2024-03-13"
    assert (time(found["40"]), time(found["25"])) == (days, days)
    assert time(found["12"])[:2] == (("2024-03-05",), "said")
    for since, start in (("UNDOF", "1974-01-01"), ("the mission", "1974-01-01"), ("the war", "2024-03-31")):
        found = counts(f"Since the beginning of {since}, 40 villagers have been killed.", mission="undof", **QUARTER)
        assert str(found["40"].time_start) == start


def test_the_figures_of_a_change_have_the_ends_of_its_time() -> None:
    found = counts("From October 2021 to August 2023, the share of burnt farms fell from 40 per cent to 25 per cent.")
    assert time(found["40 per cent"])[2:] == ("2021-10-01", "2021-10-01")
    assert time(found["25 per cent"])[2:] == ("2023-08-31", "2023-08-31")


def test_a_previous_period_has_as_many_months_or_days() -> None:
    text = "Police recorded 40 murders, compared with 25 in the previous reporting period."
    for start, end, days in (
        ("2024-01-01", "2024-12-31", "2023-01-01/2023-12-31"), ("2024-01-11", "2024-01-20", "2024-01-01/2024-01-10"),
        ("2024-04-01", "2024-07-15", "2024-01-01/2024-03-31"),
    ):  # fmt: skip
        period = {"period_start": start, "period_end": end}
        assert time(counts(text, **period)["25"]) == ((days,), "said", *days.split("/"))


THIS_MARCH, QUARTER_TIME = (("2023-03",), "near"), (("2024-01-01/2024-03-31",), "document")


@pytest.mark.parametrize(
    ("text", "forty", "twelve"),
    [
        ("In March 2023, 25 farms burned. A total of 40 murders was recorded, compared with 12 from 2019 to 2020.",
         THIS_MARCH, (("2019/2020",), "said")),
        ("In March 2023, 25 farms burned. In comparison, in 2019, 12 farms did. Police recorded 40 murders.",
         THIS_MARCH, (("2019",), "said")),
        ("In March 2023, 25 farms burned (in comparison to 12 in 2019), and 40 murders were recorded.",
         (("2023-03",), "said"), (("2019",), "said")),
        ("Police recorded 9 murders, compared with 12 (3 of women) in 2022. They recorded 40 robberies.",
         QUARTER_TIME, (("2022",), "said")),
        ("Police recorded 40 murders, the same number as in 2019, when 12 farms burned.",
         QUARTER_TIME, (("2019",), "said")),
        ("Police recorded 40 murders, compared with 12 in 2019 and 9 in the previous period.",
         QUARTER_TIME, (("2019",), "said")),
        ("Compared with 2019, when 12 murders were recorded, 40 murders were recorded.",
         QUARTER_TIME, (("2019",), "said")),
        ("In March 2023, 25 farms burned. There were 40 thefts and 9 fires, up from 12 and 3, respectively, in 2019.",
         THIS_MARCH, (("2019",), "said")),
        ("Police recorded 40 murders, up from 30 before and compared with 12 (3 of women) in the same period of 2022.",
         QUARTER_TIME, (("2022",), "said")),
    ],
)  # fmt: skip
def test_a_date_of_what_is_compared_with_is_no_time_of_others(
    text: str, forty: tuple[object, ...], twelve: tuple[object, ...]
) -> None:
    found = counts(text, **QUARTER)
    assert (time(found["40"])[:2], time(found["12"])[:2]) == (forty, twelve)


def test_not_all_that_stands_against_something_is_a_comparison() -> None:
    for heard in ("In Prosecutor versus Miller 40 witnesses were heard", "It heard 40 witnesses in Lund versus Miller"):
        assert time(counts(f"{heard} on 3 May 2023.")["40"]) == (("2023-05-03",), "said", "2023-05-03", "2023-05-03")


def test_without_a_period_the_year_up_to_the_reports_date_is_assumed_and_the_period_awaited() -> None:
    year = (("2023-04-21/2024-04-20",), "document", "2023-04-21", "2024-04-20")
    period = counts("During the reporting period, 40 children were killed.")["40"]
    silent = counts("Some 40 children were killed.")["Some 40"]
    assert [(time(f), f.awaited_time) for f in (period, silent)] == [(year, "period"), (year, "document")]


def test_where_nothing_is_said_the_documents_period_and_country_are_assumed() -> None:
    fact = counts("Some 40 children were killed.", about_countries=("TCD",), **QUARTER)["Some 40"]
    assert time(fact) == (("2024-01-01/2024-03-31",), "document", "2024-01-01", "2024-03-31")
    assert (fact.country, fact.country_from) == ("TCD", "document")


def test_a_date_before_the_count_is_near_and_another_state_does_not_empty_the_country() -> None:
    fact = counts("An envoy of Mali came in 2019. The 40 children fled.", about_countries=("TCD",), **QUARTER)["40"]
    assert (*time(fact), fact.country, fact.country_from) == (
        ("2019",), "near", "2019-01-01", "2019-12-31", "TCD", "document",
    )  # fmt: skip


@pytest.fixture
def always_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    bias = tuple(9.0 * (measure == "flow") for measure in MEASURES)
    models = decisions.CountModels(measures=toy_model(MEASURES, KIND.features, {}, bias=bias))
    monkeypatch.setattr(decisions, "count_models", lambda _: models)


@pytest.mark.usefixtures("always_flow")
def test_what_grammar_or_its_day_says_is_no_flow_is_none() -> None:
    found = counts(
        "Police freed 12 men a week, and 13 a week later.", "They freed 14 men, bringing the total to 15.",
        "As of 3 May 2023, 16 men were detained.", "On 3 May 2023, 17 men were detained.",
        "The number of men detained rose from 18 in May to 19 in June.", "Raids rose from 20 in May to 21 in June.",
        "Raids rose from 22 on 3 May to 23 raids as at 9 June.", "On average, 24 men were freed.",
        "Throughout its mandate, UNMGL freed 25 men.", "Police will free 26 men in May 2026.",
        "Since May 2023, they have freed 27 men.", "By May 2023, police had freed 28 men, or 29 men per town.",
        "By May 2023, police had freed a further 30 men.", "By May 2023, police freed 31 men.",
        "Police freed 33 men, 34 of the 68 hostages and 35 per cent of the guards.",
        "They had a year-to-date total of 95 raids, including 36 raids on farms.",
        "There was a year-to-date total of 96 raids, including 37 raids in May 2023.",
        "There was a year-to-date total of 97 raids, of which 45 per cent were on farms.",
        "Since 1 January 2024, they have freed 38 men.", "Since the report of May 2023, they freed 39 men.", **QUARTER,
    )  # fmt: skip
    assert {m: [text for text, fact in found.items() if fact.measure == m] for m in MEASURES} == {
        "flow": ["13", "14", "17", "20", "21", "30", "31", "33", "37", "38", "39"],
        "stock": ["15", "16", "18", "19", "22", "23", "27", "28"], "running_total": ["25", "95", "36", "96", "97"],
        "rate": ["12", "24", "29", "34 of the 68", "35 per cent", "45 per cent"], "limit": ["26"], "none": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Not one man was convicted in March.", {"one": "negated"}),
        ("In March, not one but three men were killed.", {"one": "negated", "three": None}),
        ("In March, police arrested not only one man.", {"one": None}),
        ("It is unknown whether or not one man was killed in March.", {"one": None}),
    ],
)
def test_of_not_one_no_total_takes_the_one(text: str, reasons: dict[str, str | None]) -> None:
    assert {words: fact.not_additive for words, fact in counts(text, **QUARTER).items()} == reasons


@pytest.mark.usefixtures("always_flow")
def test_what_is_only_asked_for_did_not_happen_and_else_the_measure_says_what_is_a_plan() -> None:
    found = counts("Rebels demanded the release of 12 men. Police ordered the arrest of 5 men and will print 40 laws.")
    told = {text: (fact.modality, fact.measure) for text, fact in found.items()}
    assert told == {"12": ("planned", "limit"), "5": ("actual", "flow"), "40": ("planned", "flow")}


def test_what_is_planned_is_a_limit_at_the_end_of_the_period() -> None:
    fact = counts("The police plan to train 40 officers.", **QUARTER)["40"]
    assert (*time(fact), fact.measure) == (("2024-03-31",), "document", "2024-03-31", "2024-03-31", "limit")


def test_several_countries_are_none_of_a_count_or_a_report_nor_are_those_outside_but_a_side_is_one() -> None:
    assert counts("Some 40 children fled.", about_countries=("TCD", "MLI"))["Some 40"].country is None
    for where in ("in Chad and Mali", "outside the country", "outside Chad", "in neighbouring countries"):
        fact = counts(f"In 2023, 40 children were killed {where}.", about_countries=("TCD",))["40"]
        assert (fact.country, fact.country_from) == (None, None)
    assert counts("In Chad, 30 men died on the Malian side of the lake.")["30"].country == "MLI"
    assert counts("In northern Mali, 30 men died.", about_countries=("TCD",))["30"].country == "MLI"


def test_an_arrest_by_the_authorities_of_another_state_was_there() -> None:
    texts = {
        "Two men were arrested by Malian authorities.": "MLI",
        "In Chad, two men were arrested by Malian authorities.": "TCD",
        "Two men were arrested by Malian rebels.": "TCD",
        "Two men were killed by Malian authorities.": "TCD",
        "The police arrested two men in a joint operation with Malian authorities.": "TCD",
        "The police arrested two men who had been returned by Malian authorities.": "TCD",
    }
    found = {text: next(iter(counts(text, about_countries=("TCD",)).values())).country for text in texts}
    assert found == texts


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Since 2014, 40 children have been killed.", ("2014-01-01", "2024-04-20")),
        ("As at 31 March 2024, 40 children were held.", ("2024-03-31", "2024-03-31")),
        ("To date, 40 children have been released.", ("2024-04-20", "2024-04-20")),
        ("Since the outbreak of the conflict, 40 children have been killed.", ("2024-04-20", "2024-04-20")),
    ],
)
def test_running_totals(text: str, days: tuple[str, str]) -> None:
    fact = counts(text)["40"]
    assert (fact.measure, fact.not_additive) == ("running_total", "running_total")
    assert (str(fact.time_start), str(fact.time_end)) == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("first five months of 2023", ("2023-01-01", "2023-05-31")),
        ("last quarter of the year 2023", ("2023-10-01", "2023-12-31")),
        ("second half of 2023", ("2023-07-01", "2023-12-31")),
        ("fourth half of 2023", ("2023-01-01", "2023-12-31")),
        ("first and second quarters of 2023", ("2023-01-01", "2023-12-31")),
    ],
)
def test_of_a_year_only_the_part_that_is_named(words: str, days: tuple[str, str]) -> None:
    fact = counts(f"In the {words}, 40 children were killed.")["40"]
    assert (str(fact.time_start), str(fact.time_end)) == days


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("The police plan to train 40 officers.", "40", "limit"),
        ("Some 34 per cent of girls were enrolled in 2023.", "Some 34 per cent", "rate"),
        ("Between 10 and 15 girls were abducted in 2023.", "10 and 15", "range"),
        ("Dozens of girls were abducted in 2023.", "Dozens", "range"),
        ("The donors paid $40 million in 2023.", "$40 million", None),
        ("The mission had fewer police than the authorized 2,101 officers.", "2,101", "limit"),
        ("There was a monthly average of 79 killings.", "79", "rate"),
        ("There was a year-to-date total of 79 killings in May 2023.", "79", "running_total"),
        ("The gangs killed over 90 more than in May.", "over 90", "change"),
    ],
)
def test_what_may_not_be_summed_says_why(text: str, words: str, why: str | None) -> None:
    found = counts(text)
    assert {name: fact.not_additive for name, fact in found.items()} == {words: why}


def test_a_difference_is_told_right_after_its_number() -> None:
    said = [("In 2043 they killed 43 more than in May.", "43"), ("They killed 90 people - more than in May.", "90")]
    assert [is_difference(*each) for each in said] == [True, False]
    words = ("average", "killed"), ("intention", "returned"), ("intention", "trained"), (None, "returned")
    assert [reason_said(*each) for each in words] == ["rate", "limit", None, None]


def test_a_heading_over_the_paragraph_says_the_country_though_a_demonym_of_another_stands_there() -> None:
    paragraphs = [
        paragraph_of(text, number, section="I")
        for number, text in enumerate(("Some 40 children fled.", "Malian traders left. Some 50 children fled."), 1)
    ]
    heading = Section(key="I", level=1, label="I", title="Chad", parent=None, order=0)
    unit = TextUnit(key="heading/I", kind="heading", text="Chad", order=0)
    report = report_of(*paragraphs, sections=(heading,), text_units=(unit,))
    assert [(f.country, f.country_from) for f in find(report, RULES).counts] == [("TCD", "document")] * 2


def test_the_models_say_how_sure_each_cell_and_the_row_are() -> None:
    report = report_of(
        paragraph_of("As at 1 March 2024, the Mission had 1,200 troops.", 1),
        masthead=Masthead(date=datetime.date(2024, 4, 20), about_countries=("TCD",)),
    )
    (fact,) = find(report, Settings()).counts
    assert (fact.measure, fact.times, fact.country) == ("stock", ("2024-03-01",), "TCD")
    scores = fact.scores
    assert all(0 < s < 1 for s in (scores.score, scores.measure_score, scores.time_score, scores.country_score) if s)
    assert scores.score < min(scores.measure_score, scores.time_score or 0, scores.country_score or 0)
