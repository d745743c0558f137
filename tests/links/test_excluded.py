"""What can be no relation, and what is only asked for."""

import pytest

from sgreports import extract_text
from sgreports.model.facts import RelationType

pytestmark = pytest.mark.model
Found = list[tuple[str, str, str, str]]


def found(text: str, *types: RelationType) -> Found:
    extraction = extract_text(text)
    words = {m.id: m.text for m in extraction.mentions}
    return [(words[r.subject], r.type, words[r.object], r.modality) for r in extraction.relations if r.type in types]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("MONUSCO worked with the FDLR to repatriate its combatants.", [("MONUSCO", "works_with", "FDLR", "actual")]),
        ("MONUSCO supported the repatriation of 300 combatants of the Lord's Resistance Army.", []),
        ("The United Nations supported the repatriation of FARDC soldiers.", []),
        ("MONUSCO provided support for the disarmament of FARDC deserters.", []),
        ("The disarmament of the FDLR, together with MONUSCO, began in May.", []),
        ("FARDC operations against the FDLR, jointly with MONUSCO, resumed.",
         [("FARDC", "works_with", "MONUSCO", "actual")]),
        ("UNICEF, together with nine former Kosovo Liberation Army members, drew a map.", []),
        ("UNICEF helped 300 children of the Lord's Resistance Army.", []),
        ("Al-Shabaab worked with former Séléka.", [("Al-Shabaab", "works_with", "Séléka", "actual")]),
        ("MONUSCO conducted operations with FARDC against the Allied Democratic Forces.",
         [("MONUSCO", "works_with", "FARDC", "actual")]),
        ("UNOMIG disarmed the Forces nouvelles with the help of UNICEF.",
         [("UNICEF", "supports", "UNOMIG", "actual")]),
        ("The Government of Lebanon also requests support from the United Nations to help the Lebanese State.",
         [("United Nations", "supports", "Lebanese", "planned")]),
    ],
)  # fmt: skip
def test_who_disarms_or_fights_a_group_supports_none_and_who_is_asked_has_not_done_it(
    text: str, relations: Found
) -> None:
    assert found(text, "supports", "works_with") == relations


def test_a_state_is_no_member_of_its_own_assembly() -> None:
    assert found("Kosovo is a member of the Assembly of Kosovo.", "member_of") == []
    assert [r[:3] for r in found("Chad is a member of the African Union.", "member_of")] == [
        ("Chad", "member_of", "African Union")
    ]


def test_some_countries_adopt_no_agenda() -> None:
    text = "In 2043, 40 countries adopted the 2030 Agenda for Sustainable Development."
    assert found(text, "adopted") == []


def test_what_is_done_at_an_institute_is_not_done_by_it() -> None:
    at = "experts at the Kosovo Institute of Forensic Medicine identified 12 sets of remains."
    assert found(f"EULEX {at}", "count_by") == [("12", "count_by", "EULEX", "actual")]
    court = found("A EULEX judge at the Pristina Basic Court sentenced 12 defendants.", "count_by")
    assert [r[2] for r in court] == ["EULEX", "Pristina Basic Court"]
