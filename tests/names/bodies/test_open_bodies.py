"""Open-class bodies, programmes and events by head nouns: whole results on invented sentences, no model needed."""

import pytest

from invented.reports import tagged, units_of
from sgreports.knowledge.names.keys import slug
from sgreports.names.bodies.open_bodies import find_bodies
from sgreports.names.candidate import Candidate
from sgreports.names.event_names import find_events
from sgreports.names.overlap import resolve
from sgreports.names.programmes import find_programmes
from sgreports.parsing.unit import Unit


def unit(text: str) -> Unit:
    return units_of(tagged, text)[0]


def marked(text: str, candidates: list[Candidate]) -> list[str]:
    return [text[c.start : c.end] for c in resolve(candidates)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The staff of the Ministry of Foreign Affairs and Emigrants met.",
         ["Ministry of Foreign Affairs and Emigrants"]),
        ("Talks with the Ministry of the Economy, Planning and Trade began.",
         ["Ministry of the Economy, Planning and Trade"]),
        ("He met the National Commission to Combat the Spread of Malaria.",
         ["National Commission to Combat the Spread of Malaria"]),
        ("A team of the Office of the First Vice-President came.", ["Office of the First Vice-President"]),
        ("It was the Peace and Security Council of the African Union.",
         ["Peace and Security Council of the African Union"]),
        ("She briefed the Security Council on Haiti.", ["Security Council"]),
        ("The Special Envoy of the Secretary-General for Ruritania, Ann Lee, left.",
         ["Special Envoy of the Secretary-General for Ruritania"]),
        ("Under the Executive Director of UNICEF this grew.", ["Executive Director of UNICEF"]),
        ("The Prime Minister of Israel and the Minister of Health spoke.", []),
        ("The Special Envoy of the Government of Nauru met the Special Envoy of Nauru.", []),
        ("The Commander of the Nauru Force left.", ["Commander of the Nauru Force"]),
        ("Assistant Secretary-General Ann Lee came. The Assistant Secretary-General left.",
         ["Assistant Secretary-General"]),
        ("The Reform Party of Nauru Vice-President Lee spoke.", ["Reform Party of Nauru"]),
        ("The Bank-administered Trust of Nauru and the Harbour System-wide Evaluation Office met.",
         ["Trust of Nauru", "Harbour System-wide Evaluation Office"]),
        ("The commission, the council and the ministry met.", []),
        ("In Mezam Division two men were shot.", []),
        ("Floods in the North-West Department went on.", []),
        ("The Border Patrol Unit and the Civilian Support Group.", ["Border Patrol Unit", "Civilian Support Group"]),
        ("A member of the Ruritanian People’s Liberation Front fell.", ["Ruritanian People’s Liberation Front"]),
        ("The Cultural Heritage Unit of the Kosovo police left.", ["Cultural Heritage Unit"]),
        ("A Support Task Force for the European Union-led dialogue met.", ["Support Task Force"]),
        ("A Visitors Service at the Ministry of Health opened.", ["Visitors Service", "Ministry of Health"]),
        ("The Committee for Drafting the Constitution met.", ["Committee for Drafting the Constitution"]),
        ("A Panel against Torture and Inhuman or Degrading Treatment came.",
         ["Panel against Torture and Inhuman or Degrading Treatment"]),
        ("The Advice Office of the Prime Minister’s Office closed.", ["Advice Office of the Prime Minister’s Office"]),
        ("He told the Legislative Assembly of the Government’s hope.", ["Legislative Assembly"]),
        ("The Border Division of the Observer Mission in Ruritania left.",
         ["Border Division of the Observer Mission in Ruritania"]),
        ("It sent the Civilian Mission to Haiti home.", ["Civilian Mission to Haiti"]),
        ("The Regional Command West and Regional Command North moved.",
         ["Regional Command West", "Regional Command North"]),
        ("The Rural Bank/Farmers League plan", ["Rural Bank", "Farmers League"]),
        ("The Bosnia and Herzegovina Commission for Demining met.", ["Bosnia and Herzegovina Commission for Demining"]),
        ("A Kenyan Company and the Civilian Police component left.", []),
        ("The President of the Council wrote to the President of Kenya.", ["President of the Council"]),
        ("The Conference of the Parties of the Convention met; the Peace Conference ended.",
         ["Conference of the Parties"]),
        ("The opposition ORA party, the Tim Alfa militia and the Self-Help movement; the ORA movement.",
         ["ORA", "Tim Alfa", "Self-Help"]),
        ("The Ruritan militia fired at the Ruritan side; the Strelsau gang met near Strelsau.", []),
        ("The report of the High Representative for Peace to the Board and a note of the Special Envoy to Ruritania.",
         ["High Representative for Peace", "Special Envoy to Ruritania"]),
        ("The Special Rapporteur on the Right to Food met the Special Adviser on Solutions to Internal Displacement.",
         ["Special Rapporteur on the Right to Food", "Special Adviser on Solutions to Internal Displacement"]),
        ("The visits by the Force Commander to Zenda and by the Special Envoy at the Board ended.", []),
        ("He was Head of Mission and Force Commander of UNDOF.", ["Head of Mission and Force Commander of UNDOF"]),
        ("All of the Lower Chamber left.", ["Lower Chamber"]),
        ("The Commissioner of the International Police Task Force met the Minister.",
         ["Commissioner of the International Police Task Force"]),
        ("The Office on Engagement in Preventing and Countering Piracy met.",
         ["Office on Engagement in Preventing and Countering Piracy"]),
        ("It was done by CivPol and Zenda Police Service.", ["Zenda Police Service"]),
        ("The Council, Noting this, Endorses Trade Commission decision 5.", ["Trade Commission"]),
        ("The Working Group of the Trade Panel on the Former Yugoslavia met.",
         ["Working Group of the Trade Panel on the Former Yugoslavia"]),
        ("Six of the Yugoslav (Montenegrin) Border Police left.", ["Yugoslav (Montenegrin) Border Police"]),
        ("The Basic Court in Pristina heard it.", ["Basic Court in Pristina"]),
        ("The United Nations Coordinator and the United Nations Representative in Nauru met.",
         ["United Nations Coordinator", "United Nations Representative in Nauru"]),
        ("The Minister of Territorial Administration, Planning and Trade met.", []),
    ],
)  # fmt: skip
def test_bodies(text: str, names: list[str]) -> None:
    assert marked(text, list(find_bodies(unit(text)))) == names


