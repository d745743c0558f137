"""Names and lists that no sentence has are read within limits, so that the time grows with the text."""

from sgreports.names.bodies.open_bodies import reader_of_name
from sgreports.names.lexical.head_names import MOST_COMPLEMENTS


def lengths(text: str) -> list[int]:
    """The words of each name, from its head noun on."""
    return [name.last - name.at for name in reader_of_name(text).names()]


def test_a_name_has_so_many_complements_at_most() -> None:
    assert lengths("Office of the " * 3 + "President") == [10, 7, 4, 1]
    longest = 1 + 3 * MOST_COMPLEMENTS  # `Office`, then `of the Office`
    assert max(lengths("Office of the " * 100 + "President")) == longest
