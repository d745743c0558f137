"""Importing the package and asking for help is quick: what is heavy stays unloaded."""

import subprocess
import sys

import pytest

HEAVY = (
    "spacy", "prefect", "pandas", "pyarrow", "duckdb", "pdfplumber", "pypdf", "pypdfium2", "pdfminer", "numpy", "docx",
)  # fmt: skip
LIGHT = """
import sys
from importlib.resources import files
from pathlib import Path

import sgreports
from sgreports.cli.app import main

for words in (["--help"], ["extract", "--help"], ["--version"], ["schema"]):
    sys.argv = ["sgreports", *words]
    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
    loaded(*words)

from sgreports.reading import read_report
from sgreports.settings import Settings

read_report(Path(str(files("sgreports") / "data" / "child-protection-2016.txt")), Settings())
loaded("a text")

import uvicorn
from sgreports_gold.desk.server import serve
from sgreports_gold.desk.sources import report_source, run_source
loaded("the desk")
sgreports.read
loaded("read")
"""


def test_nothing_heavy_is_loaded_for_help_a_text_or_the_desk_but_for_a_table() -> None:
    told = f"""
import sys
def loaded(*after):
    print("LOADED", *after, "|", *(name for name in {HEAVY!r} if name in sys.modules))
{LIGHT}"""
    out = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True).stdout
    each = dict(line.removeprefix("LOADED ").split(" |") for line in out.splitlines() if line.startswith("LOADED "))
    assert "pandas" in each.pop("read")
    assert each == dict.fromkeys(("--help", "extract --help", "--version", "schema", "a text", "the desk"), "")


def test_an_unknown_name_is_an_error() -> None:
    import sgreports

    with pytest.raises(AttributeError, match="no attribute 'write'"):
        sgreports.write  # type: ignore[attr-defined]  # noqa: B018
