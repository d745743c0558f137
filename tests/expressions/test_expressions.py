"""No expression of the program takes exponential time: none is ambiguous."""

import pytest

from expressions.ambiguity import ambiguous
from expressions.collecting import expressions

pytestmark = pytest.mark.slow


def test_none_can_match_one_text_in_two_ways() -> None:
    found = {f"{e.where}: {e.pattern}": ambiguous(e.pattern, e.flags) for e in expressions()}
    assert {where: text for where, text in found.items() if text is not None} == {}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?:a+)+", "aa"), (r"(?:[^.]|<A>){1,220}", " <A>"), (r"(?:\s*a?\s*)*", "  "), ("(?:ab|a|b)*", "bab"),
        (r"(?:\w+\s?)*", "55"), ("(?:a?a?c)*", "cac"), ("(?=(?:a+)+b)c", "aa"), ("(?:(?>(?:a+)+b)c)*", "aa"),
        ("a*a*b", None), (r"(?:\w+\s)*", None), (r"(?:\d{1,3},?\s)*", None), (r"(?:\s++|a)*", None), ("(?:a+)++", None),
        (r"(?>\w+\s?)++", None), ("(?:(?>one|twenty|twenty-one)-?)*", None), (r"(?:(?![A-Z])\w|[A-Z])*", None),
    ],
)  # fmt: skip
def test_ambiguity(pattern: str, text: str | None) -> None:
    found = ambiguous(pattern)
    assert (found is None) == (text is None), found
