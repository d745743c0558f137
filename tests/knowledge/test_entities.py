"""The registries: their size and soundness, the alias grammar, and the refusal of bad rows."""

from collections import Counter
from pathlib import Path

import pytest

from sgreports.errors import KnowledgeError
from sgreports.knowledge.names.countries import registered_entity
from sgreports.knowledge.names.entities import (
    EntityRecord,
    names_of,
    registry,
    registry_files,
    registry_rows,
    spellings,
    with_other_spellings,
)

HEADER = "key,kind,name,abbreviation,aliases,valid_from,valid_to,ambiguous,place,url,source\n"


def test_brackets_hold_what_may_be_left_out() -> None:
    assert spellings("Office [of the Envoy] for Chad") == ["Office of the Envoy for Chad", "Office for Chad"]
    assert spellings("A [B] C [D]") == ["A B C D", "A B C", "A C D", "A C"]


def test_a_word_of_two_spellings_gives_two_names() -> None:
    assert with_other_spellings("Department of Peacekeeping Operations") == [
        "Department of Peacekeeping Operations", "Department of Peace-keeping Operations",
    ]  # fmt: skip
    assert with_other_spellings("Security Council") == ["Security Council"]


def test_the_registry_is_large_enough_and_every_row_says_where_it_is_from() -> None:
    rows = [row for _, row in registry()]
    assert sum(row.kind == "un" for row in rows) >= 450
    assert all(row.source for row in rows)


def test_no_key_comes_twice() -> None:
    keys = Counter(row.key for _, file in registry_files() for row in registry_rows(file))
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_agency_has_a_kind_and_no_programme_has_one() -> None:
    assert {(label, row.kind is None) for label, row in registry()} == {("AGENCY", False), ("PROGRAMME", True)}


def test_no_form_starts_with_an_article_or_holds_a_bracket() -> None:
    wrong = [n for _, row in registry() for n in (*names_of(row), *row.abbreviation)
             if n != n.strip() or n.startswith(("the ", "The ")) or "[" in n]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize(
    "key",
    [
        "un", "ga", "sc", "ecosoc", "hrc", "sg", "unicef", "ohchr", "unhcr", "srsg-caac", "srsg-vac", "iasc", "au",
        "unifil", "idf",
    ],
)  # fmt: skip
def test_the_keys_that_the_guidelines_name(key: str) -> None:
    record = registered_entity(key)
    assert record is not None
    assert (record.entity, record.label) == (key, "AGENCY")


@pytest.mark.parametrize(
    "key", ["unprofor", "untac", "unosom", "onusal", "unamir", "unmiss", "monusco", "unama", "untaet"]
)
def test_missions_have_dates(key: str) -> None:
    assert [row.valid_from is not None for _, row in registry() if row.key == key] == [True]


def test_a_record_holds_all_forms() -> None:
    assert registered_entity("unhcr") == EntityRecord(
        entity="unhcr", label="AGENCY", kind="un", name="Office of the United Nations High Commissioner for Refugees",
        abbreviation="UNHCR",
        aliases=(
            "Office of the High Commissioner for Refugees", "United Nations Refugee Agency",
            "United Nations High Commissioner for Refugees", "High Commissioner for Refugees",
            "United Nations High Commission for Refugees",
        ),
    )  # fmt: skip
    assert registered_entity("no-such-key") is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("x,martian,X,,,,,,,,s", ["line 2", "'x'", "kind"]),
        ("x,un,X,,,2000,1990,,,,s", ["'x'", "valid_from 2000 is after valid_to 1990"]),
        ("x,un,,,,,,,,,s", ["'x'", "name"]),
        ("x,un,X,,,,,,,,", ["'x'", "source"]),
        ("x,un,X,,,soon,,,,,s", ["'x'", "valid_from"]),
    ],
)
def test_a_bad_row_is_refused_by_file_and_entry(tmp_path: Path, row: str, words: list[str]) -> None:
    (tmp_path / "bad.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        registry_rows(tmp_path / "bad.csv")
    assert [word for word in ["bad.csv", *words] if word not in str(caught.value)] == []
