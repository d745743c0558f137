"""Contradictions: each check with what it finds and what it must not find."""

import datetime
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from called_command import called
from invented.reports import paragraph_of
from invented.runs import report, whole_run
from sgreports.answers.checks.check import check
from sgreports.answers.checks.counts import half_step
from sgreports.errors import UsageError
from sgreports.model.facts import CountFact, Extraction, Mention
from sgreports.model.report import Masthead, Paragraph, Table

Told = tuple[str, str, str, str, str | None]
"""Of a count its words, kind, unit class, event, and the words of the total that it is a part of."""


def paragraph(key: str, text: str, told: Sequence[Told]) -> tuple[Paragraph, tuple[Mention, ...], list[CountFact]]:
    """A paragraph of one sentence, its counts found from left to right, and their rows."""
    at, mentions, facts = 0, [], []
    ids = {words: f"m{key}-{n}" for n, (words, *_) in enumerate(told)}
    for number, (words, kind, class_, event, total) in enumerate(told):
        at = text.index(words, at)
        value = float("".join(c for c in words.split()[0] if c.isdigit() or c == "."))
        mentions.append(Mention.model_validate({
            "id": f"m{key}-{number}", "label": "COUNT", "entity": f"{value:g}", "source": "rule:test", "kind": kind,
            "paragraph": key, "start": at, "end": at + len(words), "text": words, "comparator": "=", "event": event,
            "value_min": value, "value_max": value, "unit": class_,
        }))  # fmt: skip
        facts.append(CountFact.model_validate({
            "count": f"m{key}-{number}", "sentence_text": text, "unit_class": class_, "unit_lemma": class_,
            "unit_phrase": text[at + len(words) :].split(maxsplit=1)[0],
            "part_of": ids[total] if total else None, "part_group": 1 if total else None,
        }))  # fmt: skip
        at += len(words)
    read = paragraph_of(text, int(key))
    return read, tuple(mentions), facts


def run(folder: Path, *paragraphs: tuple[str, Sequence[Told]], tables: Iterable[Table] = ()) -> Path:
    made = [paragraph(str(n), *content) for n, content in enumerate(paragraphs, 1)]
    masthead = Masthead(symbols=("S/2044/1",), title="Invented", date=datetime.date(2044, 5, 6))
    said = report(*((p, m) for p, m, _ in made), document="S/2044/1", masthead=masthead, tables=tuple(tables))
    return whole_run(folder / "run", said.model_copy(update={"counts": tuple(f for _, _, its in made for f in its)}))


def found(dataset: Path) -> list[tuple[str, str]]:
    return [(finding.check, finding.says) for finding in check(dataset)]


def people(words: str, class_: str = "people", total: str | None = None) -> Told:
    return words, "cardinal", class_, "trained", total


def share(words: str, total: str | None = None, event: str = "trained") -> Told:
    return words, "percent", "people", event, total


@pytest.mark.parametrize(
    ("text", "told", "says"),
    [
        ("They trained 80 people, including 30 women (17.5 per cent).",
         [people("80"), people("30", "women", "80"), share("17.5 per cent", "80")],
         [("shares", "30 of 80 is 37.5 per cent, not 17.5 per cent")]),
        ("They trained 80 people, including 30 women (38 per cent).",
         [people("80"), people("30", "women", "80"), share("38 per cent", "80")], []),
        ("Of 171 trained, 80 were people of the north, including 30 women (17.5 per cent).",
         [people("171"), people("80", total="171"), people("30", "women", "80"), share("17.5 per cent", "80")], []),
        ("They repaired 80 houses, including 30 huts (52.5 per cent of all huts).",
         [people("80"), people("30", total="80"), share("52.5 per cent", "80")], []),
        ("Output rose by 45 per cent, from 100 tons to 125 tons.",
         [share("45 per cent", event="changed"), people("100", "goods"), people("125", "goods")],
         [("changes", "from 100 to 125 is +25.0 per cent, not 45 per cent")]),
        ("Output rose by 25 per cent, from 100 tons to 125 tons.",
         [share("25 per cent", event="changed"), people("100", "goods"), people("125", "goods")], []),
        ("Output fell by 20 per cent to 100 tons, compared with 125 tons.",
         [share("20 per cent", event="changed"), people("100", "goods"), people("125", "goods")], []),
    ],
)  # fmt: skip
def test_numbers_of_a_sentence(text: str, told: list[Told], says: list[tuple[str, str]], tmp_path: Path) -> None:
    assert found(run(tmp_path, (text, told))) == says


