"""Times, places and agents of counts over sentences: paired, framed, replaced, or left alone."""

import pytest

from invented.paragraphs import relations_of, scene_of
from sgreports.counting.links import mentions_by_sentence
from sgreports.counting.time.links import times_of_counts
from sgreports.model.facts import Mention

pytestmark = pytest.mark.model


def told(source: str, kind: str) -> set[tuple[str, str]]:
    """The words of the counts and of what they are linked to by relations of `kind`."""
    return {(one.text, other.text) for one, other, _ in relations_of(source, kind)}


TOLD: list[tuple[str, str, str, set[tuple[str, str]]]] = [
    ("two levels take each its year", "count_at",
     "Enrolment rose from [43 per cent](COUNT) in [2015](YEAR) to [60 per cent](COUNT) in [2024](YEAR).",
     {("43 per cent", "2015"), ("60 per cent", "2024")}),
    ("a place is replaced in the sentence", "count_in",
     "In [Ghana](COUNTRY), [20](COUNT unit=clinics) clinics were opened, while in [Togo](COUNTRY) [30](COUNT "
     "unit=nurses) nurses were trained.", {("20", "Ghana"), ("30", "Togo")}),
    ("a part of a State is in it", "count_in",
     "In northern [Chad](COUNTRY), [500](COUNT unit=p) persons died.", {("500", "Chad")}),
    ("people are counted where they came to", "count_in",
     "Some [5,000](COUNT unit=people) people fled fighting in [Mali](COUNTRY) and arrived in [Niger](COUNTRY).",
     {("5,000", "Niger")}),
    ("a change does not take the time that it is measured from", "count_at",
     "Coverage grew by [8 percentage points](COUNT) from [2023](YEAR).", set()),
    ("who condemns did not do it", "count_by",
     "The [Council](AGENCY) condemned the attack, in which [eight](COUNT unit=guards) guards were killed.", set()),
    ("a time in another things clause does not reach the count", "count_at",
     "As a result of a meeting that was held in [May](YEAR), [70](COUNT unit=mayors) mayors have signed it.", set()),
    ("a time in the clause of the counted noun does", "count_at",
     "The office knows of [nine](COUNT unit=schools) schools that were closed in [2021](YEAR).", {("nine", "2021")}),
    ("a frame holds where the sentence goes on with it", "count_at",
     "In [May](YEAR), the court heard [40](COUNT unit=c) cases. Of these, [12](COUNT unit=c) were dismissed.",
     {("40", "May"), ("12", "May")}),
    ("a part has the time of its whole", "count_at",
     "The police had [900](COUNT unit=o) officers (of whom [70](COUNT unit=w) are women) as at [3 May](YEAR).",
     {("900", "3 May"), ("70", "3 May")}),
    ("the beginning of a stretch of time is told by a noun", "count_at",
     "[Three](COUNT unit=men) men were arrested in the early morning of [4 June](YEAR).", {("Three", "4 June")}),
    ("a number brought to a level is nobodys doing", "count_by",
     "[UNEP](AGENCY) obtained [two](COUNT unit=r) ratifications, bringing the total to [30](COUNT unit=r).",
     {("two", "UNEP")}),
    ("known things are no deed", "count_by",
     "[UNEP](AGENCY) works to support the [seven](COUNT unit=mayors) remaining mayors.", set()),
    ("who wants something has not done it", "count_by",
     "[UNEP](AGENCY) indicated that it would require [62](COUNT unit=advisers) advisers.", set()),
    ("a study tells by whom it was conducted", "count_by",
     "A study conducted by [UNEP](AGENCY) found that [32 per cent](COUNT unit=rivers) of rivers were clean.",
     {("32 per cent", "UNEP")}),
    ("a deed is done by whom its noun names", "count_by",
     "The training by [UNEP](AGENCY) reached [90](COUNT unit=farmers) farmers.", {("90", "UNEP")}),
    ("a strength is its holders", "count_by",
     "New classes were deployed, bringing [UNEP](AGENCY) strength to [600](COUNT unit=rangers).", {("600", "UNEP")}),
    ("a list counts for each body", "count_by",
     "Meetings were as follows: • [UNEP](AGENCY): [29](COUNT unit=meetings) meetings.", {("29", "UNEP")}),
    ("shares in brackets are the bodies before them", "count_by",
     "More was due to [UNEP](AGENCY) ([12%](COUNT kind=percent)) and [FAO](AGENCY) ([4%](COUNT kind=percent)).",
     {("12%", "UNEP"), ("4%", "FAO")}),
    ("bodies respectively take each its count", "count_by",
     "[UNEP](AGENCY) and [FAO](AGENCY) planted [53](COUNT) and [21](COUNT unit=trees) trees, respectively.",
     {("53", "UNEP"), ("21", "FAO")}),
    ("harm is not the work of who was named", "count_by",
     "[UNEP](AGENCY) visited the town. [Nine](COUNT unit=men) men were killed.", set()),
    ("a partner is not what was done", "count_by",
     "[UNEP](AGENCY), in cooperation with [two](COUNT unit=societies) societies, planted a wood.", set()),
    ("bodies counted by name are not their own agents", "count_by",
     "The town has [six](COUNT unit=Tribunals) [Peace Tribunals](AGENCY) now.", set()),
    ("a place in another things clause is not the counts", "count_in",
     "As a result of a fair that was held in [Peru](COUNTRY), [70](COUNT unit=mayors) mayors have signed it.", set()),
    ("a part is where its whole is", "count_in",
     "Some [500](COUNT unit=p) persons live in [Chad](COUNTRY) ([300](COUNT unit=w) women and [200](COUNT) men).",
     {("500", "Chad"), ("300", "Chad"), ("200", "Chad")}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "source", "expected"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_what_a_sentence_says(kind: str, source: str, expected: set[tuple[str, str]]) -> None:
    assert told(source, kind) == expected


def test_a_distance_has_no_time_or_agent() -> None:
    source = "On [3 May](YEAR), [UNDOF](AGENCY) moved [25 km](COUNT unit=km) to the south."
    assert told(source, "count_at") | told(source, "count_by") == set()


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
    assert len(list(times_of_counts(scene, mentions_by_sentence(scene)))) == 60
    assert len(compared) < 200
