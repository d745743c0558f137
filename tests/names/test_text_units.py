"""Mentions of headings and cells: all labels but COUNT, with what the paragraphs know."""

import pytest

from invented.reports import report_of
from sgreports.model.facts import Extraction
from sgreports.model.report import TextUnit
from sgreports.pipeline import find
from sgreports.settings import Settings

pytestmark = pytest.mark.model
TEXT = "The Lagoon Water Commission (LWC) met the Government of Chad. The Commission reached 40 children in 2043."


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    units = (
        TextUnit(key="title/1", kind="title", text="Situation in Chad", order=0),
        TextUnit(key="heading/I", kind="heading", text="Work of the Security Council, 2042–2043", order=0),
        TextUnit(key="cell/table-1/0/0", kind="cell", text="LWC (A/99/7), 12 wells", order=1),
        TextUnit(key="cell/table-1/0/1", kind="cell", text="2043", order=1),
    )
    return find(report_of(TEXT, document="S/2044/7", text_units=units), Settings())


def test_text_units_have_all_mentions_but_counts(extraction: Extraction) -> None:
    assert [(m.paragraph, m.label, m.text, m.entity) for m in extraction.text_unit_mentions] == [
        ("title/1", "COUNTRY", "Chad", "TCD"),
        ("heading/I", "AGENCY", "Security Council", "sc"),
        ("heading/I", "YEAR", "2042–2043", "2042/2043"),
        ("cell/table-1/0/0", "AGENCY", "LWC", "lwc"),
        ("cell/table-1/0/0", "INSTRUMENT", "A/99/7", "A/99/7"),
        ("cell/table-1/0/1", "YEAR", "2043", "2043"),
    ]


def test_ids_go_on_from_those_of_the_paragraphs(extraction: Extraction) -> None:
    ids = [m.id for m in (*extraction.mentions, *extraction.text_unit_mentions)]
    assert ids == [f"m{i}" for i in range(1, len(ids) + 1)]
    assert {m.paragraph for m in extraction.mentions} == {"1"}


def test_paragraphs_are_read_as_without_text_units(extraction: Extraction) -> None:
    alone = extraction.report.model_copy(update={"text_units": ()})
    without = find(alone, Settings())
    assert (without.mentions, without.relations) == (extraction.mentions, extraction.relations)


def test_without_the_setting_only_paragraphs_have_mentions(extraction: Extraction) -> None:
    found = find(extraction.report, Settings(text_unit_mentions=False))
    assert (found.text_unit_mentions, found.report.text_units) == ((), extraction.report.text_units)
