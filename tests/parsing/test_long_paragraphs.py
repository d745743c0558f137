"""A paragraph that is too long to parse is kept, and nothing is looked for in it."""

from pathlib import Path

import pytest

from sgreports import extract

pytestmark = pytest.mark.model


def test_a_paragraph_that_is_too_long_does_not_cost_the_report(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("1. " + "Chad agreed. " * 8_000 + "\n\n2. Chad agreed.\n")
    found = extract(file)
    assert [(p.key, len(p.text)) for p in found.report.paragraphs] == [("1", 103_999), ("2", 12)]
    assert [(m.paragraph, m.entity) for m in found.mentions] == [("2", "TCD")]
    assert [(i.code, i.paragraph, i.detail) for i in found.issues] == [
        ("paragraph-too-long", "1", "it has 103,999 characters; nothing is looked for in more than 100,000")
    ]
