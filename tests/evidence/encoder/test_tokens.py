"""A text's pieces with its mentions → what the network reads, window by window."""

from typing import NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sgreports.evidence.encoder.tokens import (
    BEGIN,
    END,
    OF_HEADING,
    OF_TITLE,
    WINDOW,
    Pieces,
    paragraph_pieces,
    pieces_of,
)
from sgreports.model.report import Context


class Marked(NamedTuple):
    start: int
    end: int
    label: str


class Encoding(NamedTuple):
    ids: list[int]
    offsets: list[tuple[int, int]]


def test_the_first_piece_of_a_mention_has_a_label_of_its_own() -> None:
    # In 20 41 , UN ##MI ##L helped Chad
    offsets = [(0, 2), (3, 5), (5, 7), (7, 8), (9, 11), (11, 13), (13, 14), (15, 21), (22, 26)]
    mentions = [Marked(3, 7, "YEAR"), Marked(9, 14, "AGENCY"), Marked(22, 26, "COUNTRY")]
    found = pieces_of(range(9), offsets, mentions)
    assert found.labels.tolist() == [0, 9, 10, 0, 1, 2, 2, 0, 3]
    assert found.first.tolist() == [1, 4, 8]
    assert found.last.tolist() == [2, 6, 8]


def test_a_mention_that_begins_within_a_piece_takes_the_whole_piece() -> None:
    found = pieces_of([7, 8], [(0, 4), (5, 9)], [Marked(6, 8, "COUNT")])
    assert (found.first.tolist(), found.last.tolist()) == ([1], [1])
    assert found.labels.tolist() == [0, 11]


@given(st.integers(1, 5 * WINDOW))
def test_each_piece_is_kept_of_one_window(size: int) -> None:
    pieces = Pieces(np.arange(size), np.zeros(size, np.int64), np.array([]), np.array([]), np.array([BEGIN]))
    windows = list(pieces.windows())
    assert [place for w in windows for place in range(w.kept, w.kept_end)] == list(range(size))
    assert all(w.start <= w.kept and w.kept_end <= w.end and w.end - w.start <= WINDOW for w in windows)


def test_a_window_stands_between_the_signs_of_begin_and_end() -> None:
    pieces = Pieces(np.array([5, 6, 7]), np.array([0, 1, 2]), np.array([1]), np.array([2]), np.array([BEGIN]))
    given_ = pieces.network_input(next(pieces.windows()))
    assert given_["ids"].tolist() == [[BEGIN, 5, 6, 7, END]]
    assert given_["labels"].tolist() == [[0, 0, 1, 2, 0]]


def test_title_and_heading_stand_before_each_window_and_their_vectors_are_left_out() -> None:
    words = {"Report": 1, "on": 2, "aid": 3, "Needs": 4, "They": 5, "rose": 6}

    class Tokenizer:
        def encode(self, sequence: str, *, add_special_tokens: bool) -> Encoding:
            assert not add_special_tokens
            return Encoding([words[word] for word in sequence.split()], [(0, 4), (5, 9)])

    pieces = paragraph_pieces(Tokenizer(), "They rose", [], Context("Needs", "Report on aid"))
    window = next(pieces.windows())
    assert pieces.network_input(window)["ids"].tolist() == [[BEGIN, 1, 2, 3, END, 4, END, 5, 6, END]]
    assert pieces.network_input(window)["labels"].shape == (1, 10)
    assert pieces.rows(window) == slice(7, 9)
    assert paragraph_pieces(Tokenizer(), "They rose", [], Context()).context.tolist() == [BEGIN]


def test_the_longest_context_leaves_room_for_a_window() -> None:
    assert 1 + OF_TITLE + 1 + OF_HEADING + 1 + WINDOW + 1 <= 512