def table(*rows: tuple[str, str, str]) -> Table:
    cells = (("Country", "Observers", "Police"), *rows)
    return Table(key="table-1", number=None, title="Strength as at 1 May 2044", page=9, section=None, cells=cells)


ROWS = (("Chad", "5", "2"), ("Fiji", "7", "3"), ("Mali", "8", "4"))


def test_a_column_that_does_not_add_up_beside_one_that_does(tmp_path: Path) -> None:
    dataset = run(tmp_path, tables=[table(*ROWS, ("Total", "21", "9"))])
    assert found(dataset) == [("columns", "the column Observers adds up to 20, not 21")]


@pytest.mark.parametrize(
    "rows",
    [
        (*ROWS, ("Total", "20", "9")),  # both fit
        (*ROWS, ("Total", "21", "10")),  # none proves how the table is read
        (*ROWS, ("Total", "45", "9")),  # too far away to be a slip of the report
        (*ROWS, ("Togo", "n 1", "0"), ("Total", "21", "9")),  # a number was not read
    ],
)
def test_columns_that_say_nothing(rows: tuple[tuple[str, str, str], ...], tmp_path: Path) -> None:
    assert found(run(tmp_path, tables=[table(*rows)])) == []


def test_a_resolution_with_a_year_that_it_cannot_have(tmp_path: Path) -> None:
    text = "It recalled resolution 1325 (2001) and resolution 1701 (2006)."
    cited = (("resolution 1325 (2001)", None), ("resolution 1701 (2006)", "S/RES/1701(2006)"))
    mentions = tuple(
        Mention.model_validate({
            "id": f"m1-{n}", "label": "INSTRUMENT", "kind": "resolution", "entity": entity, "source": "rule:test",
            "paragraph": "1", "start": text.index(words), "end": text.index(words) + len(words), "text": words,
        })
        for n, (words, entity) in enumerate(cited)
    )  # fmt: skip
    said: Extraction = report((paragraph_of(text), mentions), document="S/2044/1")
    assert found(whole_run(tmp_path / "run", said)) == [("resolutions", "resolution 1325 is of 2000, not 2001")]


def test_the_command_prints_sentence_page_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = run(tmp_path, tables=[table(*ROWS, ("Total", "21", "9"))])
    out = called(capsys, "check", dataset, code=1)
    assert "the column Observers adds up to 20, not 21" in out
    assert "S/2044/1 table-1, row 5 p. 9" in out
    told = json.loads(called(capsys, "check", dataset, "--json", code=1))
    assert [(f["check"], f["places"][0]["document"]) for f in told] == [("columns", "S/2044/1")]
    assert called(capsys, "check", dataset, "--only", "shares") == "nothing found\n"
    with pytest.raises(UsageError, match="there is no check 'parts'; there are shares, changes,"):
        check(dataset, ("parts",))


@pytest.mark.parametrize(
    ("text", "value", "half"),
    [("7.8 per cent", 7.8, 0.05), ("$2.1 million", 2.1e6, 50_000), ("1,204", 1204, 0.5), ("three", 3, 0.5)],
)
def test_a_rounded_number_lies_within_half_its_last_digit(text: str, value: float, half: float) -> None:
    assert half_step(text, value) == pytest.approx(half)
