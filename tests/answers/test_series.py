"""Series: what recurs in the reports of a series, in alike sentences or in one cell of alike tables."""

import datetime
import json
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

import sgreports
from called_command import called, outcome
from invented.runs import report, said, whole_run
from sgreports.answers.plots import draw_series
from sgreports.answers.series.answer import series
from sgreports.answers.series.question import SeriesQuestion
from sgreports.answers.series.words import Likeness, content_words
from sgreports.model.dates import middle_day, period_in_words
from sgreports.model.facts import CountFact, Extraction, Mention
from sgreports.model.report import Masthead, Section, Table

OF_MENTION = ("unit", "unit_from")
TITLES = ("Strength of the military component as at {}", "Strength of the police component (as at {})")


def extraction(
    number: int, date: datetime.date, sentences: Iterable[tuple[str, str, dict[str, Any]]] = (), **more: Any
) -> Extraction:
    """A report of the series `unxyz` with counts: the sentence, which is a paragraph, the number, the fact's cells."""
    parts, facts = [], []
    for key, (sentence, same) in enumerate(groupby(sentences, key=itemgetter(0)), 1):
        its = {f"n{place}": (words, cells) for place, (_, words, cells) in enumerate(same, 1)}
        paragraph, mentions = said(sentence, str(key), **{name: f"COUNT {words}" for name, (words, _) in its.items()})
        pairs = [(mention, cells) for mention, (_, cells) in zip(mentions, its.values(), strict=True)]
        parts.append((paragraph, tuple(_counted(mention, cells) for mention, cells in pairs)))
        for mention, cells in pairs:
            told = {name: value for name, value in cells.items() if name not in OF_MENTION}
            facts.append(CountFact.model_validate({"count": mention.id, "sentence_text": sentence, **told}))
    document = f"S/2044/{number}"
    masthead = Masthead(symbols=(document,), title="Invented", date=date, series="unxyz", mission="unxyz")
    made = report(*parts, document=document, **{"masthead": masthead, **more})
    return made.model_copy(update={"counts": tuple(facts)})


def _counted(mention: Mention, cells: dict[str, Any]) -> Mention:
    value = float(mention.text.replace(",", ""))
    read = {"kind": "cardinal", "comparator": "=", "event": "deployed", "value_min": value, "value_max": value}
    return mention.model_copy(update=read | {name: cells.get(name) for name in OF_MENTION})


def on(date: datetime.date, kind: str = "said") -> dict[str, Any]:
    return {"time_start": date, "time_end": date, "times": (date.isoformat(),), "time_from": kind,
            "unit_class": "personnel", "unit_lemma": "officer", "measure": "stock"}  # fmt: skip


def within(first: tuple[int, int], last: tuple[int, int]) -> dict[str, Any]:
    start, end = (datetime.date(2044, *day) for day in (first, last))
    return {**on(end), "time_start": start, "time_end": end, "times": (f"{start}/{end}",), "measure": "flow"}


