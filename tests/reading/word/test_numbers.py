"""The numbers of a Word file: typed ones, and automatic ones as Word shows them."""

from pathlib import Path

import pytest

from drawn.word import Word, body, level, of, override
from sgreports.reading.word.number_formats import formatted


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "decimal", "4"), (4, "decimalZero", "04"), (14, "upperRoman", "XIV"), (49, "lowerRoman", "xlix"),
        (3, "lowerLetter", "c"), (28, "lowerLetter", "bb"), (2, "upperLetter", "B"),
        (3, "none", ""), (3, "ideographDigital", "3"), (0, "lowerRoman", "0"),
    ],
)  # fmt: skip
def test_formats(number: int, form: str, shown: str) -> None:
    assert formatted(number, form) == shown


def test_typed_numbers_between_tabs(tmp_path: Path) -> None:
    word = Word()
    word.put("\tI.\tIntroduction", "Heading 1")
    word.put("\t1.\tThe team met twice.")
    word.put("\t2.\tIt asked for:")
    word.put("\t\t(a)\tA larger office;")
    word.put("\t\t(b)\tTwo cars.")
    word.put("3. \tThe office was found.")
    report = word.read(tmp_path)
    assert body(report) == [
        ("1", "The team met twice."),
        ("2", "It asked for: (a) A larger office; (b) Two cars."),
        ("3", "The office was found."),
    ]
    assert [(s.key, s.label, s.title) for s in report.sections] == [("I", "I", "Introduction")]
    assert [p.word_index for p in report.paragraphs] == [1, 2, 5]
    assert all(p.pieces == () for p in report.paragraphs)


def test_numbers_with_a_chapter(tmp_path: Path) -> None:
    word = Word()
    word.put("\tI.\tOverview", "Heading 1")
    for number in ("6.9", "6.10", "7.1", "7.3"):
        word.put(f"\t{number}\tThe office serves two regions.")
    report = word.read(tmp_path)
    assert [(p.key, p.number) for p in report.paragraphs] == [("6.9", 9), ("6.10", 10), ("7.1", 1), ("7.3", 3)]
    assert [(i.code, i.detail) for i in report.issues] == [
        ("numbering-start", "the first number is 6.9"),
        ("numbering-gap", "7.1 is followed by 7.3"),
    ]


def test_automatic_numbers_and_items(tmp_path: Path) -> None:
    word = Word()
    word.lists([level(0, "%1.") + level(1, "(%2)", "lowerLetter")], [of(0)])
    word.put("The team met twice.", listed=(1, 0))
    word.put("It asked for:", listed=(1, 0))
    word.put("A larger office;", listed=(1, 1))
    word.put("Two cars.", listed=(1, 1))
    word.put("It met again:", listed=(1, 0))
    word.put("In Ruritania.", listed=(1, 1))
    assert body(word.read(tmp_path)) == [
        ("1", "The team met twice."),
        ("2", "It asked for: (a) A larger office; (b) Two cars."),
        ("3", "It met again: (a) In Ruritania."),
    ]


def test_number_of_two_levels_begins_anew_under_the_next_chapter(tmp_path: Path) -> None:
    word = Word()
    word.lists([level(0, "%1.", start=4) + level(1, "%1.%2")], [of(0)])
    word.put("Overview", "Heading 1", listed=(1, 0))
    word.put("The team met twice.", listed=(1, 1))
    word.put("It met again.", listed=(1, 1))
    word.put("Outlook", "Heading 1", listed=(1, 0))
    word.put("The team will meet.", listed=(1, 1))
    report = word.read(tmp_path)
    assert [p.key for p in report.paragraphs] == ["4.1", "4.2", "5.1"]
    assert [s.label for s in report.sections] == ["4", "5"]


def test_level_that_never_restarts(tmp_path: Path) -> None:
    word = Word()
    never = '<w:lvlRestart w:val="0"/>'
    word.lists([level(0, "%1.", "upperRoman") + level(1, "%2.", more=never)], [of(0)])
    for _ in range(2):
        word.put("Overview of the region", "Heading 1", listed=(1, 0))
        word.put("The team met twice.", listed=(1, 1))
    assert [key for key, _ in body(word.read(tmp_path))] == ["1", "2"]


