"""What a published dataset says of itself, in one value that its card, citation and descriptor are made from."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from sgreports.dataset.files.folder import PACKAGE
from sgreports.dataset.publish.codebook import TableEntry
from sgreports.dataset.publish.licence import Licence
from sgreports.dataset.publish.scores import ScoreFile
from sgreports.dataset.stored.by_document import RunTables
from sgreports.model.base import Frozen
from sgreports.settings import CONTENT_SETTINGS

FOLDER = re.compile(r"(?<!\S)(?:[^\s/]*/)+(?=[^\s/])")


class About(Frozen):
    """`released` is the day on which the run ended: publishing again makes the same bytes."""

    title: str
    authors: tuple[str, ...]
    licence: Licence
    versions: dict[str, str]
    settings: dict[str, str | int | bool]
    released: datetime.date | None
    outcomes: dict[str, int]
    years: tuple[int, int] | None
    issues: dict[str, int]
    partial: int
    tables: tuple[TableEntry, ...]
    scores: tuple[ScoreFile, ...]
    browser: bool

    @property
    def version(self) -> str:
        """The version of the dataset: that of the program and of its knowledge."""
        return "+".join(v for v in (self.versions.get("program"), self.versions.get("lexicons")) if v) or "0"


def run_without_places(run: Mapping[str, Any]) -> dict[str, Any]:
    """run.json without what is private to its maker: folders, tracebacks, settings that do not affect content."""
    inputs = [_input(record) for record in run.get("inputs", ())]
    files = {name: sha256 for name, sha256 in run.get("files", {}).items() if name != PACKAGE}
    made = {"versions": versions_of(run), "settings": content_settings(run)}
    return {**run, **made, "inputs": inputs, "files": files, "out": "."}


def _input(record: Mapping[str, Any]) -> dict[str, Any]:
    reason = record.get("reason")
    told = reason and re.sub(r"(?<!\S)\S*/(?=[^\s/]+\.(?:pdf|txt|md)\b)", "", reason)
    return {**record, "path": PurePath(record["path"]).name, "reason": told, "traceback": None}


def content_settings(run: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that bear on what the tables hold."""
    settings = ((n, v) for n, v in run.get("settings", {}).items() if n in CONTENT_SETTINGS)
    return {name: without_folder(value) if isinstance(value, str) else value for name, value in settings}


def without_folder(text: str) -> str:
    """A name, with its version, without the folder that it was loaded from: `/home/me/model 1.0` is `model 1.0`."""
    return FOLDER.sub("", text)


def versions_of(run: Mapping[str, Any]) -> dict[str, str]:
    """The versions that made the run."""
    return {name: without_folder(version) for name, version in run.get("versions", {}).items()}


def about(  # noqa: PLR0917 - each is a part of what is said
    run: RunTables, tables: tuple[TableEntry, ...], licence: Licence, scores: tuple[ScoreFile, ...], title: str,
    authors: tuple[str, ...], browser: bool,
) -> About:  # fmt: skip
    """What the run and the options say."""
    documents = list(run.each("documents"))
    years = sorted(int(d["date"][:4]) for d in documents if d["date"])
    end = run.run.get("end")
    return About(
        title=title, authors=authors, licence=licence, versions=versions_of(run.run),
        settings=content_settings(run.run), released=datetime.datetime.fromisoformat(end).date() if end else None,
        outcomes=dict(Counter(i["outcome"] for i in run.run.get("inputs", ()))),
        years=(years[0], years[-1]) if years else None,
        issues=dict(Counter(issue["code"] for issue in run.each("issues")).most_common()),
        partial=sum(d["status"] == "partial" for d in documents), tables=tables, scores=scores, browser=browser,
    )  # fmt: skip
