"""What `respectively` gives to each count: a member of another list as long, in order."""

import pytest

from invented.paragraphs import scene_of
from sgreports.scene.lists import own_spans

pytestmark = pytest.mark.model
CREW, TOLD = ["Pilots", "cooks", "guards", "clerks"], ["12", "30", "4", "70"]


def own(source: str) -> dict[str, str]:
    scene = scene_of(source.replace("<", "[").replace(">", "](COUNT)"))
    words = {m.id: m.text for m in scene.mentions}
    return {words[count]: member.text for count, member in own_spans(scene).items()}


@pytest.mark.parametrize("words", [2, 3, 4])
@pytest.mark.parametrize("numbers", [2, 3, 4])
def test_each_number_has_one_word_in_order_or_none_has(words: int, numbers: int) -> None:
    said, counts = CREW[:words], [f"<{number}>" for number in TOLD[:numbers]]
    text = f"{', '.join(said[:-1])} and {said[-1]} were {', '.join(counts[:-1])} and {counts[-1]}, respectively."
    assert own(text) == (dict(zip(TOLD, said, strict=False)) if words == numbers else {})


@pytest.mark.parametrize(
    ("source", "five", "nine"),
    [
        ("In the raids, <5> and <9> people were killed and injured, respectively.", "killed", "injured"),
        ("The share of girls and boys fell from <4> to <5> and from <9> to <8>, respectively.", "girls", "boys"),
        ("Of judges and clerks, <5> (<2> women) and <9> left, respectively.", "judges", "clerks"),
        ("There were <40> thefts and <6> fires, up from <5> and <9>, respectively.", "40", "6"),
        ("<4> of judges and <6> of clerks left. Those ill were <5> and <9>, respectively.", "4", "6"),
        ("It lost <40> men, including <6> cooks, of whom <5> and <9>, respectively, were old.", "40", "6"),
        ("It got <40> and <6> bids and took <5> and <9>, respectively.", None, None),
        ("The judges of towns and cities, and clerks, were <5> and <9>, respectively.", None, None),
        ("Judges and clerks were <4> and <6>, respectively; others, <5> and <9>, respectively.", None, None),
        ("Judges and clerks were <5> and <9>.", None, None),
    ],
)
def test_what_a_count_has(source: str, five: str | None, nine: str | None) -> None:
    assert (own(source).get("5"), own(source).get("9")) == (five, nine)
