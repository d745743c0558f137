"""What the sentence of a number says beyond its cells, as columns of its row."""

from typing import Any

import pytest

from sgreports.counting.wording import wording


def row(sentence: str, number: str, **cells: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("unit", "unit_lemma", "unit_phrase", "event", "event_text", "unit_score"))
    return {**empty, "sentence_text": sentence, "text": number, "kind": "cardinal", **cells}


@pytest.mark.parametrize(
    ("sentence", "number", "said"),
    [
        ("Outstanding contributions to the account amounted to $9 million.", "$9 million", "outstanding"),
        ("Of $9 million pledged, $4 million was received.", "$4 million", None),
        ("Of $9 million pledged, $4 million was received.", "$9 million", "pledged"),
        ("Some 300 registered their intention to return.", "300", "intention"),
        ("There were 300 guards.", "300", None),
        ("A monthly average of 79 were counted, up from 60.", "79", "average"),
        ("A monthly average of 79 were counted, up from 60.", "60", "average"),
    ],
)
def test_words_that_change_what_a_number_means(sentence: str, number: str, said: str | None) -> None:
    assert wording(row(sentence, number))["said"] == said


def test_what_is_said_of_money_is_what_changes_it_its_event_or_the_nearest_word() -> None:
    money = {"kind": "money", "unit": "USD", "event": "funded"}
    found = wording(row("Of the budget, $4 million was received.", "$4 million", **money))
    assert found == {"thing": "money, USD, budget", "said": "budget", "telling": None, "brought": False}
    paid = wording(row("Of the budget, $4 million was paid.", "$4 million", **money, event_text="Paid"))
    assert (paid["thing"], paid["said"]) == ("money, USD, budget", "paid")
    assert wording(row("It cost 4 million.", "4 million", kind="money"))["thing"] == "money, currency unknown, cost"


@pytest.mark.parametrize(
    ("unit", "lemma", "phrase", "thing"),
    [
        ("officers", "officer", "the remaining police officers in Lakeside", "police officer"),
        ("officers", "officer", "an additional 12 of its officers", "officer"),
        ("officers", "officer", "g) 12 police officers", "police officer"),
        ("officers", "officer", "very old and quite tired senior officers", "officer"),
        (None, None, None, "cardinal"),
    ],
)
def test_what_is_counted_in_few_words(unit: str | None, lemma: str | None, phrase: str | None, thing: str) -> None:
    found = wording(row("There were 12.", "12", unit=unit, unit_lemma=lemma, unit_phrase=phrase))
    assert found["thing"] == thing


@pytest.mark.parametrize(
    ("sentence", "lemma", "thing"),
    [
        ("The strength of the civilian police stood at 12.", "personnel", "police personnel"),
        ("Its military component had 9 tanks and 12 members.", "member", "member"),
        ("Its police left; its strength is 12.", "officer", "officer"),
        ("The strength of the military and of the police was 12.", "strength", "strength"),
        ("The police met 12 officers.", "officer", "officer"),
    ],
)
def test_people_are_of_the_service_of_whose_strength_is_spoken(sentence: str, lemma: str, thing: str) -> None:
    assert wording(row(sentence, "12", unit=lemma, unit_lemma=lemma))["thing"] == thing


def test_what_tells_a_fact_from_others_are_the_beginnings_of_words_that_narrow_it() -> None:
    text = "In March, 12 fishermen were killed by floods near Lakeside, bringing the total to 40."
    found = wording(row(text, "12", unit="fishermen", unit_lemma="fisherman", event="killed"))
    assert (found["telling"], found["brought"]) == (("floods", "near", "lakesi", "bringi"), True)
    assert wording(row(text, "12", event="trained"))["telling"] is None
    assert wording(row(text, "12"))["telling"] is None
