"""Why a document's rows differ, as far as the two runs' run.json say: its file, or what made the run."""

from collections.abc import Iterator, Mapping
from typing import Any

from sgreports.dataset.changes.change import Cause, RunDifference
from sgreports.model.run import Versions
from sgreports.settings import CONTENT_SETTINGS

Run = Mapping[str, Any]
VERSIONS: dict[str, Cause] = {
    "program": "program", "dataset_schema": "program", "lexicons": "knowledge", "model": "model", "component": "model",
    "relation_model": "model", "event_model": "model", "count_model": "model", "encoder": "model", "refit": "knowledge",
    "names": "settings",
    "python": "libraries", "spacy": "libraries", "sources": "program", "libraries": "libraries",
    "recognizer": "libraries",
}  # fmt: skip
UNKNOWN: tuple[Cause, ...] = ("unknown",)


def run_differences(before: Run, after: Run) -> tuple[RunDifference, ...]:
    """What made the two runs and differs; what either does not say is left out."""
    versions = list(_versions(before.get("versions", {}), after.get("versions", {})))
    settings = list(_settings(before.get("settings", {}), after.get("settings", {})))
    return (*versions, *settings, *_sources(before, after, explained=bool(versions or settings)))


def _versions(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[RunDifference]:
    """The versions that differ; one that older runs do not name is what its model takes it for."""
    for name, cause in VERSIONS.items():
        field = Versions.model_fields[name]
        fallback = None if field.is_required() else field.default
        a, b = before.get(name, fallback), after.get(name, fallback)
        if before and after and a and b and a != b:
            yield RunDifference(cause=cause, name=name, before=a, after=b)


def _settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[RunDifference]:
    """The settings that affect content, but for those that name what has a version."""
    for name in CONTENT_SETTINGS:
        stated = name in before and name in after and name not in VERSIONS
        if stated and before[name] != after[name]:
            yield RunDifference(cause="settings", name=name, before=str(before[name]), after=str(after[name]))


def _sources(before: Run, after: Run, explained: bool) -> Iterator[RunDifference]:
    """`made_by` is one hash over all that made a run: used where the older run has no more detail."""
    a, b = before.get("made_by"), after.get("made_by")
    if a and b and a != b and not explained:
        yield RunDifference(cause="program", name="sources or libraries", before=a[:16], after=b[:16])


def _made_alike(before: Run, after: Run) -> bool:
    """Whether the hash over all that makes a run is there and the same."""
    return bool(before.get("made_by")) and before.get("made_by") == after.get("made_by")


class Causes:
    """The causes of a document's changes, of two runs.

    `program_unknown` says that the sources of the program may differ too: one of the runs has no hash of them.
    """

    def __init__(self, before: Run, after: Run) -> None:
        self.differences = run_differences(before, after)
        self.made = tuple(dict.fromkeys(d.cause for d in self.differences))
        known = all(run.get("versions", {}).get("sources") for run in (before, after))
        self.program_unknown = "program" not in self.made and not known and not _made_alike(before, after)
        self._inputs = tuple({i.get("sha256"): i for i in run.get("inputs", ())} for run in (before, after))

    def of_both(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Cause, ...]:
        """Of a document in both runs. The file's name counts as input: rows name it, and may take it for a symbol."""
        same = (before["sha256"], before["source"]) == (after["sha256"], after["source"])
        return self.made or UNKNOWN if same else ("input", *self.made)

    def of_one(self, document: Mapping[str, Any], added: bool) -> tuple[Cause, ...]:
        """Of a document in one run only: its file is new or gone, or the other run made nothing of it."""
        read = document["sha256"] in self._inputs[0 if added else 1]
        return self.made or UNKNOWN if read else ("input",)

    def elsewhere(self, document: Mapping[str, Any], added: bool) -> str | None:
        """What the other run made of the file of a document that it has not: `refused: a scan without text`."""
        record = self._inputs[0 if added else 1].get(document["sha256"])
        if record is None:
            return None
        return ": ".join(str(record[name]) for name in ("outcome", "reason") if record.get(name))

    def of_entities(self, inputs_differ: bool) -> tuple[Cause, ...]:
        """Of an entity, which belongs to no document."""
        return ("input", *self.made) if inputs_differ else self.made or UNKNOWN
