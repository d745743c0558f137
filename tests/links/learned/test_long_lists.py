"""What pairs that are scored one part after the other ask of a paragraph is found once for all."""

import pytest

from invented.paragraphs import scene_of
from sgreports.links.learned import arrays as arrays_module
from sgreports.links.learned.arrays import arrays_of, string_hash
from sgreports.model.facts import LABELS
from sgreports.parsing.tokens import Token
from sgreports.sentence.verbs import subjects_of

pytestmark = pytest.mark.model


def test_the_children_of_a_word_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Token] = []

    def counted(verb: Token) -> list[Token]:
        asked.append(verb)
        return subjects_of(verb)

    monkeypatch.setattr(arrays_module, "subjects_of", counted)
    scene = scene_of("[UNDP](AGENCY) had not left [Chad](COUNTRY).")
    words, name = arrays_of([scene]).words, scene.doc[0]
    found = [(words.subject(name.head), words.auxiliaries(name.head)) for _ in range(5)]
    assert found == [(name, [string_hash("had"), string_hash("not")])] * 5
    assert asked == [name.head]


def test_mentions_of_each_label_before_each_place() -> None:
    arrays = arrays_of([scene_of("[UNDP](AGENCY) and [WHO](AGENCY) left [Chad](COUNTRY).")])
    agency, country = LABELS.index("AGENCY"), LABELS.index("COUNTRY")
    assert arrays.labels_before[:, [agency, country]].tolist() == [[0, 0], [1, 0], [2, 0], [2, 1]]
    assert arrays.labels_before.sum() == 6
