"""The texts of the reports that gold was read from, each report read once for all tests; scripts of annotators."""

import json
import os
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

from sgreports.settings import Settings
from sgreports_gold.annotation.texts import texts_of

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SETTINGS = Settings(reports=CORPUS.parent, links=False, ocr="never")
TextsOf = Callable[[str], dict[str, str]]


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> TextsOf:
    """The texts of a document's paragraphs by key, read by the first process of the tests that asks for them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "texts"
    folder.mkdir(exist_ok=True)

    @cache
    def of(document: str) -> dict[str, str]:
        file = folder / f"{document.replace('/', '_')}.json"
        with FileLock(f"{file}.lock"):
            if not file.exists():
                file.write_text(json.dumps(texts_of(document, SETTINGS)))
        read: dict[str, str] = json.loads(file.read_text())
        return read

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
