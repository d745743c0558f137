"""`sgreports show`: a paragraph of a run with its mentions, counts and relations, or a page as a picture."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sgreports.errors import UsageError

COLOURS = {
    "AGENCY": "cyan", "COUNTRY": "green", "INSTRUMENT": "yellow", "PROGRAMME": "magenta", "YEAR": "blue",
    "COUNT": "red",
}  # fmt: skip
WIDTH = 80
Rows = list[dict[str, Any]]


def show(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dataset of a run.")],
    symbol: Annotated[str, typer.Argument(help="The document: S/2025/389, or S_2025_389.")],
    paragraph: Annotated[str | None, typer.Argument(help="Key of a paragraph; default: all.")] = None,
    page: Annotated[int | None, typer.Option(metavar="N", help="Draw page N of the PDF, with boxes, as PNG.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="PNG", help="Where the picture goes; default: into DIR.")] = None,
) -> None:
    """Print paragraphs with their mentions, the events, times and countries of their counts, and their relations."""
    from sgreports.answers.named import find_report
    from sgreports.dataset.stored.stored import stored

    document = find_report(symbol, stored(folder, "documents"))
    if page is not None:
        _draw(folder, document, page, out)
        return
    rows = _rows(folder, document, paragraph)
    tables = [_of(folder, document, table) for table in ("mentions", "counts", "relations")]
    console = Console(width=min(Console().width, WIDTH), highlight=False)
    for row in rows:
        _print(console, row, *([r for r in table if r["paragraph"] == row["paragraph"]] for table in tables))


def _of(folder: Path, symbol: str, table: str) -> Rows:
    from sgreports.dataset.stored.stored import stored

    return stored(folder, table, document=symbol)


def _rows(folder: Path, document: str, paragraph: str | None) -> Rows:
    """The paragraphs asked for. Raises UsageError naming those that there are."""
    from sgreports.dataset.stored.stored import some

    rows = _of(folder, document, "paragraphs")
    found = [row for row in rows if paragraph in (None, row["paragraph"])]
    if not found:
        raise UsageError(f"{document} has no paragraph {paragraph}; it has {some(r['paragraph'] for r in rows)}")
    return found


def _print(console: Console, row: dict[str, Any], mentions: Rows, counts: Rows, relations: Rows) -> None:
    place = f"{row['document']} ¶{row['paragraph']}"
    section = f"section {row['section']}" if row["section"] else row["part"]
    page = f", p. {row['page_first']}" if row["page_first"] else ""
    page += f", paragraph {row['word_index']} of the Word file" if row.get("word_index") is not None else ""
    console.rule(f"[bold]{place}[/]  [dim]{section}{page}[/]", align="left")
    console.print(_coloured(row["text"], mentions))
    if mentions:
        console.print(_mention_table(mentions))
    if counts:
        console.print(_count_table(counts, [m["id"] for m in mentions]))
    for relation in relations:
        console.print(_relation_line(relation))
    console.print()


def _coloured(text: str, mentions: Rows) -> Text:
    """The text, each mention in its label's colour, with its number behind it."""
    shown = Text()
    at = 0
    for number, m in enumerate(mentions, 1):
        shown.append(text[at : m["start"]])
        shown.append(text[m["start"] : m["end"]], style=f"bold {COLOURS[m['label']]}")
        shown.append(f"[{number}]", style="dim")
        at = m["end"]
    return shown.append(text[at:])


def _table(*names: str) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column("", justify="right")
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _mention_table(mentions: Rows) -> Table:
    table = _table("label", "entity", "kind", "unit")
    for number, m in enumerate(mentions, 1):
        label = Text(m["label"], style=COLOURS[m["label"]])
        table.add_row(
            Text(str(number), style="dim"), label, m["entity"] or "?", m["form"] or m["kind"] or "", m["unit"] or ""
        )
    return table


def _count_table(counts: Rows, mentions: list[str]) -> Table:
    """What happened, when and where, and which kind of figure it is; in brackets where time and country are from."""
    table = _table("event", "measure", "time", "country", "score")
    for c in counts:
        time, country = (
            f"{value} ({source})" if value else "" for value, source in (
                (", ".join(c["times"]), c["time_from"]), (c["country"], c["country_from"])
            )
        )  # fmt: skip
        number = Text(str(mentions.index(c["count"]) + 1), style="dim")
        table.add_row(number, c["event"] or "", c["measure"], time, country, f"{c['score']:.2f}".lstrip("0"))
    return table


def _relation_line(r: dict[str, Any]) -> Text:
    """`UNICEF —works_with→ UNHCR`, `65 —count_by, agent→ UNICEF`, with what sets it apart from a plain fact."""
    line = Text("  ")
    kind = f"{r['type']}, {r['role']}" if r["role"] else r["type"]
    line.append(r["subject_text"], style=COLOURS[r["subject_label"]]).append(f" —{kind}→ ", style="bold")
    line.append(r["object_text"], style=COLOURS[r["object_label"]])
    apart = [value for value, plain in ((r["polarity"], "affirmed"), (r["modality"], "actual")) if value != plain]
    return line.append(f"  {', '.join(apart)}", style="italic") if apart else line


def _draw(folder: Path, document: str, page: int, out: Path | None) -> None:
    """Draws a page of the file that the run read, if it is still where it was."""
    from sgreports.cli.printed.picture import draw

    typer.echo(str(draw(folder, document, page, out)))
