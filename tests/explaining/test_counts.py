"""Why the cells of a count are what they are."""

from typing import Any

import pytest

from sgreports.explaining.counts import explain_count

ROW: dict[str, Any] = {
    "text": "40", "unit": "children", "unit_phrase": "children of the lake", "event": "killed", "event_text": "died",
    "measure": "flow", "times": ["2043"], "time_from": "near", "time_start": "2043-01-01", "time_end": "2043-12-31",
    "country": "TCD", "country_from": "document", "score": 0.84, "event_score": 0.93, "measure_score": 0.9,
    "time_score": 0.88, "country_score": 0.8, "not_additive": None,
}  # fmt: skip
UNKNOWN: dict[str, Any] = {
    "event": None, "event_text": None, "measure": "running_total", "times": [], "unit_phrase": None,
}  # fmt: skip
NOWHERE = dict.fromkeys(("time_from", "time_start", "time_end", "country", "country_from", "time_score"))


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({}, [
            "40 children of the lake: killed, 2043-01-01 to 2043-12-31, TCD; the row is right by 84%",
            "  event killed: by the words 'died' (0.93)",
            "  measure flow: what happened within a time, which may be added (0.90)",
            "  time 2043: the last date before it in the paragraph (0.88)",
            "  country TCD: what the heading or the report is about (0.80)",
        ]),
        ({"not_additive": "limit"}, [
            "40 children of the lake: killed, 2043-01-01 to 2043-12-31, TCD; the row is right by 84%",
            "  event killed: by the words 'died' (0.93)",
            "  measure flow: what happened within a time, which may be added (0.90)",
            "  in no total: allowed, planned or asked for",
            "  time 2043: the last date before it in the paragraph (0.88)",
            "  country TCD: what the heading or the report is about (0.80)",
        ]),
        (UNKNOWN | NOWHERE | {"country_score": None}, [
            "40 children: nothing is known of it; the row is right by 84%",
            "  measure running total: what came together until a moment, never added (0.90)",
            "  time unknown: nothing says it",
            "  country unknown: no place is said, or several",
        ]),
    ],
)  # fmt: skip
def test_the_answer_comes_first_then_what_it_was_taken_from(cells: dict[str, Any], told: list[str]) -> None:
    assert list(explain_count(ROW | cells)) == told
