"""What a connection may cost the desk: how many there are, how long each may take to send a request, what is logged.

uvicorn limits only requests that arrived whole (`limit_concurrency`) and waits for the others as long as they like.
"""

import asyncio
import logging
from collections.abc import Callable

from starlette.types import ASGIApp
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_CONNECTIONS = 64
"""At once: a browser keeps six for a page, and some systems give a program 256 files."""
SECONDS = 30.0
"""For a request to arrive whole, from the connection's beginning or the answer before it."""
MAX_LOGGED = 30_000
"""Characters of errors that one start of the desk may log."""


class Connection(H11Protocol):
    """A connection that is closed if its request does not come, or if it waits longest and another has no place."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for the first request."""
        super().connection_made(transport)
        self.due = self.loop.call_later(SECONDS, self.end)
        open_ = [c for c in self.connections if isinstance(c, Connection) and not c.transport.is_closing()]
        if len(open_) > MAX_CONNECTIONS:
            min((c for c in open_ if c.waits()), key=lambda c: c.due.when()).end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits no longer."""
        self.due.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Begins to wait for the next request."""
        self.due.cancel()
        self.due = self.loop.call_later(SECONDS, self.end)
        super().on_response_complete()

    def waits(self) -> bool:
        """Whether no whole request has come that is not answered yet."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    def end(self) -> None:
        """Closes the connection at once, unless its request is being answered."""
        if self.waits():
            self.transport.abort()


def configured(app: ASGIApp) -> Config:
    """How uvicorn is to serve the desk, with all that it and asyncio log within one limit."""
    config = Config(
        app,
        http=Connection,
        ws="none",
        backlog=MAX_CONNECTIONS // 2,  # as many are taken at once, before the oldest make room
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_keep_alive=int(SECONDS),
    )
    limit = log_limit(MAX_LOGGED)
    for filtered in (*logging.getLogger("uvicorn").handlers, logging.getLogger("asyncio")):
        filtered.addFilter(limit)
    return config


def log_limit(characters: int) -> Callable[[logging.LogRecord], bool]:
    """A logging filter that passes records up to so many characters in all.

    Where nobody reads the log, more would fill its pipe (64 KB), and writing to that would stop the server.
    """
    formatter, left = logging.Formatter("%(levelname)s: %(message)s"), characters

    def fits(record: logging.LogRecord) -> bool:
        nonlocal left
        left -= len(formatter.format(record)) + 1
        return left >= 0

    return fits
