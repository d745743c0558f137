"""The texts of the reports that gold was read from, each report read once for all tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sgreports.settings import Settings
from sgreports_gold.annotation.texts import texts_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SETTINGS = Settings(reports=CORPUS.parent, links=False)
TextsOf = Callable[[str], dict[str, str]]


@pytest.fixture(scope="session")
def texts() -> TextsOf:
    """The texts of a document's paragraphs by key."""
    read: dict[str, dict[str, str]] = {}

    def of(document: str) -> dict[str, str]:
        if document not in read:
            read[document] = texts_of(document, SETTINGS)
        return read[document]

    return of
