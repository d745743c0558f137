"""The text of a Word file: tracked changes, notes, links, fields, text boxes, masthead and headings."""

import datetime
from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Inches

from drawn.word import Word, body, run
from sgreports.knowledge.layout.covers import heading_level, heading_styles
from sgreports.model.report import Link, Style

BOX = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Office of the Chief</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
KINDS = ("Choice", "Fallback")
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>{}</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="2" w:author="a">{}</w:ins>'
GONE_MARK = '<w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>'


def test_insertions_are_text_and_deletions_are_not(tmp_path: Path) -> None:
    word = Word()
    word.xml(run("1. The team has ") + DELETED.format("five") + INSERTED.format(run("six")) + run(" members."))
    assert body(word.read(tmp_path)) == [("1", "The team has six members.")]


def test_paragraph_whose_mark_was_deleted_is_one_with_the_next(tmp_path: Path) -> None:
    word = Word()
    word.xml(GONE_MARK + run("1. The team met in spring. "))
    word.xml(run("It met again in autumn."))
    assert body(word.read(tmp_path)) == [("1", "The team met in spring. It met again in autumn.")]


def test_footnotes_are_tied_to_their_calls(tmp_path: Path) -> None:
    word = Word()
    first, second = word.note("See the earlier report."), word.note("See the later report.")
    word.xml(run("1. The team met") + first + run(" twice.") + second)
    word.xml(run("2. It met again."))
    report = word.read(tmp_path)
    assert body(report) == [
        ("1", "The team met twice."),
        ("fn-1", "See the earlier report."),
        ("fn-2", "See the later report."),
        ("2", "It met again."),
    ]
    assert [(c.mark, c.offset, c.paragraph) for c in report.paragraphs[0].calls] == [
        ("1", 12, "fn-1"),
        ("2", 19, "fn-2"),
    ]
    assert report.issues == ()


def test_note_with_a_mark_of_its_own(tmp_path: Path) -> None:
    word = Word()
    word.note("Reissued for technical reasons.")
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    word.xml(run("1. The team met.") + own + word.note("See the earlier report."))
    assert body(word.read(tmp_path)) == [
        ("1", "The team met."),
        ("fn-*", "Reissued for technical reasons."),
        ("fn-1", "See the earlier report."),
    ]


def test_links_of_elements_and_of_fields(tmp_path: Path) -> None:
    word = Word()
    address = word.link("https://docs.un.org/en/S/2044/7")
    word.xml(
        run("1. See ")
        + f'<w:hyperlink r:id="{address}">{run("S/2044/7")}</w:hyperlink>'
        + run(" and ")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + '<w:r><w:instrText>HYPERLINK "https://docs.un.org/en/S/2044/8"</w:instrText></w:r>'
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("S/2044/8")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + run(".")
    )
    (paragraph,) = word.read(tmp_path).paragraphs
    assert paragraph.text == "See S/2044/7 and S/2044/8."
    assert paragraph.links == (
        Link(start=4, end=12, uri="https://docs.un.org/en/S/2044/7"),
        Link(start=17, end=25, uri="https://docs.un.org/en/S/2044/8"),
    )


def test_text_inside_an_instruction_is_none(tmp_path: Path) -> None:
    word = Word()
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    word.xml(run("1. The team met") + begin + run("IF 1 = 1") + separate + run(" twice") + end + run("."))
    assert body(word.read(tmp_path)) == [("1", "The team met twice.")]


