"""A report's own abbreviations and its short forms, on candidates made by hand."""

import re
from dataclasses import replace

import pytest
import spacy

from invented.reports import paragraph_of, units_of
from sgreports.model.facts import Label
from sgreports.model.report import Masthead, Section
from sgreports.names.candidate import Candidate
from sgreports.names.instruments.short_titles import resolve_instruments
from sgreports.names.overlap import resolve
from sgreports.names.own_names.abbreviations import own_names
from sgreports.names.own_names.short_forms import short_forms
from sgreports.parsing.unit import Unit

BLANK = spacy.blank("en")
NAME = re.compile(r"\[(?P<name>[^]]+)\]\((?P<entity>[^ )]+)(?: (?P<rule>\w+))?\)")
Seen = list[list[tuple[str, str | None]]]


def units(texts: list[str], title: str | None = None, symbol: str = "S/1999/1") -> list[Unit]:
    return units_of(BLANK, *texts, document=symbol, masthead=Masthead(title=title))


def named(text: str, name: str, entity: str, rule: str = "registry-name", label: Label | None = "AGENCY") -> Candidate:
    start = text.index(name)
    return Candidate(label, start, start + len(name), rule, entity, "un" if label else None)


def seen(texts: list[str], found: list[list[Candidate]]) -> Seen:
    return [[(t[c.start : c.end], c.entity) for c in resolve(cs)] for t, cs in zip(texts, found, strict=True)]


def marked(source: str) -> tuple[str, list[Candidate]]:
    """A text with `[name](entity)` or `[name](entity rule)` in it, and these names."""
    text, found, done = "", list[Candidate](), 0
    for m in NAME.finditer(source):
        text += source[done : m.start()]
        label: Label | None = None if m["rule"] == "event" else "AGENCY"
        place = len(text), len(text) + len(m["name"])
        found.append(Candidate(label, *place, m["rule"] or "registry-name", m["entity"], "un" if label else None))
        text, done = text + m["name"], m.end()
    return text + source[done:], found


COMMITTEE, LONG = "name/land-committee", "Zenda People’s Liberation Movement/Army in Opposition"
DEFINED = {
    "a registered name gives its entity to its abbreviation everywhere": (
        ["Later the UNPF paid.", "The [United Nations Population Fund](unfpa) (UNPF) paid."],
        [[("UNPF", "unfpa")], [("United Nations Population Fund", "unfpa"), ("UNPF", "unfpa")]]),
    "an own definition beats the registry": (
        ["The [National Land Agency](name/national-land-agency body) (NLA) met.", "[NLA](other) left."],
        [[("National Land Agency", "nla"), ("NLA", "nla")], [("NLA", "nla")]]),
    "a definition tells the left edge of an unknown name": (
        ["He left the Fighters of Zenda Front (FZF) and joined them."],
        [[("Fighters of Zenda Front", "fzf"), ("FZF", "fzf")]]),
    "reverse order and slashes": (
        [f"ZPLM/A-IO (the {LONG}) fought.", "ZPLM/A-IO lost; ZPLM won."],
        [[("ZPLM/A-IO", "zplm-a-io"), (LONG, "zplm-a-io")], [("ZPLM/A-IO", "zplm-a-io")]]),
    "hereinafter and foreign names": (
        ["The [Panel of Sages](name/panel-of-sages body) (hereinafter “the Panel”) sat.",
         f"The Panel met the [Land Committee]({COMMITTEE} body) (Comité de la tierra)."],
        [[("Panel of Sages", "name/panel-of-sages"), ("Panel", "name/panel-of-sages")],
         [("Panel", "name/panel-of-sages"), ("Land Committee", COMMITTEE), ("Comité de la tierra", COMMITTEE)]]),
    "a part of the name with an article": (
        [f"The [Land Committee]({COMMITTEE} body) (the Committee) and the [Panel of Sages](ps) (the Boat) sat.",
         "The Committee left the Boat; the [Lake Board](lb) (Board) rose, and its Board."],
        [[("Land Committee", COMMITTEE), ("Committee", COMMITTEE), ("Panel of Sages", "ps")],
         [("Committee", COMMITTEE), ("Lake Board", "lb")]]),
    "the abbreviation of an event": (["The [World Harvest Summit](x event) (WHS) opened.", "WHS closed."], [[], []]),
    "symbols and numerals define nothing": (
        [f"The [Land Committee]({COMMITTEE} body) (S/1999/2) sat in its room (IV) with grade (P-4)."],
        [[("Land Committee", COMMITTEE)]]),
    "a document's symbol is no abbreviation": (
        ["The [Committee on Land Rights](clr) (CLR/C/XYZ/CO/1) met.", "See CLR/C/XYZ/CO/1."],
        [[("Committee on Land Rights", "clr")], []]),
}  # fmt: skip


