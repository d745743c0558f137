"""What README.md tells people to type works as it stands."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(
    r"^```(\w+)\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)


def lines(language: str) -> list[str]:
    """The lines of the code blocks of a language."""
    return [line for name, block in BLOCKS if name == language for line in block.splitlines() if line]


@pytest.mark.model
def test_the_python_lines_run() -> None:
    assert len(lines("python")) == 3
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines("python"))], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paragraphs, mentions, relations = map(int, done.stdout.split())
    assert paragraphs > 72
    assert mentions > 300
    assert relations > 10


def test_the_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {word for line in lines("sh") if line.startswith("make ") for word in line.split()[1:]}
    assert named == {"run", "test"}
    assert named <= targets


@pytest.mark.model
def test_the_commands_run(tmp_path: Path) -> None:
    commands = [line for line in lines("sh") if line.startswith("sgreports ")]
    assert len(commands) == 7
    for command in commands:
        words = shlex.split(command.replace("outputs/mine", str(tmp_path / "mine")))[1:]
        done = subprocess.run(
            [sys.executable, "-m", "sgreports", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert (done.returncode, bool(done.stdout)) == (0, True), (command, done.stderr)
