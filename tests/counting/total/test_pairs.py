"""Counts that repeat a fact or are contained in a larger one: which pairs are asked, what tells, which row counts."""

from dataclasses import replace
from typing import Any

import pytest

from invented.models import toy_model
from invented.reports import paragraph_of, report_of
from sgreports.counting.total.contained_evidence import contained_evidence
from sgreports.counting.total.pair_evidence import PlacedFact, fit, pair_evidence
from sgreports.counting.total.pairs import PAIR_ANSWERS, with_pairs
from sgreports.evidence.linear import LinearModel
from sgreports.knowledge.linear_model import PAIRS
from sgreports.model.facts import CountFact, CountScores, Mention
from sgreports.pipeline import find
from sgreports.settings import Settings


def always(answer: str, odds: float = 9.0) -> LinearModel:
    """A model that gives an answer these log odds to *different*."""
    bias = tuple(odds if each == answer else 0.0 if each == PAIR_ANSWERS[0] else -99.0 for each in PAIR_ANSWERS)
    return toy_model(PAIR_ANSWERS, PAIRS.features, {}, bias=bias)


ALWAYS, NEVER = always("same"), always("different")
DAY = {"times": ("2023-05-03",), "time_from": "said", "time_start": "2023-05-03", "time_end": "2023-05-03"}


def told(text: str, number: str, paragraph: int = 1, **fields: Any) -> PlacedFact:
    """A count of children who fled, at its place in a text of one sentence; with fields of the mention, the fact or the
    place."""
    start, value = text.index(number), float(number.replace(",", ""))
    said = {
        "id": f"m{paragraph}-{start}", "paragraph": str(paragraph), "label": "COUNT", "start": start,
        "end": start + len(number), "text": number, "source": "rule:count", "value_min": value, "value_max": value,
        "kind": "cardinal", "event": "displaced",
    }  # fmt: skip
    mention = Mention.model_validate(said | {k: v for k, v in fields.items() if k in Mention.model_fields})
    row = {"count": mention.id, "sentence_text": text, "unit_lemma": "child", "unit_class": "children"}
    fact = CountFact.model_validate(row | {k: v for k, v in fields.items() if k in CountFact.model_fields})
    return PlacedFact(fact, mention, paragraph, text, fields.get("part", "body"))


def repeated(*facts: PlacedFact) -> list[str | None]:
    """The number of the fact that each repeats, from 0."""
    number = {each.fact.count: str(at) for at, each in enumerate(facts)}
    return [number.get(fact.repeats or "") for fact in with_pairs(facts, ALWAYS)]


ONE, AGAIN = told("In Chad, 40 children fled.", "40"), told("The 40 children fled by boat.", "40", 2)


def test_a_row_that_repeats_another_is_not_added() -> None:
    assert [(f.repeats, f.not_additive) for f in with_pairs([ONE, AGAIN], ALWAYS)] == [
        (None, None), ("m1-9", "repeated"),
    ]  # fmt: skip


@pytest.mark.parametrize(("odds", "is_told"), [(-0.1, False), (0.1, True)])
def test_what_is_told_has_a_probability_of_one_half(odds: float, is_told: bool) -> None:
    said = with_pairs([ONE, AGAIN], always("same", odds))
    assert [f.repeats for f in said] == [None, "m1-9" if is_told else None]


@pytest.mark.parametrize("model", [NEVER, None])
def test_nothing_repeats_another_where_no_model_says_so(model: Any) -> None:
    assert with_pairs([ONE, AGAIN], model) == [ONE.fact, AGAIN.fact]


