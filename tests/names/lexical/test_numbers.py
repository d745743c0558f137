"""Numbers in words and figures."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgreports.knowledge.statements.quantities import quantities
from sgreports.names.lexical.numbers import NUMBER, number_value, openings, plain_number

_NAMES = {number: word for word, number in quantities().words.items()}


def in_words(number: int) -> str:
    """1 to 999,999 as the United Nations writes it: `one hundred and twenty-five thousand and six`."""
    if number in _NAMES:
        return _NAMES[number]
    if number < 100:
        return f"{_NAMES[number // 10 * 10]}-{_NAMES[number % 10]}"
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % size
    join = " and " if rest < 100 else " "
    return f"{in_words(number // size)} {name}" + (join + in_words(rest) if rest else "")


@given(st.integers(1, 999_999))
def test_words_and_figures_say_the_same_number(number: int) -> None:
    for text in (in_words(number), f"{number:,}", str(number)):
        match = re.match(NUMBER, text)
        assert match
        assert match[0] == text
        assert number_value(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("15.5 million", 15_500_000), ("one hundred thousand", 100_000), ("one-hundred thousand", 100_000),
     ("Twenty-seven", 27), ("two million", 2_000_000), ("1,234.5", Decimal("1234.5"))],
)  # fmt: skip
def test_mixed_forms(text: str, number: Decimal) -> None:
    assert number_value(text) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1, 193 and 291 men", [1193, 291]), ("$23, 649, 501", [23_649_501]), ("24, 850 men", [24_850]),
     ("12, 130 and 145 men", [12, 130, 145]), ("99, 100, 101", [99, 100, 101])],
)  # fmt: skip
def test_a_number_torn_at_a_comma_is_one_and_a_list_is_none(text: str, numbers: list[int]) -> None:
    assert [number_value(m[0]) for m in re.finditer(rf"\b{NUMBER}", text)] == numbers


@pytest.mark.parametrize("text", ["", "several", "and"])
def test_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        number_value(text)


def test_trailing_zeros_are_dropped() -> None:
    assert [plain_number(Decimal(x)) for x in ("2.0", "2.50", "1E+3", "100")] == ["2", "2.5", "1000", "100"]


def test_openings_are_three_letters_or_a_whole_short_word_in_either_case() -> None:
    opening = re.compile(openings(["up to", "three", "thirty", "a"]))
    texts = ("up to", "UP", "a few", "Three", "THIRTY", "thin", "upper", "ab", "t", "there")
    assert [text for text in texts if opening.match(text)] == ["up to", "UP", "a few", "Three", "THIRTY", "thin"]


@given(st.sampled_from(sorted(quantities().words)), st.sampled_from((str.upper, str.title, str.lower)))
def test_every_word_has_its_opening(word: str, case: Callable[[str], str]) -> None:
    assert re.match(openings(quantities().words), case(word))