@pytest.mark.parametrize(("sources", "names"), DEFINED.values(), ids=DEFINED)
def test_a_report_defines_its_own_names(sources: list[str], names: Seen) -> None:
    texts, found = zip(*map(marked, sources), strict=True)
    assert seen(list(texts), own_names(units(list(texts)), list(found))) == names


SHORTENED = {
    "the last names that fit": (
        ["The [Land Committee](lc) and the [Panel of Sages](ps) sat.",
         "The Committee heard the Panel; the committee rose."], [("Committee", "lc"), ("Panel", "ps")]),
    "co-chairmen are one, and a title's end is no short form": (
        ["The [Co-Chairmen of the Lake Panel](cc) left the [Lake Mission](lm).",
         "The Co-Chairmen, Heads of Mission who met."], [("Co-Chairmen", "cc")]),
    "organs by default and by symbol": (
        ["The Assembly, the Council and the Organization agreed with Council members."],
        [("Assembly", "ga"), ("Council", "sc"), ("Organization", "un"), ("Council", "sc")]),
    "the General Assembly gives way where the report never names it": (
        ["The [Zenda Assembly](za) met.", *["It rained."] * 5, "The Assembly voted."], [("Assembly", "za")]),
    "a name that a longer one begins with": (
        ["The [Panel of Experts on Libya](poe-libya) sat.", "The [Panel of Experts](name/panel-of-experts body) rose."],
        [("Panel of Experts", "poe-libya")]),
    "a plural joins keys": (
        ["The [Special Representative for Zenda](a) and the [Special Representative for Children](b) met.",
         "The two Special Representatives left."], [("two Special Representatives", "a+b")]),
    "a plural of which too few are named has no key": (
        ["My Special Representatives met."], [("Special Representatives", None)]),
    "a part of a longer name": (
        ["The [Northern Joint Land Force](njlf) sat.", "The [Joint Land Force](name/joint-land-force body) rose."],
        [("Joint Land Force", "njlf")]),
    "a name without its complement": (
        ["The [Joint Land Board of Nauru](name/joint-land-board-of-nauru body) met.",
         "The [Joint Land Board](name/joint-land-board body) left."],
        [("Joint Land Board", "name/joint-land-board-of-nauru")]),
    "the President of the Council is that of the organ meant, if a registry has it": (
        ["The [Zenda Assembly](za) and its [President of the Assembly](name/zenda/president office) met the "
         "[President of the Council](name/zenda/council office) and the [Chair of the Council](name/chair office)."],
        [("Zenda Assembly", "za"), ("President of the Assembly", "name/zenda/president"),
         ("President of the Council", "sc-president"), ("Chair of the Council", "name/chair")]),
    "who acts for the holder has his office": (
        ["The [Special Representative for Nauru](srsg-nauru office) came.",
         "My Acting Special Representative and the Prosecutor General left."],
        [("Acting Special Representative", "srsg-nauru")]),
}  # fmt: skip


@pytest.mark.parametrize(("sources", "last"), SHORTENED.values(), ids=SHORTENED)
def test_a_short_form_stands_for_a_name(sources: list[str], last: list[tuple[str, str | None]]) -> None:
    texts, found = zip(*map(marked, sources), strict=True)
    assert seen(list(texts), short_forms(units(list(texts)), list(found)))[-1] == last


