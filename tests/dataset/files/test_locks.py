"""A lock is held here, elsewhere, or nobody can say."""

import errno
import fcntl
import sys
from pathlib import Path

import pytest

from sgreports.dataset.files.locks import locked


def test_one_of_two_holds_it(tmp_path: Path) -> None:
    with locked(tmp_path / "lock") as one, locked(tmp_path / "lock") as two:
        assert (one, two) == ("here", "elsewhere")
    with locked(tmp_path / "lock") as again:
        assert again == "here"


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF, errno.EIO])
def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def fails(*_: int) -> None:
        raise OSError(code, "no lock")

    monkeypatch.setattr(fcntl, "flock", fails)
    if code == errno.EIO:
        with pytest.raises(OSError, match="no lock"), locked(tmp_path / "lock"):
            pass
    else:
        with locked(tmp_path / "lock") as held:
            assert held == "unknown"


def test_a_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        with locked(tmp_path / "lock") as held:
            pass
    assert held == "unknown"


@pytest.mark.parametrize("made_anew", [True, False])
def test_a_lock_whose_file_was_removed_meanwhile_is_anothers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_anew: bool
) -> None:
    def removes(*_: int) -> None:
        (tmp_path / "lock").rename(tmp_path / "gone")
        if made_anew:
            (tmp_path / "lock").touch()

    monkeypatch.setattr(fcntl, "flock", removes)
    with locked(tmp_path / "lock") as held:
        assert held == "elsewhere"
