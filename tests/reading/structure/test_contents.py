"""Contents lists name sections and annexes, and are neither: with dots or without, in one column or two."""

from pathlib import Path

import pytest

from sgreports.reading import read_report
from sgreports.settings import Settings

_COVER = "United Nations\n\nS/2031/7\n\nReport of the Secretary-General on the harbour of Port Elsa\n\n\f"
_TEXT = """I. Introduction

1. The present report describes the works in the harbour of Port Elsa and the support that it has.

II. The works

2. The harbour reopened in May, and the first ship brought grain to the town and to the islands.

Annex I

List of boats

1. There are 40 boats.
"""
_DOTS = " . . . . . . . . . . . . . . . . . . . . . . . . "
_LISTS = {
    "dots": f"Contents\n\nPage\n\nI. Introduction{_DOTS}2\nII. The works{_DOTS}2\n\nAnnexes\n\nI. Boats{_DOTS}3\n",
    "two pages": f"Contents\n\nI. Introduction{_DOTS}2\nII. The works{_DOTS}2\nIII. Outlook{_DOTS}3\n\f"
    f"Annexes\n\nI. List of boats{_DOTS}3\nII. List of ships{_DOTS}3\n",
    "numbers apart": f"Contents\n\nPage\n\nI.\n\nIntroduction{_DOTS}\n\n2\n\nII.\n\nThe works{_DOTS}\n\n2\n\n"
    f"Annex I\n\nList of boats{_DOTS}\n\n3\n",
    "no dots": "Contents\n\nPage\n\nI. Introduction\n\nII. The works\n\nAnnex I\n\nList of boats\n\nThe works\n\n2\n",
    "typed side by side": "CONTENTS          Page\n\nI. Introduction          2\n\nII. The works          2\n\n"
    "Annex I\n\nList of boats          3\n",
    "no heading": f"I. Introduction{_DOTS}2\nII. The works{_DOTS}2\nIII. Outlook{_DOTS}3\nAnnexes\nI. Boats{_DOTS}3\n",
}


@pytest.mark.parametrize("contents", _LISTS.values(), ids=_LISTS)
@pytest.mark.parametrize("feed", ["\f", "\n"], ids=["pages", "no pages"])
def test_a_contents_list_is_no_structure(tmp_path: Path, contents: str, feed: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_COVER + contents.replace("\f", feed) + feed + _TEXT, encoding="utf-8")
    report = read_report(path, Settings())
    assert [p.key for p in report.paragraphs if p.part != "cover"] == ["1", "2", "annex-1/1"]
    assert [(s.key, s.title) for s in report.sections] == [
        ("I", "Introduction"),
        ("II", "The works"),
        ("annex-1", "List of boats"),
    ]
