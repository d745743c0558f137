"""What optical recognition makes of typescript: garbled heads, bold at random, tables of words."""

from drawn.paper import SENTENCE, Paper, width
from drawn.reading import pages as read
from drawn.reading import texts


def headed(paper: Paper, left: float, symbol: str, language: str, number: str) -> None:
    paper.page()
    for row, text in enumerate((symbol, language, number)):
        paper.put(left, 50 + 12 * row, text)
    paper.rows(60, 120, [SENTENCE] * 6)


def test_heads_that_were_misread_are_told_by_their_place_and_their_neighbours() -> None:
    paper = Paper().page()
    paper.rows(60, 120, [SENTENCE] * 6)
    for number in (2, 4, 6):
        headed(paper, 60, "S/23171", "English", f"Page {number}")
        headed(paper, 480, "S/23171", "English", f"Page {number + 1}")
    headed(paper, 60, "8123I7I", "Enql tnh", "roqu 8")
    headed(paper, 480, "S/23171", "dngliah", "Paqa 9")
    assert [texts(page) for page in read(paper)] == [[SENTENCE] * 6] * 9


def test_a_short_line_under_a_head_without_white_is_text_where_no_heads_are_stacked() -> None:
    paper = Paper()
    for number in range(5):
        paper.page()
        paper.put(60, 50, "S/2025/153", "B", 8)
        paper.put(60, 60, "Annex II" if number == 3 else "Some of the text of the report", "B", 8)
        paper.rows(60, 120, [SENTENCE] * 6)
    assert texts(read(paper)[3])[0] == "Annex II"


def test_bold_at_random_is_no_bold_and_a_bold_phrase_is() -> None:
    for scattered in (True, False):
        paper = Paper().page()
        for row in range(24):
            x = 60.0
            for place, word in enumerate(SENTENCE.split()):
                bold = (row + place) % 3 == 0 if scattered else row < 2 and place < 4
                paper.put(x, 100 + 14 * row, f"{word} ", "B" if bold else "")
                x += width(f"{word} ", "B" if bold else "")
        (page,) = read(paper)
        assert texts(page) == [SENTENCE] * 24
        assert [style.bold for line in page.lines for style in line.styles] == ([] if scattered else [True, True])


def test_typed_table_of_words_has_rows_of_wrapped_cells() -> None:
    paper = Paper()
    for _ in range(2):
        paper.page()
        paper.rows(60, 100, [SENTENCE] * 5)
    rows = [
        ("", "Liaison", "Centres", ""), ("Norway", "Oslo", "", ""), ("Chad", "Abéché", "Doba", "Moundou"),
        ("", "", "Sarh", ""), ("Peru", "Lima", "Cusco", "Puno"), ("", "", "Tacna", "Ilo"),
        ("Togo", "Lomé", "Kara", "Sokodé"),
    ]  # fmt: skip
    y = 180.0
    for cells in rows:
        y += 24 if cells[0] else 12
        paper.beside(y, zip((60, 160, 290, 430), cells, strict=True))
    paper.rows(60, y + 40, [SENTENCE] * 5)
    page = read(paper)[1]
    (table,) = page.tables
    assert table.cells == (
        ("", "Liaison", "Centres", ""),
        ("Norway", "Oslo", "", ""),
        ("Chad", "Abéché", "Doba Sarh", "Moundou"),
        ("Peru", "Lima", "Cusco Tacna", "Puno Ilo"),
        ("Togo", "Lomé", "Kara", "Sokodé"),
    )
    assert texts(page) == [SENTENCE] * 10


def test_a_typed_table_goes_on_after_a_heading_that_is_only_drawn() -> None:
    paper = Paper()
    for _ in range(2):
        paper.page()
        paper.rows(60, 100, [SENTENCE] * 5)
    rows = [("Norway", 12), ("Peru", 14), ("Chad", 7), ("Subtotal", 33), ("Norway", 9), ("Total", 42)]
    for place, (name, figure) in enumerate(rows):
        y = 190 + 16 * place + (34 if place > 3 else 0)
        paper.put(160, y, name)
        paper.put(320 - width(str(figure)), y, str(figure))
    paper.rows(60, 380, [SENTENCE] * 5)
    page = read(paper)[1]
    (table,) = page.tables
    assert table.cells == tuple((name, str(figure)) for name, figure in rows)
    assert texts(page) == [SENTENCE] * 10


def test_feet_are_told_below_and_between_specks_of_the_scan() -> None:
    paper = Paper()
    for foot in ("/ . . *", "/ l . l", "I• ••", "11111111111 1111111 111110069611 IIII IIII"):
        paper.page()
        paper.rows(60, 120, [SENTENCE] * 6)
        paper.put(500, 720, foot)
        paper.put(582, 770, "T", size=5)
        paper.put(200, 775, "____ .. _____ - ---..")
    assert [texts(page) for page in read(paper)] == [[SENTENCE] * 6] * 4


def test_italics_of_a_whole_typescript_say_nothing_and_some_of_them_do() -> None:
    for slanted, told in ((12, [False] * 24), (4, [True] * 8 + [False] * 16)):
        paper = Paper()
        for _ in range(2):
            paper.page()
            for row in range(12):
                paper.put(60, 120 + 12 * row, SENTENCE, "I" if row < slanted else "")
        lines = sorted((line for page in read(paper) for line in page.lines), key=lambda line: not line.italic)
        assert [line.italic for line in lines] == told


def test_a_blank_over_which_italics_hang_is_one() -> None:
    paper = Paper().page()
    for row, overlap in enumerate((0, 1, 2)):
        end = paper.put(123, 100 + 20 * row, "The number of ")
        paper.put(end - 0.5 - overlap, 100 + 20 * row, "formed units was small", "I")
    (page,) = read(paper)
    assert [line.text for line in page.lines] == ["The number of formed units was small"] * 3
