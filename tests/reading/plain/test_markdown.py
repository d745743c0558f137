"""Markdown, as docling and marker make it of a PDF."""

from pathlib import Path

from sgreports.reading import read_report
from sgreports.settings import Settings

_MADE = """<!-- image -->

## Report of the Secretary-General on Port Elsa

{1}------------------------------------------------

## <span id="page-1-0"></span>**I. Introduction**

- 1. The harbour \\*reopened\\* in May &amp; June.<sup>1</sup> It has two quays.

![](_page_1_Picture_2.jpeg)

2. The boats brought:

| Month | Tons |
|-------|------|
| May   | 340  |
| June  | 410  |

3. Trade grew.

<sup>1</sup> See S/2030/12.
"""


def test_what_converters_write_besides_the_text_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "made.md"
    path.write_text(_MADE)
    report = read_report(path, Settings())
    assert [(p.key, p.section, p.text) for p in report.paragraphs if p.part in {"body", "footnote"}] == [
        ("1", "I", "The harbour *reopened* in May & June. It has two quays."),
        ("fn-1", "I", "See S/2030/12."),
        ("2", "I", "The boats brought:"),
        ("3", "I", "Trade grew."),
    ]
    assert [table.cells for table in report.tables] == [(("Month", "Tons"), ("May", "340"), ("June", "410"))]
    assert [call.paragraph for p in report.paragraphs for call in p.calls] == ["fn-1"]