@pytest.mark.parametrize("act", ["Council of the Harbour Act", "Commission for Land, Boats and Fishing Act"])
def test_an_act_on_a_body_is_a_law(act: str) -> None:
    text = f"It passed the {act} (2041)."
    found = [(c.label, c.kind, text[c.start : c.end]) for c in find_bodies(unit(text))]
    assert found == [("INSTRUMENT", "law", act)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Trade", "national"),
        ("United Nations Office for Games", "un"),
        ("African Union Commission", "intergovernmental"),
        ("Eastern Liberation Front", "armed_group"),
        ("Global Partnership on Sleep", "partnership"),
        ("University of Zenda", "civil"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    text = f"He joined the {name}."
    assert [(c.entity, c.kind) for c in resolve(find_bodies(unit(text)))] == [(f"name/{slug(name)}", kind)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Partners launched the “Books, not bombs” campaign in May.", ["Books, not bombs"]),
        ("They run the Zebra project in two towns.", ["Zebra"]),
        ("Money came from the Joint Harvest Fund for Seeds.", ["Joint Harvest Fund for Seeds"]),
        ("The Zenda Programme of Action was read.", []),
        ("The Senior Programme Officer of the Haitian programme left.", []),
    ],
)
def test_programmes(text: str, names: list[str]) -> None:
    assert marked(text, list(find_programmes(unit(text)))) == names


def test_events_block() -> None:
    text = "At the World Harvest Summit and the Conference of the Parties he spoke on the International Day of Bread."
    assert [(c.label, text[c.start : c.end]) for c in find_events(unit(text))] == [
        (None, "World Harvest Summit"),
        (None, "International Day of Bread"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It backed the Highland Disarmament, Planning and Land Commission.",
         ["Highland Disarmament, Planning and Land Commission"]),
        ("United Nations and Harbour Bank staff met.", ["Harbour Bank"]),
        ("He led the Presidency of Bosnia and Herzegovina.", ["Presidency of Bosnia and Herzegovina"]),
        ("The Security Council of the Russian Federation met.", ["Security Council of the Russian Federation"]),
        ("The Basic Court of Alfa/Beta sat.", ["Basic Court of Alfa/Beta"]),
        ("The non-governmental organization Limnora left.", ["Limnora"]),
        ("Each Contracting Party agreed.", []),
    ],
)  # fmt: skip
def test_kinds_of_names_that_were_broken(text: str, names: list[str]) -> None:
    assert marked(text, list(find_bodies(unit(text)))) == names
