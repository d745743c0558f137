"""`sgreports gold …`: the annotators' files."""

from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.gold.exchange import config, export, take_in
from sgreports.cli.gold.release import release
from sgreports.settings import settings_from

gold = typer.Typer(
    help="Work with gold files.", no_args_is_help=True,
    epilog="Example: sgreports gold place annotations/gold/S_2025_389.gold",
)  # fmt: skip
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Gold files.")]


@gold.command(epilog="Example: sgreports gold place annotations/gold/S_2025_389.gold")
def place(files: Files) -> None:
    """Fill in the spans written `?` and the paragraph headers, from the reports themselves."""
    from sgreports.annotation.gold.align import place as placed
    from sgreports.annotation.gold.standoff import PROOF, parse
    from sgreports.annotation.texts import texts_of
    from sgreports.dataset.files.atomic import replace_text

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
    from sgreports.annotation.gold.checks import wrong_marks
    from sgreports.annotation.gold.letters import digest
    from sgreports.annotation.gold.marks import marks_of
    from sgreports.annotation.gold.standoff import GoldError, read
    from sgreports.annotation.texts import texts_of

    for file in files:
        for p in read(file):
            text = texts_of(p.document, settings_from()).get(p.paragraph, "")
            if digest(text) != p.hash:
                raise GoldError(f"{file}: ¶{p.paragraph} has other letters now; run `sgreports gold move`")
            try:
                wrong = wrong_marks(marks_of(p, text), text, p.draft)
            except ValueError as error:
                raise GoldError(f"{file}: ¶{p.paragraph}: {error}") from error
            if wrong:
                raise GoldError(f"{file}: ¶{p.paragraph}: {'; '.join(f'{w.at}: {w.what}' for w in wrong)}")
        typer.echo(f"{file}: ok")


@gold.command(epilog="Example: sgreports gold move annotations/gold/S_2025_389.gold --old runs/before")
def move(
    files: Files,
    old: Annotated[Path, typer.Option(metavar="DIR", help="The run that the gold was annotated on.")],
) -> None:
    """Move gold to the current texts where their letters changed; list what is uncertain or lost."""
    from sgreports.annotation.gold.align import follow
    from sgreports.annotation.gold.standoff import PROOF, format_gold, read
    from sgreports.annotation.scoring.run_rows import load_run
    from sgreports.annotation.texts import texts_of
    from sgreports.dataset.files.atomic import replace_text

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


gold.command("export", epilog="Example: sgreports gold export annotations/gold --to label-studio > tasks.json")(export)
gold.command("import", epilog="Example: sgreports gold import tasks.json --annotator mk")(take_in)
gold.command("config", epilog="Example: sgreports gold config > label_studio.xml")(config)
gold.command("release", epilog="Example: sgreports gold release outputs/gold --run outputs/run")(release)