def table(key: str, title: str, *rows: tuple[str, str]) -> Table:
    return Table(key=key, number=None, title=title, page=9, section=None, cells=(("Country", "Number"), *rows))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four quarterly reports; the third does not give the strength, the fourth gives that of June again, and a table of
    six years."""
    march, june, october, december = (datetime.date(2044, m, 30) for m in (3, 6, 10, 12))
    strength = "As at {}, the strength of the Mission stood at {} officers from nine States."
    other = "The Mission, by a team of 8, opened {} offices in the north."
    parts = (
        [(strength.format("1 March", "410"), "410", on(march)), (other.format("3"), "3", on(march))],
        [(strength.format("1 June", "395"), "395", on(june))],
        [(other.format("4"), "4", on(october))],
        [(strength.format("1 June", "397"), "397", on(june)),
         (strength.format("1 December", "400"), "400", on(december)),
         ("A court sentenced 7 officers of the customs service.", "7", on(december))],
    )  # fmt: skip
    tables: list[tuple[Table, ...]] = [
        (table("table-1", TITLES[0].format(f"1 {month} 2044"), ("Chad", "12"), ("Total", "1 200")),
         table("table-2", TITLES[1].format(f"1 {month} 2044"), ("Chad", str(number))))
        for month, number in (("March", 5), ("June", 6), ("October", 6), ("December", 7))
    ]  # fmt: skip
    years = (("", *map(str, range(2038, 2044))), ("Total offices", *"123456"))
    tables[-1] += (Table(key="table-3", number=None, title="Offices opened", page=9, section=None, cells=years),)
    dates = (march, june, october, december)
    made = [
        extraction(n, date + datetime.timedelta(days=9), said_, tables=its)
        for n, (date, said_, its) in enumerate(zip(dates, parts, tables, strict=True), 1)
    ]
    return whole_run(tmp_path_factory.mktemp("series") / "run", *made)


def shown(run: Path, **asked: Any) -> list[tuple[str, list[tuple[str, str, bool, bool]]]]:
    found = series(run, SeriesQuestion(**asked))
    return [(m.name, [(str(v.point.end), v.point.number, v.latest, v.after_gap) for v in m.values]) for m in found]


def test_alike_sentences_are_a_measure_with_gaps_and_values_given_again(run: Path) -> None:
    assert shown(run, unit_class="personnel", least=2) == [
        ("strength of the Mission stood at … officers from nine States",
         [("2044-03-30", "410", True, False), ("2044-06-30", "395", False, False), ("2044-06-30", "397", True, True),
          ("2044-12-30", "400", True, False)]),
        ("Mission, by a team of … opened … offices in the north",
         [("2044-03-30", "3", True, False), ("2044-10-30", "4", True, True)]),
    ]  # fmt: skip


def test_cells_of_alike_tables_are_a_measure_with_the_day_of_the_title(run: Path) -> None:
    days = ("2044-03-01", "2044-06-01", "2044-10-01", "2044-12-01")
    assert shown(run, words="chad") == [
        ("Chad, Number (Strength of the military component)", [(day, "12", True, False) for day in days]),
        ("Chad, Number (Strength of the police component)",
         [(day, number, True, False) for day, number in zip(days, "5667", strict=True)]),
    ]  # fmt: skip


def test_what_happened_in_a_period_is_compared_with_periods_of_like_length(tmp_path: Path) -> None:
    killed = (
        "In {} fighting in towns and villages of the north and along the two roads to the lake left {} civilians dead."
    )
    said_ = [
        [("January to March", "12", (1, 1), (3, 31)), ("March", "5", (3, 1), (3, 31)), ("a day", "2", (3, 9), (3, 9)),
         ("February to April", "11", (2, 1), (4, 30))],
        [("April to June", "14", (4, 1), (6, 30)), ("a day", "3", (5, 9), (5, 9))],
        [("January to September", "40", (1, 1), (9, 30)), ("July to September", "14", (7, 1), (9, 30))],
    ]  # fmt: skip
    made = [
        extraction(
            n, datetime.date(2044, 3 * n, 30),
            [(killed.format(when, count), count, within(first, last)) for when, count, first, last in its],
        )
        for n, its in enumerate(said_, 1)
    ]  # fmt: skip
    found = series(whole_run(tmp_path / "run", *made), SeriesQuestion(least=2))
    assert [(measure.name, [value.point.number for value in measure.values]) for measure in found] == [
        ("the north and along the two roads to the lake left … civilians dead", ["12", "14", "14"])
    ]


THEFTS = {"unit": "thefts", "unit_from": "own", "unit_lemma": "theft", "unit_phrase": "thefts"}
FOOT, VEHICLE = (
    {"unit": "patrols", "unit_from": "own", "unit_lemma": "patrol", "unit_phrase": f"{k} patrols"}
    for k in ("foot", "vehicle")
)
PLANNED = ("The force planned 500 patrols.", "500", FOOT | {"modality": "planned"})
FELL = "The courts saw a monthly average of 9 thefts, up from 6 in the year before."


@pytest.mark.parametrize(
    "said_",
    [
        [[("The police made 9 foot patrols by night in the towns.", "9", FOOT)]] * 2
        + [[("The police made 8 vehicle patrols by night in the towns.", "8", VEHICLE)]],
        [[("The force made 9 patrols with the new police by night.", "9", FOOT)]]
        + [[PLANNED, ("The force made 4 patrols with the new police by night.", "4", FOOT | {"part_of": "m1-n1"})]] * 2,
        [[("Armed robbers made off after 9 thefts in Barada.", "9", THEFTS)]] * 2
        + [[("Armed robbers made off after 9 thefts in Olande.", "9", THEFTS)]],
        [[("The courts saw 70 thefts, up from 60 in the year before.", "70", THEFTS)]] * 2
        + [[(FELL, "9", THEFTS | {"measure": "rate"}), (FELL, "6", THEFTS | {"unit_from": "ellipsis"})]],
        [[(f"Some {number} thefts were reported.", number, THEFTS)] for number in "456"],
        [[("Thefts and fires fell to 4 and 7, respectively, by night.", "4", THEFTS)]] * 3,
        [[("A panel of 3 judges tried 9 thefts by night.", "3", THEFTS)]] * 3,
        [[("The police saw 4 thefts by night.", "4", THEFTS | {"time_from": "near"})]] * 3,
    ],
    ids=["kinds", "parts", "places", "averages", "few words", "respectively", "panels", "near times"],
)
def test_what_is_not_one_measure(said_: list[list[tuple[str, str, dict[str, Any]]]], tmp_path: Path) -> None:
    made = []
    for month, its in enumerate(said_, 3):
        day = datetime.date(2044, month, 28)
        sentences = [(sentence, words, within((month, 1), (month, 28)) | cells) for sentence, words, cells in its]
        made.append(extraction(month, day, sentences))
    assert series(whole_run(tmp_path / "run", *made), SeriesQuestion()) == ()


def test_values_under_headings_that_a_report_tells_apart_are_not_one_measure(tmp_path: Path) -> None:
    names = ("Northern sector", "Southern sector")
    sections = tuple(
        Section(key=str(n), level=1, label="", title=name, parent=None, order=n) for n, name in enumerate(names)
    )
    made = []
    for month, its in ((3, "0"), (4, "1"), (5, "01")):
        cells, number = within((month, 1), (month, 28)), str(4 + month)
        said_ = [(f"The courts saw {number} thefts {again}by night.", number, cells) for again in ("", "again ")]
        found = extraction(month, datetime.date(2044, month, 28), said_[: len(its)], sections=sections)
        placed = [p.model_copy(update={"section": n}) for p, n in zip(found.report.paragraphs, its, strict=True)]
        made.append(found.model_copy(update={"report": found.report.model_copy(update={"paragraphs": tuple(placed)})}))
    found_ = series(whole_run(tmp_path / "run", *made), SeriesQuestion(least=2))
    assert sorted([v.point.place for v in m.values] for m in found_) == [["¶1", "¶1"], ["¶1", "¶2"]]


def test_totals_come_before_other_rows_and_what_one_report_alone_gives_last(run: Path) -> None:
    names = [m.name.split(",")[0].split(" (")[0] for m in series(run, SeriesQuestion(least=4))]
    assert names == ["Total", "Chad", "Chad", "Total offices"]


@pytest.mark.parametrize(
    ("asked", "number"),
    [({"of": "none"}, 0), ({"event": "killed"}, 0), ({"event": "deployed"}, 1), ({"country": "chad"}, 2), ({}, 5)],
)
def test_filters(run: Path, asked: dict[str, Any], number: int) -> None:
    assert len(series(run, SeriesQuestion(**asked))) == number


def test_frame_and_command_have_the_same_rows(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = sgreports.series(run, words="strength mission officers")
    told = json.loads(called(capsys, "series", run, "--words", "strength mission officers", "--json"))
    assert [(r["measure"], r["number"], r["document"], r["place"]) for r in told] == [
        (1, "410", "S/2044/1", "¶1"), (1, "395", "S/2044/2", "¶1"), (1, "397", "S/2044/4", "¶1"),
        (1, "400", "S/2044/4", "¶2"),
    ]  # fmt: skip
    assert [list(row) for row in frame[["measure", "number", "place"]].to_numpy()] == [
        [r["measure"], r["number"], r["place"]] for r in told
    ]


def test_the_terminal_says_value_source_and_what_is_left(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = called(capsys, "series", run, "--first", 1)
    assert "2044-12-01  1 200  S/2044/4 table-1, row 3 p. 9" in out
    assert "4 more measures: --first 5 prints all" in out
    assert "no measure has values of enough periods" in called(capsys, "series", run, "--of", "none")


def test_a_drawing_has_the_names_of_its_measures(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    assert called(capsys, "series", run, "--least", 2, "--event", "deployed", "--plot", tmp_path / "s.svg")
    code, _, err = outcome(capsys, "series", run, "--of", "none", "--plot", tmp_path / "none.svg")
    assert (code, "no measure has values of enough periods: three, or as many as --least says" in err) == (2, True)
    drawn = (tmp_path / "s.svg").read_text(encoding="utf-8")
    assert "unxyz: strength of the Mission stood at" in drawn


def test_a_line_is_drawn_where_a_place_is_known(run: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    found = series(run, SeriesQuestion(event="deployed", least=2))
    for country, dashed in (("TCD", True), (None, False)):
        draw_series(tmp_path / "s.svg", [measure.model_copy(update={"country": country}) for measure in found])
        assert ("stroke-dasharray" in (tmp_path / "s.svg").read_text(encoding="utf-8")) is dashed


def test_likeness_is_the_shared_weight_of_words() -> None:
    texts = [content_words(t) for t in ("The force grew in March 2044", "The force left", "The courts grew")]
    assert texts[0] == {"force", "grew"}
    likeness = Likeness(texts)
    assert (likeness(texts[0], texts[0]), likeness(texts[1], texts[2])) == (1.0, 0.0)
    assert 0 < likeness(texts[0], texts[1]) < 0.5


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2044-01-01", "2044-12-31", "2044-01-01 to 2044-12-31"), ("2044-06-30", "2044-06-30", "2044-06-30"),
        ("2044-06-30", None, "since 2044-06-30"), (None, "2044-06-30", "to 2044-06-30"),
        (None, None, "report of 2044-07-04"),
    ],
)  # fmt: skip
def test_a_period_in_words(start: str | None, end: str | None, words: str) -> None:
    assert period_in_words(start, end, "2044-07-04") == words


def test_a_value_stands_in_the_middle_of_its_time() -> None:
    first, last, issued = (datetime.date(2044, *day) for day in ((1, 1), (12, 31), (3, 9)))
    assert middle_day(first, last, issued) == datetime.date(2044, 7, 1)
    assert [middle_day(None, last, issued), middle_day(first, None, issued)] == [last, first]
    assert [middle_day(None, None, issued), middle_day(None, None, None)] == [issued, None]
