"""Countries in sentences: `[Chad=TCD]` marks what must be found, and nothing else may be."""

import datetime
import re

import pytest
import spacy

from invented.reports import units_of
from sgreports.model.report import Masthead
from sgreports.names.candidate import Candidate
from sgreports.names.countries import find_countries
from sgreports.names.overlap import resolve
from sgreports.parsing.unit import Unit

MARK = re.compile(r"\[([^\]=]+)=(\w+)\]")
BLANK = spacy.blank("en")


def unit(text: str, year: int | None = 2020, *others: str) -> Unit:
    """The first paragraph of a report of `year` that has the other texts as paragraphs too."""
    masthead = Masthead(date=datetime.date(year, 6, 1) if year else None)
    return units_of(BLANK.make_doc, text, *others, masthead=masthead)[0]


def found(text: str, year: int | None = 2020, *others: str) -> list[Candidate]:
    return resolve(find_countries(unit(text, year, *others)))


def marked(text: str, year: int | None = 2020) -> str:
    """The text with each mention written as `[text=entity]`."""
    for c in reversed(found(text, year)):
        text = f"{text[: c.start]}[{text[c.start : c.end]}={c.entity}]{text[c.end :]}"
    return text


SENTENCES = [
    "[Niger=NER] and [Nigeria=NGA] host [Nigerien=NER] and [Nigerian=NGA] traders; the [Niger=NER]'s army left.",
    "The [Republic of Korea=KOR], the [Democratic People’s Republic of Korea=PRK] and [South Korean=KOR] firms.",
    "[Guinea=GIN], [Guinea-Bissau=GNB], [Equatorial Guinea=GNQ] and [Papua New Guinea=PNG] on the Gulf of Guinea.",
    "A guinea pig, a turkey and Guinea worm disease; [Turkey=TUR] and [Türkiye=TUR].",
    "[South Sudan=SSD], the [Sudan=SDN], [South Sudanese=SSD] returnees and [Sudanese=SDN] herders.",
    "[Dominica=DMA] and the [Dominican Republic=DOM]; [Samoa=WSM] and [American Samoa=ASM].",
    "[Ireland=IRL] and the [United Kingdom of Great Britain and Northern Ireland=GBR].",
    "Mr. Chad met Ms. Amina Jordan in [Chad=TCD]; my Special Envoy, Jordan Smith, left [Jordan=JOR].",
    "From Mexico City and Kuwait City by Lake Chad, the Panama Canal and the Jordan River to [Panama=PAN].",
    "The Government of [Austria=AUT] and the Federal Government of [Somalia=SOM]'s partners, the [Israelis=ISR].",
    "[Bolivia (Plurinational State of)=BOL], [Iran (Islamic Republic of)=IRN], the [Islamic Republic of Iran=IRN].",
    "[Venezuela (Bolivarian Republic of)=VEN] and [Micronesia (Federated States of)=FSM], [Côte d’Ivoire=CIV]’s port.",
    "Issued in English, French and Spanish. The French language; French-speaking staff; [French=FRA] troops.",
    "Detained in [French=FRA] and [Belgian=BEL] custody, with Albanian and Serbian as official languages.",
    "The [State of Palestine=PSE], [Palestine=PSE], the [Occupied Palestinian Territory=PSE], [Palestinians=PSE].",
    "The [Holy See=VAT], [Western Sahara=ESH], [Kosovo=XKX] and the [Cook Islands=COK].",
    "Latin American and Central American States, Central African States, [South African=ZAF] and [American=USA] aid.",
    "US$ 4 million and 5 million United States dollars from the [United States=USA].",
    "[Kosovo=XKX] Albanians, ethnic Albanian villagers and [Albanian=ALB] police; Roma, Ashkali and Egyptians.",
    "The Ashkali, Egyptian and Roma homes, Egyptian/Ashkali families, and an [Egyptian=EGY] unit.",
    "[Swaziland=SWZ], [Zaire=COD], [Burma=MMR], [Cape Verde=CPV], [Czech Republic=CZE], [East Timor=TLS].",
    "[the former Yugoslav Republic of Macedonia=MKD] and the [former Yugoslavia=YUCS], the [Soviet Union=SUHH].",
    "The [Federal Republic of Yugoslavia (Serbia and Montenegro)=YUCS].",
    "Into English, French and Russian; nor is Serbian taught there, whatever the language of the [Serbian=SRB] court.",
    "Serb and [Croatian=HRV] losses; [Kosovo=XKX] Serb/Albanian schools; an [Albanian=ALB] school.",
    "Recognition of Albanian as a second official language.",
    "Arabic/French papers, papers into Arabic, Chinese and Spanish shall be made; Tetum and Portuguese lessons.",
    "Six Ashkali, 9 Croat, 8 Egyptian and 3 Turk officers, and a [Turkish=TUR] one, saw the [Albanian=ALB] team.",
    "A Serbian Orthodox priest and a [Serbian=SRB] farmer.",
    "Mr. French spoke for the [French=FRA] delegation, Ms. Jane Holland for [Holland=NLD].",
    "[Moldova (Republic of)=MDA], [Korea (Republic of)=KOR], [Tanzania=TZA]; Port Sudan and Bahasa Indonesia.",
    "Western Balkans, Darfur, Gaza, Abyei, South Ossetia, the Indian Ocean and New Mexico.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_countries_are_found_and_nothing_else(sentence: str) -> None:
    assert marked(MARK.sub(r"\1", sentence)) == sentence


def test_names_and_demonyms_are_told_apart() -> None:
    assert [c.form for c in found("Lebanon and the Lebanese authorities")] == ["name", "demonym"]


@pytest.mark.parametrize(("year", "want"), [(2004, "[Serbia and Montenegro=CSXX]"),
                                            (2010, "[Serbia=SRB] and [Montenegro=MNE]"),
                                            (1996, "[Serbia=SRB] and [Montenegro=MNE]")])  # fmt: skip
def test_the_report_s_year_chooses(year: int, want: str) -> None:
    assert marked("Serbia and Montenegro", year) == want


def test_a_demonym_of_two_states_takes_the_one_the_paragraph_names() -> None:
    assert [c.entity for c in found("The Democratic Republic of the Congo and Congolese traders.")] == ["COD", "COD"]
    assert [c.entity for c in found("Guinea-Bissau and Guinean traders.")] == ["GNB", "GNB"]


def test_else_the_one_the_report_names() -> None:
    assert [c.entity for c in found("Dominican officials.", 2020, "The Dominican Republic closed its border.")] == [
        "DOM"
    ]


def test_else_none_with_the_reason() -> None:
    (mention,) = found("Congolese traders")
    assert (mention.entity, mention.issue) == (
        None,
        "ambiguous: it may be any of COD, COG, and the report names none of them more often",
    )


def test_northern_ireland_is_no_state() -> None:
    assert [c.entity for c in found("Crews from Northern Ireland and Ireland came.")] == ["IRL"]
