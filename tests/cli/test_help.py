"""What `--help` prints: the commands in groups, each with an example."""

import re

import pytest

from called_command import called
from sgreports.cli.app import COMMANDS

GROUPS = {
    "Run": ["extract", "fetch", "merge", "cache", "doctor"],
    "Ask": ["counts", "statements", "missions", "series", "check", "sql"],
    "Decide": ["ask", "answer", "apply", "curate"],
    "Look": ["show", "explain", "diff", "schema"],
    "Publish": ["verify", "export", "publish"],
    "Gold": ["review", "agree", "score", "compare", "gold"],
    "Train": ["train"],
}


def test_the_commands_stand_in_groups(capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, list[str]] = {}
    for line in called(capsys, "--help").splitlines():
        if title := re.match(r"╭─ (\w+) ─", line):
            its = found.setdefault(title[1], [])
        elif name := re.match(r"│ ([a-z-]+) ", line):
            its.append(name[1])
    assert {name: commands for name, commands in found.items() if name != "Options"} == GROUPS


@pytest.mark.parametrize("example", [example for _, _, example in COMMANDS])
def test_every_command_has_its_own_example(capsys: pytest.CaptureFixture[str], example: str) -> None:
    said = " ".join(called(capsys, example.split(maxsplit=1)[0], "--help").split())
    assert f"Example: sgreports {example}" in said


def test_two_comparisons_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("diff", "compare")
    texts = {name: " ".join(called(capsys, name, "--help").split()) for name in names}
    assert "Compare two runs of the same reports" in texts["diff"]
    assert "Compare the scores of two runs" in texts["compare"]


def test_what_training_needs_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert 'Needs the extra "train".' in called(capsys, "train", "--help")
