"""Clauses: where another subject begins, what stands in brackets, what hangs on a number."""

import pytest

from invented.paragraphs import scene_of
from sgreports.sentence.clauses import brackets, words_between
from sgreports.sentence.governors import modifiers
from sgreports.sentence.scope import has_new_subject
from steps import steps

pytestmark = pytest.mark.model
MOST = 2.2  # times as much for twice as long a chain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of [5 men](COUNT) in camps, some left in [May](YEAR).", True),
        ("It saw [5 men](COUNT) in camps in [May](YEAR).", False),
        ("It saw [5 men](COUNT), who had left in [May](YEAR).", False),
        ("It saw [5 men](COUNT) in camps; none in [May](YEAR).", True),
        ("It saw [5 men](COUNT) in camps (nobody knew them) in [May](YEAR).", False),
        ("It saw [5 men](COUNT) in camps (nobody knew (or told) them) in [May](YEAR).", False),
        ("It saw [5 men](COUNT) in camps (nobody knew them) while free in [May](YEAR).", True),
        ("It saw [5 men](COUNT) (nobody knew them in [May](YEAR)).", True),
        ("It saw [5 men](COUNT)) while free in [May](YEAR).", True),
    ],
)
def test_a_clause_with_a_subject_of_its_own(text: str, found: bool) -> None:
    scene = scene_of(text)
    count, year = (scene.spans[m.id] for m in scene.mentions)
    assert has_new_subject(words_between(count, year), count.root) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a ( b ) c ( d ) e", ["( b", "( d"]),
        ("a ( b ( c ) d ) e", ["( b ( c ) d"]),
        ("a ( b ( c ) d", ["( b ( c ) d"]),
        ("a ) b ( c", []),
        ("a b", []),
    ],
)
def test_words_in_brackets(text: str, found: list[str]) -> None:
    words = scene_of(text).doc.span(0, 100)
    assert [" ".join(words.doc[i].text for i in places) for places in brackets(words)] == found


def test_the_clauses_of_a_deep_chain_of_numbers_are_found_at_once() -> None:
    def cost(many: int) -> int:
        scene = scene_of("There came " + "[100](COUNT kind=cardinal) and " * many + "[9](COUNT kind=cardinal) men.")
        return steps(lambda: [list(modifiers(scene.heads[count.id])) for count in scene.mentions])

    assert cost(800) < MOST * cost(400)
