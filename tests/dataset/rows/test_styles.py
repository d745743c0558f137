"""The bold and italic ranges of a paragraph's row."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sgreports.dataset.rows.document_rows import style_ranges
from sgreports.model.report import Style

RUNS = st.lists(st.tuples(st.integers(1, 5), st.booleans(), st.booleans()), max_size=12)


def styles_of(runs: list[tuple[int, bool, bool]]) -> list[Style]:
    """Runs of letters, each so long and bold or italic or both, as a paragraph has them."""
    found, start = [], 0
    for length, bold, italic in runs:
        if bold or italic:
            found.append(Style(start=start, end=start + length, bold=bold, italic=italic))
        start += length
    return found


def test_bold_that_turns_italic_is_one_bold_range() -> None:
    ranges = style_ranges([Style(start=0, end=7, bold=True), Style(start=7, end=9, bold=True, italic=True)])
    assert [(r.start, r.end, r.style) for r in ranges] == [(0, 9, "bold"), (7, 9, "italic")]


@given(RUNS)
def test_ranges_cover_just_the_styled_letters_in_order(runs: list[tuple[int, bool, bool]]) -> None:
    ranges = style_ranges(styles_of(runs))
    letters = [flags for length, *flags in runs for _ in range(length)]
    for place, style in enumerate(("bold", "italic")):
        own = [r for r in ranges if r.style == style]
        assert all(a.end < b.start for a, b in pairwise(own))
        assert [i for r in own for i in range(r.start, r.end)] == [i for i, flags in enumerate(letters) if flags[place]]
    assert list(ranges) == sorted(ranges, key=lambda r: r.start)
