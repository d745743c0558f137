"""Counts that repeat a fact of their report: which pairs are asked about, what tells, and which row is counted."""

from dataclasses import replace
from typing import Any

import pytest

from invented.models import toy_model
from invented.reports import paragraph_of, report_of
from sgreports.counting.total.pair_evidence import PlacedFact, fit, pair_evidence
from sgreports.counting.total.pairs import PAIR_ANSWERS, with_pairs
from sgreports.knowledge.linear_model import PAIRS
from sgreports.model.facts import CountFact, CountScores, Mention
from sgreports.pipeline import find
from sgreports.settings import Settings

ALWAYS, NEVER = (toy_model(PAIR_ANSWERS, PAIRS.features, {}, bias=(0.0, bias)) for bias in (9.0, -9.0))
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


@pytest.mark.parametrize(("odds", "is_told"), [(0.3, False), (0.5, True)])
def test_what_is_told_has_a_probability_of_six_tenths(odds: float, is_told: bool) -> None:
    model = toy_model(PAIR_ANSWERS, PAIRS.features, {}, bias=(0.0, odds))
    assert [f.repeats for f in with_pairs([ONE, AGAIN], model)] == [None, "m1-9" if is_told else None]


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
    miles, metres = (
        told("A way of 40.", "40", at, kind="measure", unit=unit) for at, unit in enumerate(("miles", "metres"))
    )
    assert (fit(miles, metres), fit(miles, replace(miles, paragraph=2))) == (False, True)


def test_the_body_is_counted_rather_than_the_summary() -> None:
    assert repeated(replace(ONE, part="summary"), AGAIN) == ["1", None]


def test_of_one_fact_the_first_sure_row_is_counted() -> None:
    rows = [told("In Chad, 40 children fled.", "40", at, scores=CountScores(score=score))
            for at, score in enumerate((0.4, 0.6, 0.9), 1)]  # fmt: skip
    assert repeated(*rows) == ["1", None, "1"]


def test_what_tells_of_a_pair() -> None:
    other = told("In May, over 40 girls fled to Chad.", "40", 1, unit_lemma="girl", comparator=">", country="TCD")
    one = told("Of these 40 girls, some fled by boat.", "40", 3, unit_phrase="girls who fled", **DAY)
    assert [*pair_evidence(one, replace(other, fact=other.fact.model_copy(update={"unit_phrase": "girls"})))] == [
        "one before of", "one before these", "one after girls", "one after ,", "one after some", "other before may",
        "other before ,", "other before over", "other after girls", "other after fled", "other after to",
        "measure=flow<flow", "measure=flow<flow near", "time=unknown", "time=unknown near", "time from=said<None",
        "time from=said<None near", "time=unknown said<None", "class=children<children", "event=displaced",
        "said=affirmed actual<affirmed actual", "where=body<body", "digits=1", "value from 2", "value from 3",
        "value from 5", "value from 10", "value from 30",
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
