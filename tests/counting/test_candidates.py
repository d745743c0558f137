"""What the cells of a count are chosen from: times and countries that its own words may not say."""

import datetime
from dataclasses import replace

import pytest

from invented.reports import report_of
from sgreports.counting.clause_evidence import clause_evidence
from sgreports.counting.context import CountContext
from sgreports.counting.place.countries import country_candidates
from sgreports.counting.rows import count_contexts
from sgreports.counting.time.times import time_candidates
from sgreports.links.find import find_relations
from sgreports.model.facts import Measure
from sgreports.model.report import Masthead
from sgreports.pipeline import read_mentions
from sgreports.settings import Settings

pytestmark = pytest.mark.model
WRITTEN = datetime.date(2041, 3, 1)


def context(*texts: str, about: tuple[str, ...] = (), mission: str | None = None) -> CountContext:
    """The last count of a report of these paragraphs, found by rules alone."""
    head = Masthead(date=WRITTEN, about_countries=about, mission=mission)
    settings = Settings(relation_model="none", event_model="none", accuracy="fast")
    _, units, mentions, _, _, scenes = read_mentions(report_of(*texts, masthead=head), settings)
    relations = find_relations(units, mentions, None, scenes)
    return list(count_contexts(units, {m.id: m for m in mentions}, relations, scenes))[-1]


def times(place: CountContext, measure: Measure = "flow") -> list[tuple[str, str | None, str, str]]:
    found = time_candidates(place, clause_evidence(place), measure)
    return [(" ".join(t.times), t.source, str(t.start), str(t.end)) for t in found]


def countries(place: CountContext) -> list[tuple[str | None, str | None]]:
    return [(c.country, c.source) for c in country_candidates(place, clause_evidence(place))]


YEARS = [
    ("2040-03-01/2041-03-01", "document", "2040-03-01", "2041-03-01"),
    ("2041-01-01/2041-03-01", "document", "2041-01-01", "2041-03-01"),
    ("2040", "document", "2040-01-01", "2040-12-31"),
    ("", None, "None", "None"),
]


def test_a_report_without_a_period_may_speak_of_the_year_before() -> None:
    assert times(context("The police trained 40 officers.")) == YEARS


def linked(text: str) -> CountContext:
    """The last count of a text with all of its dates as its own."""
    place, one = context(text), context("In 2040, nine men were killed.").linked("count_at")[0]
    every = [one.model_copy(update={"subject": place.count.id, "object": m.id}) for m in place.dates]
    return replace(place, relations={**place.relations, "count_at": every})


def test_a_nearer_date_goes_before_one_of_something_else() -> None:
    raids = "From 1 January to 15 February 2041, men made 40 raids."
    for own in ("On 5 February, one killed 90 men.", "One killed 90 men on 5 February."):
        day = linked(f"{raids} {own}")
        assert [m.entity for m in day.dates] == ["2041-01-01/2041-02-15", "2041-02-05"]
        assert times(day)[0] == ("2041-02-05", "said", "2041-02-05", "2041-02-05")
    item = linked(f"{raids} One killed 90 men; on 5 February, another came.")
    assert times(item)[0] == ("2041-01-01/2041-02-15 2041-02-05", "carried", "2041-01-01", "2041-02-15")
    listed = linked("Four men were killed in 2040, and 90 from 2030 to 2035.")
    assert times(listed)[0] == ("2030/2035", "said", "2030-01-01", "2035-12-31")


def test_respectively_gives_the_only_time_and_country() -> None:
    place = context("In 2039 and 2040, 9 and 5 farms burned in Togo and Chad, respectively.")
    assert times(place) == [("2040", "said", "2040-01-01", "2040-12-31")]
    shares = context("Togo and Chad have 9 and 5 per cent of the farms, respectively.")
    assert countries(place) == countries(shares) == [("TCD", "said")]
    for others in ("Togo and Chad sent 9 and 5 men", "Togolese and Congolese make up 9 and 5 per cent of the men"):
        assert countries(context(f"{others}, respectively."))[0] == (None, None)


def test_words_may_count_back_from_the_reports_end() -> None:
    for words, month in (("six months of its work", "2040-09"), ("past year", "2040-03"), ("past 12 years", "2029-03")):
        found = times(context(f"In the {words}, 40 officers were trained."))
        assert (f"{month}-01/2041-03-01", "said", f"{month}-01", "2041-03-01") in found


def test_words_for_a_period_speak_for_and_against_the_reports_own() -> None:
    place = context("Some 40 officers were trained, a rise over the previous reporting period.")
    found = time_candidates(place, clause_evidence(place), "flow")[0]
    assert {"year period=the previous over", "year period=the previous False"} < set(found.evidence)


def test_of_several_times_each_alone_may_be_meant() -> None:
    place = context("In 2039 and 2040, 40 officers were trained.")
    own = [("2039 2040", "said", "2039-01-01", "2040-12-31"), ("2039", "said", "2039-01-01", "2039-12-31"),
           ("2040", "said", "2040-01-01", "2040-12-31")]  # fmt: skip
    assert [found for found in times(place) if found[1] == "said"] == own


def test_of_a_report_on_several_countries_each_may_be_meant() -> None:
    place = context("The police trained 40 officers.", about=("SRB", "XKX"))
    assert countries(place) == [(None, None), ("SRB", "document"), ("XKX", "document")]


