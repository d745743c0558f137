"""What pairs that are scored one part after the other ask of a paragraph is found once for all."""

import pytest

from invented.paragraphs import scene_of
from sgreports.model.facts import LABELS
from sgreports.relations.learned.laid_out import Words, code, laid_out

pytestmark = pytest.mark.model


def test_the_children_of_a_word_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    children = Words.children

    def counted(words: Words, token: int) -> list[int]:
        asked.append(token)
        return children(words, token)

    monkeypatch.setattr(Words, "children", counted)
    scene = scene_of("[UNDP](AGENCY) had not left [Chad](COUNTRY).")
    words, verb = laid_out([scene]).words, scene.doc[0].head.i
    found = [(words.subject(verb), words.auxiliaries(verb)) for _ in range(5)]
    assert found == [(0, [code("had"), code("not")])] * 5
    assert asked == [verb, verb]


def test_mentions_of_each_label_before_each_place() -> None:
    laid = laid_out([scene_of("[UNDP](AGENCY) and [WHO](AGENCY) left [Chad](COUNTRY).")])
    agency, country = LABELS.index("AGENCY"), LABELS.index("COUNTRY")
    assert laid.of_label[:, [agency, country]].tolist() == [[0, 0], [1, 0], [2, 0], [2, 1]]
    assert laid.of_label.sum() == 6
