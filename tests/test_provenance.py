"""What made a result: all that bears on it is named, so that no result of another release is taken from the cache."""

import ast
import importlib.metadata
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sgreports
from sgreports import provenance
from sgreports.batches.plan import made_by
from sgreports.settings import Settings

ROOMS = ("model", "knowledge", "parsing", "reading", "mentions", "relations", "facts", "dataset/rows", "dataset/files")
"""Where rows are made and written."""


def imported(folder: Path) -> Iterator[str]:
    """The packages that the modules of a folder import."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            yield from (name.partition(".")[0] for name in names)


def test_every_library_that_makes_rows_is_named() -> None:
    package = Path(sgreports.__file__).parent
    names = {name for room in ROOMS for name in imported(package / room)} - {"sgreports", *sys.stdlib_module_names}
    of = importlib.metadata.packages_distributions()
    libraries = {library for name in names for library in of[name]}
    assert libraries - set(provenance.LIBRARIES) == {"spacy"}  # which has a version of its own
    assert {"blis", "lxml", "pydantic-core"} <= set(provenance.LIBRARIES)  # which others stand on


def test_another_release_of_a_library_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made_by(Settings())
    for library in ("python-docx", "lxml", "pillow"):
        monkeypatch.setattr(provenance, "version", lambda name, its=library: "99" if name == its else "1")
        other = made_by(Settings())
        assert other != before
        before = other


def test_other_weights_of_one_model_are_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tmp_path / "en_core_other" / "en_core_other-1.0" / "parser" / "model"
    weights.parent.mkdir(parents=True)
    weights.write_bytes(b"weights")
    for name in ("__init__.py", "meta.json"):
        (tmp_path / "en_core_other" / name).touch()
    monkeypatch.syspath_prepend(tmp_path)
    stat = weights.stat()
    before, settings = made_by(Settings(model="en_core_other")), Settings(model="en_core_other")
    assert made_by(settings) == before
    weights.write_bytes(b"weighty")
    os.utime(weights, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert made_by(settings) != before
    assert provenance.versions(settings).model_files == provenance.model_files(str(tmp_path / "en_core_other")) != ""
    assert {provenance.model_files(name) for name in ("not_installed", "not.installed", ".", "")} == {""}


def test_the_model_in_use_is_named_by_its_bytes() -> None:
    assert len(provenance.versions(Settings()).model_files) == 16
