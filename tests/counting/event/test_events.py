"""What a clause says of the counted: the lexicon's own examples, and the ways to say it."""

import re

import pytest
from spacy.language import Language

from invented.reports import units_of
from sgreports.counting.event.events import with_events
from sgreports.counting.quantity.quantities import find_counts
from sgreports.knowledge.statements.events import event_lexicon
from sgreports.model.facts import Mention

pytestmark = pytest.mark.model
EXAMPLES = [(each.event, example) for each in event_lexicon().events for example in each.examples]


def counts_of(nlp: Language, text: str) -> list[Mention]:
    """The counts of a paragraph, with their events."""
    (unit,) = units_of(nlp, text)
    found = [
        Mention(id=f"m{i}", paragraph="1", label="COUNT", start=c.start, end=c.end, text=text[c.start : c.end],
                kind=c.kind, unit=c.unit, unit_from=c.unit_from, source="rule:count")
        for i, c in enumerate(find_counts(unit))
    ]  # fmt: skip
    return with_events([unit], found)


@pytest.mark.parametrize(("event", "example"), EXAMPLES)
def test_example_of_the_lexicon(nlp: Language, event: str, example: str) -> None:
    plain = example.replace("*", "").replace("[", "").replace("]", "")
    marked = re.search(r"\[(.+?)\]", example.replace("*", ""))
    words = re.findall(r"\*(.+?)\*", example)
    assert marked is not None
    count = next(m for m in counts_of(nlp, plain) if m.text.lower() in marked[1].lower())
    said = [count.event_cue.text] if count.event_cue and words else words
    assert (count.event, said) == (event, words)


SAID = [
    ("The blast killed 12 people, including 3 soldiers.", ["killed", "killed"]),
    ("A survey found that 40 women, who had fled their villages, were trained.", ["trained"]),
    ("Bandits took 9 men hostage and killed two others.", ["abducted", "killed"]),
    ("Six guards were killed and two others injured.", ["killed", "injured"]),
    ("Prices rose by 9 per cent for bread and 4 per cent for oil.", ["changed", "changed"]),
    ("The fund allocated $5 million, compared with $3 million in 2020.", ["funded", "funded"]),
    ("The mission was told that 80 teachers were expected to be deployed.", ["deployed"]),
    ("The number of refugees stood at 300.", ["displaced"]),
    ("Trained teachers (16 women and 13 men) left.", ["trained", "trained"]),
    ("The numbers of returnees include 30 women, 11 Roma and 8 Turks.", ["returned", "returned", "returned"]),
    ("This brought the number of detainees to 40.", ["detained"]),
    ("Leaders of 34 parties signed the text.", ["legal_act"]),
    ("Dogs found 7 mines, which were located and destroyed.", ["seized"]),
    ("Charges were brought against four men.", ["prosecuted"]),
    ("Guards killed or wounded 20 people.", ["casualties"]),
    ("Six women were provided with training.", ["trained"]),
    ("Following three strikes, the road was closed.", ["violence"]),
    ("Kits were distributed to 30 families.", ["assisted"]),
    ("A study of 5,000 citizens was conducted.", ["other"]),
    ("The mayor appointed a cabinet, including 10 women and 5 men.", ["deployed", "deployed"]),
    ("Nine boys were victims of killing and maiming.", ["casualties"]),
    ("Aid came to 12 villages that were destroyed.", ["destroyed"]),
]


@pytest.mark.parametrize(("text", "events"), SAID)
def test_ways_to_say_it(nlp: Language, text: str, events: list[str]) -> None:
    assert [m.event for m in counts_of(nlp, text)] == events


def test_what_nothing_says_is_other_without_a_cue(nlp: Language) -> None:
    (count,) = counts_of(nlp, "Two languages are widely known.")
    assert (count.event, count.event_cue, count.event_score) == ("other", None, event_lexicon().scores["none"])
