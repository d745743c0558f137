"""What a document's row takes from the other documents of a run."""

import datetime
from typing import Any

import pytest

from sgreports.dataset.files.share import changed, share_of
from sgreports.dataset.rows.run_context import Contexts, also_in, changes, context_of, facts_told, with_changes
from sgreports.model.facts import CountFact, Extraction, Mention
from sgreports.model.records import CountRow, DocumentRow
from sgreports.model.report import Masthead, Paragraph, Report
from sgreports.model.run import DocumentContext


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def report(date: str, **told: Any) -> DocumentContext:
    """A report of the series `unxyz` with what else it tells."""
    days = {name: day(value) for name, value in told.items() if name in ("previous_date", "period_start", "period_end")}
    return DocumentContext.model_validate({"kind": "report", "date": day(date), "series": "unxyz"} | told | days)


def test_the_report_before_is_found_by_its_date() -> None:
    contexts: Contexts = {
        ("S/1",): report("2044-02-14"),
        ("S/2", "A/2"): report("2044-02-14", series="other"),
        ("S/3",): report("2044-06-10", previous_date="2044-02-14"),
    }
    assert changes(contexts) == {"S/3": {"previous": "S/1"}}


def test_two_reports_of_one_date_and_series_tell_nothing() -> None:
    contexts: Contexts = {
        ("S/1",): report("2044-02-14"),
        ("S/2",): report("2044-02-14"),
        ("S/3",): report("2044-06-10", previous_date="2044-02-14"),
    }
    assert changes(contexts) == {}


def test_without_a_series_the_countries_must_be_the_same() -> None:
    about = {"series": None, "about_countries": ("TCD",)}
    contexts: Contexts = {
        ("S/1",): report("2044-02-14", **about),
        ("S/2",): report("2044-02-14", series=None),
        ("S/3",): report("2044-06-10", previous_date="2044-02-14", **about),
        ("S/4",): report("2044-06-10", previous_date="2044-02-14", series=None),
    }
    assert changes(contexts) == {"S/3": {"previous": "S/1"}}


def test_a_period_begins_the_day_after_the_one_before_ended_report_by_report() -> None:
    contexts: Contexts = {
        ("S/3",): report("2044-09-01", previous="A/2"),
        ("S/2", "A/2"): report("2044-06-10", previous="S/1"),
        ("S/1",): report("2044-02-14", period_start="2043-10-01", period_end="2044-01-31"),
    }
    assert changes(contexts) == {
        "S/2": {"period_start": day("2044-02-01"), "period_end": day("2044-06-10"), "period_from": "previous"},
        "S/3": {"period_start": day("2044-06-11"), "period_end": day("2044-09-01"), "period_from": "previous"},
    }


def test_what_the_report_says_stays() -> None:
    before: dict[tuple[str, ...], DocumentContext] = {("S/1",): report("2044-02-14", period_end="2044-01-31")}
    said = report("2044-06-10", previous="S/1", period_start="2044-03-01")
    assert changes(before | {("S/2",): said}) == {}
    end = report("2044-06-10", previous="S/1", period_end="2044-05-31")
    assert changes(before | {("S/2",): end}) == {
        "S/2": {"period_start": day("2044-02-01"), "period_end": day("2044-05-31"), "period_from": "previous"}
    }


def test_an_end_that_is_not_said_begins_no_period() -> None:
    contexts: Contexts = {("S/1",): report("2044-02-14"), ("S/2",): report("2044-06-10", previous="S/1")}
    assert changes(contexts) == {}


def test_less_than_a_week_after_the_report_before_is_no_period() -> None:
    before: dict[tuple[str, ...], DocumentContext] = {("S/1",): report("2044-02-14", period_end="2044-02-14")}
    assert changes(before | {("S/2",): report("2044-02-20", previous="S/1")}) == {}
    assert set(changes(before | {("S/2",): report("2044-02-21", previous="S/1")})) == {"S/2"}


def test_only_reports_have_a_period_from_the_report_before() -> None:
    before: dict[tuple[str, ...], DocumentContext] = {("S/1",): report("2044-02-14", period_end="2044-01-31")}
    assert changes(before | {("S/2",): report("2044-06-10", kind="corrigendum", previous="S/1")}) == {}


