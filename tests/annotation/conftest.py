"""The texts of the reports that gold was read from, each report read once for all tests; scripts of annotators."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from sgreports.settings import Settings
from sgreports_gold.annotation.texts import texts_of

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SETTINGS = Settings(reports=CORPUS.parent, links=False, ocr="never")
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


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a script in annotations/ says of its arguments, or why it stopped."""

    def run(name: str, *words: object) -> str:
        monkeypatch.setattr("sys.argv", [name, *map(str, words)])
        try:
            runpy.run_path(str(ANNOTATIONS / name), run_name="__main__")
        except SystemExit as stopped:
            return str(stopped)
        return capsys.readouterr().out

    return run
