"""A report's own abbreviations and its short forms, on candidates made by hand."""

import spacy

from invented.reports import report_of
from sgreports.model.facts import Label
from sgreports.model.report import Masthead, Paragraph
from sgreports.names.candidate import Candidate
from sgreports.names.overlap import resolve
from sgreports.names.own_names.abbreviations import own_names
from sgreports.names.own_names.short_forms import short_forms
from sgreports.parsing.unit import Unit

BLANK = spacy.blank("en")
Seen = list[list[tuple[str, str | None]]]


def units(texts: list[str], title: str | None = None, symbol: str = "S/1999/1") -> list[Unit]:
    paragraphs = tuple(
        Paragraph(key=str(i), number=i, part="body", section="I", order=i, text=t) for i, t in enumerate(texts, 1)
    )
    report = report_of(*paragraphs, document=symbol, masthead=Masthead(title=title))
    return [Unit(report, p, BLANK(p.text)) for p in paragraphs]


def named(text: str, name: str, entity: str, rule: str = "registry-name", label: Label | None = "AGENCY") -> Candidate:
    start = text.index(name)
    return Candidate(label, start, start + len(name), rule, entity, "un" if label else None)


def seen(texts: list[str], found: list[list[Candidate]]) -> Seen:
    return [[(t[c.start : c.end], c.entity) for c in resolve(cs)] for t, cs in zip(texts, found, strict=True)]


def test_registered_name_gives_its_entity_to_its_abbreviation_everywhere() -> None:
    texts = ["Later the UNPF paid.", "The United Nations Population Fund (UNPF) paid."]
    found = own_names(units(texts), [[], [named(texts[1], "United Nations Population Fund", "unfpa")]])
    assert seen(texts, found) == [[("UNPF", "unfpa")], [("United Nations Population Fund", "unfpa"), ("UNPF", "unfpa")]]


def test_own_definition_beats_the_registry() -> None:
    texts = ["The National Land Agency (NLA) met.", "NLA left."]
    found = own_names(
        units(texts),
        [
            [named(texts[0], "National Land Agency", "name/national-land-agency", "body")],
            [named(texts[1], "NLA", "other")],
        ],
    )
    assert seen(texts, found) == [[("National Land Agency", "nla"), ("NLA", "nla")], [("NLA", "nla")]]


def test_definition_tells_the_left_edge_of_an_unknown_name() -> None:
    texts = ["He left the Fighters of Zenda Front (FZF) and joined them."]
    assert seen(texts, own_names(units(texts), [[]])) == [[("Fighters of Zenda Front", "fzf"), ("FZF", "fzf")]]


def test_reverse_order_and_slashes() -> None:
    texts = [
        "ZPLM/A-IO (the Zenda People’s Liberation Movement/Army in Opposition) fought.",
        "ZPLM/A-IO lost; ZPLM won.",
    ]
    found = own_names(units(texts), [[], []])
    long = "Zenda People’s Liberation Movement/Army in Opposition"
    assert seen(texts, found) == [[("ZPLM/A-IO", "zplm-a-io"), (long, "zplm-a-io")], [("ZPLM/A-IO", "zplm-a-io")]]


def test_hereinafter_and_foreign_names() -> None:
    texts = [
        "The Panel of Sages (hereinafter “the Panel”) sat.",
        "The Panel met the Land Committee (Comité de la tierra).",
    ]
    found = [[named(texts[0], "Panel of Sages", "name/panel-of-sages", "body")],
             [named(texts[1], "Land Committee", "name/land-committee", "body")]]  # fmt: skip
    assert seen(texts, own_names(units(texts), found)) == [
        [("Panel of Sages", "name/panel-of-sages"), ("Panel", "name/panel-of-sages")],
        [
            ("Panel", "name/panel-of-sages"),
            ("Land Committee", "name/land-committee"),
            ("Comité de la tierra", "name/land-committee"),
        ],
    ]


