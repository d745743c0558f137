"""`sgreports graph`: the entities of a run and their relations as a page to look at."""

from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.files import check_place, write
from sgreports.ownership import page_of


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
    check_place(path)
    read = read_graph(folder)
    write(path, page(read, f"Relations in {here.name}"), page_of("graph"))
    typer.echo(f"{path}: {len(read.nodes)} entities, {len(read.edges)} lines, {len(read.sentences)} sentences")
