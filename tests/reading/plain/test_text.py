"""Plain text that is not as it should be."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from sgreports.errors import DamagedError, RefusedError
from sgreports.reading import read_report
from sgreports.settings import Settings

_TEXT = "Report of the Secretary-General\n\nI. Introduction\n\n1. The café opened.\n\n2. It closed.\n"
WITHOUT_A_MARK = ("utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252")


def _read(path: Path, data: bytes) -> list[tuple[str, str]]:
    path.write_bytes(data)
    return [(p.key, p.text) for p in read_report(path, Settings()).paragraphs if p.part == "body"]


@pytest.mark.parametrize(
    "data",
    [
        _TEXT.encode(), _TEXT.encode("latin-1"),
        *(_TEXT.replace("\n", end).encode() for end in ("\r\n", "\r", "\x85", "\u2028")), _TEXT.encode("utf-8-sig"),
        *map(_TEXT.encode, WITHOUT_A_MARK), _TEXT.encode("utf-16"),
    ],
    ids=[
        "utf-8", "latin-1", "windows line ends", "old Macintosh's", "next lines", "line separators", "byte order mark",
        *WITHOUT_A_MARK, "utf-16",
    ],
)  # fmt: skip
def test_encodings_and_line_ends_give_the_same_rows(tmp_path: Path, data: bytes) -> None:
    assert _read(tmp_path / "a.txt", data) == [("1", "The café opened."), ("2", "It closed.")]


def test_latin_1_is_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(_TEXT.encode("latin-1"))
    assert [issue.code for issue in read_report(path, Settings()).issues] == ["encoding"]


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    data = b"1. The conflict-\nrelated losses (see S/2024/\n817) grew\nagain.\n\n2. They fell.\n"
    assert _read(tmp_path / "a.txt", data)[0] == ("1", "The conflict-related losses (see S/2024/817) grew again.")


_FRENCH = """Rapport du Secrétaire général

I. Introduction

1. Les bacs du nord ont repris leur service au printemps, après la crue qui avait emporté les quais de la ville.

2. Le conseil du port a demandé que les horaires soient affichés dans les deux langues et que les retards soient
notés par les équipages, qui ne l’avaient pas fait pendant la saison des pluies.
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", _FRENCH),
        ("a.md", _FRENCH.replace("I. Intro", "## I. Intro")),
        ("a.txt", _FRENCH.replace("2.", "\f2.")),
    ],
    ids=["text", "markdown", "pages"],
)
def test_another_language_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(RefusedError) as caught:
        read_report(tmp_path / name, Settings())
    assert caught.value.code == "not-english"


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("12 civils ont été tués dans le nord du pays.", True),
        ("En mayo, el Consejo envió 12 barcos al puerto de la isla.", True),
        ("Совет порта отправил двенадцать лодок.", True),
        ("Cruz de la Vega, Rio de la Plata, Santa Maria de Los Angeles and Port Salut", False),
        ("Deaths 2044: Kenya 14, Chad 3, Mali 2, Niger 1, total 20 killed", False),
        ("Le Monde du sud", False),
    ],
)
def test_a_short_text_of_another_language_is_refused(tmp_path: Path, text: str, foreign: bool) -> None:
    (tmp_path / "short.txt").write_text(text, "utf-8")
    with pytest.raises(RefusedError, match="not in English") if foreign else nullcontext():
        read_report(tmp_path / "short.txt", Settings())


def test_text_without_numbers_has_unnumbered_rows_and_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("The river rose.\n\nThe town was dry.\n")
    report = read_report(path, Settings())
    assert [(p.key, p.number, p.text) for p in report.paragraphs] == [
        ("0+1", None, "The river rose."),
        ("0+2", None, "The town was dry."),
    ]
    assert [issue.code for issue in report.issues] == ["no-numbers"]


def test_a_gap_is_an_issue_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "gap.txt"
    path.write_text("\n\n".join(f"{n}. Paragraph {n} is here." for n in (1, 2, 3, 5, 6)))
    report = read_report(path, Settings())
    assert [p.key for p in report.paragraphs] == ["1", "2", "3", "5", "6"]
    assert [(i.code, i.paragraph) for i in report.issues] == [("numbering-gap", "5")]


@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_an_empty_file_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    with pytest.raises(RefusedError, match=r"empty\.txt is empty"):
        read_report(path, Settings())


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    path.write_bytes(b"ab\0cd")
    with pytest.raises(RefusedError, match=r"noise\.txt is neither a PDF nor text"):
        read_report(path, Settings())


def test_a_vanished_file_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match=r"gone\.txt cannot be read"):
        read_report(tmp_path / "gone.txt", Settings())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_TEXT.encode("utf-16")[:-1], "is not valid UTF-16"),
        ("Доклад Генерального секретаря".encode("cp1251"), "is neither UTF-8 nor English in Windows-1252"),
    ],
)
def test_an_encoding_that_cannot_be_read_is_refused_by_name(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(RefusedError, match=rf"a\.txt {reason}"):
        read_report(path, Settings())


def test_control_characters_are_removed_with_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(_TEXT.encode().replace(b"closed", b"clo\0sed"))
    report = read_report(path, Settings())
    assert [p.text for p in report.paragraphs if p.number] == ["The café opened.", "It closed."]
    assert [issue.code for issue in report.issues] == ["control-characters"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. " + "word " * 50_000, "line-too-long"),
        ("1. " + "The harbour was opened in the year and\n" * 3_000, "paragraph-too-long"),
        ("\n" * 100_001 + "1. It opened.", "too-many-lines"),
        ("\f" * 2001 + "1. It opened.", "too-many-pages"),
        ("1. It opened.\n" * 1_500_000, "too-large"),
    ],
)
def test_a_text_over_a_limit_is_an_error(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    with pytest.raises(DamagedError) as error:
        read_report(path, Settings())
    assert error.value.code == code
