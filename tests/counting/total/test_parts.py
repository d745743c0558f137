"""Totals and parts: which count is a part of which, breakdowns, and sums that do not fit."""

import pytest

from invented.paragraphs import relations_of, unit_of
from sgreports.counting.relations import MIN_SUM_SCORE, count_step
from sgreports.counting.total.arithmetic import breakdowns, sum_issues
from sgreports.links.find import find_relations
from sgreports.model.base import Issue
from sgreports.model.facts import Mention

pytestmark = pytest.mark.model


def count(number: str, unit: str) -> str:
    return f"[{number}](COUNT kind=cardinal unit={unit})"


def found(source: str) -> set[tuple[str, str]]:
    return {(part.text, total.text) for part, total, _ in relations_of(source, "part_of")}


SENTENCES = [
    (f"{count('60', 'people')} people died, including {count('26', 'women')} women and {count('8', 'girls')} girls.",
     {("26", "60"), ("8", "60")}),
    (f"They met {count('20', 'experts')} experts ({count('7', 'women')} women and {count('13', 'men')} men).",
     {("7", "20"), ("13", "20")}),
    (f"Of the {count('90', 'laws')} laws passed, {count('40', 'laws')} are in force.", {("40", "90")}),
    (f"Of {count('60', 'guards')} guards, {count('40', 'guards')} (including {count('15', 'guards')} in Fiji, "
     f"{count('15', 'guards')} in Tonga and {count('10', 'guards')} in Samoa) were sent north, while "
     f"{count('20', 'guards')} stayed.", {("40", "60"), ("15", "40"), ("10", "40"), ("20", "60")}),
    (f"Of {count('60', 'guards')} guards, most were sent by Fiji ({count('30', 'guards')}) and by Tonga "
     f"({count('20', 'guards')}).", {("30", "60"), ("20", "60")}),
    (f"The team found {count('70', 'mines')} mines. Of these, {count('50', 'mines')} were destroyed and the remaining "
     f"{count('20', 'mines')} were marked.", {("50", "70"), ("20", "70")}),
    (f"There were {count('30', 'caches')} caches, of which {count('19', 'caches')} were in Fiji, "
     f"{count('8', 'caches')} in Tonga and {count('3', 'caches')} in Samoa.", {("19", "30"), ("8", "30"), ("3", "30")}),
    (f"Police recorded {count('546', 'thefts')} thefts, compared with {count('510', 'thefts')} before. "
     f"[75 per cent](COUNT kind=percent entity=75 unit=thefts) of the thefts ({count('407', 'thefts')}) were in Fiji.",
     {("75 per cent", "546"), ("407", "546")}),
    (f"Police recorded {count('546', 'thefts')} thefts. [75 per cent](COUNT kind=percent entity=75 unit=thefts) of "
     f"thefts ({count('300', 'thefts')}) were in Fiji.", set()),
    (f"{count('12', 'people')} people were killed and {count('3', 'people')} injured.", set()),
    (f"There were {count('90', 'thefts')} thefts and {count('40', 'fires')} fires, {count('9', 'fires')} of the latter "
     "in Fiji.", {("9", "40")}),
    (f"The force fell, from {count('60', 'guards')} to {count('43', 'guards')} out of an authorized strength of "
     f"{count('90', 'guards')}.", {("43", "90")}),
    (f"They fed {count('39', 'children')} children, including {count('7', 'children')} children ([18 per cent](COUNT "
     f"kind=percent entity=18 unit=children)) in Fiji and {count('31', 'children')} children in Tonga.",
     {("7", "39"), ("18 per cent", "39"), ("31", "39")}),
    (f"The strength is {count('260', 'officers')} officers. This includes {count('90', 'officers')} officers, "
     f"including {count('12', 'women')} women, and {count('160', 'guards')} guards.",
     {("90", "260"), ("12", "90"), ("160", "260")}),
    (f"There were {count('20', 'posts')} posts in {count('9', 'districts')} districts. The rains closed "
     f"{count('6', 'posts')} of these posts. The remaining {count('14', 'posts')} posts are open.",
     {("6", "20"), ("14", "20")}),
    (f"Votes were counted again in {count('12', 'districts')} districts. The party won in "
     f"{count('7', 'districts')} districts; in the remaining {count('5', 'districts')} districts others won.",
     {("7", "12"), ("5", "12")}),
    (f"{count('2', 'units')} units ({count('1', 'units')} from Fiji and {count('1', 'units')} from Tonga) left.",
     {("1", "2")}),
    (f"The Office counted {count('55', 'returns')} returns ({count('30', 'women')} women and "
     f"{count('25', 'men')} men). This brings the total to {count('300', 'returns')}.",
     {("30", "55"), ("25", "55"), ("55", "300")}),
    (f"{count('12', 'people')} people were hurt: {count('7', 'women')} women and {count('3', 'men')} men.",
     {("7", "12"), ("3", "12")}),
    ("[WHO](AGENCY) held the following: [UNDP](AGENCY): " + count("29", "meetings") + " meetings; [FAO](AGENCY): "
     + count("10", "meetings") + " meetings.", set()),
    (f"{count('55', 'returns')} returns were recorded. They include {count('30', 'women')} women and "
     f"{count('25', 'men')} men, {count('40', 'Serbs')} Serbs and {count('15', 'Roma')} Roma.",
     {("30", "55"), ("25", "55"), ("40", "55"), ("15", "55")}),
    (f"Of {count('8', 'boats')} boats, {count('8', 'boats')} boats sank.", set()),
    (f"Of {count('75', 'boats')} boats, [75 per cent](COUNT kind=percent entity=75 unit=boats) sank.",
     {("75 per cent", "75")}),
    (f"{count('13', 'ratifications')} new ratifications followed, bringing the total to "
     f"{count('165', 'ratifications')}.", {("13", "165")}),
    (f"With {count('36', 'pacts')} additional pacts, a total of {count('173', 'pacts')} are signed.", {("36", "173")}),
    (f"{count('13', 'rivals')} rivals went to court. This brought the number to {count('8', 'rivals')}.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), SENTENCES)
def test_a_part_has_the_next_larger_total(source: str, expected: set[tuple[str, str]]) -> None:
    assert found(source) == expected


def test_parts_that_add_up_are_surer() -> None:
    women, cue = count("7", "women"), count_step("part_of", "cue").score
    whole = f"They met {count('20', 'experts')} experts, including {women} women and {count('13', 'men')} men."
    some = f"They met {count('20', 'experts')} experts, including {women} women and {count('9', 'men')} men."
    assert [r.score for _, _, r in relations_of(whole, "part_of")] == [MIN_SUM_SCORE, MIN_SUM_SCORE]
    assert [r.score for _, _, r in relations_of(some, "part_of")] == [cue, cue]
    assert cue < MIN_SUM_SCORE


def test_a_total_may_be_broken_down_twice() -> None:
    source = (
        f"{count('10', 'people')} people ({count('6', 'men')} men and {count('4', 'women')} women) died, of whom "
        f"{count('7', 'people')} drowned."
    )
    unit, mentions = unit_of(source)
    relations = find_relations([unit], mentions)
    by_id = {m.id: m for m in mentions}
    parts = [by_id[r.subject] for r in relations if r.type == "part_of"]
    groups = breakdowns(unit.paragraph.text, parts, by_id["m1"])
    assert [[part.id for part in group.parts] for group in groups] == [["m2", "m3"], ["m4"]]


def test_parts_that_exceed_their_total_are_an_issue() -> None:
    source = f"They met {count('20', 'experts')} experts ({count('9', 'women')} women and {count('13', 'men')} men)."
    unit, mentions = unit_of(source)
    relations = find_relations([unit], mentions)
    assert list(sum_issues({"1": unit.paragraph.text}, mentions, relations)) == [
        Issue(code="parts-exceed-total", paragraph="1", detail="the parts 9 + 13 add up to 22, more than the total 20")
    ]


def grouped(text: str, *values: float) -> list[tuple[list[float], bool]]:
    """The breakdowns of a text's first number, the parts being the others, and whether sums alone begin each."""
    mentions, at = [], 0
    for i, value in enumerate(values):
        at = text.index(f"{value:g}", at)
        end = at + len(f"{value:g}")
        mention = Mention(
            id=f"m{i}", paragraph="1", label="COUNT", start=at, end=end, text="x", entity=f"{value:g}", kind="cardinal",
            source="rule:test", value_min=value,
        )  # fmt: skip
        mentions.append(mention)
        at += 1
    total, *parts = mentions
    return [([p.value_min or 0 for p in b.parts], b.forced) for b in breakdowns(text, parts, total)]


def test_parts_that_make_up_the_total_end_a_breakdown() -> None:
    assert grouped("12: 5 men, 7 women, 4 old, 8 young", 12, 5, 7, 4, 8) == [([5, 7], False), ([4, 8], False)]


def test_a_part_that_would_exceed_the_total_begins_another_by_force() -> None:
    assert grouped("12: 9 men, 7 old, 2 ill", 12, 9, 7, 2) == [([9], False), ([7, 2], True)]


def test_another_sentence_begins_another_but_for_the_rest() -> None:
    assert grouped("100: 9 men, 7 women. Some 2 fled", 100, 9, 7, 2) == [([9, 7], False), ([2], False)]
    assert grouped("100: 9 fled. The remaining 2 stayed", 100, 9, 2) == [([9, 2], False)]
