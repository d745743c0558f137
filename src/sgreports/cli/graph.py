"""`sgreports graph`: the entities of a run and their relations as a page to look at."""

from pathlib import Path
from typing import Annotated

import typer

from sgreports.errors import UsageError


def graph(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dataset of a run.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Output file; default: DIR-graph.html beside the dataset."),
    ] = None,
) -> None:
    """Write an HTML page with a graph of entities and relations, each with the sentences that state it."""
    from sgreports.dataset.graph_page import page
    from sgreports.dataset.graph_page.graph import read_graph

    here = folder.resolve()
    path = out or here.with_name(f"{here.name}-graph.html")
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"{path} cannot be written: name a file in an existing folder")
    read = read_graph(folder)
    _write(path, page(read, f"Relations in {here.name}"))
    typer.echo(f"{path}: {len(read.nodes)} entities, {len(read.edges)} lines, {len(read.sentences)} sentences")


def _write(path: Path, text: str) -> None:
    from sgreports.dataset.files.atomic import replace_text
    from sgreports.ownership import page_of

    try:
        replace_text(path, text, page_of("graph"))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
