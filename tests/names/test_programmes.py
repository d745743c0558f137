"""Programmes by noun, apposition and repetition: invented names, no model."""

import pytest

from invented.reports import paragraph_of, tagged, units_of
from sgreports.names.instruments.titles import find_titles
from sgreports.names.overlap import resolve
from sgreports.names.programmes import find_programmes, repeat_programmes
from sgreports.parsing.unit import Unit


def units(*texts: str, key: str = "{}") -> list[Unit]:
    return units_of(tagged, *(paragraph_of(text, i, key=key.format(i)) for i, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Funds went to the Limnora project in May.", [("PROGRAMME", "Limnora")]),
        ("They joined the Safe River Matters campaign.", [("PROGRAMME", "Safe River Matters")]),
        ("They fund Calm Harbour Light, a global initiative of teachers.", [("PROGRAMME", "Calm Harbour Light")]),
        ("They fund Calm Harbour Light, a partnership of teachers.", [("AGENCY", "Calm Harbour Light")]),
        ("It ended the “return and harvest in Ruritania” project.", [("PROGRAMME", "return and harvest in Ruritania")]),
        (
            "A programme entitled “The future of fishing in Chad” began.",
            [("PROGRAMME", "The future of fishing in Chad")],
        ),
        ("They fund the project “Boats for All: a way to peace”.", [("PROGRAMME", "Boats for All: a way to peace")]),
        ("It opened the Lagoon Detention Facility.", []),
        (
            "Unpaid were the Special Account for UNIKOM, the Special Account for XYZO and the Special Account for Aid.",
            [("PROGRAMME", "Special Account for UNIKOM"), ("PROGRAMME", "Special Account for XYZO")],
        ),
        ("Jean Limnora lost. They joined the Limnora campaign.", []),
        ("Data come from the XYZO Harbour Monitoring Programme.", [("PROGRAMME", "Harbour Monitoring Programme")]),
    ],
)
def test_programmes(text: str, want: list[tuple[str, str]]) -> None:
    (unit,) = units(text)
    assert [(c.label, text[c.start : c.end]) for c in resolve(find_programmes(unit))] == want


def test_another_holder_s_fund_is_named_without_him() -> None:
    (unit,) = units("They fund the Harbour Recovery Fund of XYZO and the Boat Programme of the World Bank.")
    assert [unit.text[c.start : c.end] for c in resolve(find_programmes(unit))] == [
        "Harbour Recovery Fund", "Boat Programme",
    ]  # fmt: skip


def test_a_programme_s_own_name_is_found_again() -> None:
    texts = ("Funds went to the Limnora project.", "Limnora grew; limnora did not.")
    given = units(*texts)
    found = repeat_programmes(given, [list(find_programmes(u)) for u in given])
    assert [[(t[c.start : c.end], c.entity) for c in resolve(cs)] for t, cs in zip(texts, found, strict=True)] == [
        [("Limnora", "name/limnora")],
        [("Limnora", "name/limnora")],
    ]


@pytest.mark.parametrize(
    ("text", "key", "want"),
    [
        ("They wrote the “Guidelines on safe harbours in winter”.", "1", ["Guidelines on safe harbours in winter"]),
        ("Ann Roe, “The harbour trap: how ice grows”, Journal of Ice.", "fn-1", ["The harbour trap: how ice grows"]),
        (
            "Ann Roe, “The harbour trap: how ice grows”, Journal of Ice, vol. 3.",
            "fn-1",
            ["The harbour trap: how ice grows", "Journal of Ice"],
        ),
        ("Ann Roe said “The harbour trap is how ice grows”, and left.", "1", []),
        ("See the report entitled “Previous top risks (A/77/492, para. 22)”.", "1", []),
    ],
)
def test_titles_in_quotation_marks(text: str, key: str, want: list[str]) -> None:
    (unit,) = units(text, key=key)
    assert [text[c.start : c.end] for c in resolve(find_titles(unit))] == want
