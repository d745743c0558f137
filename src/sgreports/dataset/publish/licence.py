"""The licence of the markup, which the program adds to texts that have a licence of their own."""

import re
from importlib.resources import files
from pathlib import Path

from sgreports.dataset.templates import render
from sgreports.errors import UsageError
from sgreports.model.base import Frozen

ADDRESS = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}
TITLES = {"CC0-1.0": "CC0 1.0 Universal", "CC-BY-4.0": "Creative Commons Attribution 4.0 International"}
SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


class Licence(Frozen):
    """A licence by its SPDX identifier, with its text."""

    name: str
    title: str
    path: str | None
    text: str

    @property
    def whole(self) -> str:
        """What the file LICENSE holds: what it is about, and the text."""
        return render("sgreports.dataset.publish", "texts/scope.txt", name=self.name, text=self.text.strip())


def licence_of(name: str, file: Path | None) -> Licence:
    """A licence that comes with the program, or one with its text in a file. Raises UsageError without a text."""
    if not SPDX.fullmatch(name):
        raise UsageError(f"{name!r} is no SPDX identifier; say for instance CC-BY-4.0 (https://spdx.org/licenses)")
    if file is None and name not in TITLES:
        raise UsageError(
            f"the text of {name} does not come with sgreports ({', '.join(TITLES)} do); give it with --licence-file"
        )
    text = _read(file) if file else (files(__package__) / "licences" / f"{name}.txt").read_text(encoding="utf-8")
    return Licence(name=name, title=TITLES.get(name, name), path=ADDRESS.get(name), text=text)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the licence {file} cannot be read as UTF-8 text: {error}") from error
