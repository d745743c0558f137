"""`sgreports review`: the annotators' desk, a page in the browser on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from sgreports.errors import UsageError
from sgreports.settings import settings_from

if TYPE_CHECKING:
    from sgreports_gold.desk.server.pictures import Pictures
    from sgreports_gold.desk.server.serve import Address
    from sgreports_gold.desk.sources.source import Source

ANNOTATIONS = Path("annotations")
SHARE = 0.2
LIMIT = 300


def review(  # noqa: PLR0917 - each is an option of the command
    annotations: Annotated[Path, typer.Argument(metavar="ANNOTATIONS", help="Folder of gold files.")] = ANNOTATIONS,
    annotator: Annotated[str, typer.Option(metavar="NAME", help="Name or initials of the annotator (required).")] = "",
    run: Annotated[Path | None, typer.Option(metavar="DIR", help="A run to take texts and proposals from.")] = None,
    report: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A file or folder of reports (repeatable).")
    ] = None,
    document: Annotated[list[str] | None, typer.Option(metavar="SYMBOL", help="Only this report (repeatable).")] = None,
    blind: Annotated[bool, typer.Option("--blind", help="Show no proposals.")] = False,
    blind_share: Annotated[float, typer.Option(min=0, max=1, help="Share of paragraphs without proposals.")] = SHARE,
    order: Annotated[
        str, typer.Option(metavar="errors|learner", help="With --run: first what has most to correct, or teaches most.")
    ] = "errors",
    limit: Annotated[int, typer.Option(min=1, help="Maximum number of open paragraphs.")] = LIMIT,
    adjudicate: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Two annotators to adjudicate into gold.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: the folder's usual one, else a free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open no browser.")] = False,
) -> None:
    """Annotate and correct paragraphs in the browser, on this machine.

    Without --run, --report and --document, what others have read comes up.
    """
    from sgreports.decisions.decision import checked_name
    from sgreports_gold.desk.desk import Desk
    from sgreports_gold.desk.files.folder import AnnotationFolder
    from sgreports_gold.desk.ordering import Order
    from sgreports_gold.desk.server.pictures import Pictures
    from sgreports_gold.desk.server.serve import serve
    from sgreports_gold.desk.sources.loading import QueueOptions

    if order not in get_args(Order):
        raise UsageError(f"there is no order {order!r}; choose errors or learner")
    if not annotator:
        raise UsageError("no annotator is given; use --annotator NAME: it names the folder that is written")
    if not (run or report or document or annotations.is_dir()):
        raise UsageError(f"there is no folder {annotations}; name the folder of gold, or a --run or --report to read")
    pictures, share = Pictures(), 1.0 if blind else blind_share
    desk = Desk(
        annotator=checked_name(annotator), folder=AnnotationFolder(annotations), pictures=pictures, sides=adjudicate,
        source=_source(run, report or [], document or [], pictures, finds=share < 1 and adjudicate is None),
    )  # fmt: skip
    choice = QueueOptions(
        blind_share=share, limit=limit, named=bool(run or report or document), documents=frozenset(document or ()),
        order=cast("Order", order),
    )  # fmt: skip
    for reader in adjudicate or ():
        desk.folder.files_by(reader)
    serve(desk, choice, port, not no_browser, _tell)
    typer.echo(f"\nThe desk is closed. What you did is in {annotations}.")


def _source(run: Path | None, reports: list[Path], documents: list[str], pictures: "Pictures", finds: bool) -> "Source":
    from sgreports.inputs import expand
    from sgreports_gold.desk.sources.report_source import ReportSource
    from sgreports_gold.desk.sources.run_source import RunSource

    settings = settings_from()
    if run and reports:
        raise UsageError("--run and --report name two sources of texts: choose one")
    files = expand(reports) if reports else []
    source: ReportSource | RunSource
    if run:
        source = RunSource(run, settings.reports, documents)
    else:
        source = ReportSource(settings, documents, files, finds, pictures.pdf)
    source.check()
    return source


def _tell(news: "Address | str") -> None:
    """The address, or what went wrong while the queue was made (the page says it too)."""
    if isinstance(news, str):
        typer.secho(f"sgreports: {news}", fg="red", err=True)
    else:
        typer.echo(f"The desk is at {news.url}\nEach change is saved at once. Ctrl-C ends it.")
