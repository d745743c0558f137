"""Covers, mandates, the previous report and the period."""

import datetime

import pytest

from sgreports.model.report import DocumentKind, Masthead
from sgreports.reading.assemble import doubts
from sgreports.reading.cover.kind import corrects, kind
from sgreports.reading.cover.mandates import last_report, mandates, previous_report
from sgreports.reading.cover.masthead import Cover, agenda_items, masthead, ordinal
from sgreports.reading.cover.period import Period, period, previous_date

_ISSUED = datetime.date(2009, 5, 18)


@pytest.mark.parametrize(
    ("words", "number"),
    [("Seventy-first", 71), ("Fifty-sixth", 56), ("One hundred and second", 102), ("2025", 2025), ("last", None)],
)
def test_ordinals(words: str, number: int | None) -> None:
    assert ordinal(words) == number


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The present report, submitted pursuant to General Assembly resolution 68/145, is short.", ("A/RES/68/145",)),
        ("The report is submitted pursuant to Security Council resolution 1244 (1999).", ("S/RES/1244(1999)",)),
        ("The report is submitted pursuant to resolution 51/196 B of the General Assembly.", ("A/RES/51/196B",)),
        ("The report is submitted pursuant to Security Council resolution 1058 of 30 May 1996.", ("S/RES/1058(1996)",)),
        ("The Council recalled its resolution 1244 (1999).", ()),
    ],
)
def test_mandates(sentence: str, expected: tuple[str, ...]) -> None:
    assert mandates([sentence]) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "By its resolution 3001 (2044), the Security Council, inter alia: (a) Kept the mission "
            "within the numbers authorized in resolution 2992 (2043); (b) Requested the Secretary-General to report.",
            ("S/RES/3001(2044)",),
        ),
        (
            "In paragraph 6 of resolution 3001 (2044), the Security Council invited the Secretary-General to report on "
            "the implementation of that resolution and of resolution 2992 (2043).",
            ("S/RES/3001(2044)",),
        ),
        (
            "The report is submitted pursuant to resolutions 3001 (2044) and 3002 (2044), by which the Council, "
            "recalling resolution 2992 (2043), extended the mandate and requested me to report.",
            ("S/RES/3001(2044)", "S/RES/3002(2044)"),
        ),
        (
            "The report is submitted pursuant to resolution 3001 (2044) of 5 May, by which the mission was set up, and "
            "resolution 3002 (2044), by which its mandate was extended.",
            ("S/RES/3001(2044)", "S/RES/3002(2044)"),
        ),
        ("In my report of 2 July (S/2044/608), prepared pursuant to resolution 3001 (2044), I warned of this.", ()),
        ("It requested that the report of the Monitoring Team pursuant to resolution 3001 (2044) be annexed.", ()),
        (
            "The present report is the ninth report of the Secretary-General on the implementation of Security Council "
            "resolution 3001 (2044), which was adopted in May.",
            ("S/RES/3001(2044)",),
        ),
        (
            "The plan was approved in resolution 70/248. The report is submitted pursuant to resolution 78/253.",
            ("A/RES/78/253",),
        ),
        (
            "The report gives an account of what was carried out in accordance with the mandate entrusted to the "
            "mission by the Security Council in resolution 3001 (2044).",
            (),
        ),
        (
            "By its resolution 3001 (2044), the Security Council extended the mandate of the mission. The Council also "
            "requested the Secretary-General to report to it by 21 March.",
            ("S/RES/3001(2044)",),
        ),
        (
            "By its resolution 3001 (2044), the Security Council set up the mission. As requested by the Council, the "
            "present report describes its deployment.",
            ("S/RES/3001(2044)",),
        ),
        (
            "In its resolutions 3001 (2044) and 3002 (2044), the Security Council requested the Secretary-General to "
            "keep it regularly informed of the situation.",
            ("S/RES/3001(2044)", "S/RES/3002(2044)"),
        ),
        ("In its resolution 3001 (2044), the Security Council requested the Secretary-General to send observers.", ()),
        (
            "The Secretary-General hereby transmits the report of the Board of Rivers submitted in accordance with "
            "General Assembly resolution 98/14.",
            ("A/RES/98/14",),
        ),
    ],
)
def test_only_the_resolution_that_asks_for_the_report_is_its_mandate(paragraph: str, expected: tuple[str, ...]) -> None:
    assert mandates([paragraph]) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Much has changed since my last report (S/2024/817).", "S/2024/817"),
        ("As it will recall, I last reported on the mission on 31 October 1994 (S/1994/12 and Add.1).", "S/1994/12"),
        ("It builds on the previous report on the topic (A/68/253).", "A/68/253"),
        ("It covers events since the issuance of my report of 31 August 2015 (S/2015/667).", "S/2015/667"),
        ("It follows my reports of 23 November 1992 (S/24833) and of May 1993.", "S/24833"),
        ("Since the submission of my report of 1 July 1997 (S/1997/506), all is calm.", "S/1997/506"),
        ("The violations described in my last report (see S/1996/1075, para. 6) go on.", "S/1996/1075"),
        ("It covers developments since my last report of 4 November 1999 (S/19991127).", None),
        ("As was said in my earlier report (S/25812), it is the first of a series.", None),
        ("The report of the panel (S/2015/667) was noted.", None),
    ],
)
def test_previous(sentence: str, expected: str | None) -> None:
    assert previous_report([sentence]) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["Much was done since the previous report of the Secretary-General, of 5 May (S/2044/9)."], "S/2044/9"),
        (["Since my last progress report, issued on 5 May 2044 (S/2044/9), all is calm."], "S/2044/9"),
        (["It is set out in the last report on the rivers of the north (S/2044/9, para. 5)."], "S/2044/9"),
        (["In my last report on the safe areas (S/2044/9) I said so."], None),
        (["The latest report of the Panel of Rivers (S/2044/9) was noted."], None),
        (["As in my last report (S/2044/9)."] * 2, "S/2044/9"),
        (["As in my last report (S/2044/9).", "As in my last report (S/2044/8)."], None),
        (["As in my last report (S/204409)."], None),
        (["As in my report (S/2044/9)."], None),
    ],
)
def test_last_report_named_in_passing(sentences: list[str], expected: str | None) -> None:
    assert last_report(sentences, "Rivers of the North") == expected


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("The report covers the mandate between 16 January 2025 and 31 March 2025.", (2025, 1, 16), (2025, 3, 31)),
        ("It covers developments from 1 April to 15 July 2004.", (2004, 4, 1), (2004, 7, 15)),
        ("It covers the period from April 2024 to March 2025.", (2024, 4, 1), (2025, 3, 31)),
        (
            "The report covers all between the issuance of my report on 29 August 2014 (S/2014/1) and 12 March 2015.",
            (2014, 8, 29),
            (2015, 3, 12),
        ),
        (
            "It covers events since my report of 31 August 2015 (S/2015/1) up to 1 March 2016.",
            (2015, 8, 31),
            (2016, 3, 1),
        ),
        ("The report covers events from 21 November to 10 May.", (2008, 11, 21), (2009, 5, 10)),
        (
            "It describes events from the issuance of my report of 8 March on the rivers of the north (S/2009/215, "
            "paras. 3 and 4) to 20 August.",
            (2009, 3, 8),
            (2009, 8, 20),
        ),
        (
            "It covers the time from the date of issuance of the last report of the Committee, dated 8 March 2009, to "
            "20 August.",
            (2009, 3, 8),
            (2009, 8, 20),
        ),
        ("The report covers the period from 1January to 31December 2008.", (2008, 1, 1), (2008, 12, 31)),
        ("The report covers the period 1 January to 31 December.", (2008, 1, 1), (2008, 12, 31)),
    ],
)
@pytest.mark.parametrize("days", [8, -4], ids=["over", "nearly-over"])
def test_period(sentence: str, start: tuple[int, int, int], end: tuple[int, int, int], days: int) -> None:
    issued = datetime.date(*end) + datetime.timedelta(days=days)
    assert period([], [sentence], issued) == Period(datetime.date(*start), datetime.date(*end))


