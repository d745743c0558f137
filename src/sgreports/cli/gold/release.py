"""`sgreports gold release`: gold as a package of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sgreports.cli.gold.review import ANNOTATIONS
from sgreports.errors import UsageError
from sgreports.settings import settings_from

if TYPE_CHECKING:
    from sgreports.annotation.release.release import Sources


def release(  # noqa: PLR0917 - each is an option of the command
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of the release; an earlier one is replaced.")],
    annotations: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder with gold/, second/, splits.toml and GUIDELINES.md.")
    ] = ANNOTATIONS,
    split: Annotated[str | None, typer.Option(help="Only this split: train, dev or test.")] = None,
    run: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A run to take texts from; others are read from the reports.")
    ] = None,
    licence: Annotated[str, typer.Option(metavar="SPDX", help="Licence of the markup.")] = "CC0-1.0",
    licence_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Text of the licence, if sgreports does not have it.")
    ] = None,
) -> None:
    """Release gold without the texts: spans, relations, rows, splits, guidelines, agreement, datasheet, scorer."""
    from sgreports.annotation.release.release import release as released
    from sgreports.annotation.scoring.run_rows import load_gold, load_run
    from sgreports.annotation.texts import with_texts

    sources = _sources(annotations, licence, licence_file)
    gold = [p for p in load_gold(annotations / "gold") if split in (None, sources.splits.get(p.document))]
    if not gold:
        raise UsageError(f"{annotations / 'gold'} holds no gold{f' of split {split}' if split else ''}")
    read = with_texts(gold, settings_from(), load_run(run) if run else None)
    try:
        numbers = released(read, sources, out)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}; nothing there was changed") from error
    typer.echo(f"{out}: {', '.join(f'{number:,} {what}' for what, number in numbers.items())}")


def _sources(annotations: Path, licence: str, licence_file: Path | None) -> "Sources":
    from sgreports.annotation.release.release import GUIDELINES, Sources
    from sgreports.annotation.scoring.run_rows import SPLITS, load_gold, splits
    from sgreports.dataset.publish.licence import licence_of

    second = annotations / "second"
    try:
        return Sources(
            splits=splits(annotations / SPLITS), guidelines=(annotations / GUIDELINES).read_text(encoding="utf-8"),
            second=tuple(load_gold(second)) if second.is_dir() else (), licence=licence_of(licence, licence_file),
        )  # fmt: skip
    except OSError as error:
        raise UsageError(
            f"{error.filename} cannot be read: {error.strerror}; name its folder by --annotations"
        ) from error
