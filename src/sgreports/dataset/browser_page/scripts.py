"""Data as scripts, since a page from the file system may load scripts and nothing else."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sgreports.dataset.files.folder import write_text
from sgreports.dataset.templates import script_json

MOST = 150_000
"""Characters of JSON that a shard of an index holds, but for one entry that is larger by itself."""


def write_script(path: Path, name: str, content: Any) -> None:
    """A script that hands the content over by its name."""
    write_text(path, f"take({script_json(name)},{script_json(content)});\n")


def shards(entries: Iterable[tuple[str, Any]]) -> Iterator[list[tuple[str, Any]]]:
    """Entries in their order, so many together that a file is loaded at once."""
    shard: list[tuple[str, Any]] = []
    size = 0
    for entry in entries:
        more = len(json.dumps(entry))
        if shard and size + more > MOST:
            yield shard
            shard, size = [], 0
        shard.append(entry)
        size += more
    if shard:
        yield shard