@pytest.mark.parametrize(
    "sentence",
    [
        "The report covers developments since my last report (S/2024/817).",
        "The report covers what was asked for in my reports of 3 April (S/2007/182) and 5 May 2007 (S/2007/200).",
        "The rains lasted from 3 May to 9 June 2008.",
        "Resolution 3001 set up the mission from 1 May 2008 to 30 April 2009 and asked for a report that covers it.",
        "The report covers what was done since the Council extended the mandate from 1 May 2008 to 30 April 2009.",
        "It gives an update of the previous report, which covered the period from 1 May 2008 to 30 April 2009.",
        "The report covers the period from 1 May to 30 June 2009.",
        "The report provides a summary of the session held from 4 to 8 May 2009.",
        "It covers developments since my report of 14 May 2009 (S/2009/182).",
    ],
)
def test_no_period_is_guessed(sentence: str) -> None:
    assert period([], [sentence], _ISSUED) == Period()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It covers the activities of the mission in the north since 1 April 2003.", ((2003, 4, 1), (2009, 5, 18))),
        ("The report outlines what was done since 1 April 2003 and after.", ((2003, 4, 1), (2009, 5, 18))),
        ("It describes the activities of the mission up to 10 January 1993.", (None, (1993, 1, 10))),
        (
            "It contains the information that was there up to 1600 hours, local time, on Thursday, 9 July 1992.",
            (None, (1992, 7, 9)),
        ),
        ("The present report covers developments until 28 March 2009.", (None, (2009, 3, 28))),
        ("It gives a review since the last report (S/2009/1), which covered all until 16 March 2009.", (None, None)),
        ("The report describes the camps that have stood since 1 April 2003 (S/2003/1).", (None, None)),
        ("It describes the mandate of the mission, which runs up to 10 January 2093.", (None, None)),
    ],
)
def test_one_end_of_a_period_may_be_left_open(
    sentence: str, expected: tuple[tuple[int, int, int] | None, tuple[int, int, int] | None]
) -> None:
    start, end = (datetime.date(*day) if day else None for day in expected)
    assert period([], [sentence], _ISSUED) == Period(start, end)


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("The report covers developments since my report of 3 April 2007 (S/2007/182).", (2007, 4, 3)),
        ("It details progress since my predecessor’s last report of 9 December 2006.", (2006, 12, 9)),
        ("It provides an update since the submission of my last report on 23 September (S/2008/1).", (2008, 9, 23)),
        ("Since my report of 26 June 2008 (S/2008/4), the situation has been calm.", (2008, 6, 26)),
        ("It brings up to date the record since my interim report to the Council, dated 4 May.", (2009, 5, 4)),
    ],
)
def test_a_period_since_the_report_before_ends_with_the_report(sentence: str, start: tuple[int, int, int]) -> None:
    assert period([], [sentence], _ISSUED) == Period(datetime.date(*start), _ISSUED)