def test_abbreviation_of_an_event_blocks() -> None:
    texts = ["The World Harvest Summit (WHS) opened.", "WHS closed."]
    found = own_names(units(texts), [[named(texts[0], "World Harvest Summit", "x", "event", None)], []])
    assert seen(texts, found) == [[], []]


def test_symbols_and_numerals_define_nothing() -> None:
    texts = ["The Land Committee (S/1999/2) sat in its room (IV) with grade (P-4)."]
    found = own_names(units(texts), [[named(texts[0], "Land Committee", "name/land-committee", "body")]])
    assert seen(texts, found) == [[("Land Committee", "name/land-committee")]]


def test_short_forms_take_the_last_name_that_fits() -> None:
    texts = ["The Land Committee and the Panel of Sages sat.", "The Committee heard the Panel; the committee rose."]
    found = [[named(texts[0], "Land Committee", "lc"), named(texts[0], "Panel of Sages", "ps")], []]
    assert seen(texts, short_forms(units(texts), found))[1] == [("Committee", "lc"), ("Panel", "ps")]


def test_the_co_chairmen_are_one_and_a_title_s_end_is_no_short_form() -> None:
    texts = ["The Co-Chairmen of the Lake Panel left the Lake Mission.", "The Co-Chairmen, Heads of Mission who met."]
    found = [
        [named(texts[0], "Co-Chairmen of the Lake Panel", "cc"), named(texts[0], "Lake Mission", "lm")],
        [],
    ]
    assert seen(texts, short_forms(units(texts), found))[1] == [("Co-Chairmen", "cc")]


def test_organs_by_default_and_by_symbol() -> None:
    texts = ["The Assembly, the Council and the Organization agreed with Council members."]
    expected = [[("Assembly", "ga"), ("Council", "sc"), ("Organization", "un"), ("Council", "sc")]]
    assert seen(texts, short_forms(units(texts), [[]])) == expected


def test_a_named_assembly_governs_the_next_paragraphs() -> None:
    texts = ["The Zenda Assembly met.", "The Assembly voted.", "The Assembly rose."]
    found = short_forms(units(texts), [[named(texts[0], "Zenda Assembly", "za")], [], []])
    assert seen(texts, found) == [[("Zenda Assembly", "za")], [("Assembly", "za")], [("Assembly", "za")]]


def test_the_general_assembly_gives_way_where_the_report_never_names_it() -> None:
    texts = ["The Zenda Assembly met.", *("It rained." for _ in range(5)), "The Assembly voted."]
    found = short_forms(units(texts), [[named(texts[0], "Zenda Assembly", "za")], *([] for _ in range(6))])
    assert seen(texts, found)[-1] == [("Assembly", "za")]


def test_a_short_form_may_stand_for_an_event_which_is_no_body() -> None:
    texts = ["The Third World Assembly on Tides met. The Assembly told the General Assembly. The Assembly agreed."]
    event = named(texts[0], "Third World Assembly on Tides", "", "event", None)
    ga = named(texts[0], "General Assembly", "ga")
    found = short_forms(units(texts), [[event, ga]])
    assert seen(texts, found) == [[("General Assembly", "ga"), ("Assembly", "ga")]]


def test_a_name_that_a_longer_one_begins_with() -> None:
    texts = ["The Panel of Experts on Libya sat.", "The Panel of Experts rose."]
    found = [[named(texts[0], "Panel of Experts on Libya", "poe-libya")],
             [named(texts[1], "Panel of Experts", "name/panel-of-experts", "body")]]  # fmt: skip
    assert seen(texts, short_forms(units(texts), found))[1] == [("Panel of Experts", "poe-libya")]


def test_subject_of_the_title() -> None:
    texts = ["The United Nations Mission in Haiti came; so did the Lunar Mission.", "The Mission stayed."]
    found = [
        [named(texts[0], "United Nations Mission in Haiti", "unmih"), named(texts[0], "Lunar Mission", "lunar")],
        [],
    ]
    made = short_forms(units(texts, title="Report on the United Nations Mission in Haiti"), found)
    assert seen(texts, made)[1] == [("Mission", "unmih")]