@pytest.mark.parametrize(
    ("other", "is_asked"),
    [
        (AGAIN, True),
        (told("Some 41 children fled.", "41", 2), False),
        (told("The 40 children died.", "40", 2, event="killed"), False),
        (told("Later, of the 40 children, some died.", "40", event="killed", sentence=1), True),
        (told("Of the 40 children, some died.", "40", 2, event="killed"), False),
        (told("The 40 children fled Mali.", "40", 2, country="MLI"), True),
        (told("The 40 houses fell.", "40", 2, unit_lemma="house", unit_class="facilities"), False),
        (told("The 40 refugees fled.", "40", 2, unit_lemma="refugee", unit_class="displaced"), True),
        (told("About 40 fled.", "40", 2, unit_lemma=None, unit_class=None), True),
        (told("Some 40 per cent fled.", "40", 2, kind="percent"), False),
        (told("Some 40 km of road.", "40", 2, kind="measure"), False),
        (told("In Chad, 40 children fled.", "40", sentence=0), False),
        (told("The plan foresees 40 children.", "40", 2, not_additive="negated"), False),
    ],
)
def test_pairs_that_are_asked_about(other: PlacedFact, is_asked: bool) -> None:
    assert repeated(ONE, other)[1] == ("0" if is_asked else None)


def test_rows_of_two_countries_or_of_two_units_of_a_measure_are_of_two_facts() -> None:
    there, elsewhere = (told("Some 40 children fled.", "40", 2, country=country) for country in ("TCD", "MLI"))
    assert not fit(there, elsewhere)
    camps = [told("Some 40 camps.", "40", at, event="other", unit_lemma="camp", country=country)
             for at, country in ((2, "TCD"), (3, "MLI"))]  # fmt: skip
    said = [replace(each, fact=each.fact.model_copy(update={"country_from": "said"})) for each in camps]
    assert (fit(*camps), fit(*said), fit(camps[0], said[1])) == (True, False, True)
    miles, metres = (
        told("A way of 40.", "40", at, kind="measure", unit=unit) for at, unit in enumerate(("miles", "metres"))
    )
    assert (fit(miles, metres), fit(miles, replace(miles, paragraph=2))) == (False, True)


@pytest.mark.parametrize(
    ("text", "fields", "is_asked"),
    [
        ("The 40 camps closed.", {}, True),
        ("Now all 40 camps closed.", {}, True),
        ("Some 40 camps closed.", {}, False),
        ("The 40 camps closed.", {"unit_phrase": "schools"}, False),
        ("The 40 camps closed.", {"event": "displaced"}, False),
        ("The 40 camps closed.", {"value_min": 41}, False),
    ],
)
def test_of_what_is_told_as_known_the_event_may_be_another(text: str, fields: dict[str, Any], is_asked: bool) -> None:
    camps: dict[str, Any] = {"event": "other", "unit_lemma": "camp", "unit_phrase": "camps"}
    built = told("We built 40 camps.", "40", **camps | {"event": "conducted"})
    assert fit(told(text, "40", 2, **camps | fields), built) == is_asked


def test_of_one_fact_the_first_sure_row_of_the_body_is_counted() -> None:
    assert repeated(replace(ONE, part="summary"), AGAIN) == ["1", None]
    rows = [told("In Chad, 40 children fled.", "40", at, scores=CountScores(score=score))
            for at, score in enumerate((0.55, 0.6, 0.9), 1)]  # fmt: skip
    assert repeated(*rows) == ["1", None, "1"]


TRIED = "Some 40 children fled. Of the children, 9 came back."
TEN, NINE = told(TRIED, "40"), told(TRIED, "9", sentence=1)


@pytest.mark.parametrize(("odds", "is_told"), [(-0.7, False), (-0.5, True)])
@pytest.mark.parametrize(("answer", "column"), [("part", "part_of"), ("covered", "covered_by")])
def test_what_is_contained_is_seven_twentieths_sure(answer: str, column: str, odds: float, is_told: bool) -> None:
    columns = {column: "m1-5"} | ({"part_group": 1} if column == "part_of" else {})
    said = with_pairs([TEN, NINE], always(answer, odds))
    assert said == [TEN.fact, NINE.fact.model_copy(update=columns if is_told else {})]