def test_the_states_that_a_report_names_most_and_the_last_one_may_be_meant() -> None:
    place = context("Chad and Mali met in Chad.", "Mali and Togo met.", "Some 40 officers came.")
    assert countries(place) == [(None, None), ("TCD", "carried"), ("MLI", "carried"), ("TGO", "carried")]


def test_a_report_that_names_one_state_above_all_is_about_it() -> None:
    names = "Chad met. " * 20
    assert countries(context(names, "Some 40 officers came.")) == [("TCD", "document"), (None, None)]
    assert countries(context(names, "Some 40 officers came.", mission="onuca")) == [(None, None), ("TCD", "carried")]


def test_how_much_a_report_says_of_a_state_speaks_for_it_and_against_none() -> None:
    place = context("Chad and Mali met in Chad.", "Togo met Chad.", "Some 40 officers came.")
    evidence = {c.country: c.evidence[-3:] for c in country_candidates(place, clause_evidence(place))}
    assert evidence == {
        None: ("src=none share=None", "share=None largest=3", "src=none largest=6 about=0"),
        "TCD": ("src=unnamed share=6", "share=6 largest=3", "src=unnamed largest=6 about=0"),
        "MLI": ("src=unnamed share=2", "share=2 largest=3", "src=unnamed largest=6 about=0"),
    }


def test_a_date_tells_where_it_stands_from_the_count_and_how_old_its_years_are() -> None:
    place = context("Police who came in May 2039 trained 40 officers in June 2040.")
    found = time_candidates(place, clause_evidence(place), "flow")
    wanted = ("src=said clause=", "src=said COUNT=", "src=near far=", "src=near governor=", "report apart=")
    told = [(*t.times, e) for t in found[:2] for e in t.evidence if e.startswith(wanted)]
    assert told == [
        ("2040-06", "src=said clause=after True True"),
        ("2040-06", "src=said COUNT=after True 0"),
        ("2040-06", "report apart=1 1"),
        ("2040-06", "report apart=1 1 measure=None"),
        ("2040-06", "report apart=1 1 tense=VBD"),
        ("2039-05", "src=near far=before True 2"),
        ("2039-05", "src=near governor=come"),
        ("2039-05", "src=near governor=VERB relcl"),
        ("2039-05", "report apart=2 2"),
        ("2039-05", "report apart=2 2 measure=None"),
        ("2039-05", "report apart=2 2 tense=VBD"),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Some 40 officers were trained at the Nairobi branch.", ("KEN", "said")),
        ("Some 40 officers were trained at the Hague branch.", ("NLD", "said")),
        ("Parties to Geneva Conventions, after the Dayton Agreement, protect 40 officers.", ("SRB", "document")),
        ("The Nairobi Declaration and Nairobi protect 40 officers.", ("SRB", "document")),
        ("The Mexican Social Security Institute trained 40 officers.", ("MEX", "said")),
    ],
)
def test_a_city_or_a_body_of_the_sentence_has_a_state(text: str, first: tuple[str, str]) -> None:
    assert countries(context(text, about=("SRB", "XKX")))[1] == first


def test_the_displaced_are_not_where_they_left() -> None:
    texts = ("fled the war in Mali to Togo", "returned from Mali", "fled to Mali", "from Mali were trained")
    rows = [countries(context(f"Some 40 refugees {text}.", about=("TCD",))) for text in texts]
    assert [[country for country, source in row if source == "said"] for row in rows] == [["TGO"], [], ["MLI"], ["MLI"]]


def test_a_count_in_brackets_after_its_state_or_with_a_city_abroad_is_there() -> None:
    cases = {"Schools were built in Chad (12), Togo (9) and Mali (3 of stone).": "MLI",
             "Police came from Chad (12), Togo (9) and Mali (3 women).": "SRB",
             "Some 40 refugees remain in camps in Nairobi.": "KEN", "Some 40 men joined the Forum in Nairobi.": "SRB",
             "Some 40 refugees stand in Nairobi's lists.": "SRB"}  # fmt: skip
    assert {text: countries(context(text, about=("SRB",)))[0][0] for text in cases} == cases


def test_beside_the_country_of_a_report_or_heading_a_people_names_none() -> None:
    text = "Malian soldiers and the Government of Togo say that 40 officers came."
    place = replace(context(text), heading_country="TCD")
    assert countries(place) == [("TCD", "document"), (None, None), ("TGO", "said")]
    assert countries(context(text)) == [(None, None), ("TGO", "said"), ("MLI", "said")]
    known = replace(place, report=context(text, about=("TCD",)).report)
    first = [country_candidates(each, clause_evidence(each))[0].evidence[0] for each in (place, known)]
    assert first == ["src=heading", "src=document"]


def test_what_is_of_a_disputed_area_of_all_missions_or_of_the_council_is_in_no_country() -> None:
    place = context("In Chad, 9 men came.", "Some 40 officers came.", about=("SDN", "SSD"), mission="unisfa")
    assert countries(place) == [(None, None)]
    dues = "Dues for all peacekeeping operations came to $90 million"
    for text in (f"{dues}.", "The 5 permanent members of the Security Council met in Chad."):
        assert countries(context(text, about=("TCD",))) == [(None, None)]
    assert countries(context(f"{dues}, those for ours to $9 million.", about=("TCD",)))[0] == ("TCD", "document")
