"""Calendar expressions: spans and EDTF, before and after the years are supplied."""

import datetime

import pytest
from spacy.language import Language

from invented.reports import units_of
from sgreports.model.dates import format_edtf
from sgreports.model.report import Masthead
from sgreports.names.dates.completion import complete_dates
from sgreports.names.dates.dates import date_expressions, find_dates
from sgreports.parsing.unit import Unit

ISSUED = datetime.date(2025, 4, 7)


def spans(text: str) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], format_edtf(d.first, d.last)) for d in date_expressions(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 2015 and November 2015", [("2015", "2015"), ("November 2015", "2015-11")]),
        ("on 1 December 1950.", [("1 December 1950", "1950-12-01")]),
        ("From 8 to 10 October 2013,", [("8 to 10 October 2013", "2013-10-08/2013-10-10")]),
        ("from 2006 to 2016", [("2006 to 2016", "2006/2016")]),
        ("the 2015-2017 plan", [("2015-2017", "2015/2017")]),
        ("in fiscal year 2024– 2025", [("2024– 2025", "2024/2025")]),
        ("in 2024/25 and 1993-94", [("2024/25", "2024/2025"), ("1993-94", "1993/1994")]),
        ("between 2015 and 2023", [("2015 and 2023", "2015/2023")]),
        ("in both 2015 and 2023", [("2015", "2015"), ("2023", "2023")]),
        ("on 3 and 6 April 2024", [("3", "2024-04-03"), ("6 April 2024", "2024-04-06")]),
        ("on 3, 5 and 6 April", [("3", "XXXX-04-03"), ("5", "XXXX-04-05"), ("6 April", "XXXX-04-06")]),
        ("in January and February 2025", [("January", "2025-01"), ("February 2025", "2025-02")]),
        ("15 December to 15 January 2025", [("15 December to 15 January 2025", "2024-12-15/2025-01-15")]),
        ("the night of 12/13 June 1993", [("12/13 June 1993", "1993-06-12/1993-06-13")]),
        ("mid-2024, early 2026, end of 2023", [("mid-2024", "2024"), ("early 2026", "2026"), ("end of 2023", "2023")]),
        ("early in September", [("early in September", "XXXX-09")]),
        ("the first half of 2025", [("first half of 2025", "2025")]),
        ("in the summer of 1997", [("summer of 1997", "1997")]),
        ("in the first six months of 2011", [("first six months of 2011", "2011")]),
        ("during the mid-1990s", [("mid-1990s", "199X")]),
        ("from 1 July 2023 to 30 June 2024", [("1 July 2023 to 30 June 2024", "2023-07-01/2024-06-30")]),
        ("in the wake of the March violence", [("March", "XXXX-03")]),
        ("the 15 April 1993 Principles", [("15 April 1993", "1993-04-15")]),
    ],
)  # fmt: skip
def test_grammar(text: str, found: list[tuple[str, str]]) -> None:
    assert spans(text) == found


@pytest.mark.parametrize(
    "text",
    ["resolution 1325 (2000) and 2242 (2015)", "resolution 2024/25", "the 2030 Agenda and Agenda 2063", "S/2025/97",
     "the 1951 Convention", "at 2030 hours", "2000–0430", "2155–1900 the next day", "some 2000 troops",
     "2000 tons", "aged 15–24", "You May go", "$2015",
     "10 years", "last year", "30 February 2023", "“Women 2000: gender equality”"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert spans(text) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 6 March, the mission closed an office opened in December.", ["2025-03-06", "2024-12"]),
        ("On 12 January 2019, the court ruled. On 15 March, it closed.", ["2019-01-12", "2019-03-15"]),
        ("On 12 March, it met. The vote will be held in June.", ["2025-03-12", "2025-06"]),
        ("From 20 December to 5 January, the office was closed.", ["2024-12-20/2025-01-05"]),
        ("It prepared the vote, to be held on 9 May.", ["2025-05-09"]),
        ("It is my intention to reduce the force by mid-June.", ["2025-06"]),
        ("In 2023, the court was opened. In November, it ruled.", ["2023", "2023-11"]),
        ("With elections approaching in May, the parties are nervous.", ["2025-05"]),
        ("The country is facing a ballot in June. In May, it voted.", ["2025-06", "2024-05"]),
        ("After the plan of March 2023, it voted on 25 October.", ["2023-03", "2023-10-25"]),
        ("Five of those who burned it in May 2019 were held on 9 March.", ["2019-05", "2025-03-09"]),
        ("Those who burned it in May 2024 were held on 9 November.", ["2024-05", "2024-11-09"]),
        ("Those who burned it on 3 May and 9 June 2019 were held.", ["2019-05-03", "2019-06-09"]),
        ("It named three dates: 30 June, 31 August and 15 October.", ["2024-06-30", "2024-08-31", "2024-10-15"]),
        ("See document S/2019/555 of 9 May and my report of 1 June (S/2021/30).", ["2019-05-09", "2021-06-01"]),
        ("It was renewed by resolution 2444 (2018) of 14 November.", ["2018-11-14"]),
        ("It is marked annually on 1 October.", ["XXXX-10-01"]),
        ("In all, 40 cases were reported from 1 January to 31 December.", ["2024-01-01/2024-12-31"]),
    ],
)
def test_missing_years_are_supplied(nlp: Language, text: str, found: list[str]) -> None:
    units = [unit(nlp, text, ISSUED)]
    assert [c.entity for c in complete_dates(units, [list(find_dates(u)) for u in units])[0]] == found


@pytest.mark.model
def test_without_a_report_date_the_year_stays_untold(nlp: Language) -> None:
    units = [unit(nlp, "On 6 March, the mission closed an office.", None)]
    (date,) = complete_dates(units, [list(find_dates(u)) for u in units])[0]
    assert (date.entity, date.year_start) == (None, None)
    assert date.issue


def unit(nlp: Language, text: str, date: datetime.date | None) -> Unit:
    return units_of(nlp, text, masthead=Masthead(date=date))[0]
