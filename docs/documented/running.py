"""Runs commands, Python and SQL of pages in a folder with sample data."""

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from documented.blocks import COMMAND, ROOT
from sgreports.cli.app import main

EXIT = re.compile(r"  # exit code (\d)$")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
SAMPLE = "src/sgreports/data/child-protection-2016.txt"
COLUMNS = "90"


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """Works in a folder, in a terminal of 90 columns."""
    with contextlib.chdir(folder), mock.patch.dict(os.environ, COLUMNS=COLUMNS, NO_COLOR="1"):
        yield folder


def prepare(folder: Path) -> None:
    """Fills a folder: the repository's files, the sample extracted, reports/ with the invented ones and dataset/."""
    for file in ("src", "docs", "annotations", "models", "flows"):
        (folder / file).symlink_to(ROOT / file)
    shutil.copytree(ROOT / "docs/invented", folder / "reports")
    with inside(folder):
        run(f"sgreports extract {SAMPLE} --out outputs/run --quiet")
        run("sgreports extract docs/invented --out outputs/lake --quiet")
        run("sgreports extract reports --out dataset --quiet")


def run(line: str) -> str:
    """What a command prints. AssertionError where it ends with another exit code than the line says."""
    if line.startswith("make "):
        targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
        assert targets.issuperset(shlex.split(line)[1:]), f"there is no {line}"
        return ""
    expected = EXIT.search(line)
    words, target = _redirected(shlex.split(EXIT.sub("", line)))
    assert Path(words[0]).name == "sgreports", f"no command of ours: {line}"
    code, output = _called(words[1:])
    assert code == int(expected[1] if expected else 0), f"{line}: exit code {code}\n{output}"
    if target:
        target.write_text(output, encoding="utf-8")
    return "".join(f"{row.rstrip()}\n" for row in output.splitlines())


def _redirected(words: list[str]) -> tuple[list[str], Path | None]:
    if ">" not in words:
        return words, None
    at = words.index(">")
    return words[:at], Path(words[at + 1])


def _called(words: list[str]) -> tuple[int, str]:
    out, code = io.StringIO(), 0
    with contextlib.redirect_stdout(out), mock.patch.object(sys, "argv", ["sgreports", *words]):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue()


def with_outputs(code: str) -> str:
    """A console block with what its commands print today."""
    return COMMAND.sub(lambda found: f"$ {found['line']}\n{run(found['line'])}", code)


def evaluate(code: str, space: dict[str, Any]) -> None:
    """Runs Python with the names of `space`."""
    exec(compile(code, "<page>", "exec"), space)
