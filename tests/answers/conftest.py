"""What tests of answers share."""

import shutil
from pathlib import Path

import pytest

from invented.killed_in_chad import killed_in_chad


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that tests read; a module that asks of something else has one of its own."""
    return killed_in_chad(tmp_path_factory.mktemp("answers") / "run")


@pytest.fixture
def mine(run: Path, tmp_path: Path) -> Path:
    """A copy of the run that a test may change."""
    return shutil.copytree(run, tmp_path / "run")
