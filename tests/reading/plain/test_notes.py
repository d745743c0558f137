"""Notes of pages that a tool made text of: marks out of their order, notes that run over, calls after years."""

from pathlib import Path

from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings

_HEAD = "Report of the Secretary-General on the harbour\n\n1. The works began in the spring of the year.\n\n"


def _read(path: Path, text: str) -> Report:
    path.write_text(_HEAD + text, encoding="utf-8")
    return read_report(path, Settings())


def _texts(report: Report) -> dict[str, str]:
    return {p.key: p.text for p in report.paragraphs if p.part in ("body", "footnote") and p.key != "1"}


def test_first_mark_over_its_note_and_the_second_at_the_page_s_end(tmp_path: Path) -> None:
    text = (
        "2. The first quay was paid by the fund.1 The boats that were lost in the storm were replaced.2 The authority\n"
        "keeps the lists.3\n\n1\n\nSee S/2030/12.\nhttps://harbour.example/boats.\n3 S/2030/15.\n2\n\n\f"
        "3. The quay was opened.\n\f"
    )
    assert _texts(_read(tmp_path / "a.txt", text)) == {
        "2": "The first quay was paid by the fund. The boats that were lost in the storm were replaced. The authority "
        "keeps the lists.",
        "fn-1": "See S/2030/12.",
        "fn-2": "https://harbour.example/boats.",
        "fn-3": "S/2030/15.",
        "3": "The quay was opened.",
    }


def test_a_note_goes_on_at_the_next_page_s_foot(tmp_path: Path) -> None:
    text = (
        "2. The first quay was paid by the fund.1\n\n1 See https://harbour.example/quay; https://harbour.example/\n\f"
        "3. The boats that were lost were replaced.2\n\nboats-of-the-town.\n2 See S/2030/15.\n\f"
    )
    assert _texts(_read(tmp_path / "a.txt", text)) == {
        "2": "The first quay was paid by the fund.",
        "fn-1": "See https://harbour.example/quay; https://harbour.example/boats-of-the-town.",
        "3": "The boats that were lost were replaced.",
        "fn-2": "See S/2030/15.",
    }


def test_a_call_after_a_year(tmp_path: Path) -> None:
    text = "2. The quay was opened in 2030.1 Fees were 2030.15 crowns.\n__________________\n1\nSee S/2030/12.\n\f"
    assert _texts(_read(tmp_path / "a.txt", text)) == {
        "2": "The quay was opened in 2030. Fees were 2030.15 crowns.",
        "fn-1": "See S/2030/12.",
    }
