"""Commands that the last release had. For one release each says what to use instead; --help does not list them."""

import typer

from sgreports.errors import UsageError

GONE = {
    "graph": "`sgreports publish DIR --out FOLDER` has a page for each entity with its relations and their sentences, "
    "`sgreports statements DIR --by subject,object` counts them",
    "compare-reports": "`sgreports series DIR` follows a measure from report to report, `sgreports show DIR SYMBOL` "
    "lists what a report names",
}
"""What to use instead, by command."""


def add_stubs(app: typer.Typer) -> None:
    """Adds a hidden command for each that is gone, which takes whatever the old one took."""
    anything = {"allow_extra_args": True, "ignore_unknown_options": True}
    for name in GONE:
        app.command(name, hidden=True, context_settings=anything, add_help_option=False)(_refuse)


def _refuse(context: typer.Context) -> None:
    name = str(context.info_name)
    raise UsageError(f"`sgreports {name}` is gone: {GONE[name]}")
