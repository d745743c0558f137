"""Charts and maps: labels inside and around a picture are no running text, whatever stands over and under it."""

from drawn.paper import SENTENCE, Paper
from drawn.reading import report as read
from sgreports.model.report import Report

NAMES = ("Norte", "Boca Chica", "Santa Rosa", "San Pedro", "Las Vegas", "El Cedro", "Rio Negro", "Lago", "Puerto Viejo",
         "La Paz", "Tres Cruces", "Sur", "Aldea", "El Valle", "Monte Alto", "Laguna", "Cerro", "Mina")  # fmt: skip


def texts(report: Report) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs if paragraph.part not in ("cover", "footnote")]


def begun() -> Paper:
    paper = Paper().page()
    paper.put(123, 100, "1.  " + SENTENCE)
    paper.rows(123, 112, [SENTENCE] * 9)
    return paper


def pie(paper: Paper, top: float) -> None:
    """Draws a chart without caption: sectors, and labels around them."""
    for step in range(12):
        paper.frame(250 + 8 * step, top + 4 * step, 300 + 6 * step, top + 60 + 4 * step)
    for x, y, label in ((190, 20, "Police, 24"), (190, 60, "Soldiers, 3"), (395, 30, "Armed men, 57"),
                        (395, 80, "Unknown, 2"), (280, 55, "86"), (260, 122, "Killed in 2043")):  # fmt: skip
        paper.put(x, top + y, label, size=7)


def test_labels_of_a_chart_without_caption() -> None:
    paper = begun()
    paper.page()
    paper.put(123, 100, "2.  " + SENTENCE)
    paper.rows(123, 112, [SENTENCE] * 4)
    pie(paper, 190)
    paper.put(123, 350, "3.  " + SENTENCE)
    paper.rows(123, 362, [SENTENCE] * 4)
    report = read(paper)
    assert texts(report) == [" ".join([SENTENCE] * count) for count in (10, 5, 5)]
    assert [(figure.page, figure.title) for figure in report.figures] == [(2, None)]


def test_note_of_an_earlier_page_does_not_run_over_charts() -> None:
    paper = Paper().page()
    end = paper.put(123, 100, "1.  " + SENTENCE)
    paper.put(end, 100, "*")
    paper.rows(123, 112, [SENTENCE] * 9)
    paper.put(123, 700, "* Prepared before the end of the year.", size=8)
    for page in range(3):
        paper.page()
        paper.put(123, 100, f"{page + 2}.  " + SENTENCE)
        paper.rows(123, 112, [SENTENCE] * 9)
        pie(paper, 560)
    report = read(paper)
    assert [p.text for p in report.paragraphs if p.part == "footnote"] == ["Prepared before the end of the year."]
    assert texts(report) == [" ".join([SENTENCE] * 10)] * 4


def test_note_that_has_ended_takes_no_small_type_of_a_later_page() -> None:
    paper = Paper()
    for page in range(3):
        paper.page()
        end = paper.put(123, 100, f"{page + 1}.  " + SENTENCE)
        paper.rows(123, 112, [SENTENCE] * 9)
        if page == 0:
            paper.put(end, 100, "*")
            paper.put(123, 700, "* Prepared before the end of the year.", size=8)
        if page == 2:
            paper.put(123, 700, "Towns of the north", size=8)
    notes = [paragraph.text for paragraph in read(paper).paragraphs if paragraph.part == "footnote"]
    assert notes == ["Prepared before the end of the year."]


def test_names_on_a_map_that_is_a_scan() -> None:
    paper = begun()
    paper.page()
    paper.picture(30, 30, 580, 760)
    for place, name in enumerate(NAMES):
        paper.put(60 + 83 * place % 410, 80 + 131 * place % 600, name, size=6 + place % 5)
    report = read(paper)
    assert texts(report) == [" ".join([SENTENCE] * 10)]
    assert [figure.page for figure in report.figures] == [2]


def test_source_line_under_a_picture_is_the_figure_s() -> None:
    paper = begun()
    paper.page()
    paper.put(123, 100, "2.  " + SENTENCE)
    paper.rows(123, 112, [SENTENCE] * 4)
    paper.picture(123, 190, 500, 400)
    paper.put(123, 412, "Source: the mission.", size=8)
    paper.put(123, 440, "3.  " + SENTENCE)
    paper.rows(123, 452, [SENTENCE] * 4)
    report = read(paper)
    assert texts(report) == [" ".join([SENTENCE] * count) for count in (10, 5, 5)]
    assert [figure.source_line for figure in report.figures] == ["Source: the mission."]
