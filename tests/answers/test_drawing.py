"""What a notebook draws: a paragraph with its marks, a count with its sentence and page."""

import re
from pathlib import Path

import pytest

import sgreports
from sgreports.answers.drawing import SHOWN, Sentences

TEXT = "1. The team visited Chad in 2043.\n\n2. In 2043, UNICEF vaccinated 1,234 <young> children in Chad.\n"
MARK = re.compile(r"<span style=\"[^\"]*\"( title=\"[^\"]*\")?>(.*?)<small [^>]*> (\w+)</small></span>")


def short(drawn: str) -> str:
    """What is drawn, with `[text LABEL title]` for each mark."""
    return re.sub(r" style=\"[^\"]*\"", "", MARK.sub(r"[\2 \3\1]", drawn))


@pytest.mark.model
def test_a_paragraph_is_drawn_with_its_marks() -> None:
    found = sgreports.extract_text(TEXT)
    second = (
        '<b>¶2</b> In [2043 YEAR title="2043"], [UNICEF AGENCY title="unicef"] vaccinated [1,234 COUNT title="1234"]'
        ' &lt;young&gt; children in [Chad COUNTRY title="TCD"].'
    )
    assert short(found.marked("2")._repr_html_()) == second
    first = '<b>¶1</b> The team visited [Chad COUNTRY title="TCD"] in [2043 YEAR title="2043"].'
    assert short(found._repr_html_()) == f"<b>text</b><div><p>{first}</p><p>{second}</p></div>"
    with pytest.raises(KeyError, match="99"):
        found.marked("99")


def row(**changed: object) -> dict[str, object]:
    return {
        "number_text": "40", "unit_phrase": "girls & boys", "unit": "boys", "event": "killed", "document": "S/2044/7",
        "paragraph": "3", "page": 5, "link": "https://docs.un.org/en/S/2044/7#page=5",
        "sentence_text": "In Chad, 40 girls & boys were killed.",
    } | changed  # fmt: skip


def test_a_count_is_drawn_with_its_sentence_and_page() -> None:
    twice = row(unit_phrase=None, event=None, page=None, link=None, sentence_text="Of 40, 40 were boys.")
    link = '<a href="https://docs.un.org/en/S/2044/7#page=5" rel="noopener">S/2044/7 ¶3, p. 5</a>'
    assert short(Sentences([row(), twice])._repr_html_() or "") == (
        f"<div><p><b>40 girls &amp; boys, killed</b> · {link}<br>In Chad, [40 COUNT] girls &amp; boys were killed.</p>"
        "<p><b>40 boys</b> · S/2044/7 ¶3<br>Of 40, 40 were boys.</p></div>"
    )
    assert (Sentences([row()] * (SHOWN + 2))._repr_html_() or "").endswith("<p>… and 2 more</p></div>")


def test_sentences_are_drawn_while_their_columns_are_there(run: Path) -> None:
    found = sgreports.counts(run, event="killed", cells=True)
    assert "<p><b>90" in (found[found.country == "TCD"]._repr_html_() or "")  # type: ignore[operator]
    assert '<table border="1" class="dataframe">' in (found[["amount", "event"]]._repr_html_() or "")  # type: ignore[operator]
