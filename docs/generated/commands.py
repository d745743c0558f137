"""The commands with their options, from the command line itself."""

from collections.abc import Iterator
from typing import Any

import typer

from generated.markdown import code, sentence, table
from sgreports.cli.app import app


def commands() -> str:
    """A section for each command."""
    return "".join(_section(name, command) for name, command in all_commands())


def all_commands() -> list[tuple[str, Any]]:
    """The commands by name, those of groups as `gold check`."""
    return list(_all(typer.main.get_command(app), ()))


def _all(command: Any, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(names), command
    for name, each in (inner or {}).items():
        yield from () if getattr(each, "hidden", False) else _all(each, (*names, name))


def _section(name: str, command: Any) -> str:
    about = " ".join((command.help or "").split())
    rows = [cells for parameter in command.params if (cells := _cells(parameter))]
    return f"## {name}\n\n{sentence(about)}\n\n{table(('argument or option', 'meaning'), rows)}"


def _cells(parameter: Any) -> tuple[str, str] | None:
    """The names and meaning of a parameter; None for --help, which all have."""
    if parameter.name == "help" or getattr(parameter, "hidden", False):
        return None
    options = parameter.param_type_name == "option"
    names = [*parameter.opts, *parameter.secondary_opts] if options else [parameter.metavar or parameter.name.upper()]
    value = f" {parameter.metavar}" if options and parameter.metavar else ""
    needed = " Required." if parameter.required and options else ""
    return code(" ".join(names) + value), sentence(parameter.help or "") + needed
