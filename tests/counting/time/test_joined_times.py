"""Times of counts once all are found: joined dates, known groups, what is compared, sums of what was told before."""

import pytest

from invented.reports import report_of
from sgreports.pipeline import find
from sgreports.settings import Settings

pytestmark = pytest.mark.model
RULES = Settings(relation_model="none", event_model="none")


def times(text: str) -> dict[str, list[str]]:
    """The times of each count, by its words."""
    found = find(report_of(text), RULES)
    words = {m.id: m.text for m in found.mentions}
    linked: dict[str, list[str]] = {m.text: [] for m in found.mentions if m.label == "COUNT"}
    for r in found.relations:
        if r.type == "count_at":
            linked[words[r.subject]].append(words[r.object])
    return linked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 28 and 29 January 2044, the mission met 96 elders.", {"96": ["28", "29 January 2044"]}),
        ("During November and December 2043, 67 mines were cleared.", {"67": ["November", "December 2043"]}),
        ("The thefts fell from 30 (2041) to 20 (2042).", {"30": ["2041"], "20": ["2042"]}),
        ("In May 2044, the mission held talks with the two sides.", {"two": []}),
        ("In May 2044, the two sides that met left.", {"two": ["May 2044"]}),
        ("In May 2044, the mission left the 40 posts.", {"40": ["May 2044"]}),
        ("The harvest of 2043 was 20 per cent lower than in 2042.", {"20 per cent": []}),
    ],
)
def test_times_of_counts(text: str, expected: dict[str, list[str]]) -> None:
    assert times(text) == expected