def test_a_period_that_is_said_goes_before_the_report_before() -> None:
    opening = ["Since my report of 26 June 2008, all was calm.", "This report covers 1 July 2008 to 30 April 2009."]
    assert period([], opening, _ISSUED) == Period(datetime.date(2008, 7, 1), datetime.date(2009, 4, 30))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nothing has changed since my report of 14 February 2009.", datetime.date(2009, 2, 14)),
        ("In my last report, dated 3 September, I said so.", datetime.date(2008, 9, 3)),
        ("The report of 3 September 2008 said so.", None),
        ("My last report of 3 September 2010 said so.", None),
    ],
)
def test_the_date_of_the_report_before(sentence: str, expected: datetime.date | None) -> None:
    assert previous_date([sentence], _ISSUED) == expected


@pytest.mark.parametrize(
    ("found", "symbols", "lines", "expected"),
    [
        ("report", ["S/2044/7"], ["Report of the Secretary-General"], ("report", None)),
        ("report", ["S/2044/7/Corr.1"], ["Corrigendum"], ("corrigendum", "S/2044/7")),
        ("report", [], ["Report of the Secretary-General", "Corrigendum"], ("corrigendum", None)),
        ("report", ["S/2044/8"], ["Ruritania: draft resolution"], ("draft", None)),
        ("report", ["E/2044/9"], ["Report of the Secretary-General", "Draft resolution I"], ("report", None)),
        ("other", ["E/2044/L.3"], ["Ruritania:*,** draft decision"], ("draft", None)),
        ("other", ["A/AC.9/2044/L.2"], ["Rapporteur: Ms. Rosa Lee"], ("draft", None)),
        ("note", ["A/AC.9/2044/L.1"], ["Note by the Secretary-General"], ("note", None)),
    ],
)
def test_corrigenda_and_drafts(
    found: DocumentKind, symbols: list[str], lines: list[str], expected: tuple[str, str | None]
) -> None:
    assert (kind(found, symbols, lines), corrects(symbols)) == expected


