"""A long list is read once, however many of its names ask for it."""

import pytest

from invented.paragraphs import scene_of
from sgreports.model.facts import Mention
from sgreports.scene import lists
from sgreports.scene.lists import list_members
from sgreports.scene.scene import Scene

pytestmark = pytest.mark.model


def texts(names: object) -> list[str]:
    return [m.text for m in names]  # type: ignore[attr-defined]


def test_each_name_of_a_list_has_the_whole_list() -> None:
    scene = scene_of("The plan was agreed with [UNICEF](AGENCY), [WHO](AGENCY) and [FAO](AGENCY) in [2030](YEAR).")
    assert [texts(list_members(scene, m, ["AGENCY"])) for m in scene.mentions] == [
        ["UNICEF", "WHO", "FAO"], ["UNICEF", "WHO", "FAO"], ["UNICEF", "WHO", "FAO"], ["2030"],
    ]  # fmt: skip


def test_an_abbreviation_is_no_second_name_but_has_the_list_of_its_name() -> None:
    scene = scene_of("It works with [Water Aid](AGENCY entity=w) ([WA](AGENCY entity=w)) and [WHO](AGENCY).")
    assert [texts(list_members(scene, m, ["AGENCY"])) for m in scene.mentions] == [
        ["Water Aid", "WHO"], ["Water Aid", "WA", "WHO"], ["Water Aid", "WHO"],
    ]  # fmt: skip


def test_the_date_of_a_text_is_passed_over_and_in_no_list() -> None:
    scene = scene_of("See [resolutions 1](INSTRUMENT) of [3 May 2030](YEAR) and [2](INSTRUMENT).")
    first, date, second = scene.mentions
    assert texts(list_members(scene, first, ["INSTRUMENT"])) == texts(list_members(scene, second, ["INSTRUMENT"]))
    assert texts(list_members(scene, date, ["INSTRUMENT"])) == ["3 May 2030"]


def test_neighbours_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs: list[tuple[str, str]] = []
    joined = lists.in_same_list

    def counted(scene: Scene, left: Mention, right: Mention, labels: list[str]) -> bool:
        pairs.append((left.id, right.id))
        return joined(scene, left, right, labels)  # type: ignore[arg-type]

    monkeypatch.setattr(lists, "in_same_list", counted)
    scene = scene_of("The plan was agreed with " + "[UNICEF](AGENCY), " * 40 + "[WHO](AGENCY) and [FAO](AGENCY).")
    for mention in scene.mentions:
        list_members(scene, mention, ["AGENCY"])
    assert len(pairs) == len(set(pairs)) == len(scene.mentions) - 1
