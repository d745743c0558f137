"""Which words of a line are misread."""

import pytest

from sgreports.reading.misreadings import Misreadings, misreadings


@pytest.mark.parametrize(
    "line",
    [
        "The mission’s follow-up, e.g. of the resurfaced road, was unplanned (see S/2044/12/Add.1, para. 3).",
        "NGOs, the IDPs of Graustark and UNXYZ-led teams met on 3 May; see https://example.org/a7x.",
        "It was the 15th meeting, in the 1990s, of the pro-independence or anti-corruption move-",
    ],
)
def test_printed_words_are_not(line: str) -> None:
    found = misreadings([line])
    assert (found.wrong, found.examples) == (0, ())
    assert found.words > 5


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("milita:ry tension in TAJIKinTAN", ("milita:ry", "TAJIKinTAN")),
        ("the Gover1ment and its member8 continuEd", ("Gover1ment", "member8", "continuEd")),
        ("tha rnission hes begun", ("tha", "rnission", "hes")),
        ("the front1ers of the situatiou", ("front1ers", "situatiou")),
    ],
)
def test_misread_words_are(line: str, wrong: tuple[str, ...]) -> None:
    assert set(misreadings([line]).examples) == set(wrong)


def test_a_word_that_a_line_s_end_divides_is_not_judged() -> None:
    assert misreadings(["the situation de-", "velxxped in the north"]) == Misreadings(words=5)


def test_a_rare_word_counts_once_a_word_with_signs_inside_twice() -> None:
    assert misreadings(["quokka"] * 5) == Misreadings(1, 1, 0, ("quokka",))
    assert misreadings(["quo~ka"] * 5) == Misreadings(2, 2, 2, ("quo~ka",))
