"""A run with a user's own names: rows have their keys, and another content of the file makes other results."""

from pathlib import Path

import pandas as pd
import pytest

from sgreports.batches.runs import run
from sgreports.settings import settings_from

pytestmark = pytest.mark.model

TEXT = """Report of the Secretary-General

1. The Lake Shore Board (LSB) supported 40 schools in Malawi in 2041. LSB worked with UNICEF in the Land of Lakes.

2. The Children’s Emergency Service and the Shore Board began Boats for All in May 2041. The Board thanked UNHCR.
"""
NAMES = (Path(__file__).parents[2] / "docs/guides/names.csv").read_text(encoding="utf-8")


def test_they_are_found_by_their_keys(tmp_path: Path) -> None:
    names = _file(tmp_path, "names.csv", NAMES)
    assert _read(tmp_path, "none")[1] == _WITHOUT
    reused, found = _read(tmp_path, str(names), workers=1)
    assert (reused, found) == (0, _WITH)
    assert _read(tmp_path, str(_file(tmp_path, "same.csv", NAMES))) == (1, _WITH)
    _file(tmp_path, "names.csv", NAMES.replace("LSB", "LAB"))
    reused, found = _read(tmp_path, str(names))
    assert (reused, {entity for _, entity in found} - {entity for _, entity in _WITH}) == (0, {"lab"})


def _file(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


def _read(folder: Path, names: str, workers: int = 0) -> tuple[int, list[tuple[str, str]]]:
    """How many results are an earlier run's, and the names of the paragraphs with their keys."""
    report = _file(folder, "report.txt", TEXT)
    settings = settings_from(names=names, workers=workers, cache=folder / "cache", accuracy="fast")
    summary = run([report], folder / "run", settings)
    rows = pd.read_csv(folder / "run/mentions.csv")
    rows = rows[rows.label.isin(["AGENCY", "PROGRAMME", "COUNTRY"]) & rows.paragraph.isin(["1", "2"])]
    entities = set(pd.read_csv(folder / "run/entities.csv").entity)
    assert set(rows.entity) <= entities
    return summary.reused, list(zip(rows.text, rows.entity, strict=True))


_WITH = [
    ("Lake Shore Board", "lsb"), ("LSB", "lsb"), ("Malawi", "MWI"), ("LSB", "lsb"), ("UNICEF", "unicef"),
    ("Land of Lakes", "MWI"), ("Children’s Emergency Service", "unicef"), ("Shore Board", "lsb"),
    ("Boats for All", "boats-for-all"), ("Board", "lsb"), ("UNHCR", "unhcr"),
]  # fmt: skip
_WITHOUT = [
    ("Lake Shore Board", "lsb"), ("LSB", "lsb"), ("Malawi", "MWI"), ("LSB", "lsb"), ("UNICEF", "unicef"),
    ("Children’s Emergency Service", "name/childrens-emergency-service"), ("Shore Board", "lsb"),
    ("Board", "name/shore-board"), ("UNHCR", "unhcr"),
]  # fmt: skip
