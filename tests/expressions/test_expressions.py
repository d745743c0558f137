"""No expression of the program takes exponential time: none is ambiguous, each ends on a long text."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from expressions.ambiguity import ambiguous
from expressions.collecting import Expression, expressions

SECONDS = 60  # of the processor, for all; together they take few, an exponential one takes for ever
TESTS = Path(__file__).parents[1]
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


def test_each_ends_on_a_long_text_of_its_own_parts() -> None:
    assert not_ended(expressions()) is None


def test_one_that_does_not_end_is_named() -> None:
    hard = Expression("(?:a+)+b", 0, "here", ("search",))
    assert not_ended((Expression("a+b", 0, "here", ()), hard), seconds=2) == hard


def not_ended(tried: tuple[Expression, ...], seconds: int = SECONDS) -> Expression | None:
    """The first expression that does not end in time on texts made of its own parts, or None."""
    with TemporaryFile("w+") as given, TemporaryFile("w+") as out:
        given.write(json.dumps(tried))
        given.seek(0)
        program = [sys.executable, "-m", "expressions.pumping", str(seconds)]
        done = subprocess.run(program, cwd=TESTS, stdin=given, stdout=out, check=False)
        out.seek(0)
        ended = len(out.readlines())
    assert done.returncode <= 0
    return tried[ended] if done.returncode else None
