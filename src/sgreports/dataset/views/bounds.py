"""How exactly a number is known, and the words that say so."""

import re

from sgreports.knowledge.data_files import any_of
from sgreports.knowledge.statements.quantities import quantities

WORDS = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}
SIGNS = {"exact": "", "at_least": "≥", "at_most": "≤", "about": "~"}
"""What stands before a number of a bound: in text, and in a drawing or a narrow table, which have no room for words."""
BOUND = """CASE WHEN count(*) FILTER (left_out IS NULL) = 0 THEN NULL
                    WHEN bool_and(comparator = '=') FILTER (left_out IS NULL) THEN 'exact'
                    WHEN bool_and(comparator IN ('=', '>', '>=')) FILTER (left_out IS NULL) THEN 'at_least'
                    WHEN bool_and(comparator IN ('=', '<=')) FILTER (left_out IS NULL) THEN 'at_most'
                    ELSE 'about' END"""
"""The bound of a group of rows of the macro `selected`, as SQL."""
_OF_COMPARATOR = {"=": "exact", ">": "at_least", ">=": "at_least", "<=": "at_most"}
"""`<` is mostly `nearly` and `close to`, which limit nothing."""
_APPROXIMATELY = {
    sign: re.compile(any_of([*words, *quantities().share_approximators.get(sign, ())]), re.IGNORECASE)
    for sign, words in quantities().approximators.items()
}
_FIGURES = re.compile(r"\d[\d,.\s]*")


def bound_of(comparator: str | None) -> str:
    """The bound of a number with a comparator."""
    return _OF_COMPARATOR.get(comparator or "", "about")


def joint(bounds: set[str]) -> str:
    """The bound of a sum of numbers with these bounds."""
    others = bounds - {"exact"}
    return "exact" if not others else others.pop() if len(others) == 1 else "about"


def amount(value: float, bound: str = "exact") -> str:
    """`1,204`, `about 81,000`, `at least 0.5`."""
    number = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    return WORDS[bound] + number


def said_amount(value: float, comparator: str | None, text: str | None) -> str:
    """A number that is not exact by its report's words, if they say it: `close to 16,500`, `thousands`, `20 to 30`."""
    if (bound := bound_of(comparator)) == "exact" or text is None:
        return amount(value, bound)
    if len(_FIGURES.findall(text)) != 1:
        return text[:1].lower() + text[1:]
    said = comparator in _APPROXIMATELY and _APPROXIMATELY[comparator].match(text)
    return f"{said[0].lower()} {amount(value)}" if said else amount(value, bound)


def of_things(number: str, thing: str) -> str:
    """A number with what it counts: `30 houses`, `thousands of houses`."""
    return f"{number}{' of' * number.endswith('s')} {thing}"
