"""What rows add to what they are made of: pages of issues, styles one by one, ids and sums of counts."""

from sgreports.dataset.rows.document_rows import rows_of
from sgreports.model.base import Box, Issue
from sgreports.model.facts import CountFact, CountScores, Extraction
from sgreports.model.records import CountRow, IssueRow, MentionRow, ParagraphRow, TextUnitRow
from sgreports.model.report import Piece, Recognized, Style, TextUnit


def test_an_issue_is_on_the_page_where_its_paragraph_begins(extraction: Extraction) -> None:
    issues = (
        Issue(code="a", detail="", paragraph="1"), Issue(code="b", detail="", paragraph="1", page=9),
        Issue(code="c", detail="", paragraph="fn-1"), Issue(code="d", detail=""),
    )  # fmt: skip
    rows = rows_of(extraction.model_copy(update={"issues": issues}))["issues"]
    assert [(row.code, row.page) for row in rows if isinstance(row, IssueRow)] == [
        ("numbering-gap", None), ("a", 2), ("b", 9), ("c", None), ("d", None),
    ]  # fmt: skip


def test_a_text_in_bold_italics_has_two_styles(extraction: Extraction) -> None:
    first, *others = extraction.report.paragraphs
    styles = (Style(start=0, end=6, bold=True, italic=True), Style(start=7, end=9, italic=True))
    words = (Recognized(start=0, end=6, confidence=0.4), Recognized(start=7, end=9, confidence=0.8))
    paragraphs = (first.model_copy(update={"styles": styles, "recognized": words}), *others)
    report = extraction.report.model_copy(update={"paragraphs": paragraphs})
    row = rows_of(extraction.model_copy(update={"report": report}))["paragraphs"][0]
    assert isinstance(row, ParagraphRow)
    assert [(s.start, s.end, s.style) for s in row.styles] == [(0, 6, "bold"), (0, 6, "italic"), (7, 9, "italic")]
    assert row.ocr == 0.5


def test_a_count_is_a_row_with_its_mention_and_page(extraction: Extraction) -> None:
    facts = (
        CountFact(count="m3", sentence_text="S.", attributed_to="m1", agents=("unicef",), part_of="m3",
                  scores=CountScores(score=0.5, time_score=0.7)),
        CountFact(count="m3", sentence_text="S.", modality="planned", measure="limit", not_additive="limit"),
    )  # fmt: skip
    one, two = rows_of(extraction.model_copy(update={"counts": facts}))["counts"]
    assert isinstance(one, CountRow)
    assert isinstance(two, CountRow)
    assert (one.count, one.part_of, one.attributed_to) == ("A/99/7#m3", "A/99/7#m3", "A/99/7#m1")
    assert (one.text, one.value_min, one.unit, one.page, one.agents) == ("40", 40.0, "children", 2, ("unicef",))
    assert (one.score, one.time_score, one.unit_score) == (0.5, 0.7, None)
    assert [(row.additive, row.not_additive) for row in (one, two)] == [(True, None), (False, "limit")]


def test_a_mention_of_a_heading_is_in_no_paragraph(extraction: Extraction) -> None:
    box = Box(page=3, x0=0, top=0, x1=80, bottom=9)
    units = (
        TextUnit(key="heading/I", kind="heading", text="In Chad.", order=0, page=3,
                 pieces=(Piece(start=0, end=8, box=box),)),
        TextUnit(key="cell/table-1/0/0", kind="cell", text="a", order=1, page=2),
    )  # fmt: skip
    named = extraction.mentions[3].model_copy(update={"id": "m5", "paragraph": "heading/I", "start": 3, "end": 7})
    report = extraction.report.model_copy(update={"text_units": units})
    rows = rows_of(extraction.model_copy(update={"report": report, "text_unit_mentions": (named,)}))
    assert rows["text_units"] == [
        TextUnitRow(document="A/99/7", text_unit="heading/I", kind="heading", text="In Chad.", page=3,
                    boxes=((3, 0, 0, 80, 9),)),
        TextUnitRow(document="A/99/7", text_unit="cell/table-1/0/0", kind="cell", text=None, page=2, boxes=None),
    ]  # fmt: skip
    last = rows["mentions"][-1]
    assert isinstance(last, MentionRow)
    assert (last.id, last.paragraph, last.text_unit) == ("A/99/7#m5", None, "heading/I")
    assert (last.page, last.boxes, last.entity) == (3, ((3, 30, 0, 70, 9),), "TCD")
