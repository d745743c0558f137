"""Steps that a report can be read without: one that fails leaves what was there before, and an issue.

Errors that are meant for the whole file pass through: refusals, limits of time and memory, an interruption.
"""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Literal, TypeVar, TypeVarTuple, Unpack

from sgreports.errors import SgreportsError
from sgreports.model.base import Issue

Step = Literal[
    "file-damaged", "second-reader", "letters-repaired", "hidden-text", "links", "told-digits", "attached-files",
    "recognition", "table-readings", "areas", "maps", "tables", "figures", "boxes", "labels", "tables-over-pages",
    "table-issues", "cover-issues", "sections-of-tables", "text-units",
]  # fmt: skip

STEP_FAILED = "step-failed"
_LONGEST = 200  # characters of what an error says

logger = logging.getLogger(__name__)
T = TypeVar("T")
B = TypeVar("B")
Given = TypeVarTuple("Given")
_failed: ContextVar[list[Issue] | None] = ContextVar("failed", default=None)


@contextmanager
def failures() -> Iterator[list[Issue]]:
    """The issues of the optional steps that fail in the block. Outside of one, their errors pass."""
    found: list[Issue] = []
    token = _failed.set(found)
    try:
        yield found
    finally:
        _failed.reset(token)


def attempt(step: Step, page: int | None, before: B, do: Callable[[Unpack[Given]], T], *given: *Given) -> T | B:
    """What an optional step gives; what was there `before` it, and an issue, where it fails."""
    found = _failed.get()
    try:
        return do(*given)
    except (SgreportsError, MemoryError):
        raise
    except Exception as error:
        if found is None:
            raise
        logger.warning("the step %s failed", step, exc_info=error)
        issue = _issue(step, page, error)
        found += [] if issue in found else [issue]
        return before


def _issue(step: Step, page: int | None, error: Exception) -> Issue:
    at = traceback.extract_tb(error.__traceback__)[-1]
    said = f"{type(error).__name__}: {error}".removesuffix(": ").encode("ascii", "backslashreplace").decode()
    where = f"Page {page}: the" if page else "The"
    cause = f"{said[:_LONGEST]}, {Path(at.filename).name}:{at.lineno}"
    detail = f"{where} step {step} failed ({cause}), and the report is read without it there. Please report it."
    return Issue(code=STEP_FAILED, detail=detail, page=page)