def test_a_named_assembly_governs_the_next_paragraphs() -> None:
    texts = ["The Zenda Assembly met.", "The Assembly voted.", "The Assembly rose."]
    found = short_forms(units(texts), [[named(texts[0], "Zenda Assembly", "za")], [], []])
    assert seen(texts, found) == [[("Zenda Assembly", "za")], [("Assembly", "za")], [("Assembly", "za")]]


def test_a_short_form_may_stand_for_an_event_which_is_no_body() -> None:
    texts = ["The Third World Assembly on Tides met. The Assembly told the General Assembly. The Assembly agreed."]
    event = named(texts[0], "Third World Assembly on Tides", "", "event", None)
    ga = named(texts[0], "General Assembly", "ga")
    found = short_forms(units(texts), [[event, ga]])
    assert seen(texts, found) == [[("General Assembly", "ga"), ("Assembly", "ga")]]


def test_subject_of_the_title_and_of_an_annex() -> None:
    """In an annex the Mission is that of its heading, though the report is about another."""
    texts = ["The United Nations Mission in Haiti came; so did the Law of Moon Mission.", "The Mission stayed."]
    found = [
        [named(texts[0], "United Nations Mission in Haiti", "unmih"),
         named(texts[0], "Law of Moon Mission", "name/law-of-moon-mission")], [], [],
    ]  # fmt: skip
    annex = paragraph_of(texts[1], 3, key="annex-1/1", part="annex", section="annex-1/I")
    title = "Work of the Law of Moon Mission"
    heading = Section(key="annex-1", level=1, label="I", title=title, parent=None, order=2)
    masthead = Masthead(title="Report on the United Nations Mission in Haiti")
    made = short_forms(units_of(BLANK, *texts, annex, masthead=masthead, sections=(heading,)), found)
    assert seen([*texts, texts[1]], made)[1:] == [[("Mission", "unmih")], [("Mission", "name/law-of-moon-mission")]]


def test_unknown_short_form_has_an_issue_and_no_entity() -> None:
    texts = ["The Ad Hoc Committee met."]
    (made,) = short_forms(units(texts), [[]])[0]
    assert (made.entity, made.issue, made.source) == (
        None, "short form without an antecedent: no earlier name fits", "coref",
    )  # fmt: skip


def test_the_registrys_own_reading_of_the_abbreviation_chooses_between_nested_names() -> None:
    texts = ["The Office of the High Commissioner for Zenda (OHCZ) paid."]
    long, short = "Office of the High Commissioner for Zenda", "High Commissioner for Zenda"
    nested = [named(texts[0], short, "hcz"), named(texts[0], long, "ohcz"), named(texts[0], "OHCZ", "ohcz")]
    assert seen(texts, own_names(units(texts), [nested])) == [[(long, "ohcz"), ("OHCZ", "ohcz")]]


def test_a_mission_whose_name_ends_with_a_texts_keeps_its_abbreviation() -> None:
    texts = ["A Mission for the Accord on the Reefs of Zenda (MINREEF) and one for the Reef Accord of Zenda (RAZ) met."]
    first, second = "Accord on the Reefs of Zenda", "Reef Accord of Zenda"
    found = [
        named(texts[0], first, "name/accord", "open", "INSTRUMENT"),
        replace(named(texts[0], "MINREEF", "minreef"), score=0.8),
        named(texts[0], second, "name/reef-accord", "open", "INSTRUMENT"), named(texts[0], "RAZ", "raz"),
    ]  # fmt: skip
    both = resolve_instruments(units(texts), own_names(units(texts), [found]))
    assert [(texts[0][c.start : c.end], c.label, c.entity) for c in resolve(both[0])] == [
        (first, "INSTRUMENT", "name/accord"), ("MINREEF", "AGENCY", "minreef"),
        (second, "INSTRUMENT", "name/reef-accord"), ("RAZ", "INSTRUMENT", "name/reef-accord"),
    ]  # fmt: skip


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
