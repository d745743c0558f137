"""The key of a result: one hash over all that bears on it. Equal keys, equal rows."""

import hashlib
import json

from sgreports.provenance import versions
from sgreports.settings import CONTENT_SETTINGS, Settings


def key_of(sha256: str, name: str, made_by: str) -> str:
    """The key of a file's result; its name counts, since rows name their source and may take its stem for a symbol."""
    return hashlib.sha256(json.dumps([sha256, name, made_by]).encode("utf-8", "backslashreplace")).hexdigest()


def made_by(settings: Settings) -> str:
    """A hash of what run.json says: the versions of all that made a result, and the settings that affect content."""
    said = {
        "versions": versions(settings).model_dump(),
        "settings": settings.model_dump(mode="json", include=set(CONTENT_SETTINGS)),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