def test_a_period_whose_end_alone_is_said_begins_after_that_of_the_report_before() -> None:
    before = "It reviews all since the previous report (S/2008/9), which covered developments until 16 September 2008."
    found = period([], [f"{before} The present report covers developments until 28 March 2009."], _ISSUED)
    assert found == Period(datetime.date(2008, 9, 17), datetime.date(2009, 3, 28))


def test_a_title_says_the_period() -> None:
    title = "Report on a mission (for the period 27 January-26 July 2000)"
    assert period([title], [], None) == Period(datetime.date(2000, 1, 27), datetime.date(2000, 7, 26))


@pytest.mark.parametrize(
    ("title", "sentence", "expected"),
    [
        (
            "REPORT OF THE SECRETARY-GENERAL PURSUANT TO SECURITY COUNCIL RESOLUTION 959 (2044)",
            "The President asked for a report on resolution 836 (2043), as requested by the Council.",
            ("S/RES/959(2044)",),
        ),
        (
            "Report of the Secretary-General pursuant to resolutions 957 (2044) and 958 (2044)",
            "The present report is submitted pursuant to resolutions 958 (2044) and 960 (2044).",
            ("S/RES/957(2044)", "S/RES/958(2044)", "S/RES/960(2044)"),
        ),
        (
            None,
            "The report is submitted in accordance with resolution 60/2 of the Commission on the Status of Women.",
            (),
        ),
        (
            None,
            "The report is submitted pursuant to Commission resolution 60/2 and General Assembly resolution 90/7.",
            ("A/RES/90/7",),
        ),
        (
            None,
            "In the report on the 1 500 (2044) families, as requested in resolution 957 (2044).",
            ("S/RES/957(2044)",),
        ),
        (
            None,
            "In accordance with Council resolution 1817 (LV), the Secretary-General reports every year.",
            ("E/RES/1817(LV)",),
        ),
    ],
)
def test_mandates_of_the_title_and_of_other_bodies(title: str | None, sentence: str, expected: tuple[str, ...]) -> None:
    assert mandates([sentence], title) == expected


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Agenda item 3 (b) (ii)", ("3 (b) (ii)",)),
        ("Agenda item 3 (b) (i) and (ii)", ("3 (b) (i)", "3 (b) (ii)")),
        ("Agenda items 7 (a) and (b) and 12", ("7 (a)", "7 (b)", "12")),
        ("Item 19 (h) and (i) of the provisional agenda*", ("19 (h)", "19 (i)")),
        ("Item10of the provisional agenda", ("10",)),
    ],
)
def test_agenda_items_with_parts_of_parts(line: str, items: tuple[str, ...]) -> None:
    assert agenda_items(["A/99/1", line]) == items


def on_cover(*lines: str, heads: tuple[str, ...] = ()) -> Masthead:
    return masthead(Cover((("Report of the Secretary-General", 12.0),), lines), heads, [])


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["S/2044/12", "Distr.: General", "3 May 2044"], datetime.date(2044, 5, 3)),
        (["Distr.: General 3 May 2044", "Original: English"], datetime.date(2044, 5, 3)),
        (["Economic and Social Council 3 May 2044"], datetime.date(2044, 5, 3)),
        (["S/2044/12 3 May 2044"], datetime.date(2044, 5, 3)),
        (["10April 2044"], datetime.date(2044, 4, 10)),
        (["3 Mali 2044"], None),
        (["3 May :;2.O44"], None),
        (["last report, dated 4 March 2044 (S/2044/7)."], None),
        (["2 January 2044 (S/2044/1), the mission has"], None),
        (["the Council of 4 March 2044", "15 April 2044"], datetime.date(2044, 4, 15)),
    ],
)
def test_the_date_is_never_that_of_a_report_that_the_text_cites(lines: list[str], date: datetime.date | None) -> None:
    assert on_cover(*lines).date == date


