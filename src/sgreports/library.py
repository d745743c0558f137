"""A dataset as Python sees it: made of a folder of reports, its tables as frames, and SQL over them."""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sgreports.answers.queries import open_duckdb
from sgreports.model.records import TABLES
from sgreports.settings import Settings, settings_from

if TYPE_CHECKING:
    import pandas as pd

Place = str | os.PathLike[str]


class Dataset:
    """A dataset on the disk. Its tables are frames by their names (`paragraphs`, `mentions`, `relations`, `counts`, …).

    >>> dataset = sgreports.Dataset("dataset/")
    >>> dataset
    Dataset('dataset')
    >>> dataset.paragraphs.text[0][:14]
    'In Chad the Gu'
    >>> dataset.sql("SELECT document, count(*) AS facts FROM facts GROUP BY ALL ORDER BY ALL").facts.tolist()
    [6, 1]
    """

    def __init__(self, folder: Place) -> None:
        """Raises UsageError if `folder` holds no dataset."""
        self.folder = Path(folder)
        open_duckdb(folder).close()  # says at once what is no dataset

    def __repr__(self) -> str:
        return f"Dataset({str(self.folder)!r})"

    def __getattr__(self, name: str) -> "pd.DataFrame":
        if name not in TABLES:
            raise AttributeError(f"a dataset has no table {name!r}; it has {', '.join(TABLES)}")
        return self._frames[name]

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *TABLES})

    @cached_property
    def _frames(self) -> "dict[str, pd.DataFrame]":
        from sgreports.dataset.stored.frames import read

        return read(self.folder)

    def sql(self, query: str, **parameters: Any) -> "pd.DataFrame":
        """The rows of a query over tables and views, as a frame; `$name` in it is the parameter of that name."""
        with open_duckdb(self.folder) as connection:
            return connection.execute(query, parameters or None).df()


def extract_folder(path: Place | Iterable[Place], out: Place, settings: Settings | None = None) -> Dataset:
    """The reports of a folder, or of several folders and files, as a dataset at `out`, as `sgreports extract` does.

    Only what is new is read; a report that fails does not affect the others: `run.json` says what became of each.
    Raises FileNotFoundError where a folder is missing, UsageError for other wrong input, before anything is written.

    >>> dataset = sgreports.extract_folder("reports/", out="new/")
    >>> dataset.documents.document.tolist()
    ['report']
    """
    from sgreports.batches.runs import run

    places = [path] if isinstance(path, str | os.PathLike) else path
    run(map(Path, places), Path(out), settings or settings_from())
    return Dataset(out)
