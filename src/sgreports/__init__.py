"""Reports of the United Nations Secretary-General as structured data: `extract` one report, `read` a run's tables,
`counts` what they say of how many, `statements` who does what to whom, `series` what recurs over the years.

Importing the package is cheap: the language model, pandas and the PDF library are loaded by the first call.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sgreports.answers.frames import counts, series, statements
    from sgreports.dataset.stored.frames import read
    from sgreports.pipeline import extract

__version__ = "0.3.0"
__all__ = ["__version__", "counts", "extract", "read", "series", "statements"]

# Else onnxruntime writes to ~/.cache/Microsoft and calls a host of its makers, from its import on.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

_HOME = {
    "counts": "sgreports.answers.frames",
    "series": "sgreports.answers.frames",
    "statements": "sgreports.answers.frames",
    "extract": "sgreports.pipeline",
    "read": "sgreports.dataset.stored.frames",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'sgreports' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