def test_the_context_of_a_report() -> None:
    rows = tuple(Paragraph(key=str(i), number=i, part="body", section=None, order=i, text="Calm.") for i in (1, 2))
    head = Masthead(kind="report", date=day("2044-06-10"), mission="unxyz", previous="S/1", title="On Ruritania")
    read = Report(document="S/2", masthead=head, sections=(), paragraphs=rows, source="r.txt", sha256="0")
    number = {"label": "COUNT", "paragraph": "1", "start": 0, "end": 5, "text": "Calm.", "source": "rule:test"}
    facts = (
        CountFact(count="m1", sentence_text="Calm.", awaited_time="period"),
        CountFact(count="m2", sentence_text="Calm."),
    )  # fmt: skip
    mentions = tuple(Mention.model_validate(number | {"id": f"m{i}"}) for i in (1, 2))
    found = Extraction(report=read, mentions=mentions, relations=(), counts=facts)
    assert context_of(found) == report(
        "2044-06-10", series=None, previous="S/1", characters=10, awaited_times={"m1": "period"}
    )


def test_a_share_is_changed_in_all_forms() -> None:
    row = DocumentRow.model_validate(
        {name: field.examples[0] for name, field in DocumentRow.model_fields.items() if field.examples}
    )
    columns = {"previous": "S/2043/1", "period_from": "previous"}
    share = share_of({"documents": [row]})
    assert changed(share, {}) == share
    assert changed(share, columns) == share_of({"documents": [with_changes(row, columns)]}) != share


def test_counts_that_await_the_period_have_it_once_it_is_filled() -> None:
    said = CountRow.model_validate({n: f.examples[0] for n, f in CountRow.model_fields.items() if f.examples})
    empty = {"times": (), "time_from": None, "time_start": None, "time_end": None, "time_score": None}
    waiting = said.model_copy(update=empty | {"count": "S/2044/7#m1"})
    silent = said.model_copy(update=empty | {"count": "S/2044/7#m2"})
    document = DocumentRow.model_validate({n: f.examples[0] for n, f in DocumentRow.model_fields.items() if f.examples})
    columns = {"period_start": day("2044-02-01"), "period_end": day("2044-06-10"), "period_from": "previous"}
    share = share_of({"documents": [document], "counts": [waiting, silent, said]})
    filled = {
        "times": ("2044-02-01/2044-06-10",), "time_from": "document",
        "time_start": day("2044-02-01"), "time_end": day("2044-06-10"),
    }  # fmt: skip
    assert changed(share, columns, {"m1": "document"}) == share_of({
        "documents": [with_changes(document, columns)], "counts": [waiting.model_copy(update=filled), silent, said],
    })  # fmt: skip
    assert changed(share, {"previous": "S/1"}, {"m1": "document"})["counts"] == share["counts"]


SAID = {"time_from": "said", "time_start": day("2044-05-03"), "time_end": day("2044-05-03"), "country": "TCD"}
MAY = {"time_start": day("2044-05-01"), "time_end": day("2044-05-31")}


@pytest.mark.parametrize(
    ("value", "cells", "is_told"),
    [
        (8, {}, True), (8, MAY, False), (100, MAY, True), (8, {"measure": "stock"}, False),
        (8, {"time_from": "document"}, False), (8, {"country": None}, False), (8, {"repeats": "m0"}, False),
    ],
)  # fmt: skip
def test_two_reports_say_one_fact_in_a_large_number_or_of_a_day(value: int, cells: Any, is_told: bool) -> None:
    number = {"label": "COUNT", "paragraph": "1", "start": 0, "end": 5, "text": "Calm.", "source": "rule:test"}
    count = Mention.model_validate({"id": "m1", **number, "value_min": value, "value_max": value, "event": "killed"})
    fact = CountFact.model_validate({"count": "m1", "sentence_text": "Calm.", "unit_lemma": "officer", **SAID, **cells})
    paragraph = Paragraph(key="1", number=1, part="body", section=None, order=1, text="Calm.")
    contexts: Contexts = {}
    for name, date in (("S/2", "2044-06-10"), ("S/3", "2044-07-10")):
        head = Masthead(kind="report", date=day(date), title="On Ruritania")
        read = Report(document=name, masthead=head, sections=(), paragraphs=(paragraph,), source="r.txt", sha256="0")
        found = Extraction(report=read, mentions=(count,), relations=(), counts=(fact,))
        contexts = {**contexts, (name,): report(date, facts=facts_told(found))}
    assert also_in(contexts) == ({"S/2": {"m1": ("S/3",)}, "S/3": {"m1": ("S/2",)}} if is_told else {})
