"""`sgreports gold …`: the annotators' files, and gold as a package of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sgreports.errors import UsageError
from sgreports.settings import settings_from
from sgreports_gold.cli.decided import give, take
from sgreports_gold.cli.exchange import config, export, take_in
from sgreports_gold.cli.review import ANNOTATIONS

if TYPE_CHECKING:
    from sgreports_gold.annotation.release.release import Sources


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
    from sgreports_gold.annotation.release.release import release as released
    from sgreports_gold.annotation.scoring.run_rows import load_gold, load_run
    from sgreports_gold.annotation.texts import with_texts

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
    from sgreports.dataset.publish.licence import licence_of
    from sgreports_gold.annotation.release.release import GUIDELINES, Sources
    from sgreports_gold.annotation.scoring.run_rows import SPLITS, load_gold, splits

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


gold = typer.Typer(
    name="gold", help="Work with gold files.", no_args_is_help=True,
    epilog="Example: sgreports gold place annotations/gold/S_2025_389.gold",
)  # fmt: skip
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Gold files.")]


@gold.command(epilog="Example: sgreports gold place annotations/gold/S_2025_389.gold")
def place(files: Files) -> None:
    """Fill in the spans written `?` and the paragraph headers, from the reports themselves."""
    from sgreports.dataset.files.atomic import replace_text
    from sgreports_gold.annotation.gold.align import place as placed
    from sgreports_gold.annotation.gold.standoff import PROOF, parse
    from sgreports_gold.annotation.texts import texts_of

    for file in files:
        text = file.read_text(encoding="utf-8")
        document = text.split("\n", 1)[0].removeprefix("document ").strip()
        new = placed(text, texts_of(document, settings_from()), str(file))
        parse(new, str(file))
        replace_text(file, new, PROOF)
        typer.echo(f"{file}: placed")


@gold.command(epilog="Example: sgreports gold check annotations/gold/*.gold")
def check(files: Files) -> None:
    """Check files against the reports: letters, places, normal forms, the labels that each relation joins."""
    from sgreports.model.letters import character_span, digest
    from sgreports_gold.annotation.gold.checks import wrong_marks
    from sgreports_gold.annotation.gold.marks import marks_of
    from sgreports_gold.annotation.gold.standoff import GoldError, read
    from sgreports_gold.annotation.texts import texts_of

    for file in files:
        for p in read(file):
            text = texts_of(p.document, settings_from()).get(p.paragraph, "")
            if digest(text) != p.hash:
                raise GoldError(f"{file}: ¶{p.paragraph} has other letters now; run `sgreports gold move`")
            try:
                wrong = wrong_marks(marks_of(p, text), text, p.draft, p.cells is not None)
                for n in p.no_counts:
                    character_span(text, n.start, n.end, n.text)
            except ValueError as error:
                raise GoldError(f"{file}: ¶{p.paragraph}: {error}") from error
            if wrong:
                raise GoldError(f"{file}: ¶{p.paragraph}: {'; '.join(f'{w.at}: {w.what}' for w in wrong)}")
        typer.echo(f"{file}: ok")


@gold.command(epilog="Example: sgreports gold move annotations/gold/S_2025_389.gold --old runs/before")
def move(
    files: Files, old: Annotated[Path, typer.Option(metavar="DIR", help="The run that the gold was annotated on.")]
) -> None:
    """Move gold to the current texts where their letters changed; list what is uncertain or lost."""
    from sgreports.dataset.files.atomic import replace_text
    from sgreports_gold.annotation.gold.align import follow
    from sgreports_gold.annotation.gold.standoff import PROOF, format_gold, read
    from sgreports_gold.annotation.scoring.run_rows import load_run
    from sgreports_gold.annotation.texts import texts_of

    before, tally = load_run(old).texts, {"sure": 0, "unsure": 0, "lost": 0}
    for file in files:
        out = []
        for p in read(file):
            new, outcomes = follow(p, before.get((p.document, p.paragraph), ""), texts_of(p.document, settings_from()))
            out.append(new)
            if new.paragraph != p.paragraph:
                typer.echo(f"{file} ¶{p.paragraph}: now ¶{new.paragraph}")
            for o in outcomes:
                tally[o.outcome] += 1
                if o.outcome != "sure":
                    typer.echo(f"{file} ¶{p.paragraph} {o.id} {o.text!r}: {o.outcome}")
        replace_text(file, format_gold(out), PROOF)
    typer.echo(", ".join(f"{n} {name}" for name, n in tally.items()))


gold.command("take", epilog="Example: sgreports gold take decisions/mk.jsonl --run dataset/")(take)
gold.command("give", epilog="Example: sgreports gold give annotations/gold/*.gold --by a1")(give)
gold.command("export", epilog="Example: sgreports gold export annotations/gold --to label-studio > tasks.json")(export)
gold.command("import", epilog="Example: sgreports gold import tasks.json --annotator mk")(take_in)
gold.command("config", epilog="Example: sgreports gold config > label_studio.xml")(config)
gold.command("release", epilog="Example: sgreports gold release outputs/gold --run outputs/run")(release)
