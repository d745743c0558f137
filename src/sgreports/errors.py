"""The errors that a caller may see. Each message says what, where and what to do."""


class SgreportsError(Exception):
    """The base of the errors that sgreports raises on purpose."""


class RefusedError(SgreportsError):
    """A file that is not for us: a scan without text, another language, no PDF. `reason` is one sentence."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class DamagedError(SgreportsError):
    """A file that should be for us but cannot be read: damaged, encrypted, vanished, over a limit."""

    PASSING = ("over-time", "too-slow", "unreadable")

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason

    @property
    def passing(self) -> bool:
        """Whether another try, at another time, may find the same bytes readable."""
        return self.code in self.PASSING


class MissingFileError(DamagedError, FileNotFoundError):
    """A file that is not there."""


class StoppedError(SgreportsError):
    """A service on the network that says to stop: go on later, not now."""


class KnowledgeError(SgreportsError):
    """A knowledge file with an entry that cannot be right. The message names file and entry."""


class UsageError(SgreportsError):
    """Wrong usage: a folder without reports, an output folder that cannot be written, an unknown setting."""


class MissingFolderError(UsageError, FileNotFoundError):
    """A folder that is not there."""
