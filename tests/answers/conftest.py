"""What tests of answers share."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def mine(run: Path, tmp_path: Path) -> Path:
    """A copy of the module's run that a test may change."""
    return shutil.copytree(run, tmp_path / "run")