@pytest.mark.parametrize(
    ("lines", "heads", "symbols"),
    [
        (["A/98/826", "S/2044/222", "3 May 2044"], (), ("A/98/826", "S/2044/222")),
        (["A/98/826", "S/2044/222"], ("A/98/826",) * 3, ("A/98/826", "S/2044/222")),
        (["A/98/826", "3 May 2044", "S/2044/222"], (), ("A/98/826",)),
        (["A/98/826", "A/98/827"], (), ("A/98/826",)),
        (["S/2O44/1"], ("S/2044/12",) * 3, ("S/2044/12",)),
        (["Advance copy. To be published under the symbol S/2044/981."], (), ("S/2044/981",)),
    ],
)
def test_symbols_stand_one_below_the_other_or_are_announced(
    lines: list[str], heads: tuple[str, ...], symbols: tuple[str, ...]
) -> None:
    assert on_cover(*lines, heads=heads).symbols == symbols


def test_a_cover_without_a_symbol_and_an_advance_copy_are_told() -> None:
    lines = ("Security Council", "Advance unedited copy", "Report of the Secretary-General")
    seen = Cover((), lines)
    found = doubts(seen, on_cover(*lines), "report-12")
    assert [issue.code for issue in found] == ["no-symbol", "advance-copy"]
    assert not [*doubts(Cover((), lines[:1]), on_cover("Security Council", "S/2044/12"), "report-12")]


@pytest.mark.parametrize(
    "title",
    [
        "United Nations policing", "United Nations police", "United Nations reform", "United Nations Forum on Forests",
        "Security Council: the year 2044", "Rivers after 3 Mali 2044", "Floods of 3 May 2044 in the north",
        "Rivers at the tenth special session",
    ],
)  # fmt: skip
@pytest.mark.parametrize("recognized", [False, True])
def test_titles_that_are_like_other_lines_of_a_cover(title: str, recognized: bool) -> None:
    lines = ("United Nations", "A/99/12", "General Assembly", "3 May 2044", title, "Report of the Secretary-General")
    found = masthead(Cover(tuple((line, 12.0) for line in lines), lines, recognized), [], [])
    assert (found.title, found.author) == (title, "Secretary-General")


@pytest.mark.parametrize(
    "beside",
    [
        "3 May 2044",
        "Resumed tenth special session",
        "New York, 17 February–14 March 2044",
        "25 July 2043–30 July 2044 Agenda item 7",
    ],
)
def test_dates_are_no_titles(beside: str) -> None:
    lines = ("United Nations", "E/2044/12", beside, "Rivers of the north", "Report of the Secretary-General")
    assert masthead(Cover(tuple((line, 12.0) for line in lines), lines), [], []).title == "Rivers of the north"


def test_a_period_in_brackets_is_the_subtitle() -> None:
    lines = ("United Nations", "E/2044/12", "Rivers", "Report of the Secretary-General", "(3 May 2043-5 June 2044)")
    found = masthead(Cover(tuple((line, 12.0) for line in lines), lines), [], [])
    assert (found.title, found.subtitle) == ("Rivers", "(3 May 2043-5 June 2044)")


def test_a_note_says_on_its_cover_what_asked_for_the_report_that_it_brings() -> None:
    note = "The Secretary-General has the honour to submit the report of Rivers, pursuant to Council decision 2043/207."
    lines = ("Economic and Social Council", "E/2044/48", "Rivers of the north", "Note by the Secretary-General", note)
    found = masthead(Cover(tuple((line, 12.0) for line in lines), lines), [], ["Rivers flow."])
    assert (found.kind, found.mandates) == ("note", ("E/DEC/2043/207",))
