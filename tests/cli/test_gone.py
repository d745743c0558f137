"""A command that is gone says what to use instead, whatever it is called with, and is not listed."""

import pytest

from called_command import called, outcome
from sgreports.cli.gone import GONE


@pytest.mark.parametrize("name", GONE)
@pytest.mark.parametrize("words", [(), ("--help",), ("dataset/", "S/2041/1", "--out", "page.html", "--json")])
def test_what_to_use_instead_is_said(capsys: pytest.CaptureFixture[str], name: str, words: tuple[str, ...]) -> None:
    assert outcome(capsys, name, *words) == (2, "", f"sgreports: `sgreports {name}` is gone: {GONE[name]}\n")
    assert f" {name} " not in called(capsys, "--help")
