"""The parts of typed reports: annexes that follow letters, and what is title and what is text below their heading."""

import datetime

from drawn.paper import SENTENCE, Paper, width
from drawn.reading import report as read


def centred(paper: Paper, y: float, *texts: str) -> None:
    for row, text in enumerate(texts):
        paper.put(306 - width(text) / 2, y + 12 * row, text)


def page_of_letter(paper: Paper, heading: str, *title: str) -> None:
    paper.page()
    paper.rows(480, 40, ["S/26005", "English", "Page 5"])
    centred(paper, 110, heading)
    centred(paper, 132, *title)
    paper.put(115, 190, SENTENCE)
    paper.put(85, 202, SENTENCE)
    paper.put(115, 226, SENTENCE)
    paper.put(361, 260, "(Signed) Somebody PERSON")


def test_annexes_that_follow_a_signature_are_parts_and_their_text_is_no_title() -> None:
    paper = Paper().page()
    centred(paper, 60, "FURTHER REPORT OF THE SECRETARY-GENERAL")
    for number in (1, 2, 3):
        paper.put(85, 100 + 60 * number, f"{number}.   {SENTENCE}")
        paper.put(85, 112 + 60 * number, SENTENCE)
    page_of_letter(paper, "Annex I", "Letter from one to another")
    page_of_letter(paper, "Annex II (A)", "Letter from another", "to the first")
    report = read(paper)
    assert [(s.key, s.title) for s in report.sections] == [
        ("annex-1", "Letter from one to another"),
        ("annex-2", "Letter from another to the first"),
    ]
    both, signed = f"{SENTENCE} {SENTENCE}", f"{SENTENCE} (Signed) Somebody PERSON"
    assert [(p.key, p.text) for p in report.paragraphs if p.part != "cover"] == [
        *((str(number), both) for number in (1, 2, 3)),
        ("annex-1/1", both),
        ("annex-1/2", signed),
        ("annex-2/1", both),
        ("annex-2/2", signed),
    ]


def test_short_line_in_the_middle_of_a_page_s_head_is_a_heading_whatever_ended_the_page_before() -> None:
    paper = Paper()
    for number in (1, 2, 3):
        paper.page()
        centred(paper, 90, ("REPORT OF THE SECRETARY-GENERAL", "Command", "Observations")[number - 1])
        paper.put(85, 130, f"{number}.   {SENTENCE}")
        paper.put(85, 142, SENTENCE.replace(".", ","))
    report = read(paper)
    assert [s.title for s in report.sections] == ["Command", "Observations"]
    text = f"{SENTENCE} {SENTENCE}".removesuffix(".") + ","
    assert [(p.key, p.text, p.section) for p in report.paragraphs if p.part == "body"] == [
        ("1", text, None),
        ("2", text, "h1"),
        ("3", text, "h2"),
    ]


def test_recommendation_in_bold_is_a_paragraph_and_a_long_heading_in_bold_is_none() -> None:
    paper = Paper()
    for page in (1, 2):
        paper.page()
        for number in range(1 + 4 * (page - 1), 5 + 4 * (page - 1)):
            paper.put(123, 30 + 60 * (number - 4 * (page - 1)), f"{number}.   {SENTENCE}")
            paper.put(123, 42 + 60 * (number - 4 * (page - 1)), SENTENCE)
    for row in range(3):
        paper.put(123, 320 + 12 * row, SENTENCE, "B")
    for row, text in enumerate(("Aim 1: the authorities are engaged in the return of those", "who had left, all over",
                                "the country.")):  # fmt: skip
        paper.put(123, 380 + 12 * row, text, "B")
    paper.put(123, 430, f"9.   {SENTENCE}")
    report = read(paper)
    last = [(p.key, p.section, p.text) for p in report.paragraphs][-2:]
    assert last == [("8+1", None, " ".join([SENTENCE] * 3)), ("9", "h1", SENTENCE)]
    assert [s.title for s in report.sections] == [
        "Aim 1: the authorities are engaged in the return of those who had left, all over the country."
    ]


def test_letter_that_transmits_a_report_its_annex_and_what_is_enclosed() -> None:
    paper = Paper().page()
    paper.put(60, 50, "United Nations")
    paper.put(480, 50, "S/2003/123")
    paper.put(60, 80, "Security Council", "B", 18)
    paper.rows(430, 80, ["Distr.: General", "5 May 2003"])
    paper.put(60, 175, "Letter dated 2 May 2003 from the Secretary-General addressed", "B", 14)
    paper.put(60, 191, "to the President of the Security Council", "B", 14)
    opening = "I have the honour to transmit the report of the mission to the north, as I was asked."
    for row in range(2):
        paper.put(147, 230 + 44 * row, opening)
        paper.put(123, 242 + 44 * row, SENTENCE)
    paper.put(330, 330, "(Signed) Somebody Person", "I")
    paper.page()
    for y, key in ((90, "Annex"), (250, "Enclosure I"), (410, "Appendix")):
        paper.put(60, y, key, "B", 14)
        paper.put(123, y + 25, f"What the {key.lower()} holds", "B", 14)
        for number in (1, 2):
            paper.put(123, y + 20 + 40 * number, f"{number}.   {SENTENCE}")
            paper.put(123, y + 32 + 40 * number, SENTENCE)
    report = read(paper)
    title = "Letter dated 2 May 2003 from the Secretary-General addressed to the President of the Security Council"
    head = report.masthead
    assert (head.title, head.kind, head.author) == (title, "letter", "Secretary-General")
    assert head.date == datetime.date(2003, 5, 5)
    assert [(s.key, s.title) for s in report.sections] == [
        ("annex-1", "What the annex holds"),
        ("enclosure-1", "What the enclosure i holds"),
        ("appendix-1", "What the appendix holds"),
    ]
    both = f"{SENTENCE} {SENTENCE}"
    assert [(p.key, p.part, p.text) for p in report.paragraphs if p.part != "cover"] == [
        ("letter-1/1", "letter", f"{opening} {SENTENCE}"),
        ("letter-1/2", "letter", f"{opening} {SENTENCE} (Signed) Somebody Person"),
        *((f"{part}-1/{n}", part, both) for part in ("annex", "enclosure", "appendix") for n in (1, 2)),
    ]


def test_title_of_an_annex_ends_with_its_page() -> None:
    paper = Paper().page()
    centred(paper, 60, "REPORT OF THE SECRETARY-GENERAL")
    paper.put(85, 160, f"1.   {SENTENCE}")
    paper.put(85, 172, SENTENCE)
    paper.page()
    centred(paper, 110, "Annex")
    centred(paper, 132, "Guards of the northern halls")
    paper.page()
    centred(paper, 110, "Map of the halls")
    paper.put(85, 160, f"1.   {SENTENCE}")
    assert [(s.key, s.title) for s in read(paper).sections] == [
        ("annex-1", "Guards of the northern halls"),
        ("annex-1/h1", "Map of the halls"),
    ]
