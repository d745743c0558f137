"""What a number without its own noun counts, and whether the noun stands with it."""

import pytest
from spacy.language import Language

from invented.reports import units_of
from sgreports.counting.quantity.quantities import find_counts

pytestmark = pytest.mark.model

UNITS = [
    (
        "In May, 1,300 residents were injured, including 40 women and 210 children. Of that total, 900 were hit.",
        [("1,300", "residents", "own"), ("40", "women", "own"),
         ("210", "children", "own"), ("900", "residents", "ellipsis")],
    ),
    (
        "The floods killed 12 people, including 3 children, and 300 others fled.",
        [("12", "people", "own"), ("3", "children", "own"), ("300", "people", "ellipsis")],
    ),
    (
        "The raid left 12 people dead, including 3 children, and 20 injured.",
        [("12", "people", "own"), ("3", "children", "own"), ("20", "people", "ellipsis")],
    ),
    (
        "There were four attacks on convoys, resulting in two injured.",
        [("four", "attacks", "own"), ("two", "injured", "own")],
    ),
    (
        "Some 50 men, with 13 trucks and 9 pick-up vehicles, were seen at the border; two run-off elections were held.",
        [("Some 50", "men", "own"), ("13", "trucks", "own"), ("9", "vehicles", "own"), ("two", "elections", "own")],
    ),
    (
        "The number of camps was 128, of which 109 were closed.",
        [("128", "camps", "own"), ("109", "camps", "ellipsis")],
    ),
    (
        "Patrols seized 60 and 25 rifles, respectively.",
        [("60", "rifles", "own"), ("25", "rifles", "own")],
    ),
    (
        "In 2020, 11 schools opened – up from 5 in 2019 – while a further 8 partially closed their doors.",
        [("11", "schools", "own"), ("5", "schools", "ellipsis"), ("8", "schools", "ellipsis")],
    ),
    ("Camps took in 90 porters/drivers and young people.", [("90", "porters/drivers and young people", "own")]),
    ("Some 90 villagers and several local traders fled.", [("Some 90", "villagers", "own")]),
    ("Some 90 Croats and foreign traders fled.", [("Some 90", "Croats and foreign traders", "own")]),
    ("Some 90 Roma, Ashkali and Egyptians fled.", [("Some 90", "Roma, Ashkali and Egyptians", "own")]),
    ("Some 90 villagers and 12 local traders fled.", [("Some 90", "villagers", "own"), ("12", "traders", "own")]),
    ("The storm led to the death of nine farmers and injuries to others.", [("nine", "farmers", "own")]),
    ("It resulted in the death of one and serious injury to a second.", [("one", None, None)]),
    ("The force of the lake has 850 all ranks.", [("850", "ranks", "own")]),
    ("To date 42 States Members of the League have signed it.", [("42", "States", "own")]),
    ("The 12 States parties to the Convention met.", [("12", "States", "own")]),
    (
        "They hired 12 laboratory, 4 rural and 30 handwriting experts.",
        [("12", "experts", "own"), ("4", "experts", "own"), ("30", "experts", "own")],
    ),
    (
        "They sent 90 officers (including 6 women), 40 of whom left.",
        [("90", "officers", "own"), ("6", "women", "own"), ("40", "officers", "ellipsis")],
    ),
    (
        "The storm hurt 8 farmers – 4 men and 4 women – and 12 others.",
        [("8", "farmers", "own"), ("4", "men", "own"), ("4", "women", "own"), ("12", "farmers", "ellipsis")],
    ),
    ("Fires and thefts were 24 and 11, respectively.", [("24", "Fires", "own"), ("11", "thefts", "own")]),
    ("All seven formed police units have left the valley.", [("seven", "units", "own")]),
    ("Crime statistics kept by police indicated a rise, with 356 reported homicides, compared with 345 before.",
     [("356", "homicides", "own"), ("345", "homicides", "ellipsis")]),
    ("Some 900 farmers fled, up from 330 one year ago.",
     [("Some 900", "farmers", "own"), ("330", "farmers", "ellipsis")]),
    ("On 9 May, a panel of one local and two EULEX judges at the court sentenced him.",
     [("one", "judges", "own"), ("two", "judges", "own")]),
    ("The squad had 2 Roma, 48 Serb and 30 Turk.",
     [("2", "Roma", "own"), ("48", "Serb", "own"), ("30", "Turk", "own")]),
    ("These troops, 230 in total, will leave.", [("230", "troops", "own")]),
    ("The cost was $5 million.", [("$5 million", "USD", "own")]),
    ("There were two in the north.", [("two", None, None)]),
    ("It has a medical unit of 14 from Nauru.", [("14", "unit", "own")]),
    ("The overall strength of the force was 1,332, as follows.", [("1,332", "strength", "own")]),
]  # fmt: skip


def counts_in(nlp: Language, text: str) -> list[tuple[str, str | None, str | None]]:
    found = find_counts(units_of(nlp, text)[0])
    return [(text[c.start : c.end], c.unit, c.unit_from) for c in found]


@pytest.mark.parametrize(("text", "found"), UNITS)
def test_noun_is_that_of_the_total(nlp: Language, text: str, found: list[tuple[str, str | None, str | None]]) -> None:
    assert counts_in(nlp, text) == found


def test_unit_has_a_score_and_no_unit_none(nlp: Language) -> None:
    found = find_counts(units_of(nlp, "Of 12 men, two were in the north.")[0])
    assert [c.unit_score is not None and 0.5 < c.unit_score < 1 for c in found] == [True, True]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("The number of refugees in camps was 5; the dogs saw 40 nurses and cooks.", [("5", 14), ("40", 55)]),
        ("It counted two dogs. The dogs were tired. Of these, 9 were fed.", [("two", 15), ("9", 15)]),
        ("Of a staff of 12, 50 per cent were ill; a unit of 35 left.", [("12", 5), ("50 per cent", None), ("35", 5)]),
        ("Thefts of cattle (24) fell.", [("24", 10)]),
        ("It gave 5 tons of rice.", [("5 tons", None)]),
    ],
)
def test_a_count_keeps_the_place_of_the_noun_that_it_counts(
    nlp: Language, text: str, nouns: list[tuple[str, int | None]]
) -> None:
    found = find_counts(units_of(nlp, text)[0])
    assert [(text[c.start : c.end], c.noun.start if c.noun else None) for c in found] == nouns
