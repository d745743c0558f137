"""What the counts of a long list cost: each looks at what is near to it, however long the list is."""

import pytest

from invented.paragraphs import scene_of
from sgreports.relations.events.governors import modifiers
from sgreports.relations.find import count_links
from sgreports.relations.grammar.clauses import brackets, has_new_subject
from steps import steps

pytestmark = pytest.mark.model
MOST = 2.2  # times as much for twice as long a list
FIVE, SIX = "[5](COUNT kind=cardinal unit=children) children", "[6](COUNT kind=cardinal) boys"


def cost(text: str) -> int:
    scene = scene_of(text)
    return steps(lambda: [*count_links("1", scene, ())])


@pytest.mark.parametrize(
    ("opening", "each", "closing"),
    [
        ("They were open on ", "[1](COUNT kind=cardinal), ", "and in [March](YEAR)."),
        ("There were ", f"{FIVE}, ", "in [Chad](COUNTRY)."),
        ("There came ", f"{FIVE} ({SIX}), ", "by [2030](YEAR)."),
        ("It named ", f"{FIVE}, who left, ", "and in [May](YEAR) [UNDP](AGENCY) left."),
    ],
)
def test_a_list_twice_as_long_costs_twice_as_much(opening: str, each: str, closing: str) -> None:
    short, long = (cost(opening + each * many + closing) for many in (120, 240))
    assert long < MOST * short


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
    count, year = scene.mentions
    words = scene.doc.span(scene.spans[count.id].end, scene.spans[year.id].start)
    assert has_new_subject(words, count, scene) is found


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
