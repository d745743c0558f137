"""Job numbers that a note pushes up the page, and notes under a typed rule, are no text."""

from drawn.paper import SENTENCE, Paper
from drawn.reading import report as read
from sgreports.model.report import Report


def texts(paper: Paper) -> list[tuple[str, str]]:
    return texts_of(read(paper))


def texts_of(report: Report) -> list[tuple[str, str]]:
    return [(paragraph.key, paragraph.text) for paragraph in report.paragraphs if paragraph.part != "cover"]


def table_with_a_note(paper: Paper, top: float) -> None:
    """Four rows from `top` on, and under a rule the note that one of them calls."""
    for row, (name, number) in enumerate((("Chad", "12"), ("Mali", "3 a/"), ("Norway", "7"), ("Peru", "5"))):
        paper.put(120, top + 12 * row, name)
        paper.put(320, top + 12 * row, number)
    paper.line(60, top + 70, 180, top + 70)
    paper.put(90, top + 94, "a/     In the north.")


def begun() -> Paper:
    paper = Paper().page()
    paper.put(60, 50, "S/1994/12*")
    paper.put(230, 90, "REPORT OF THE SECRETARY-GENERAL")
    paper.put(60, 130, "1.  " + SENTENCE)
    paper.rows(60, 142, [SENTENCE] * 4)
    return paper


def test_job_number_and_bar_code_inside_a_paragraph() -> None:
    paper = begun()
    paper.put(60, 220, "2.  " + SENTENCE)
    paper.rows(60, 232, ["The mission has been working with the many"])
    paper.put(60, 270, "94-12345 (E) 041294")
    paper.put(500, 270, "/...")
    paper.put(60, 290, "*9412345*", size=26)
    paper.page()
    paper.rows(60, 100, ["authorities on the return of all."])
    paper.put(60, 130, "3.  " + SENTENCE)
    assert texts(paper) == [
        ("1", " ".join([SENTENCE] * 5)),
        ("2", f"{SENTENCE} The mission has been working with the many authorities on the return of all."),
        ("3", SENTENCE),
    ]


def test_note_under_a_typed_rule_is_a_note() -> None:
    paper = begun()
    paper.put(60, 220, "2.  " + SENTENCE)
    paper.put(60, 640, "_" * 24)
    paper.put(90, 664, "*     Reissued for technical reasons on")
    paper.put(60, 676, "the last day of May.")
    paper.put(60, 720, "94-12345 (E) 041294")
    assert texts(paper) == [
        ("fn-*", "Reissued for technical reasons on the last day of May."),
        ("1", " ".join([SENTENCE] * 5)),
        ("2", SENTENCE),
    ]


def test_notes_under_a_drawn_rule_are_notes_down_to_the_text_that_goes_on() -> None:
    paper = begun()
    paper.put(60, 220, "2.  As follows: Chad 20 a/, Mali 7 b/.")
    paper.line(60, 250, 180, 250)
    paper.put(90, 274, "a/     Two of them on leave since the first")
    paper.put(60, 286, "day of May.")
    paper.put(90, 310, "b/     In the north.")
    paper.put(90, 334, "61     On the roads.")
    paper.put(60, 364, "3.  " + SENTENCE)
    assert texts(paper) == [
        ("1", " ".join([SENTENCE] * 5)),
        ("2", "As follows: Chad 20, Mali 7."),
        ("fn-a", "Two of them on leave since the first day of May."),
        ("fn-b", "In the north. 61 On the roads."),
        ("3", SENTENCE),
    ]


def test_number_far_above_the_foot_is_no_page_number() -> None:
    paper = begun()
    paper.page()
    paper.put(60, 50, "S/1994/12")
    paper.put(60, 100, "2.  " + SENTENCE)
    paper.put(60, 690, "490")
    paper.put(500, 740, "/...")
    assert texts(paper) == [("1", " ".join([SENTENCE] * 5)), ("2", f"{SENTENCE} 490")]


def test_text_under_a_table_that_a_colon_announced_is_a_paragraph_of_its_own() -> None:
    paper = begun()
    paper.page()
    paper.put(60, 50, "S/1994/12")
    paper.put(60, 100, "2.  The strength is as follows:")
    table_with_a_note(paper, 130)
    paper.put(60, 260, SENTENCE)
    report = read(paper)
    assert texts_of(report) == [
        ("1", " ".join([SENTENCE] * 5)),
        ("2", "The strength is as follows:"),
        ("2+1", SENTENCE),
        ("fn-a", "In the north."),
    ]
    assert not [issue for issue in report.issues if issue.code == "note-uncalled"]


def test_note_under_the_table_of_an_annex_is_the_annex_s() -> None:
    paper = begun()
    paper.page()
    paper.put(60, 50, "S/1994/12")
    paper.put(290, 110, "Annex")
    paper.put(240, 134, "Guards of the northern halls")
    table_with_a_note(paper, 160)
    assert texts(paper) == [("1", " ".join([SENTENCE] * 5)), ("annex-1/fn-a", "In the north.")]
