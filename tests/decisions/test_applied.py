"""Decisions on a run's rows: what each makes of its row, who goes before whom, and the way back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from called_command import called
from invented.checked import (
    AB,
    AGAIN,
    ALL,
    EAST,
    KILLED,
    MK,
    MODEL,
    OFFICERS,
    TRAINED,
    YEAR,
    cells_of,
    checked_run,
    first_report,
    later_report,
    say,
)
from sgreports.answers.counts.answer import answer, answer_from
from sgreports.answers.counts.live import live_totals
from sgreports.answers.counts.question import Question
from sgreports.dataset.files.parquet import read_parquet
from sgreports.dataset.merging import merge
from sgreports.dataset.stored.frames import read
from sgreports.dataset.stored.stored import read_jsonl, run_json, stored
from sgreports.decisions.apply import apply
from sgreports.decisions.cells import with_cells
from sgreports.decisions.deciding import numbers_of
from sgreports.decisions.files import NO_DECISIONS, append, read_decisions
from sgreports.decisions.finishing import finishing

KILLED_IN_2043 = Question(event="killed", by=("year",))
Say = Callable[..., Any]
Capsys = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checked_run(tmp_path_factory.mktemp("checked") / "run")


@pytest.fixture
def run(tmp_path: Path, made: Path) -> Path:
    return shutil.copytree(made, tmp_path / "run")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "decisions"


def marks(run: Path) -> dict[str, tuple[Any, ...]]:
    """What was decided, and by whom, of the rows that are decided."""
    return {count: it for count, it in cells_of(run, "verdict", "decided_by", "decided_kind").items() if it[0]}


def totals(run: Path, **asked: Any) -> dict[str, tuple[float | None, int, str]]:
    """By year and class: the total, how many numbers are in it, and who decided them."""
    question = KILLED_IN_2043.model_copy(update=asked)
    rows = answer(run, question).rows
    return {f"{row['year']} {row['counted']}": (row["total"], row["counts"], row["decided_by"]) for row in rows}


def put_on(run: Path, files: Path) -> dict[str, int]:
    return apply(run, read_decisions(files)).tally


def test_a_right_row_is_sure_and_a_corrected_one_says_what_the_reader_says(run: Path, files: Path) -> None:
    say(run, files / "mk.jsonl", MK, ALL)
    say(run, files / "mk.jsonl", MK, EAST, "corrected", cells={"value": ">80", "years": "2042-2043", "unit": "boys"})
    assert put_on(run, files) == {"corrected": 1, "right": 1}
    columns = (
        "value_min", "value_max", "comparator", "unit", "unit_lemma", "unit_class", "times", "time_from", "score",
    )  # fmt: skip
    assert cells_of(run, *columns) == {
        ALL: (640, 640, "=", "civilians", "civilian", "civilians", ["2043"], "said", 1),
        EAST: (80, None, ">", "boys", "boy", "children", ["2042/2043"], "decided", 1),
        OFFICERS: (30, 30, "~", "civilians", "officer", "personnel", ["2043"], "said", 0.8),
        AGAIN: (640, 640, "=", "civilians", "civilian", "civilians", ["2043"], "said", 0.8),
    }
    assert marks(run) == {ALL: ("right", "mk", "person"), EAST: ("corrected", "mk", "person")}


def test_a_refused_row_is_in_no_total_and_an_added_one_is(run: Path, files: Path) -> None:
    say(run, files / "mk.jsonl", MK, OFFICERS, "wrong", note="they were trained")
    with numbers_of(run) as numbers:
        cells = {"value": "12", "unit": "officers", "event": "killed", "measure": "flow", "years": "2042"}
        dozen = (TRAINED.index("dozen"), TRAINED.index("dozen") + len("dozen"))
        append(files / "mk.jsonl", [numbers.add(("A/99/7", "13"), dozen, {**cells, "country": ["TCD"]}, MK)])
    assert totals(run)["2043 personnel"] == (30, 1, "")
    assert put_on(run, files) == {"added": 1, "wrong": 1}
    assert totals(run)["2043 personnel"] == (None, 0, "")
    assert totals(run)["2042 personnel"] == (12, 1, "1 by mk")
    assert answer(run, KILLED_IN_2043).left_out["refused"] == 1
    (new,) = [row for row in stored(run, "counts") if row["verdict"] == "added"]
    assert (new["count"], new["text"], new["sentence_text"], new["score"]) == ("A/99/7#d1", "dozen", TRAINED, 1)
    (mention,) = [row for row in stored(run, "mentions") if row["source"] == "decision"]
    assert (mention["id"], TRAINED[mention["start"] : mention["end"]], mention["entity"]) == (
        "A/99/7#d1",
        "dozen",
        "12",
    )


def test_all_forms_say_the_same_and_decisions_can_be_taken_back(run: Path, files: Path, tmp_path: Path) -> None:
    before = shutil.copytree(run, tmp_path / "before")
    say(run, files / "mk.jsonl", MK, ALL, "corrected", cells={"country": ["TCD", "SDN"], "event": "injured"})
    say(run, files / "mk.jsonl", MK, OFFICERS, "wrong")
    with numbers_of(run) as numbers:
        cells = {
            "value": "12", "unit": "officers", "measure": "stock", "event": "other", "years": None, "country": None,
        }  # fmt: skip
        dozen = (TRAINED.index("dozen"), TRAINED.index("dozen") + len("dozen"))
        append(files / "mk.jsonl", [numbers.add(("A/99/7", "13"), dozen, cells, MK)])
    put_on(run, files)
    for table in ("counts", "mentions"):
        frames = [read(run, form)[table] for form in ("jsonl", "csv", "parquet")]
        assert frames[0].equals(frames[1])
        assert frames[0].equals(frames[2])
    said = run_json(run)
    assert [(Path(file["path"]).name, file["lines"]) for file in said["decisions"]] == [("mk.jsonl", 3)]
    assert said["decided"] == {"added": 1, "corrected": 1, "wrong": 1}
    apply(run, NO_DECISIONS)
    assert {p.name for p in run.iterdir()} == {p.name for p in before.iterdir()}
    assert [p.name for p in sorted(run.iterdir()) if p.read_bytes() != (before / p.name).read_bytes()] == [
        "run.json", "sgreports.duckdb",
    ]  # fmt: skip
    assert run_json(run)["decisions"] == []


def test_the_last_word_of_a_reader_counts_and_unsure_takes_it_back(run: Path, files: Path) -> None:
    for verdict in ("wrong", "right"):
        say(run, files / "mk.jsonl", MK, ALL, verdict)
    for verdict in ("right", "unsure"):
        say(run, files / "mk.jsonl", MK, EAST, verdict)
    assert put_on(run, files) == {"right": 1, "unsure": 1}
    assert marks(run) == {ALL: ("right", "mk", "person")}


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ([(MODEL, "wrong"), (MK, "right")], ("right", "mk", "person")),
        ([(MK, "right"), (MODEL, "wrong")], ("right", "mk", "person")),
        ([(MK, "right"), (AB, "right")], ("right", "ab, mk", "person")),
        ([(MK, "right"), (AB, "wrong")], ("disputed", "ab, mk", "person")),
        ([(MK, "right"), (AB, "wrong"), (AB, "right")], ("right", "ab, mk", "person")),
        ([(MK, "right"), (AB, "wrong"), (AB, "unsure")], ("right", "mk", "person")),
        ([(MK, "unsure"), (MODEL, "wrong")], ("wrong", "gpt", "model")),
    ],
)
def test_a_person_goes_before_a_model_and_two_who_differ_dispute(
    run: Path, files: Path, words: list[tuple[Any, str]], held: tuple[str, str, str]
) -> None:
    for reader, verdict in words:
        say(run, files / "all.jsonl", reader, ALL, verdict)
    put_on(run, files)
    assert marks(run) == {ALL: held}


def test_a_disputed_row_is_not_added_until_a_line_settles_it(run: Path, files: Path) -> None:
    say(run, files / "mk.jsonl", MK, ALL, "corrected", cells={"value": "641"})
    say(run, files / "ab.jsonl", AB, ALL, "corrected", cells={"value": "642"})
    put_on(run, files)
    assert answer(run, KILLED_IN_2043).left_out["disputed"] == 1
    assert cells_of(run, "value_min")[ALL] == (640,)
    say(run, files / "ab.jsonl", AB, ALL, "corrected", cells={"value": "642"}, settles=True)
    put_on(run, files)
    assert marks(run) == {ALL: ("corrected", "ab", "person")}
    assert cells_of(run, "value_min")[ALL] == (642,)


def test_a_total_says_how_much_of_it_was_decided_and_by_whom(run: Path, files: Path, capsys: Capsys) -> None:
    say(run, files / "mk.jsonl", MK, ALL, "corrected", cells={"covered_by": None})
    say(run, files / "gpt.jsonl", MODEL, AGAIN, "corrected", cells={"repeats": None, "years": "2042"})
    put_on(run, files)
    assert totals(run)["2043 civilians"] == (640, 1, "1 by mk")
    assert totals(run)["2042 civilians"] == (640, 1, "1 by a model")
    assert totals(run, decided=True)["2043 personnel"] == (None, 0, "")
    printed = called(capsys, "counts", run, "--event", "killed", "--unit-class", "civilians", "--decided")
    assert "In all 1,280, from 2 counts in 2 reports; 2 decided (1 by mk, 1 by a model)." in printed


def test_a_row_that_another_covers_stays_covered_when_a_reader_calls_it_right(run: Path, files: Path) -> None:
    for count in (ALL, AGAIN):
        say(run, files / "mk.jsonl", MK, count)
    before = totals(run)["2043 civilians"]
    put_on(run, files)
    assert (before, totals(run)["2043 civilians"]) == ((640, 1, ""), (640, 1, "1 by mk"))
    say(run, files / "mk.jsonl", MK, AGAIN, "corrected", cells={"covered_by": "A/99/7 ¶12 6-9"})
    put_on(run, files)
    assert totals(run)["2043 civilians"] == (640, 1, "1 by mk")
    assert cells_of(run, "covered_by") == {ALL: (None,), EAST: (None,), OFFICERS: (None,), AGAIN: (ALL,)}


def test_totals_while_decisions_are_made_are_those_that_they_come_to(run: Path, files: Path) -> None:
    say(run, files / "mk.jsonl", MK, OFFICERS, "wrong")
    say(run, files / "mk.jsonl", MK, ALL)
    questions = [KILLED_IN_2043.model_copy(update={"decided": decided}) for decided in (False, True)]
    with live_totals(run) as live:
        live.decide(read_decisions(files))
        whole, alone = (answer_from(live.connection, question) for question in questions)
        live.decide(NO_DECISIONS)
        nothing = answer_from(live.connection, KILLED_IN_2043)
    assert nothing == answer(run, KILLED_IN_2043)
    put_on(run, files)
    assert (whole, alone) == tuple(answer(run, question) for question in questions)


OTHERWISE: dict[str, Any] = {
    "country": None, "country_from": None, "measure": "stock", "not_additive": "stock", "polarity": "negated",
    "times": ("2043-06",), "time_start": "2043-06-01", "time_end": "2043-06-30", "unit_class": "people",
}  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(lambda: first_report(**OTHERWISE), id="other cells"),
        pytest.param(lambda: first_report(name="renamed", **OTHERWISE), id="a renamed file"),
        pytest.param(lambda: first_report(key="12~2", **OTHERWISE), id="another key"),
        pytest.param(lambda: first_report(text=KILLED.replace(" in 2", " \nin 2"), **OTHERWISE), id="other spacing"),
    ],
)
def test_decisions_say_the_same_whatever_another_version_proposes(run: Path, tmp_path: Path, other: Say) -> None:
    files = tmp_path / "decisions"
    say(run, files / "mk.jsonl", MK, ALL)
    say(run, files / "mk.jsonl", MK, EAST, "corrected", cells={"value": "76"}, covered_by=ALL)
    say(run, files / "mk.jsonl", MK, AGAIN, "wrong")
    put_on(run, files)
    again = checked_run(tmp_path / "again", other(), later_report())
    assert put_on(again, files) == {"corrected": 2, "wrong": 1}
    columns = ("value_min", "unit_class", "measure", "country", "time_start", "time_end", "not_additive", "verdict")
    ids = {c.rpartition("-")[2]: it for c, it in cells_of(again, *columns).items() if "#m12" in c}
    assert ids == {
        "640": (640, "people", "flow", "TCD", *YEAR, None, "corrected"),
        "75": (76, "civilians", "flow", "TCD", *YEAR, None, "corrected"),
    }
    decided = KILLED_IN_2043.model_copy(update={"decided": True})
    assert [answer(each, decided).summed for each in (run, again)] == [1, 1]


def test_a_corrected_number_that_tells_how_many_more_is_not_added(run: Path) -> None:
    row = next(read_jsonl(run, "counts")) | {"sentence_text": "They killed 640 more than in 2042.", "text": "640"}
    corrected = with_cells(row, "640", {"measure": "flow"}, lambda _: None)
    assert (corrected["not_additive"], corrected["additive"]) == ("change", False)


def test_a_number_that_is_found_no_more_is_added_and_other_spans_are_the_same(run: Path, tmp_path: Path) -> None:
    files = tmp_path / "decisions"
    say(run, files / "mk.jsonl", MK, EAST)
    say(run, files / "mk.jsonl", MK, OFFICERS, "corrected", cells={"event": "trained"})
    told = first_report()
    mentions = [m for m in told.mentions if not m.id.endswith("-75")]
    narrower = mentions[-1].model_copy(update={"start": 5, "text": "30"})
    changed = told.model_copy(update={"mentions": (mentions[0], narrower), "counts": (told.counts[0], told.counts[2])})
    again = checked_run(tmp_path / "again", changed)
    assert put_on(again, files) == {"added": 1, "corrected": 1}
    assert cells_of(again, "value_min", "event", "part_of", "verdict") == {
        ALL: (640, "killed", None, None),
        OFFICERS: (30, "trained", None, "corrected"),
        "A/99/7#d1": (75, "killed", ALL, "added"),
    }


def test_decisions_hold_on_shards_that_are_merged_and_on_what_was_merged(run: Path, tmp_path: Path) -> None:
    files = tmp_path / "decisions"
    say(run, files / "mk.jsonl", MK, AGAIN, "corrected", cells={"covered_by": f"A/99/7 ¶12 {6}-{9}", "value": "640"})
    say(run, files / "mk.jsonl", MK, ALL)
    say(run, files / "mk.jsonl", MK, OFFICERS, "wrong")
    put_on(run, files)
    parts = [
        checked_run(tmp_path / "1", first_report(**OTHERWISE)), checked_run(tmp_path / "2", later_report()),
        checked_run(tmp_path / "3", first_report(name="A/99/9")),
    ]  # fmt: skip
    put_on(parts[1], files)
    merge(parts, tmp_path / "merged", finishing(read_decisions(files)))
    for merged in (tmp_path / "merged", tmp_path / "later"):
        if merged.name == "later":
            merge(parts, merged)
            put_on(merged, files)
        there = {row["count"]: row for row in read_parquet(merged / "counts")}
        ours = {row["count"]: row for row in stored(run, "counts")}
        assert {c: row["verdict"] for c, row in there.items() if row["verdict"]} == {
            ALL: "corrected", OFFICERS: "wrong", AGAIN: "corrected",
        }  # fmt: skip
        assert (there[AGAIN]["covered_by"], ours[AGAIN]["covered_by"]) == (ALL, ALL)
        assert there[ALL]["time_start"] == ours[ALL]["time_start"]
        assert run_json(merged)["decided"] == {"corrected": 2, "wrong": 1}
    apply(tmp_path / "merged", NO_DECISIONS)
    assert {row["verdict"] for row in read_parquet(tmp_path / "merged" / "counts")} == {None}


def test_what_is_stale_is_told_kept_and_can_be_moved(run: Path, tmp_path: Path, capsys: Capsys) -> None:
    files = tmp_path / "decisions"
    say(run, files / "mk.jsonl", MK, ALL)
    say(run, files / "mk.jsonl", MK, OFFICERS)
    edited = KILLED.replace("In Chad", "As reported before, in Chad some 75 villages burned, and")
    again = checked_run(tmp_path / "again", first_report(key="14", text=edited))
    assert put_on(again, files) == {"right": 1, "stale": 1}
    assert called(capsys, "apply", again, "--decisions", files) == (
        "rows decided: 1 right\nnot applied: 1 on paragraphs that say other words now: --stale lists them\n"
    )
    listed = called(capsys, "apply", again, "--decisions", files, "--stale", "--move")
    place = f"{files / 'mk.jsonl'}:1: A/99/7 ¶12 '640' right"
    assert listed == (
        f"{place}; most like it is ¶14 (100% of its words), can be moved there\n1 stale, 1 moved: apply them again\n"
    )
    assert put_on(again, files) == {"right": 2}
    assert cells_of(again, "verdict")["A/99/7#m14-640"] == ("right",)