@pytest.mark.parametrize("other", [{}, {"event": "killed"}, {"country": "MLI"}, {"sentence": 0}, {"value_min": 8}])
def test_the_first_counts_after_one_that_add_up_to_it_are_its_parts(other: dict[str, Any]) -> None:
    text = "In all, 12 fled Chad. Of 5 we know, and 7 came home by boat, 3 by air."
    total, five, three = (told(text, n, sentence=at, country="TCD") for n, at in (("12", 0), ("5", 1), ("3", 1)))
    rows = with_pairs([total, five, told(text, "7", **{"sentence": 1} | other), three], NEVER)
    whole = None if other else total.fact.count
    assert [row.part_of for row in rows] == [None, whole, whole, None]


@pytest.mark.parametrize(
    ("one", "is_asked"),
    [
        (NINE, True),
        (replace(NINE, paragraph=2), False),
        (told(TRIED, "9", sentence=0), False),
        (told(TRIED, "9", sentence=1, event="killed"), False),
        (told(TRIED, "9", sentence=1, part_of="m1-0"), False),
        (told(TRIED, "9", sentence=1, repeats="m0-0"), False),
        (told(TRIED, "9", sentence=1, value_min=40), False),
    ],
)
def test_counts_of_a_paragraph_that_may_be_contained(one: PlacedFact, is_asked: bool) -> None:
    contained = always("covered")
    assert [f.covered_by for f in with_pairs([TEN, one], contained)][1] == ("m1-5" if is_asked else None)


@pytest.mark.parametrize("said", [{"part_of": NINE.fact.count}, {"repeats": "m0-0"}])
def test_a_part_by_grammar_contains_no_total_and_a_repetition_nothing(said: dict[str, Any]) -> None:
    assert [f.covered_by for f in with_pairs([told(TRIED, "40", **said), NINE], always("covered"))] == [None, None]


@pytest.mark.parametrize("order", [("97", "60", "80"), ("80", "60", "97")])
def test_no_count_is_a_part_of_itself_by_way_of_others(order: tuple[str, ...]) -> None:
    text = f"In all {order[0]} fled. Of them {order[1]} left. Some {order[2]} came."
    by = {number: told(text, number, sentence=at) for at, number in enumerate(order)}
    known = {"part_of": by["60"].fact.count, "part_group": 1}  # by grammar, of `over 60`
    by["97"] = replace(by["97"], fact=by["97"].fact.model_copy(update=known))
    said = {f.count: f.part_of for f in with_pairs([by[number] for number in order], always("part"))}
    whole, wholes = by["97"].fact.count, []
    while (following := said.get(whole)) is not None:
        whole = following
        assert whole not in wholes
        wholes.append(whole)
    assert by["97"].fact.count not in wholes


def test_what_the_model_adds_is_another_breakdown_of_the_total() -> None:
    girls = told(TRIED, "9", part_of="m1-5", part_group=2, sentence=1)
    boys, men = (told(TRIED + " All 3 boys and 6 men came.", number, sentence=2) for number in ("3", "6"))
    first = replace(men, fact=men.fact.model_copy(update={"part_of": "m1-5", "part_group": 1}))
    assert [(f.part_of, f.part_group) for f in with_pairs([TEN, girls, boys, first], always("part"))] == [
        (None, None), ("m1-5", 2), ("m1-5", 3), ("m1-5", 1),
    ]  # fmt: skip


