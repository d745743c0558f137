"""What a published dataset holds, file by file.

README.md says what the data are, their sources, how they were made and how good they are; CITATION.cff is in the
Citation File Format 1.2.0 (https://citation-file-format.github.io).
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sgreports.dataset.browser_page import Shown, write_browser
from sgreports.dataset.files.folder import DUCKDB, FILES, PACKAGE, RUN, write_json, write_text
from sgreports.dataset.files.package import LICENSE, data_package
from sgreports.dataset.files.sums import sealed, sha256_of_file
from sgreports.dataset.publish.about import About, about, run_without_places, versions_of
from sgreports.dataset.publish.archive import CHECKSUMS, checksums
from sgreports.dataset.publish.codebook import codebook, csv_text, html, plain
from sgreports.dataset.publish.croissant import croissant
from sgreports.dataset.publish.licence import licence_of
from sgreports.dataset.publish.scores import Score, ScoreFile, read_scores
from sgreports.dataset.stored.by_document import RunTables, opened
from sgreports.dataset.stored.stored import check_run
from sgreports.dataset.templates import render
from sgreports.errors import UsageError
from sgreports.model.base import Frozen
from sgreports.model.records import ROWS
from sgreports.model.run import Versions

DATA, BROWSER, QUALITY = "data", "browser", "quality"
CROISSANT = "croissant.json"
Progress = Callable[[str], object]


class Options(Frozen):
    """What the publisher decides: `licence` is an SPDX identifier, `scores` are outputs of `sgreports score --json`.

    Without a title it is the one of the run's datapackage.json.
    """

    title: str | None = None
    authors: tuple[str, ...] = ("The sgreports developers",)
    licence: str = LICENSE["name"]
    licence_file: Path | None = None
    scores: tuple[Path, ...] = ()
    browser: bool = True
    names: bool = False
    """Whether those who decided rows are named; else their initials are."""
    measures: tuple[dict[str, Any], ...] = ()
    """The values of series that the browser shows: the rows of `sgreports.series`."""
    table_lines: tuple[dict[str, Any], ...] = ()
    """The totals of tables that it shows: the rows of `all_table_lines`."""


@dataclass(frozen=True)
class Contents:
    """An open run, and what is said of it."""

    run: RunTables
    about: About
    options: Options


@contextmanager
def gathered(folder: Path, options: Options) -> Iterator[Contents]:
    """Opens the run and reads all that is said of it. Raises UsageError for a folder or an option that will not do."""
    licence = licence_of(options.licence, options.licence_file)
    scores = tuple(map(read_scores, options.scores))
    check_run(folder, *(f"{row.resource}.csv" for row in ROWS), DUCKDB)
    with opened(folder) as run:
        title = options.title or data_package(_versions(run))["title"]
        said = about(run, codebook(run), licence, scores, title, options.authors, options.browser)
        yield Contents(run, said, options)


def write_contents(contents: Contents, folder: Path, progress: Progress) -> None:
    """Writes everything into an empty folder, the checksums last."""
    progress("Copying the tables")
    _copy_tables(contents.run, folder / DATA)
    _write_texts(contents.about, folder)
    if contents.about.browser:
        progress("Writing the browser")
        scores = [score.model_dump() for file in contents.about.scores for score in file.scores]
        options = contents.options
        shown = Shown(measures=options.measures, table_lines=options.table_lines, scores=tuple(scores))
        write_browser(contents.run, folder / BROWSER, contents.about.title, shown)
        for name in ("codebook.html", "LICENSE"):  # the pages link to them, and may be served alone
            shutil.copyfile(folder / name, folder / BROWSER / name)
    write_json(folder / PACKAGE, _package(contents, folder))
    write_json(folder / CROISSANT, croissant(contents.about, folder / DATA, DATA))
    progress("Writing checksums")
    write_text(folder / CHECKSUMS, checksums(folder))


def _copy_tables(run: RunTables, folder: Path) -> None:
    """The run's files as they are, but for what run.json and datapackage.json say that is not for others."""
    folder.mkdir()
    for name in sorted((FILES - {RUN, PACKAGE}) & run.names):
        with run.open(name) as source, (folder / name).open("wb") as target:
            shutil.copyfileobj(source, target)
    write_json(folder / RUN, sealed(run_without_places(run.run)))


def _write_texts(about: About, folder: Path) -> None:
    texts = {
        "README.md": card(about), "LICENSE": about.licence.whole, "CITATION.cff": citation(about),
        "codebook.csv": csv_text(about.tables),
        "codebook.html": html(about.tables, about.title),
    } | {f"{QUALITY}/{file.name}": file.text for file in about.scores}  # fmt: skip
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        write_text(folder / name, text)


def _package(contents: Contents, folder: Path) -> dict[str, Any]:
    """The run's descriptor, with the paths, sizes and hashes of the published files."""
    about, package = contents.about, data_package(_versions(contents.run))
    title = f"{about.licence.title}. {LICENSE['title']}"
    licence = {"name": about.licence.name, "path": about.licence.path, "title": title}
    return package | {
        "name": "sgreports-dataset", "title": about.title, "version": about.version,
        "licenses": [{key: value for key, value in licence.items() if value}],
        "contributors": [{"title": author, "role": "author"} for author in about.authors],
        "resources": [_resource(resource, folder) for resource in package["resources"]],
    }  # fmt: skip


def _resource(resource: dict[str, Any], folder: Path) -> dict[str, Any]:
    path = folder / DATA / resource["path"]
    return resource | {
        "path": f"{DATA}/{path.name}", "bytes": path.stat().st_size, "hash": f"sha256:{sha256_of_file(path)}"
    }  # fmt: skip


def _versions(run: RunTables) -> Versions:
    try:
        return Versions.model_validate(versions_of(run.run))
    except ValidationError as error:
        raise UsageError(f"{run.folder / RUN} does not say what made the run; extract it again") from error


GROUPS = {
    "strict": "mentions, exact span and label", "relaxed": "mentions, overlapping span and label",
    "entity": "normal form right, where found", "unit": "unit of a count right, where found", "relation": "relations",
    "status": "polarity and modality right",
}  # fmt: skip
OF_SHARES = ("entity", "unit")


def card(about: About) -> str:
    """The file, in Markdown."""
    outcomes = ", ".join(f"{n:,} {name}" for name, n in sorted(about.outcomes.items()))
    return render(__package__, "texts/card.md", about=about, outcomes=outcomes, score_lines=_score_lines, plain=plain)


def _score_lines(file: ScoreFile) -> Iterator[tuple[str, ...]]:
    """The cells of each score that has a name in GROUPS."""
    return (_cells(score) for score in file.scores if score.name.split()[0] in GROUPS)


def _cells(score: Score) -> tuple[str, ...]:
    group, _, of = score.name.partition(" ")
    share = group in OF_SHARES
    value = score.recall if share else score.f1
    both = ("", "") if share else (f"{score.precision:.3f}", f"{score.recall:.3f}")
    interval = f"{value:.3f} [{score.low:.3f}, {score.high:.3f}]"
    return f"{GROUPS[group]}: {of or 'all'}", *both, interval, f"{score.n:,}"


def citation(about: About) -> str:
    """The file; texts are JSON strings, which YAML reads as they are."""
    return render(__package__, "texts/CITATION.cff", about=about, quoted=partial(json.dumps, ensure_ascii=False))
