"""Lists that say one thing once, and patterns that match what they are made for."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from sgreports.knowledge.data_files import toml_data
from sgreports.knowledge.layout.furniture import furniture_lines
from sgreports.knowledge.statements.count_words import role_classes


def twice(entries: Iterable[object]) -> list[object]:
    return [entry for entry, times in Counter(entries).items() if times > 1]


@pytest.mark.parametrize("line", furniture_lines(), ids=lambda line: line.name)
def test_a_pattern_of_furniture_matches_its_examples(line: object) -> None:
    assert [x for x in line.examples if not re.fullmatch(line.pattern, x)] == []  # type: ignore[attr-defined]


def test_no_head_of_a_name_is_listed_twice() -> None:
    heads, offices = toml_data("head_nouns.toml")["head"], toml_data("offices.toml")["office"]
    assert twice(word for entry in (*heads, *offices) for word in entry["words"]) == []
    assert {head["label"] for head in heads} == {"AGENCY", "PROGRAMME", "EVENT"}


def test_no_short_form_is_listed_twice() -> None:
    forms = toml_data("short_forms.toml")["form"]
    assert twice(shape for form in forms for shape in (form["words"], form.get("plural")) if shape) == []


def test_no_word_gives_two_roles() -> None:
    assert twice((each.of, lemma) for each in role_classes() for lemma in each.lemmas) == []
