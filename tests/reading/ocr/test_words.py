"""Tesseract's TSV → words of text, without specks, bar codes and drawings."""

import pytest

from drawn.scans import tsv
from sgreports.knowledge.layout.symbols import misread_symbols
from sgreports.reading.ocr.misread import is_symbol, repaired, repaired_line
from sgreports.reading.ocr.words import Recognized, recognized


def texts(found: Recognized) -> list[str]:
    return [" ".join(word.text for word in line) for line in found.lines]


def page(*parts: str) -> str:
    """TSVs of parts of a page as one page, each part in a block of its own."""
    blocks = [part.splitlines()[1:] for part in parts]
    numbered = [
        "\t".join([*row.split("\t")[:2], f"{index}{row.split(chr(9))[2]}", *row.split("\t")[3:]])
        for index, block in enumerate(blocks, 1)
        for row in block
    ]
    return "\n".join([parts[0].splitlines()[0], *numbered])


def test_words_by_line_with_their_confidence() -> None:
    found = recognized(tsv([(50, 100, "The force was deployed."), (50, 112, "It is at full strength.")], 90))
    assert texts(found) == ["The force was deployed.", "It is at full strength."]
    assert found.confidence == pytest.approx(0.9)
    assert found.noise == pytest.approx(0.1)


def test_rows_that_are_no_words_are_skipped() -> None:
    assert recognized("level\tpage_num\n5\t1\n\n4\t1\t1\t1\t1\t0\t5\t5\t9\t9\t-1\t").lines == ()


@pytest.mark.parametrize(
    ("confidence", "line", "stays"),
    [
        (30, "IIH UHM WWI", False),  # a bar code
        (60, "from the Force in Borat", True),  # a faint line has words of the language
        (30, "94-15598 050494", True),  # a job number
        (30, "S/1996/507", True),  # a symbol alone
        (80, "Ouagadougou", True),  # a name alone
        (20, "~ — =", False),
    ],
)
def test_a_line_is_text_if_it_is_sure_or_says_something(confidence: float, line: str, stays: bool) -> None:
    assert texts(recognized(tsv([(50, 100, line)], confidence))) == ([line] if stays else [])


def test_an_unsure_line_of_a_sure_paragraph_stays() -> None:
    sure = tsv([(50, 100, "The force was deployed in the northern sector of"), (50, 112, "Ouagadougou")])
    first, last = sure.rpartition("\n")[::2]
    cells = last.split("\t")
    cells[2], cells[4], cells[10] = "1", "2", "30.0"
    assert texts(recognized("\n".join([first, "\t".join(cells)])))[1:] == ["Ouagadougou"]


def test_strokes_of_a_frame_are_no_letters() -> None:
    found = recognized(tsv([(50, 100, "_The force| was deployed")]))
    assert texts(found) == ["The force was deployed"]
    assert found.lines[0][0].left > 50 * 200 / 72


def test_the_dots_of_a_contents_list_are_no_noise() -> None:
    sure, dots = tsv([(50, 100, "Deployment of the Force")]), tsv([(200, 100, ".....ceecccsree")], 5)
    assert recognized(page(sure, dots)).noise < 0.1


@pytest.mark.parametrize(("read", "printed"), misread_symbols().examples)
def test_misread_symbols(read: str, printed: str) -> None:
    assert repaired(read) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Iv. JUSTICE", "IV. JUSTICE"),
        ("Vv. JUSTICE", "V. JUSTICE"),
        ("Vii. THE POLICE", "VII. THE POLICE"),
        ("Iv. is it", "Iv. is it"),
    ],
)
def test_the_number_at_the_beginning_of_a_line(read: str, printed: str) -> None:
    assert " ".join(repaired_line(read.split())) == printed


def test_a_long_word_without_an_end_stays() -> None:
    """It is no symbol; trying every place to part it would take hours."""
    word = "A/" + "x" * 1_000_000
    assert (repaired_line([word]), is_symbol(word)) == ([word], False)


def test_the_pronoun_at_a_sentence_s_beginning() -> None:
    assert repaired_line(["gone.", "1", "recommend", "that"]) == ["gone.", "I", "recommend", "that"]
    assert repaired_line(["see", "1.", "1", "person"]) == ["see", "1.", "1", "person"]
