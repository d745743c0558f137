"""The command line called in this process."""

import pytest

from sgreports.cli.app import main


def outcome(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Of `sgreports ARGUMENTS` the exit code, standard output and standard error."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["sgreports", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
    return int(end.value.code or 0), *capsys.readouterr()


def called(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    """What `sgreports ARGUMENTS` prints in a terminal of 80 columns, where it ends with that code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        ended, out, err = outcome(capsys, *arguments)
    assert ended == code, err
    return out
