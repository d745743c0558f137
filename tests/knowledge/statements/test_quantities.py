"""The words of quantities and of the calendar."""

from sgreports.knowledge.statements.quantities import calendar, quantities


def test_comparators_are_the_contracts() -> None:
    assert set(quantities().approximators) == {">", ">=", "<", "<=", "~"}


def test_no_approximator_has_two_directions() -> None:
    words = [w for ws in quantities().approximators.values() for w in ws]
    assert sorted(words) == sorted(set(words))


def test_months_are_in_order() -> None:
    assert (calendar().months[0], calendar().months[11], len(calendar().months)) == ("January", "December", 12)
    assert set(calendar().ambiguous_months) <= set(calendar().months)
