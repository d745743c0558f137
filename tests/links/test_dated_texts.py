"""A text's date must be of a year that its symbol allows."""

import pytest

from invented.paragraphs import relations_of


@pytest.mark.model
@pytest.mark.parametrize(("date", "number"), [("2006-08-11", 1), ("2007-10-30", 0)])
def test_a_statement_is_not_dated_by_another_year(date: str, number: int) -> None:
    text = f"They recalled [the statement](INSTRUMENT entity=S/PRST/2006/3) of [that day](YEAR entity={date})."
    assert len(relations_of(text, "dated")) == number
