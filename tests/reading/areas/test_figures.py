"""Figures and maps: their titles are kept, their labels are no running text."""

from drawn.paper import SENTENCE, Paper
from drawn.reading import pages as read
from drawn.reading import texts
from sgreports.model.report import Figure
from sgreports.reading.lines import Page

LABELS = "30 000", "20 000", "10 000", "April 2023"


def figures(page: Page) -> tuple[Figure, ...]:
    """The page's figures, wherever they stand on it."""
    return tuple(figure.model_copy(update={"box": None}) for figure in page.figures)


def with_chart(*heading: tuple[float, str, str]) -> Paper:
    """Two pages of text; bars under the heading, given as (x, text, style), and a source below them."""
    paper = Paper().page()
    paper.rows(123, 100, [SENTENCE] * 10)
    paper.page()
    paper.rows(123, 100, [SENTENCE] * 5)
    for row, (x, text, style) in enumerate(heading):
        paper.put(x, 190 + 12 * row, text, style)
    for place, label in enumerate(LABELS):
        paper.put(60, 240 + 30 * place, label, size=7)
        paper.frame(120 + 60 * place, 230 + 20 * place, 150 + 60 * place, 330)
    paper.put(60, 360, "Source: the mission.", size=8)
    paper.rows(123, 400, [SENTENCE] * 5)
    return paper


def figure(number: str | None, title: str) -> Figure:
    return Figure(key="figure-1", number=number, title=title, page=2, section=None, source_line="Source: the mission.")


def test_figure_with_a_number() -> None:
    page = read(with_chart((60, "Figure II", ""), (60, "Patrols by sector", "B")))[1]
    assert figures(page) == (figure("II", "Patrols by sector"),)
    assert texts(page) == [SENTENCE] * 10


def test_short_line_of_text_below_the_source_is_text() -> None:
    paper = with_chart((60, "Figure II", ""), (60, "Patrols by sector", "B"))
    paper.put(123, 376, "For more, see paragraph 4.")
    page = read(paper)[1]
    assert figures(page) == (figure("II", "Patrols by sector"),)
    assert "For more, see paragraph 4." in texts(page)


def test_single_figure_has_a_bold_title_out_in_the_margin() -> None:
    page = read(with_chart((60, "Patrols by sector, from the first", "B"), (60, "year to the last", "B")))[1]
    assert figures(page) == (figure(None, "Patrols by sector, from the first year to the last"),)
    assert texts(page) == [SENTENCE] * 10


def test_bold_heading_at_the_edge_of_the_text_heads_no_figure() -> None:
    page = read(with_chart((123, "Patrols by sector", "B")))[1]
    assert figures(page) == ()
    assert "Patrols by sector" in texts(page)


def test_map_is_a_figure_though_its_names_stand_in_columns() -> None:
    paper = Paper().page()
    paper.rows(123, 100, [SENTENCE] * 10)
    paper.page()
    for place in range(301):
        paper.frame(60 + place % 40, 100 + place, 64 + place % 40, 104 + place)
    for y in (200, 220, 400):
        paper.line(60, y, 552, y)
    for row in range(8):
        paper.beside(214 + 20 * row, ((70, f"Town {row}"), (200, "River"), (400, f"{row} km")), size=6)
    page = read(paper)[1]
    assert (texts(page), page.tables) == ([], ())
    assert figures(page) == (Figure(key="figure-1", number=None, title=None, page=2, section=None),)


def test_heading_right_below_a_picture_is_no_title() -> None:
    paper = Paper().page()
    paper.rows(123, 100, [SENTENCE] * 10)
    paper.page()
    paper.put(123, 90, "Figure II")
    paper.put(123, 102, "The hall in April", "B")
    paper.frame(123, 110, 480, 300)
    paper.put(99, 330, "B. Contracts", "B", 12)
    paper.rows(123, 350, [SENTENCE] * 5)
    page = read(paper)[1]
    assert [figure.title for figure in page.figures] == ["The hall in April"]
    assert texts(page) == ["B. Contracts", *[SENTENCE] * 5]


def test_heading_of_a_map_is_read_as_the_page_is_shown() -> None:
    paper = Paper().page()
    paper.rows(123, 100, [SENTENCE] * 10)
    paper.page((792.0, 612.0))
    paper.put(95, 70, "Annex IV", "B", 14)
    paper.upright(735, 58, "S/2015/157")
    paper.upright(75, 60, "22/22 and 15-03052")
    paper.frame(100, 90, 700, 530)
    assert texts(read(paper)[1]) == ["Annex IV"]