def test_instruction_left_open_hides_no_later_text(tmp_path: Path) -> None:
    word = Word()
    word.xml(run("1. The team met.") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    word.xml(run("2. It met again."))
    assert body(word.read(tmp_path)) == [("1", "The team met."), ("2", "It met again.")]


def test_text_boxes_and_hidden_text_are_left_out(tmp_path: Path) -> None:
    word = Word()
    word.xml(run("1. The team") + BOX + run(" secretly", "<w:vanish/>") + run(" met."))
    report = word.read(tmp_path)
    assert body(report) == [("1", "The team met.")]
    assert [(i.code, i.detail[:12]) for i in report.issues] == [
        ("text-boxes", "1 text boxes"),
        ("hidden-text", "8 characters"),
    ]


WHITE = '<w:color w:val="FFFFFF"/>'
HIDDEN = ["<w:vanish/>", WHITE, '<w:color w:val="FDFDFD"/>', '<w:sz w:val="2"/>', '<w:rStyle w:val="Unseen"/>']
HIDDEN += ['<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>']
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
FILL = f"<w14:textFill {W14}>%s</w14:textFill>"
OUTLINE = f'<w14:textOutline {W14}><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textOutline>'
COLOUR = '<w14:solidFill><w14:srgbClr w14:val="%s"/></w14:solidFill>'
HIDDEN += ['<w:w w:val="1"/>', FILL % "<w14:noFill/>", FILL % (COLOUR % "FFFFFF")]
SEEN = ['<w:w w:val="66"/>', OUTLINE + FILL % "<w14:noFill/>", WHITE + FILL % (COLOUR % "002060")]
SEEN += [f'{WHITE}<w:shd w:val="clear" w:fill="002060"/>', f'{WHITE}<w:highlight w:val="black"/>', '<w:sz w:val="8"/>']
SEEN += ['<w:color w:val="auto"/>', '<w:vanish w:val="0"/>', '<w:color w:val="808080"/>']


def with_run(tmp_path: Path, properties: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The body of a file with a run of these properties, and what is said of hidden text."""
    word = Word()
    word.document.styles.add_style("Unseen", 2).font.hidden = True
    word.xml(run("1. The team met."))
    word.xml(run("2. It has ") + run("5,000 ", properties) + run("members."))
    report = word.read(tmp_path)
    return body(report), [issue.detail for issue in report.issues if issue.code == "hidden-text"]


@pytest.mark.parametrize("properties", HIDDEN)
def test_text_that_no_reader_sees_is_not_read(tmp_path: Path, properties: str) -> None:
    assert with_run(tmp_path, properties) == (
        [("1", "The team met."), ("2", "It has members.")],
        [
            "5 characters that no reader sees are not read: in paragraphs 2 of the file"
            " (set hidden, too small, without a colour of their own, or off the page)."
        ],
    )


@pytest.mark.parametrize("properties", SEEN)
def test_text_that_is_seen_is_read(tmp_path: Path, properties: str) -> None:
    assert with_run(tmp_path, properties) == ([("1", "The team met."), ("2", "It has 5,000 members.")], [])


@pytest.mark.parametrize(
    ("place", "seen"),
    [('w:x="-9000" w:w="3000"', False), ('w:y="20000"', False), ('w:x="1000" w:y="1000"', True), ('w:x="-600"', True)],
)
def test_a_frame_off_the_page_is_not_read(tmp_path: Path, place: str, seen: bool) -> None:
    word = Word()
    word.xml(run("1. The team met."))
    word.xml(f'<w:pPr><w:framePr {place} w:hAnchor="page" w:vAnchor="page"/></w:pPr>' + run("2. It has 5,000 members."))
    report = word.read(tmp_path)
    assert body(report) == [("1", "The team met."), ("2", "It has 5,000 members.")][: 1 + seen]
    assert [issue.code for issue in report.issues if issue.code == "hidden-text"] == ["hidden-text"][: not seen]


@pytest.mark.parametrize(("offset", "seen"), [(-9_000_000, False), (900_000, True)])
def test_a_text_box_off_the_page_is_not_read(tmp_path: Path, offset: int, seen: bool) -> None:
    drawing = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    place = f"<wp:positionH><wp:posOffset>{offset}</wp:posOffset></wp:positionH>"
    prose = run("The mission has 5,000 members. " * 6)
    box = f"<w:txbxContent><w:p>{prose}</w:p></w:txbxContent>"
    word = Word()
    word.xml(
        run("1. The team met.")
        + f'<w:r><w:drawing><wp:anchor {drawing}>{place}<wp:extent cx="9" cy="9"/>{box}</wp:anchor></w:drawing></w:r>'
    )
    report = word.read(tmp_path)
    assert ["5,000" in row.text for row in report.paragraphs if row.part == "box" or row.number is None] == [True][
        :seen
    ]
    assert [issue.code for issue in report.issues if issue.code == "hidden-text"] == ["hidden-text"][: not seen]


def test_white_letters_in_a_shaded_cell_or_paragraph_are_read(tmp_path: Path) -> None:
    word = Word()
    shading = '<w:pPr><w:shd w:val="clear" w:fill="002060"/></w:pPr>'
    word.xml(shading + run("1. The team met.", WHITE))
    table = word.document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Place", "Staff", "North", "120"), strict=True):
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="000000"/>'))
        cell.paragraphs[0]._p.append(parse_xml(run(text, WHITE).replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))
    report = word.read(tmp_path)
    assert body(report) == [("1", "The team met.")]
    assert [found.cells for found in report.tables] == [(("Place", "Staff"), ("North", "120"))]


def test_the_base_of_a_ruby_is_text_and_its_reading_is_not(tmp_path: Path) -> None:
    word = Word()
    ruby = "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>"
    word.xml(run("1. The team met in ") + ruby.format(run("tou-kyou"), run("Tokyo")) + run(" again."))
    assert body(word.read(tmp_path)) == [("1", "The team met in Tokyo again.")]


def test_paragraphs_are_numbered_beyond_a_thousand(tmp_path: Path) -> None:
    word = Word()
    for number in range(1, 1003):
        word.put(f"{number}.\tThe team met again.")
    assert [key for key, _ in body(word.read(tmp_path))] == [str(number) for number in range(1, 1003)]


def test_breaks_hyphens_and_types(tmp_path: Path) -> None:
    word = Word()
    more = "<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:br/><w:t>work.</w:t></w:r>"
    word.xml(run("1. The ") + run("Daily Post", "<w:i/>") + run(" praised ") + more)
    (paragraph,) = word.read(tmp_path).paragraphs
    assert paragraph.text == "The Daily Post praised non-stop work."
    assert paragraph.styles == (Style(start=4, end=14, italic=True),)


def test_levels_of_headings_come_from_styles(tmp_path: Path) -> None:
    word = Word()
    for name in ("_ H _Ch", "_ H_1", "_ H_2/3"):
        word.style(name)
    word.put("\tI.\tOverview of the region", "_ H _Ch")
    word.put("\tA.\tThe north", "_ H _Ch")
    word.put("\t\tThe coast", "_ H_1")
    word.put("\t\tPorts", "_ H_2/3")
    word.put("1.\tThe team met twice.")
    word.put("\t\tThe hills", "_ H_1")
    word.put("2.\tIt met again.")
    report = word.read(tmp_path)
    assert [(s.key, s.level, s.title) for s in report.sections] == [
        ("I", 1, "Overview of the region"),
        ("I.A", 2, "The north"),
        ("I.A.h1", 3, "The coast"),
        ("I.A.h1.h2", 4, "Ports"),
        ("I.A.h3", 3, "The hills"),
    ]
    assert [p.section for p in report.paragraphs] == ["I.A.h1.h2", "I.A.h3"]


@pytest.mark.parametrize("style", heading_styles(), ids=lambda style: style.pattern)
def test_examples_of_heading_styles(style: object) -> None:
    assert all(heading_level(name) for name in style.examples)  # type: ignore[attr-defined]


def test_styles_that_head_nothing() -> None:
    names = ("__Single Txt", "header", "Normal", "List Paragraph", "_Hello", "heading")
    assert [heading_level(name) for name in names] == [None] * len(names)


def test_masthead_of_the_first_pages_header(tmp_path: Path) -> None:
    word = Word()
    section = word.document.sections[0]
    section.different_first_page_header_footer = True
    head = section.first_page_header.add_table(2, 2, width=Inches(6))
    head.cell(0, 0).text, head.cell(0, 1).text = "United Nations", "A/99/6 (Sect. 4)"
    head.cell(1, 0).text, head.cell(1, 1).text = "General Assembly", "Distr.: General\n3 May 2044\nOriginal: French"
    section.first_page_footer.paragraphs[0].text = "44-01234 (E)    280544"
    section.header.paragraphs[0].text = "A/99/6 (Sect. 4)"
    word.put("Ninety-ninth session")
    word.put("The ferries of Ruritania")
    word.put("Report of the Secretary-General")
    word.put("\tI.\tIntroduction", "Heading 1")
    word.put("\t1.\tThe ferries ran on time.")
    report = word.read(tmp_path)
    head_ = report.masthead
    assert (report.document, head_.title, head_.kind, head_.author) == (
        "A/99/6(Sect.4)", "The ferries of Ruritania", "report", "Secretary-General",
    )  # fmt: skip
    assert (head_.date, head_.distribution, head_.original_language, head_.session, head_.job_number) == (
        datetime.date(2044, 5, 3), "General", "French", 99, "44-01234",
    )  # fmt: skip
    assert body(report) == [("1", "The ferries ran on time.")]


def test_masthead_in_the_text(tmp_path: Path) -> None:
    word = Word()
    table = word.document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "United Nations", "S/2044/7\nDistr.: General\n3 May 2044"
    word.put("Report of the Secretary-General on the ferries of Ruritania")
    word.put("1.\tThe ferries ran on time.")
    report = word.read(tmp_path)
    assert (report.document, report.masthead.date) == ("S/2044/7", datetime.date(2044, 5, 3))
    assert report.tables == ()


def test_content_controls_are_read(tmp_path: Path) -> None:
    word = Word()
    inner = f"<w:p>{run('1. The team met.')}</w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    word.document.element.body.insert(0, parse_xml(control))
    word.xml(run("2. It ") + f"<w:sdt><w:sdtContent>{run('met')}</w:sdtContent></w:sdt>" + run(" again."))
    assert body(word.read(tmp_path)) == [("1", "The team met."), ("2", "It met again.")]


def test_text_box_with_prose_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    word = Word()
    prose = "The ferries of Ruritania carried more people than in any year before. " * 3
    box = f"<w:p>{run(prose)}</w:p>"
    drawn = "".join(f"<mc:{kind}><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:{kind}>" for kind in KINDS)
    word.xml(run("1. The team met.") + f"<w:r><mc:AlternateContent {MC}>{drawn}</mc:AlternateContent></w:r>")
    word.xml(run("2. It met again."))
    report = word.read(tmp_path)
    assert body(report) == [("1", "The team met."), ("1+1", prose.strip()), ("2", "It met again.")]
    assert report.issues == ()


def test_corrigendum_without_numbers_has_a_cover(tmp_path: Path) -> None:
    word = Word()
    word.put("Ninety-ninth session")
    word.put("The ferries of Ruritania", "Heading 1")
    word.put("Corrigendum", "Heading 2")
    word.put("Paragraph 4", "Heading 2")
    sentence = "Replace the second sentence by the following: The ferries ran on time, and most of them were full."
    word.put(sentence)
    report = word.read(tmp_path)
    assert [(p.key, p.text) for p in report.paragraphs] == [
        ("cover/1", "Ninety-ninth session"),
        ("cover/2", "The ferries of Ruritania"),
        ("cover/3", "Corrigendum"),
        ("0+1", sentence),
    ]
    assert [s.title for s in report.sections] == ["Paragraph 4"]


def test_title_of_an_annex_ends_at_a_heading_of_another_level(tmp_path: Path) -> None:
    word = Word()
    word.put("1.\tThe ferries ran on time.")
    word.put("Annex I", "Heading 1")
    word.put("The fleet", "Heading 1")
    word.put("Ferries of the north", "Heading 2")
    word.put("1.\tThere are two.")
    report = word.read(tmp_path)
    assert [(s.key, s.title) for s in report.sections] == [
        ("annex-1", "The fleet"),
        ("annex-1/h1", "Ferries of the north"),
    ]


def test_long_sentence_in_a_heading_style_is_text(tmp_path: Path) -> None:
    word = Word()
    sentence = (
        "The ferries of Ruritania carried more people than in any year before, and most of them were on time." * 2
    )
    word.put("1.\tThe team met.")
    word.put(sentence, "Heading 1")
    word.put("2.\tIt met again.")
    report = word.read(tmp_path)
    assert body(report) == [("1", "The team met."), ("1+1", sentence), ("2", "It met again.")]
    assert report.sections == ()


def test_embedded_file_is_an_issue(tmp_path: Path) -> None:
    word = Word()
    word.put("1.\tThe ferries ran on time.")
    word.document.element.body.insert(0, parse_xml(f"<w:altChunk {nsdecls('w')}/>"))
    assert [issue.code for issue in word.read(tmp_path).issues] == ["embedded-files"]


def test_moved_text_stands_where_it_was_moved_to(tmp_path: Path) -> None:
    word = Word()
    word.xml(run("1. The team met.") + f'<w:moveFrom w:id="1" w:author="a">{run(" It was late.")}</w:moveFrom>')
    word.xml(run("2. It met again.") + f'<w:moveTo w:id="2" w:author="a">{run(" It was late.")}</w:moveTo>')
    assert body(word.read(tmp_path)) == [("1", "The team met."), ("2", "It met again. It was late.")]


def test_endnotes_have_roman_marks(tmp_path: Path) -> None:
    word = Word()
    calls = [word.note(f"See report number {n}.", "endnote") for n in (1, 2)]
    word.xml(run("1. The team met") + calls[0] + run(" twice.") + calls[1])
    report = word.read(tmp_path)
    assert body(report) == [
        ("1", "The team met twice."),
        ("fn-i", "See report number 1."),
        ("fn-ii", "See report number 2."),
    ]
    assert [(c.mark, c.paragraph) for c in report.paragraphs[0].calls] == [("i", "fn-i"), ("ii", "fn-ii")]
    assert report.issues == ()


def test_signs_and_formulas(tmp_path: Path) -> None:
    word = Word()
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    signs = '<w:r><w:sym w:font="Arial" w:char="00B0"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    formula = f"<m:oMath {maths}><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    word.xml(run("1. It was 30") + signs + run("C, which is ") + formula + run(" more."))
    assert body(word.read(tmp_path)) == [("1", "It was 30°C, which is x+1 more.")]


def test_type_of_styles_of_characters(tmp_path: Path) -> None:
    word = Word()
    word.document.styles.add_style("Stress", 2).font.italic = True
    word.xml(run("1. The ") + run("Daily Post", '<w:rStyle w:val="Stress"/>') + run(" praised the team."))
    (paragraph,) = word.read(tmp_path).paragraphs
    assert paragraph.styles == (Style(start=4, end=14, italic=True),)
