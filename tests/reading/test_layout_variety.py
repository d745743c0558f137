"""Reports drawn at random in the ways that the United Nations sets them read as they were written."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from drawn.paper import Paper, width
from sgreports.reading.assemble import assemble
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings

WORDS = [
    "the", "mission", "has", "been", "working", "with", "all", "partners", "on", "return", "of", "those", "in", "May",
]  # fmt: skip
HEADINGS = "Political matters", "Troops and police", "Human rights in the north"

paragraphs = st.lists(st.lists(st.sampled_from(WORDS), min_size=12, max_size=60), min_size=3, max_size=9)
layouts = st.fixed_dictionaries({
    "size": st.sampled_from([9.0, 10.0, 11.0]),
    "lead": st.sampled_from([1.15, 1.2, 1.3]),  # of the size, from line to line
    "left": st.sampled_from([60.0, 100.0, 123.0]),
    "hang": st.sampled_from([0.0, 24.0]),  # points by which the first line is set in
    "gap": st.sampled_from(["1.  {}", "1.   {}", "1. {}"]),
    "style": st.sampled_from(["B", "BI"]),
    "head": st.sampled_from(["S/2025/153", "A/80/62"]),
})  # fmt: skip


def wrapped(text: str, most: float, size: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, size=size) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class Sheets:
    """A report in the making, page after page."""

    def __init__(self, layout: dict[str, float | str]) -> None:
        self.paper, self.layout, self.y, self.pages = Paper(), layout, 0.0, 0
        self.turn()

    def turn(self) -> None:
        self.pages += 1
        self.paper.page()
        if self.pages > 1:
            self.paper.put(60, 60, str(self.layout["head"]), "B", 8)
            self.paper.put(60, 755, f"{self.pages}/9", "B", 8)
        else:
            self.paper.put(60, 60, "Report of the Secretary-General", "B", 12)
        self.y = 110.0

    def put(self, lines: list[str], style: str = "") -> None:
        size, lead = float(self.layout["size"]), float(self.layout["lead"])
        for row, line in enumerate(lines):
            if self.y > 690:
                self.turn()
            inset = float(self.layout["hang"]) if row == 0 and not style else 0.0
            self.paper.put(float(self.layout["left"]) + inset, self.y, line, style, size)
            self.y += size * lead
        self.y += size * 0.8


@settings(max_examples=25, derandomize=True)
@given(paragraphs, layouts)
def test_paragraphs_and_headings_come_back_whole(written: list[list[str]], layout: dict[str, float | str]) -> None:
    sheets = Sheets(layout)
    texts = [f"{' '.join(words).capitalize()}." for words in written]
    for number, text in enumerate(texts, start=1):
        if number % 3 == 1 and number // 3 < len(HEADINGS):
            sheets.put([HEADINGS[number // 3]], str(layout["style"]))
        marked = str(layout["gap"]).format(text).replace("1.", f"{number}.", 1)
        sheets.put(wrapped(marked, 400, float(layout["size"])))
    report = assemble(read_pdf(Path("drawn.pdf"), sheets.paper.pdf(), Settings()))
    assert [(row.number, row.text) for row in report.paragraphs if row.part == "body"] == list(
        enumerate(texts, start=1)
    )
    assert [section.title for section in report.sections] == list(HEADINGS[: (len(texts) + 2) // 3])


def test_words_of_a_tight_line_without_blanks() -> None:
    paper = Paper().page()
    line = "the state and certain areas in which they cooperate and have access to foreign investments"
    for row in range(5):
        x = 60.0
        for word in line.split():
            x = paper.put(x, 100 + 12 * row, word) + 1.3  # 0.13 em
    lines = read_pdf(Path("tight.pdf"), paper.pdf(), Settings()).pages[0].lines
    assert [found.text for found in lines] == [line] * 5
