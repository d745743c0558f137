"""Breakdowns of a total, numbered."""

from sgreports.facts.parts import breakdown_numbers, totals_by_part
from sgreports.model.facts import Mention, Relation


def mention(name: str, value: float, start: int, sentence: int = 0) -> Mention:
    return Mention(
        id=name, paragraph="1", label="COUNT", start=start, end=start + 1, text="x", source="rule:test",
        value_min=value, value_max=value, sentence=sentence,
    )  # fmt: skip


def numbered(total: float, *parts: tuple[float, int]) -> list[int]:
    """The breakdown of each part, told by value and sentence."""
    mentions = {"all": mention("all", total, 0)} | {
        f"p{i}": mention(f"p{i}", value, 10 * i, sentence) for i, (value, sentence) in enumerate(parts, 1)
    }
    relations = [
        Relation(id=f"r{name}", paragraph="1", type="part_of", subject=name, object="all", evidence="", rule="test")
        for name in mentions
        if name != "all"
    ]
    return list(breakdown_numbers(totals_by_part(relations), mentions).values())


def test_parts_that_make_up_the_total_end_a_breakdown() -> None:
    assert numbered(12, (5, 0), (7, 0), (4, 0), (8, 0)) == [1, 1, 2, 2]


def test_a_part_that_would_exceed_the_total_begins_another() -> None:
    assert numbered(12, (9, 0), (7, 0), (2, 0)) == [1, 2, 2]


def test_another_sentence_begins_another() -> None:
    assert numbered(100, (9, 0), (7, 0), (2, 1)) == [1, 1, 2]
