"""An extraction made by hand, with everything that a table can hold."""

import datetime

import pytest

from sgreports.model.base import Box, Issue
from sgreports.model.facts import Cue, Extraction, Mention, Relation
from sgreports.model.report import Figure, Masthead, NoteCall, Paragraph, Piece, Report, Section, Table

TEXT = "UNICEF, jointly with UNHCR, reached 40 children in Chad."
LINES = (
    Piece(start=0, end=20, box=Box(page=2, x0=100, top=50, x1=300, bottom=60)),
    Piece(start=21, end=56, box=Box(page=2, x0=100, top=62, x1=450, bottom=72)),
)


def mention(number: int, label: str, text: str, entity: str, **more: object) -> Mention:
    start = TEXT.index(text)
    place = {"paragraph": "1", "start": start, "end": start + len(text), "text": text}
    return Mention.model_validate(
        {"id": f"m{number}", "label": label, "entity": entity, "source": "rule:test", **place, **more}
    )


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    masthead = Masthead(
        symbols=("A/99/7", "E/2044/3"), title="Invented", kind="report", session=99, date=datetime.date(2044, 5, 6)
    )
    paragraphs = (
        Paragraph(key="1", number=1, part="body", section="I", order=1, text=TEXT, pieces=LINES,
                  calls=(NoteCall(mark="1", offset=7, paragraph="fn-1"),)),
        Paragraph(key="fn-1", number=None, part="footnote", section=None, order=2, text="=SUM(A1)"),
    )  # fmt: skip
    report = Report(
        document="A/99/7", masthead=masthead, paragraphs=paragraphs, source="A_99_7.pdf", sha256="0" * 64, pages=2,
        sections=(Section(key="I", level=1, label="I", title="-", parent=None, order=0),),
        tables=(Table(key="table-1", number="1", title="T", page=2, section="I", cells=(("a", ""), ("+1", "@b"))),),
        figures=(Figure(key="figure-1", number=None, title=None, page=2, section=None),),
        issues=(Issue(code="numbering-gap", detail="no 2"),),
    )  # fmt: skip
    mentions = (
        mention(1, "AGENCY", "UNICEF", "unicef", kind="un"),
        mention(2, "AGENCY", "UNHCR", "unhcr", kind="un"),
        mention(3, "COUNT", "40", "40", kind="cardinal", unit="children", value_min=40.0, value_max=40.0),
        mention(4, "COUNTRY", "Chad", "TCD", form="name"),
    )
    relations = (
        Relation(id="r1", paragraph="1", type="works_with", subject="m1", object="m2", evidence=TEXT, rule="with",
                 trigger=Cue(start=8, end=20, text="jointly with")),
        Relation(id="r2", paragraph="1", type="count_in", subject="m3", object="m4", evidence=TEXT, rule="in",
                 attributed_to="m1", polarity="negated"),
    )  # fmt: skip
    return Extraction(report=report, mentions=mentions, relations=relations)
