"""Running text of a tool: what goes on over a page's end, what belongs to a figure, which lines are headings."""

from pathlib import Path

from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings

_LONG = "The works in the harbour went on through the winter though the sea was rough"
_COVER = "Report of the Secretary-General on the harbour\n\n"


def _read(path: Path, text: str) -> Report:
    path.write_text(_COVER + text, encoding="utf-8")
    return read_report(path, Settings())


def _body(report: Report) -> list[tuple[str, str]]:
    return [(p.key, p.text) for p in report.paragraphs if p.part == "body"]


def test_a_paragraph_goes_on_over_a_page_that_ends_with_a_stop(tmp_path: Path) -> None:
    pages = (f"1. {_LONG}.", f"{_LONG} and the\nboats stayed out.\n2. They came back.")
    assert _body(_read(tmp_path / "a.txt", "\n\f".join(pages))) == [
        ("1", f"{_LONG}. {_LONG} and the boats stayed out."),
        ("2", "They came back."),
    ]


def test_a_heading_in_brackets_between_paragraphs_is_no_item(tmp_path: Path) -> None:
    text = f"1. {_LONG}.\n\n(b) Boats and nets\n\n2. {_LONG}:\n\n(a) Nets;\n\n(b) Boats\n\n3. They came back.\n"
    report = _read(tmp_path / "a.txt", text)
    assert [(s.key, s.title) for s in report.sections] == [("b", "Boats and nets")]
    assert [key for key, _ in _body(report)] == ["1", "2", "3"]


def test_targets_under_a_goal_are_headings_wherever_they_stand(tmp_path: Path) -> None:
    text = (
        f"Goal 14. Seas\n1. {_LONG}.\nTarget 14.2\nThe boats of the islands came back in the spring of that year, and "
        f"those of\nthe town after them.\nTarget 14.b: access of small boats to the quays\n2. {_LONG}, as target\n"
        f"14.2 demands.\n"
    )
    report = _read(tmp_path / "a.txt", text)
    assert [(s.key, s.title) for s in report.sections] == [
        ("h1", "Goal 14. Seas"),
        ("h1.h2", "Target 14.2"),
        ("h1.h3", "Target 14.b: access of small boats to the quays"),
    ]
    assert [key for key, _ in _body(report)] == ["1", "1+1", "2"]


def test_blanks_of_the_tool_inside_words_are_taken_out(tmp_path: Path) -> None:
    text = (
        "1. The Secretary -General visited the harbour in 2030 –2031, a long -term friend of any one who fishes.\n"
        "2. The harbour thanked him - and her.\n"
    )
    assert _body(_read(tmp_path / "a.txt", text)) == [
        ("1", "The Secretary-General visited the harbour in 2030–2031, a long-term friend of any one who fishes."),
        ("2", "The harbour thanked him - and her."),
    ]