def test_plural_joins_keys() -> None:
    texts = [
        "The Special Representative for Zenda and the Special Representative for Children met.",
        "The two Special Representatives left.",
    ]
    first, second = "Special Representative for Zenda", "Special Representative for Children"
    made = short_forms(units(texts), [[named(texts[0], first, "a"), named(texts[0], second, "b")], []])
    assert seen(texts, made)[1] == [("two Special Representatives", "a+b")]


def test_unknown_short_form_has_an_issue_and_no_entity() -> None:
    texts = ["The Ad Hoc Committee met."]
    (made,) = short_forms(units(texts), [[]])[0]
    assert (made.entity, made.issue, made.source) == (
        None,
        "short form without an antecedent: no earlier name fits",
        "coref",
    )


def test_part_of_a_longer_name() -> None:
    texts = ["The Northern Joint Land Force sat.", "The Joint Land Force rose."]
    found = [[named(texts[0], "Northern Joint Land Force", "njlf")],
             [named(texts[1], "Joint Land Force", "name/joint-land-force", "body")]]  # fmt: skip
    assert seen(texts, short_forms(units(texts), found))[1] == [("Joint Land Force", "njlf")]


def test_the_registrys_own_reading_of_the_abbreviation_chooses_between_nested_names() -> None:
    texts = ["The Office of the High Commissioner for Zenda (OHCZ) paid."]
    long, short = "Office of the High Commissioner for Zenda", "High Commissioner for Zenda"
    nested = [named(texts[0], short, "hcz"), named(texts[0], long, "ohcz"), named(texts[0], "OHCZ", "ohcz")]
    assert seen(texts, own_names(units(texts), [nested])) == [[(long, "ohcz"), ("OHCZ", "ohcz")]]


def test_a_document_symbol_is_no_abbreviation() -> None:
    texts = ["The Committee on Land Rights (CLR/C/XYZ/CO/1) met.", "See CLR/C/XYZ/CO/1."]
    found = own_names(units(texts), [[named(texts[0], "Committee on Land Rights", "clr")], []])
    assert seen(texts, found) == [[("Committee on Land Rights", "clr")], []]


def test_the_mission_that_a_report_is_about_tells_its_head() -> None:
    texts = ["UNMIK met them.", "My Special Representative spoke.", "UNMIK, UNMIK and UNMIK again."]
    found = [
        [named(texts[0], "UNMIK", "unmik")],
        [],
        [Candidate("AGENCY", at, at + 5, "registry-abbreviation", "unmik", "un") for at in (0, 7, 17)],
    ]
    assert seen(texts, short_forms(units(texts), found))[1] == [("Special Representative", "srsg-kosovo")]


def test_a_registered_body_at_the_end_of_an_open_name_can_be_shortened() -> None:
    texts = ["The Lagoon Chamber of the International Criminal Court ruled.", "The Court sat."]
    found = [
        [named(texts[0], "Lagoon Chamber of the International Criminal Court", "name/lagoon-chamber", "body"),
         named(texts[0], "International Criminal Court", "icc")], [],
    ]  # fmt: skip
    assert seen(texts, short_forms(units(texts), found))[1] == [("Court", "icc")]


def test_a_name_without_its_complement_is_the_longer_one() -> None:
    texts = ["The Joint Land Board of Nauru met.", "The Joint Land Board left."]
    found = [[named(texts[0], "Joint Land Board of Nauru", "name/joint-land-board-of-nauru", "body")],
             [named(texts[1], "Joint Land Board", "name/joint-land-board", "body")]]  # fmt: skip
    assert seen(texts, short_forms(units(texts), found))[1] == [("Joint Land Board", "name/joint-land-board-of-nauru")]


def test_he_who_acts_for_the_holder_has_his_office() -> None:
    texts = [
        "The Special Representative for Nauru came.",
        "My Acting Special Representative and the Prosecutor General left.",
    ]
    found = [[named(texts[0], "Special Representative for Nauru", "srsg-nauru", "office")], []]
    assert seen(texts, short_forms(units(texts), found))[1] == [("Acting Special Representative", "srsg-nauru")]