def test_lists_of_one_definition_count_on_and_an_override_begins_anew(tmp_path: Path) -> None:
    word = Word()
    word.lists([level(0, "%1."), level(0, "(%1)", "lowerLetter")], [of(0), of(0), of(1), of(1, override(0, 1))])
    word.put("The team met:", listed=(1, 0))
    word.put("In spring;", listed=(3, 0))
    word.put("In autumn.", listed=(3, 0))
    word.put("It asked for:", listed=(2, 0))
    word.put("An office;", listed=(4, 0))
    word.put("A car.", listed=(4, 0))
    assert body(word.read(tmp_path)) == [
        ("1", "The team met: (a) In spring; (b) In autumn."),
        ("2", "It asked for: (a) An office; (b) A car."),
    ]


def test_override_of_a_lower_level_holds_each_time_that_it_begins(tmp_path: Path) -> None:
    word = Word()
    word.lists([level(0, "%1.") + level(1, "(%2)", "lowerLetter")], [of(0, override(1, 3))])
    for _ in range(2):
        word.put("The team asked for:", listed=(1, 0))
        word.put("An office;", listed=(1, 1))
    assert body(word.read(tmp_path)) == [
        ("1", "The team asked for: (c) An office;"),
        ("2", "The team asked for: (c) An office;"),
    ]


def test_legal_numbers_show_all_levels_in_figures(tmp_path: Path) -> None:
    word = Word()
    word.lists([level(0, "%1.", "upperRoman") + level(1, "%1.%2", more="<w:isLgl/>")], [of(0)])
    word.put("The region", "Heading 1", listed=(1, 0))
    word.put("The team met twice.", listed=(1, 1))
    report = word.read(tmp_path)
    assert [s.label for s in report.sections] == ["I"]
    assert [p.key for p in report.paragraphs] == ["1.1"]


def test_level_between_that_has_no_number(tmp_path: Path) -> None:
    word = Word()
    word.lists([level(0, "%1.") + level(1, "-", "bullet") + level(2, "%1.%2%3")], [of(0)])
    word.put("The region", "Heading 1", listed=(1, 0))
    word.put("The team met twice.", listed=(1, 2))
    word.put("It met again.", listed=(1, 2))
    assert [key for key, _ in body(word.read(tmp_path))] == ["1.1", "1.2"]


def test_numbers_of_a_style_and_a_paragraph_that_has_none(tmp_path: Path) -> None:
    word = Word()
    word.lists([level(0, "%1.")], [of(0)])
    word.style("Numbered", listed=1)
    word.put("The team met twice.", "Numbered")
    word.put("This stands between them.", "Numbered", listed=(0, 0))
    word.put("It met again.", "Numbered")
    assert body(word.read(tmp_path)) == [
        ("1", "The team met twice."),
        ("1+1", "This stands between them."),
        ("2", "It met again."),
    ]


def test_level_that_is_linked_to_a_style(tmp_path: Path) -> None:
    word = Word()
    linked = '<w:pStyle w:val="Second"/>'
    word.lists([level(0, "%1.") + level(1, "(%2)", "lowerRoman", more=linked)], [of(0)])
    word.style("Second", listed=1)
    word.put("The team asked for:", listed=(1, 0))
    word.put("An office;", "Second")
    word.put("A car.", "Second")
    assert body(word.read(tmp_path)) == [("1", "The team asked for: (i) An office; (ii) A car.")]


def test_a_definition_that_names_a_style_of_lists(tmp_path: Path) -> None:
    word = Word()
    word.lists(['<w:numStyleLink w:val="Legal"/>', level(0, "%1.", start=2)], [of(0), of(1)])
    word.style("Legal", listed=2)
    word.put("The team met twice.", listed=(1, 0))
    word.put("It met again.", listed=(1, 0))
    assert [key for key, _ in body(word.read(tmp_path))] == ["2", "3"]


def test_a_short_list_inside_a_paragraph_starts_none(tmp_path: Path) -> None:
    word = Word()
    word.lists([level(0, "%1."), level(0, "%1.")], [of(0), of(1)])
    word.put("The team met twice.", listed=(1, 0))
    word.put("It asked for three things:", listed=(1, 0))
    word.put("An office;", listed=(2, 0))
    word.put("A car.", listed=(2, 0))
    word.put("It met again.", listed=(1, 0))
    assert body(word.read(tmp_path)) == [
        ("1", "The team met twice."),
        ("2", "It asked for three things: 1. An office; 2. A car."),
        ("3", "It met again."),
    ]
