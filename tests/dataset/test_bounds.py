import pytest

from sgreports.dataset.views.bounds import bound_of, of_things, said_amount


@pytest.mark.parametrize(
    ("value", "comparator", "text", "said"),
    [
        (16500, "<", "Close to 16,500", "close to 16,500 houses"),
        (1000, ">=", "Thousands", "thousands of houses"),
        (15500000, "~", "some $15.5 million", "some 15,500,000 houses"),
        (300, "~", "300 or so", "about 300 houses"),
        (300, ">=", "300 or more", "at least 300 houses"),
        (20, "..", "20 to 30", "20 to 30 houses"),
        (80, ">", "some 75", "at least 80 houses"),
        (80, "<=", None, "at most 80 houses"),
        (80, "=", "eighty", "80 houses"),
    ],
)
def test_a_number_is_said_in_the_words_of_its_report_or_by_its_bound(
    value: float, comparator: str, text: str | None, said: str
) -> None:
    assert of_things(said_amount(value, comparator, text), "houses") == said


def test_what_is_nearly_so_much_is_no_upper_limit() -> None:
    assert {sign: bound_of(sign) for sign in ("<", "<=", None)} == {"<": "about", "<=": "at_most", None: "about"}
