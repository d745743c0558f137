"""The command line called in a terminal of 80 columns."""

import pytest

from sgreports.cli import main


def called(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    """What `sgreports ARGUMENTS` prints, where it ends with that code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["sgreports", *map(str, arguments)])
        patch.setenv("COLUMNS", "80")
        with pytest.raises(SystemExit) as end:
            main()
    out, err = capsys.readouterr()
    assert end.value.code == code, err
    return out