def test_what_tells_of_a_count_and_a_larger_one() -> None:
    sentences = ("In all, 12 men were freed.", " Of those freed, 5 went to Chad and 7 to Mali.")
    whole, five, seven = (
        told("".join(sentences), number, sentence=at, sentence_text=sentences[at])
        for number, at in (("12", 0), ("5", 1), ("7", 1))
    )
    said = [*contained_evidence(five, whole, [whole, five, seven])]
    assert said[said.index("within after 1") :] == [
        *(f"within {feature}" for feature in (
            "after 1", "measure=flow<flow 1", "event=displaced after", "noun=True after", "noun=True 1",
            "unit from=None<None", "country=True False False", "agents=True False False", "whose=True False False",
            "phrase=beside", "other from 2", "other from 3", "other from 5", "other from 10", "ratio under 0.5",
            "ratio under 0.7", "ratio under 0.9", "other collects in all", "one refers of those", "before of those",
            "one opens of", "one opens those", "one opens freed", "one opens ,", "one opens of those", "between=0",
            "first=True of 2", "adds up=True", "sibling=False", "whole=False", "largest=True",
        )),
    ]  # fmt: skip


def test_only_a_sum_with_the_number_itself_tells_of_it() -> None:
    text = "In all, 12 fled: 5 men, 7 girls, 4 boys."
    whole, *parts = (told(text, number) for number in ("12", "5", "7", "4"))
    assert ["within adds up=True" in contained_evidence(each, whole, [whole, *parts]) for each in parts] == [
        True, True, False,
    ]  # fmt: skip


def test_what_tells_of_a_pair() -> None:
    other = told("In May, over 40 girls fled to Chad.", "40", 1, unit_lemma="girl", comparator=">", country="TCD")
    one = told("Of these 40 girls, some fled by boat.", "40", 3, unit_phrase="girls who fled", **DAY)
    assert [*pair_evidence(one, replace(other, fact=other.fact.model_copy(update={"unit_phrase": "girls"})))] == [
        "one before of", "one before these", "one after girls", "one after ,", "one after some", "other before may",
        "other before ,", "other before over", "other after girls", "other after fled", "other after to",
        "measure=flow<flow", "measure=flow<flow near", "time=unknown", "time=unknown near", "time from=said<None",
        "time from=said<None near", "time=unknown said<None", "class=children<children", "event=displaced",
        "said=affirmed actual<affirmed actual", "where=body<body", "known=True<False", "known=True near", "digits=1",
        "value from 2", "value from 3", "value from 5", "value from 10", "value from 30",
        *(f"phrase from {share}" for share in (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)), "words from 0.1", "words from 0.2",
        "words from 0.3", "words from 0.5", "words from 0.7", "words from 1.0",
    ]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(
    ("texts", "is_repeated"),
    [
        (("In Chad, some 1,204 girls fled in May 2023.", "As noted, 1,204 girls fled from Chad in May 2023."), True),
        (("On 3 May 2023, 24 children were killed in Chad.", "The 24 children were killed on 3 May 2023."), True),
        (("In April 2023, 24 children were killed in Chad.", "In May 2023, 24 children were killed in Chad."), False),
    ],
)  # fmt: skip
def test_the_fitted_model_reads_a_report(texts: tuple[str, ...], is_repeated: bool) -> None:
    report = report_of(*(paragraph_of(text, number) for number, text in enumerate(texts, 1)))
    found = find(report, Settings())
    numbers = {m.id: m.paragraph for m in found.mentions if m.label == "COUNT" and m.kind == "cardinal"}
    repeats = [numbers.get(f.repeats or "") for f in found.counts if f.count in numbers]
    assert repeats == [None, "1" if is_repeated else None]


@pytest.mark.parametrize(("between", "whole"), [(29, "m1-4"), (30, None)])
def test_a_number_is_contained_in_one_of_the_thirty_beside_it(between: int, whole: str | None) -> None:
    at = range(1, between + 1)
    spaced = [told("Some 7 fled.", "7", id=f"n{n}", start=99 * n, end=99 * n + 1, sentence=n) for n in at]
    last = told("Then 30 children fled.", "30", id="last", start=9000, end=9002, sentence=99)
    assert with_pairs([told("All 90 children fled.", "90"), *spaced, last], always("part"))[-1].part_of == whole
