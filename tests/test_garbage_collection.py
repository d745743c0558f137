"""How often the garbage collector runs while a report is read."""

import gc

import pytest

from sgreports.garbage_collection import SELDOM, rare_garbage_collection


@pytest.mark.parametrize(
    ("before", "inside"),
    [((700, 10, 10), (SELDOM, 10, 10)), ((200_000, 5, 5), (200_000, 5, 5)), ((0, 10, 10), (0, 10, 10))],
)
def test_it_is_seldom_in_the_block_and_as_before_after_it(
    before: tuple[int, int, int], inside: tuple[int, int, int]
) -> None:
    usual, seen = gc.get_threshold(), []

    def fails() -> None:
        with rare_garbage_collection():
            seen.append(gc.get_threshold())
            raise KeyError

    gc.set_threshold(*before)
    try:
        with pytest.raises(KeyError):
            fails()
        assert [*seen, gc.get_threshold()] == [inside, before]
    finally:
        gc.set_threshold(*usual)
