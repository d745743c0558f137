"""`sgreports cache`: what the cache of results holds, and emptying it."""

from typing import Annotated

import typer

from sgreports.settings import settings_from


def cache(
    trim: Annotated[
        bool, typer.Option("--trim", help="Remove the least recently used results above cache_megabytes.")
    ] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Remove everything.")] = False,
) -> None:
    """Show the size of the cache, or remove results; do not remove any during a run."""
    from sgreports.cache import Cache

    settings = settings_from()
    held = Cache(settings.cache.expanduser())
    if trim or clear:
        typer.echo(f"removed {held.trim(0 if clear else settings.cache_megabytes, unused_for=0):,} results")
    entries = held.entries()
    megabytes = sum(size for _, size, _ in entries) / 1e6
    typer.echo(f"{held.folder}: {len(entries):,} results, {megabytes:,.1f} of {settings.cache_megabytes:,} MB")
