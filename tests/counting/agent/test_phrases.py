"""Who did it, and what is counted, in the paragraph's own words."""

import pytest

from invented.paragraphs import scene_of
from sgreports.counting.agent.phrases import agent_text, unit_phrase

pytestmark = pytest.mark.model

ACTORS = [
    ("The crash of a helicopter killed [two](COUNT unit=pilots) pilots.", None),
    ("Rising prices pushed [90](COUNT unit=families) families into debt.", None),
    ("[Twelve](COUNT unit=teachers) teachers were killed by armed separatists in May.", "armed separatists"),
    ("On Monday, unidentified gunmen abducted [nine](COUNT unit=nurses) nurses.", "unidentified gunmen"),
    ("An attack by masked men left [five](COUNT unit=people) people dead.", "masked men"),
    ("The mission recorded [30](COUNT unit=attacks) attacks by criminal gangs.", "criminal gangs"),
    ("The mission recorded [30](COUNT unit=incidents) incidents.", None),
    ("[Forty](COUNT unit=families) families fled.", None),
    ("Clashes between two militias left [six](COUNT unit=people) people dead.", None),
]

PHRASES = [
    ("[15](COUNT unit=States) Member States that had ratified the pact attended the talks.",
     "Member States that had ratified the pact"),
    ("[60 per cent](COUNT kind=percent unit=households) of households with access to computers were surveyed.",
     "households with access to computers"),
    ("[Seven](COUNT unit=schools) primary schools in [2015](YEAR) were closed.", "primary schools"),
    ("[Ten](COUNT unit=people) people, including [two](COUNT unit=girls) girls, were hurt.", "people"),
    ("They spent [$3 million](COUNT kind=money unit=USD) on roads.", None),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), ACTORS)
def test_the_doer_is_given_as_written(source: str, expected: str | None) -> None:
    scene = scene_of(source)
    found = agent_text(scene, scene.mentions[0])
    assert (found.text if found is not None else None) == expected


@pytest.mark.parametrize(("source", "expected"), PHRASES)
def test_the_unit_is_given_with_what_modifies_it(source: str, expected: str | None) -> None:
    scene = scene_of(source)
    found = unit_phrase(scene, scene.mentions[0])
    assert (found.text if found is not None else None) == expected
