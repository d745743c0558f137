"""Importing the package and asking for help is quick: what is heavy stays unloaded."""

import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "prefect",
    "pandas",
    "pyarrow",
    "duckdb",
    "pdfplumber",
    "pypdf",
    "pypdfium2",
    "pdfminer",
    "numpy",
    "docx",
)


def loaded(code: str) -> set[str]:
    """Which heavy packages are loaded after the code."""
    report = f"{code}\nimport sys; print('LOADED', *(name for name in {HEAVY!r} if name in sys.modules))"
    out = subprocess.run([sys.executable, "-c", report], check=True, capture_output=True, text=True).stdout
    return set(out.rpartition("LOADED")[2].split())


def command(*words: str) -> str:
    return f"""
import sys; sys.argv = ['sgreports', *{words!r}]
from sgreports.cli.app import main
try: main()
except SystemExit as end: assert not end.code, end.code"""


@pytest.mark.parametrize(
    "code",
    ["import sgreports", *(command(*w) for w in (["--help"], ["extract", "--help"], ["--version"], ["schema"]))],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert loaded(code) == set()


def test_a_text_is_read_without_what_reads_other_files() -> None:
    code = """
from importlib.resources import files
from pathlib import Path
from sgreports.reading import read_report
from sgreports.settings import Settings
read_report(Path(str(files("sgreports") / "data" / "child-protection-2016.txt")), Settings())"""
    assert loaded(code) == set()


def test_the_check_sees_what_is_loaded() -> None:
    assert "pandas" in loaded("import sgreports; sgreports.read")


def test_an_unknown_name_is_an_error() -> None:
    import sgreports

    with pytest.raises(AttributeError, match="no attribute 'write'"):
        sgreports.write  # type: ignore[attr-defined]  # noqa: B018
