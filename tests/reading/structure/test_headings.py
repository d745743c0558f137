"""Headings of typescripts, which nothing in the text marks: they are told by their place."""

from pathlib import Path

from drawn.paper import SENTENCE, Paper
from sgreports.model.report import Report
from sgreports.reading.assemble import assemble
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings

TEXT = "\n".join([SENTENCE] * 3)


def typed(*blocks: str) -> Report:
    """A report of blocks, a line each where it has line breaks; blocks that begin with a figure are numbered."""
    paper = Paper().page()
    paper.put(60, 60, "REPORT OF THE SECRETARY-GENERAL ON THE NORTH")
    paper.page()
    y = 100.0
    for block in blocks:
        lines = block.split("\n")
        paper.rows(60, y, lines)
        y += 12 * len(lines) + 14
    return assemble(read_pdf(Path("typed.pdf"), paper.pdf(), Settings()))


def seen(report: Report) -> tuple[list[tuple[str, str]], list[tuple[str, str | None]]]:
    """The sections' labels and titles; the paragraphs' keys and sections."""
    rows = [(row.key, row.section) for row in report.paragraphs if row.part == "body"]
    return [(section.label, section.title) for section in report.sections], rows


def test_underlined_heading_over_two_lines_is_one() -> None:
    report = typed(
        f"1. {TEXT}", "C. Restoration of the authority and implementation\nof its mandate", f"2. {TEXT}",
        "Recovery of the weapons held by private\nindividuals", f"3. {TEXT}",
    )  # fmt: skip
    sections = [("C", "Restoration of the authority and implementation of its mandate"),
                ("", "Recovery of the weapons held by private individuals")]  # fmt: skip
    assert seen(report) == (sections, [("1", None), ("2", "C"), ("3", "C.h1")])


def test_heading_right_under_a_heading() -> None:
    report = typed(
        f"1. {TEXT}", "II. MILITARY MATTERS", "Police restructuring", f"2. {TEXT}", "III. TROOPS", "A. Drill",
        "1. General", f"3. {TEXT}",
    )  # fmt: skip
    sections = [
        ("II", "MILITARY MATTERS"), ("", "Police restructuring"), ("III", "TROOPS"), ("A", "Drill"), ("1", "General"),
    ]  # fmt: skip
    assert seen(report) == (sections, [("1", None), ("2", "II.h1"), ("3", "III.A.1")])


def test_what_opens_a_quotation_under_a_heading_is_no_heading() -> None:
    opening = "We, the leaders of the parties of the country, meeting\nin the capital, hereby declare:"
    report = typed(f"1. {TEXT}", "A. Declaration", opening, f"2. {TEXT}")
    assert seen(report) == ([("A", "Declaration")], [("1", None), ("1+1", "A"), ("2", "A")])
    assert report.paragraphs[-2].text == opening.replace("\n", " ")


def test_paragraphs_of_a_preamble_are_rows_and_their_items_are_not() -> None:
    report = typed(
        f"1. {TEXT}", "A. Draft resolution", "The Council,", "Noting the adoption of the plan by the parties,",
        "Endorses the plan and requests its members:", "(a) To read it;", "(b) To carry it out.",
    )  # fmt: skip
    assert [(row.key, row.text) for row in report.paragraphs if row.part == "body"][1:] == [
        ("1+1", "The Council,"),
        ("1+2", "Noting the adoption of the plan by the parties,"),
        ("1+3", "Endorses the plan and requests its members: (a) To read it; (b) To carry it out."),
    ]


def test_a_title_in_italics_at_a_paragraph_s_beginning_is_no_heading() -> None:
    paper = Paper().page()
    paper.rows(60, 60, ["REPORT OF THE SECRETARY-GENERAL ON THE NORTH"])
    paper.page()
    paper.rows(60, 100, [f"1. {SENTENCE}", SENTENCE, SENTENCE])
    for row, title in enumerate(("The State of the Crops of the Year in All of the", "Lists of the Seeds")):
        paper.put(60, 160 + 40 * row, title, "I")
        paper.put(60, 172 + 40 * row, "Lands of the north (a publication of the mission, 2024).")
    report = assemble(read_pdf(Path("italic.pdf"), paper.pdf(), Settings()))
    assert report.sections == ()


def test_numbered_list_in_a_paragraph_has_no_headings() -> None:
    listed = ("1. The body listed its aims under three headings:", "I.   Aims that follow at once from what was found,",
              "II.  Reform of the courts and of the police;", "III. Steps towards peace.")  # fmt: skip
    report = typed(*listed, f"2. {TEXT}")
    assert seen(report) == ([], [("1", None), ("2", None)])
    assert report.paragraphs[-2].text == " ".join(" ".join(line.split()) for line in listed).removeprefix("1. ")


def test_heading_numbered_by_its_path_hangs_over_its_lines() -> None:
    paper = Paper().page()
    paper.put(60, 60, "REPORT OF THE SECRETARY-GENERAL ON THE NORTH")
    paper.page()
    paper.rows(60, 100, ["III.  STEPS TO BE TAKEN"])
    paper.rows(60, 130, ["III.B.  Protection of all of those who were named in the report"])
    paper.rows(107, 142, ["and who are held by the authorities of the south, or by those", "of the west"])
    paper.rows(60, 180, [f"1. {SENTENCE}", SENTENCE, SENTENCE])
    paper.rows(60, 230, ["III.B.2.  New laws"])
    paper.rows(60, 260, [f"2. {SENTENCE}", SENTENCE, SENTENCE])
    paper.rows(60, 310, ["III.B.(a).  Old laws"])
    paper.rows(60, 340, [f"3. {SENTENCE}", SENTENCE, SENTENCE])
    report = assemble(read_pdf(Path("typed.pdf"), paper.pdf(), Settings()))
    long = ("Protection of all of those who were named in the report and who are held by the authorities of the south,"
            " or by those of the west")  # fmt: skip
    sections = [("III", "STEPS TO BE TAKEN"), ("B", long), ("2", "New laws"), ("a", "Old laws")]
    assert seen(report) == (sections, [("1", "III.B"), ("2", "III.B.2"), ("3", "III.B.2.a")])
