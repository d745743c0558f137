"""Words on rows by requests: what stands in the file, what it makes of totals, and the way back."""

from typing import Any

from invented.checked import TRAINED

from .conftest import ALL, EAST, OFFICERS, Sit


def words(lines: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(line["quote"], line["verdict"], line.get("cells")) for line in lines]


def test_rows_come_with_those_of_the_total_first_and_say_why_others_are_not_in_it(sit: Sit) -> None:
    started = sit().asked("start")
    shown = [(r["id"], r["sentence"], r["cells"]["value"], r["in_total"], r["why"]) for r in started["rows"]]
    assert shown == [
        (ALL, ["In Chad ", "640", " civilians were killed in 2043, of whom 75 in the east."], "640", True, None),
        (OFFICERS, ["", "Some 30", TRAINED.removeprefix("Some 30")], "~30", True, None),
        (EAST, ["In Chad 640 civilians were killed in 2043, of whom ", "75", " in the east."], "75", False,
         "part of 640 civilians, A/99/7 ¶12"),
    ]  # fmt: skip
    assert (started["question"], started["reader"], started["undo"]) == ("killed", "mk", 0)


def test_each_word_is_in_the_file_at_once_and_in_the_total(sit: Sit) -> None:
    sitting = sit()
    assert sitting.civilians() == (640, 0, "")
    assert sitting.said("decision", id=ALL, verdict="right") == {"id": ALL, "undo": 1}
    assert sitting.civilians() == (640, 640, "1 by mk")
    sitting.said("decision", id=ALL, cells={"value": "600"})
    sitting.said("decision", id=ALL, cells={"country": ["CMR"]})
    assert sitting.said("decision", id=ALL, verdict="right") == {"id": ALL, "undo": 3}  # Enter, after the changes
    sitting.said("decision", id=EAST, verdict="wrong")
    assert words(sitting.lines()) == [
        ("640", "right", None), ("640", "corrected", {"value": "600"}),
        ("640", "corrected", {"value": "600", "country": ["CMR"]}), ("75", "wrong", None),
    ]  # fmt: skip
    row = {r["id"]: r for r in sitting.asked("standing", since=0)["rows"]}[ALL]
    assert (row["cells"]["value"], row["cells"]["country"], row["mine"]) == ("600", ["CMR"], "corrected")


def test_undo_brings_back_what_was_said_before_also_after_another_start(sit: Sit) -> None:
    sitting = sit()
    for body in ({"verdict": "right"}, {"cells": {"value": "600"}}, {"verdict": "wrong"}):
        sitting.said("decision", id=ALL, **body)
    assert sitting.said("undo") == {"id": ALL, "undo": 2}
    assert sitting.civilians() == (600, 600, "1 by mk")
    again = sit()
    assert again.said("undo") == {"id": ALL, "undo": 1}
    assert again.said("undo") == {"id": ALL, "undo": 0}
    assert again.civilians() == (640, 0, "")
    assert again.said("undo")["errors"][0]["what"] == "there is nothing to undo"
    assert [verdict for _, verdict, _ in words(again.lines())] == [
        "right", "corrected", "wrong", "corrected", "right", "unsure",
    ]  # fmt: skip
    assert sit().asked("start")["undo"] == 0


def test_right_confirms_what_another_reader_changed(sit: Sit) -> None:
    sit("ab").said("decision", id=ALL, cells={"value": "600"})
    sitting = sit()
    sitting.said("decision", id=ALL, verdict="right")
    assert words(sitting.lines()) == [("640", "corrected", {"value": "600"})]
    assert sitting.civilians() == (600, 600, "1 by ab, mk")


def test_readers_who_differ_are_shown_and_one_settles_it(sit: Sit) -> None:
    sit("ab").said("decision", id=ALL, verdict="wrong", note="a list of 2042")
    sitting = sit()
    sitting.said("decision", id=ALL, verdict="right")
    assert sitting.civilians()[:2] == (75, 0)
    (word,) = sitting.asked("row", id=ALL)["words"]
    assert (word["by"], word["verdict"], word["note"]) == ("ab", "wrong", "a list of 2042")
    sitting.said("decision", id=ALL, verdict="right", settles=True)
    assert sitting.civilians() == (640, 640, "1 by mk")


def test_a_number_that_has_no_row_is_added_decided_and_taken_back(sit: Sit) -> None:
    sitting = sit()
    text = sitting.asked("row", id=ALL)["text"]
    assert text.startswith("In Chad 640")
    cells = {"value": "12", "unit": "civilians", "event": "killed", "measure": "flow", "years": "2043", "country": None}
    start = TRAINED.index("12")
    added = {"document": "A/99/7", "paragraph": "13", "start": start, "end": start + 2, "cells": cells}
    id_ = sitting.said("number", **added)["id"]
    assert sitting.civilians()[:2] == (652, 12)
    sitting.said("decision", id=id_, cells={"value": "11"})
    assert sitting.civilians()[:2] == (651, 11)
    sitting.said("undo")
    sitting.said("undo")
    assert sitting.civilians() == (640, 0, "")
    assert id_ in sitting.asked("standing", since=1)["gone"]
    taken = {**added, "start": 5, "end": 7}
    assert "has a row already" in sitting.said("number", **taken)["errors"][0]["what"]


def test_what_a_cell_cannot_be_is_said_and_nothing_is_written(sit: Sit) -> None:
    sitting = sit()
    answer = sitting.said("decision", id=ALL, cells={"years": "2044-2043"})
    assert answer["errors"][0]["what"].startswith("'2044-2043' are no years: write `2023`, `2023-2024`")
    assert sitting.said("decision", id="A/1 ¶1 0-2", verdict="right")["errors"][0]["what"].startswith("there is no row")
    assert "there is no country 'Chadd'" in sitting.asked("countries", names="Mali, Chadd")["errors"][0]["what"]
    assert sitting.asked("countries", names="Mali, tcd") == {"codes": ["MLI", "TCD"]}
    assert not sitting.its.path.exists()


def test_a_row_has_its_surroundings_and_says_that_the_page_is_not_at_hand(sit: Sit) -> None:
    detail = sit().asked("row", id=EAST)
    numbers = [(n["id"], detail["text"][n["start"] : n["end"]]) for n in detail["numbers"]]
    assert numbers == [(ALL, "640"), (None, "2043"), (EAST, "75")]
    assert detail["text"][detail["start"] : detail["end"]] == "75"
    assert "is not where the run found it. Put A_99_7.pdf into" in detail["missing"]


def test_a_page_of_elsewhere_decides_nothing(sit: Sit) -> None:
    sitting = sit()
    assert sitting.client.put({}, {"X-Token": "another"}, "/api/undo").status_code == 403
    assert sitting.client.get("/api/image", params={"document": "A/1", "page": 1}).status_code == 404
