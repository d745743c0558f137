"""Roles of names with counts: by construction, and by the declared classes of verbs and nouns."""

import pytest

from invented.paragraphs import relations_of, scene_of
from sgreports.counting.agent.roles import did_harm
from sgreports.knowledge.statements.count_words import role_classes
from sgreports.model.facts import Cue

pytestmark = pytest.mark.model

CASES = [
    ("According to [WHO](AGENCY), [42](COUNT unit=people) people fell ill.", {("42", "WHO", "source")}),
    ("[Six](COUNT unit=soldiers) [Fijian](COUNTRY form=demonym) soldiers left.", {("Six", "Fijian", "whose")}),
    ("[Two](COUNT unit=members) members of [UNMIK](AGENCY) left.", {("Two", "UNMIK", "whose")}),
    ("[Ten](COUNT unit=schools) schools were built by [UNICEF](AGENCY).", {("Ten", "UNICEF", "agent")}),
    ("[UNHCR](AGENCY) gave tents to [30](COUNT unit=families) families.", {("30", "UNHCR", "agent")}),
    ("[MINUSCA](AGENCY) verified and destroyed [30](COUNT unit=rifles) rifles.", {("30", "MINUSCA", "agent")}),
    ("[Chad](COUNTRY) was thanked for hosting [700](COUNT unit=people) people.", {("700", "Chad", "whose")}),
    ("[UNMISS](AGENCY) reported holding [300](COUNT unit=persons) persons.",
     {("300", "UNMISS", "whose"), ("300", "UNMISS", "source")}),
]  # fmt: skip


def found(source: str) -> set[tuple[str, str, str | None]]:
    return {(count.text, name.text, r.role) for count, name, r in relations_of(source, "count_by")}


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_the_construction_tells_the_role(source: str, expected: set[tuple[str, str, str]]) -> None:
    assert found(source) == expected


@pytest.mark.parametrize(("role", "example"), [(c.role, example) for c in role_classes() for example in c.examples])
def test_an_example_of_a_class_has_its_role(role: str, example: str) -> None:
    assert [r for _, _, r in found(example)] == [role]


@pytest.mark.parametrize(
    ("source", "words", "did"),
    [
        ("[MINUSCA](AGENCY) carried out [12](COUNT unit=arrests) arrests.", "arrests", True),
        ("[MINUSCA](AGENCY) stormed the town, killing [six](COUNT unit=men) men.", "killing", True),
        ("[MINUSCA](AGENCY) carried [88](COUNT unit=detainees) detainees.", "detainees", False),
        ("[MINUSCA](AGENCY) evacuated [88](COUNT unit=wounded) wounded from Lund.", "wounded", False),
        ("[Six](COUNT unit=men) men were held at [MINUSCA](AGENCY).", "held", False),
        ("According to [MINUSCA](AGENCY), [six](COUNT unit=men) men were held in Lund.", "held", False),
        ("[Six](COUNT unit=men) men were shot in attacks by [MINUSCA](AGENCY).", "shot", True),
        ("[MINUSCA](AGENCY) saw [six](COUNT unit=men) men who had been shot.", "shot", False),
        ("[MINUSCA](AGENCY) met Mr. Lund, who murdered [six](COUNT unit=men) men.", "murdered", False),
    ],
)
def test_who_does_something_with_the_harmed_did_not_harm_them(source: str, words: str, did: bool) -> None:
    scene = scene_of(source)
    name, count = sorted(scene.mentions, key=lambda m: m.label)
    start = scene.doc.text.index(words)
    cue = Cue(start=start, end=start + len(words), text=words)
    assert did_harm(scene, count.model_copy(update={"event_cue": cue}), name) is did
