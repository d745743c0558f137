"""Who did it, and what is counted, in the paragraph's own words."""

import pytest

from invented.paragraphs import scene_of
from sgreports.counting.agent.phrases import agent_phrases, unit_phrase

pytestmark = pytest.mark.model

ACTORS = [
    ("The crash of a helicopter killed [two](COUNT unit=pilots) pilots.", None),
    ("Rising prices pushed [90](COUNT unit=families) families into debt.", None),
    ("The strength of the brigade stood at [40](COUNT unit=guards) guards.", None),
    ("[Twelve](COUNT unit=teachers) teachers were killed by armed separatists in May.", "armed separatists"),
    ("On Monday, unidentified gunmen abducted [nine](COUNT unit=nurses) nurses.", "unidentified gunmen"),
    ("An attack by masked men left [five](COUNT unit=people) people dead.", "masked men"),
    ("The mission recorded [30](COUNT unit=attacks) attacks by criminal gangs.", "criminal gangs"),
    ("The mission recorded [30](COUNT unit=incidents) incidents.", None),
    ("[Forty](COUNT unit=families) families fled.", None),
    ("The troops were reduced by [40](COUNT unit=guards) armed guards.", None),
    ("The bus was boarded by [three](COUNT unit=gunmen) armed gunmen.", None),
    ("Women make up [40 per cent](COUNT kind=percent unit=staff) of the staff.", None),
    ("Nurses constituted [40 per cent](COUNT kind=percent unit=staff) of the staff.", None),
    ("The gift by the Swiss Government of [two](COUNT unit=boats) boats came.", "Swiss Government"),
    ("Nurses made [40](COUNT unit=beds) beds.", "Nurses"),
    ("The listing by the [Council](AGENCY) of [nine](COUNT unit=parties) parties has begun.", "Council"),
    ("The repair by local councils of [nine](COUNT unit=roads) roads has begun.", "local councils"),
    ("A group of [20](COUNT unit=men) men looted [six](COUNT unit=shops) shops.", "group of 20 men"),
    ("An attack by a group of [20](COUNT unit=men) men wrecked [six](COUNT unit=shops) shops.", "group of 20 men"),
    ("The region’s guards arrested [two](COUNT unit=drivers) drivers.", "region’s guards"),
    ("Clashes between two militias left [six](COUNT unit=people) people dead.", None),
]

PHRASES = [
    ("[15](COUNT unit=States) Member States that had ratified the pact attended the talks.",
     "Member States that had ratified the pact"),
    ("[60 per cent](COUNT kind=percent unit=households) of households with access to computers were surveyed.",
     "households with access to computers"),
    ("[Seven](COUNT unit=schools) primary schools in [2015](YEAR) were closed.", "primary schools"),
    ("[Ten](COUNT unit=people) people, including [two](COUNT unit=girls) girls, were hurt.", "people"),
    ("[Three](COUNT unit=co-defendants) co-defendants were freed.", "co-defendants"),
    ("They spent [$3 million](COUNT kind=money unit=USD) on roads.", None),
    ("They hired [186](COUNT unit=staff) local and [11](COUNT unit=staff) international staff of the base.",
     "local staff of the base"),
    ("They hired [9](COUNT unit=staff) senior local, [8](COUNT) foreign and [11](COUNT unit=staff) junior staff.",
     "senior local staff"),
    ("They bought [3](COUNT unit=guns) and [16](COUNT unit=guns) heavy guns.", "heavy guns"),
    ("They heard [6](COUNT unit=cases) of the [40](COUNT unit=cases) civil cases.", "civil cases"),
    ("[Nine](COUNT unit=bridges) bridges were built, of which [3](COUNT unit=bridges) were wide.", "bridges"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), ACTORS)
def test_the_doer_is_given_as_written(source: str, expected: str | None) -> None:
    scene = scene_of(source)
    counted = [m for m in scene.mentions if m.label == "COUNT"][-1]
    assert [p.text for p in agent_phrases(scene, counted, ())] == ([expected] if expected else [])


def test_those_who_are_linked_are_given_in_their_own_phrases() -> None:
    scene = scene_of(
        "[Twelve](COUNT unit=men) men were held by the young [guards of Lake Town](AGENCY) and the [Fund](AGENCY)."
    )
    found = agent_phrases(scene, scene.mentions[0], scene.mentions[1:])
    assert [p.text for p in found] == ["young guards of Lake Town and the Fund"]


def test_the_words_of_the_clause_stay_where_they_hold_who_is_linked() -> None:
    scene = scene_of("The police of the [Mission](AGENCY) freed [12](COUNT unit=men) men.")
    assert [p.text for p in agent_phrases(scene, scene.mentions[1], scene.mentions[:1])] == ["police of the Mission"]


@pytest.mark.parametrize(("source", "expected"), PHRASES)
def test_the_unit_is_given_with_what_modifies_it(source: str, expected: str | None) -> None:
    scene = scene_of(source)
    assert unit_phrase(scene, scene.mentions[0]) == expected


def test_a_unit_of_several_nouns_keeps_its_words() -> None:
    scene = scene_of("They met [3](COUNT unit=guards) old and [16](COUNT unit=guards) new guards and envoys.")
    count = scene.mentions[0].model_copy(update={"unit": "guards and envoys"})
    assert unit_phrase(scene, count) == "new guards and envoys"
