"""The key of a result: one hash over all that bears on it. Equal keys, equal rows."""

import hashlib
import json
from functools import lru_cache
from importlib.resources import files

from sgreports.provenance import installed, package_files, versions
from sgreports.settings import Settings

LIBRARIES = ("numpy", "pdfplumber", "pdfminer.six", "pyarrow", "pydantic", "pydantic-core", "pypdfium2", "thinc")
"""What reads, finds and writes beside spaCy, whose version `versions` has: another release may read otherwise."""

NO_BEARING = ("cli", "annotation", "desk")
"""Folders of the package that no row depends on."""


def key_of(sha256: str, name: str, made_by: str) -> str:
    """The key of a file's result; its name counts, since rows name their source and may take its stem for a symbol."""
    return hashlib.sha256(json.dumps([sha256, name, made_by]).encode("utf-8", "backslashreplace")).hexdigest()


@lru_cache(maxsize=8)
def made_by(settings: Settings) -> str:
    """A hash of program (every source and data file), libraries, model, and the settings that bear on content."""
    said = {
        "versions": versions(settings).model_dump(),
        "source": source_version(),
        "libraries": {name: installed(name) for name in LIBRARIES},
        "settings": content_settings(settings),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=1)
def source_version() -> str:
    """A hash over the package's files as they lie on the disk: what a developer changed counts at once."""
    total = hashlib.sha256()
    for name, data in sorted(package_files(files("sgreports"), skip=NO_BEARING)):
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


def content_settings(settings: Settings) -> dict[str, object]:
    """The settings but for those whose field says that they do not bear on content."""
    extras = {name: field.json_schema_extra for name, field in Settings.model_fields.items()}
    idle = {name for name, extra in extras.items() if isinstance(extra, dict) and extra.get("content") is False}
    return settings.model_dump(mode="json", exclude=idle)
