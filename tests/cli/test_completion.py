"""What the shell completes, as the installed command answers it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("sgreports")


def asked(words: str, **more: str) -> list[str]:
    """The answers to a line of which the last word is unfinished."""
    asking = {"_SGREPORTS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = subprocess.run([COMMAND], env=os.environ | asking | more, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("sgreports co", ["counts", "compare"]),
        ("sgreports statements dataset --ev", []),
        ("sgreports statements dataset --ty", ["--type"]),
        ("sgreports statements dataset --type s", ["supports", "signed"]),
        ("sgreports counts dataset --event kil", ["killed"]),
        ("sgreports series dataset --unit-class chi", ["children"]),
    ],
)
def test_commands_options_and_values(words: str, completed: list[str]) -> None:
    assert sorted(asked(words)) == sorted(completed)


def test_it_is_installed_for_the_shell_of_the_user(tmp_path: Path) -> None:
    where = {"HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    subprocess.run(
        [COMMAND, "--install-completion", "bash"], env=os.environ | where, capture_output=True, text=True, check=True
    )
    assert ".bash_completions/sgreports.sh" in (tmp_path / ".bashrc").read_text()
    assert (
        "complete -o default -F _sgreports_completion sgreports"
        in (tmp_path / ".bash_completions/sgreports.sh").read_text()
    )
