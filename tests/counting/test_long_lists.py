"""What the counts of a long list cost: each looks at what is near to it, however long the list is."""

import pytest

from invented.paragraphs import scene_of
from sgreports.counting.relations import count_relations
from steps import steps

pytestmark = pytest.mark.model
MOST = 2.2  # times as much for twice as long a list
FIVE, SIX = "[5](COUNT kind=cardinal unit=children) children", "[6](COUNT kind=cardinal) boys"


def cost(text: str) -> int:
    scene = scene_of(text)
    return steps(lambda: [*count_relations("1", scene, ())])


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
