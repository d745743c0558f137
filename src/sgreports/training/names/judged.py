"""models/judged.toml: which unmarked spans of which reports are names, as a reader of the guidelines said."""

import tomllib
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from sgreports.errors import UsageError
from sgreports.model.base import Frozen
from sgreports.model.facts import Label


class Judged(Frozen):
    """In `documents` every unmarked span was read: those of `names` are names, all others none."""

    documents: frozenset[str]
    names: dict[Label, tuple[str, ...]]

    def label(self, text: str) -> Label | None:
        """The label of an unmarked span of a judged report, by its text."""
        return self._labels.get(text)

    @cached_property
    def _labels(self) -> dict[str, Label]:
        return {name: label for label, names in self.names.items() for name in names}


def read_judged(path: Path) -> Judged:
    """The judgements of a file. Raises UsageError where it cannot be read, or a name stands under two labels."""
    try:
        found = Judged.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise UsageError(f"{path}: {error}") from error
    names = [name for its in found.names.values() for name in its]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise UsageError(f"{path}: {twice[0]!r} is judged twice")
    return found
