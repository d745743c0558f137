"""The time that a whole answer may take: httpx bounds each wait for bytes alone, so one byte a minute would go on."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any


class Clock:
    """Shuts the connection when the time is over; to be entered for each request of a client."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._seconds = seconds
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)

    def __enter__(self) -> None:
        self.over = False
        self._timer = threading.Timer(self._seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def opened(self, event: str, info: dict[str, Any]) -> None:
        """Takes note of the connection when it is opened; a later request may use it again (httpx's `trace`)."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.over:
                self._shut()

    def _end(self) -> None:
        self.over = True
        self._shut()

    def _shut(self) -> None:
        with suppress(OSError):  # it may be closed meanwhile
            if self._socket is not None:
                self._socket.shutdown(socket.SHUT_RDWR)
