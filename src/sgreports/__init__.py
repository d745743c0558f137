"""Reports of the United Nations Secretary-General as structured data.

Read reports: `extract` (a file), `extract_text` (a string), `extract_folder` (many, into a dataset on the disk).
Ask a dataset: `counts` (how many, where, when), `statements` (who does what to whom), `series` (what recurs over the
years), `read` (its tables), `open_duckdb` (SQL).

`Settings(ocr="never", workers=2)` says how a call reads: what is recognized, how exactly, by how many processes.
`SgreportsError` is the class of every error that is raised on purpose; its text says what is wrong and what to do.

Importing the package is cheap: the language model, pandas and the PDF library are loaded by the first call.
"""

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sgreports.answers.frames import counts, series, statements
    from sgreports.answers.queries import open_duckdb
    from sgreports.dataset.stored.frames import read
    from sgreports.errors import SgreportsError as SgreportsError
    from sgreports.library import Dataset, extract_folder
    from sgreports.pipeline import extract, extract_text
    from sgreports.settings import Settings as Settings

__version__ = "0.3.0"
__all__ = [
    "Dataset",
    "counts",
    "extract",
    "extract_folder",
    "extract_text",
    "open_duckdb",
    "read",
    "series",
    "statements",
]

# Else onnxruntime writes to ~/.cache/Microsoft and calls a host of its makers, from its import on.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

_HOME = {
    "Dataset": "library",
    "Settings": "settings",
    "SgreportsError": "errors",
    "counts": "answers.frames",
    "extract": "pipeline",
    "extract_folder": "library",
    "extract_text": "pipeline",
    "open_duckdb": "answers.queries",
    "read": "dataset.stored.frames",
    "series": "answers.frames",
    "statements": "answers.frames",
}


class _Package(ModuleType):
    """The package with names that are loaded when asked for; a class, so that `help` lists no `__getattr__`."""

    def __getattr__(self, name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module 'sgreports' has no attribute {name!r}")
        return getattr(import_module(f"sgreports.{_HOME[name]}"), name)

    def __dir__(self) -> list[str]:
        return sorted({name for name, value in vars(self).items() if not isinstance(value, ModuleType)} | set(_HOME))


sys.modules[__name__].__class__ = _Package
