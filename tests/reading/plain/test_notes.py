"""Notes of pages that a tool made text of: calls after years."""

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


def test_a_call_after_a_year(tmp_path: Path) -> None:
    text = "2. The quay was opened in 2030.1 Fees were 2030.15 crowns.\n__________________\n1\nSee S/2030/12.\n\f"
    assert _texts(_read(tmp_path / "a.txt", text)) == {
        "2": "The quay was opened in 2030. Fees were 2030.15 crowns.",
        "fn-1": "See S/2030/12.",
    }
