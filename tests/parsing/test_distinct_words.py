"""Words are embedded once, and every word of a text gets what the model gives it."""

import numpy as np
import pytest

from sgreports.parsing import distinct_words
from sgreports.parsing.distinct_words import distinct, with_distinct_words
from sgreports.parsing.language import loaded
from sgreports.settings import Settings

TEXTS = (
    "The mission met the mission, and the committee met The Committee.",
    "The mission\n\nmet  40 of 40 children.",
    "",
)


def test_rows_that_differ_and_where_each_stands() -> None:
    rows = np.array([[1, 2], [3, 4], [1, 2], [2, 1], [3, 4]], np.uint64)
    first, places = distinct(rows)
    assert sorted(rows[first].tolist()) == [[1, 2], [2, 1], [3, 4]]
    assert (rows[first][places] == rows).all()


def test_rows_of_one_key_stand_for_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distinct_words, "_FACTOR", np.uint64(0))
    rows = np.array([[1, 2], [3, 4], [1, 2]], np.uint64)
    assert [each.tolist() for each in distinct(rows)] == [[0, 1, 2], [0, 1, 2]]


@pytest.mark.model
def test_the_vectors_are_those_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = loaded(Settings().model)
    expected = [(doc.tensor, doc.to_json()) for doc in plain.pipe(TEXTS)]
    asked: list[int] = []

    def seen(rows: distinct_words.Rows) -> tuple[object, object]:
        first, places = distinct(rows)
        asked.append(len(rows) - len(first))
        return first, places

    monkeypatch.setattr(distinct_words, "distinct", seen)
    found = [(doc.tensor, doc.to_json()) for doc in with_distinct_words(plain).pipe(TEXTS)]
    assert [each for _, each in found] == [each for _, each in expected]
    for (vectors, _), (others, _) in zip(found, expected, strict=True):
        np.testing.assert_allclose(vectors, others, atol=1e-5)
    assert sum(asked) > 5
