"""What a number counts, where its noun was not found with its unit: the noun after it, or what stands after `of`."""

import pytest

from invented.paragraphs import scene_of
from sgreports.sentence.counted import counted_noun, own_noun

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "unit", "noun"),
    [
        ("It freed [12](COUNT) young boys.", "boys", "boys"),
        ("It trained [40](COUNT) nurses and health workers.", "nurses and workers", "nurses"),
        ("It saw [52](COUNT) armed and 19 idle soldiers.", "soldiers", "soldiers"),
        ("It saw [12](COUNT) of the tired nurses.", "nurses", "nurses"),
        ("The number of refugees in camps was [5](COUNT).", "refugees", None),
        ("Those seen were [12](COUNT) of those killed.", None, "those"),
        ("It was [12](COUNT).", None, None),
    ],
)
def test_counted_noun(text: str, unit: str | None, noun: str | None) -> None:
    scene = scene_of(text)
    count = next(m for m in scene.mentions if m.label == "COUNT")
    found = counted_noun(scene.spans[count.id], unit)
    assert (found.text if found is not None else None) == noun


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("It seized [19](COUNT) grenade and rocket launchers.", "launchers"),
        ("It held [two](COUNT) County Commissioners’ Forums.", "Forums"),
        ("It praised the [three](COUNT) parties’ leaders.", "parties"),
        ("It rebuilt schools, bringing to [23](COUNT) the number of schools.", "schools"),
    ],
)
def test_what_a_phrase_of_several_nouns_counts(text: str, noun: str) -> None:
    scene = scene_of(text)
    found = own_noun(scene.spans[scene.mentions[0].id])
    assert (found.text if found is not None else None) == noun


@pytest.mark.parametrize(
    ("text", "noun"), [("It gave [5 tons](COUNT) of rice.", "rice"), ("It gave [5 tons](COUNT).", None)]
)
def test_what_is_measured(text: str, noun: str | None) -> None:
    scene = scene_of(text)
    found = counted_noun(scene.spans[scene.mentions[0].id], "tons")
    assert (found.text if found is not None else None) == noun


def test_a_number_without_a_noun_stands_for_itself() -> None:
    scene = scene_of("It was [12](COUNT).")
    assert scene.nouns[scene.mentions[0].id] is scene.heads[scene.mentions[0].id]
