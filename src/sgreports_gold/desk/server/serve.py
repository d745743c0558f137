"""Serves a desk on this machine alone, until Ctrl-C."""

import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp

from sgreports.errors import UsageError
from sgreports_gold.desk.desk import Desk
from sgreports_gold.desk.server.answers import Loading
from sgreports_gold.desk.server.app import application
from sgreports_gold.desk.server.guard import new_token
from sgreports_gold.desk.sources.loading import QueueOptions, fill
from sgreports_gold.desk.sources.readings import warm
from sgreports_gold.desk.suggest import forms

LOOPBACK = "127.0.0.1"
CLOSING = 5  # seconds that requests under way have when the desk is closed; one that was sent by half would not end
QUIET: Any = {"ws": "none", "log_level": "error", "access_log": False, "lifespan": "off", "server_header": False}
PORTS = range(20_000, 32_000)
"""From which the usual port of a folder is taken: below those that systems give to outgoing connections."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the desk listens, and the token that opens it."""

    port: int
    token: str

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{LOOPBACK}:{self.port}/?token={self.token}"

    @property
    def hosts(self) -> list[str]:
        """The names under which a browser may ask."""
        return [f"{name}:{self.port}" for name in (LOOPBACK, "localhost")]


def serve(desk: Desk, choice: QueueOptions, port: int, browser: bool, report: Callable[[Address | str], None]) -> None:
    """Listens, says where and what goes wrong (`report`), opens the browser and answers until it is stopped."""

    def opened(address: Address) -> ASGIApp:
        desk.loading = Loading(what="Opening the desk", done=0, of=1)
        threading.Thread(target=_prepare, args=(desk, choice, report), name="loading", daemon=True).start()
        return application(desk, address.token, address.hosts)

    run(opened, port, usual_port(desk), browser, report)


def run(
    app: Callable[[Address], ASGIApp], port: int, usual: int, browser: bool, report: Callable[[Address], None]
) -> None:
    """Listens on this machine, says where, opens the browser and answers until it is stopped."""
    from uvicorn import Config, Server

    with listening(port, usual) as listener:
        address = Address(listener.getsockname()[1], new_token())
        config = Config(app(address), **QUIET, timeout_graceful_shutdown=CLOSING)
        report(address)
        if browser:
            threading.Thread(target=webbrowser.open, args=(address.url,), name="browser", daemon=True).start()
        with suppress(KeyboardInterrupt):  # uvicorn ends in order, then raises the signal once more
            Server(config).run(sockets=[listener])


def usual_port(desk: Desk) -> int:
    """The port of the desk's folder: the browser keeps what is not saved by the address, which includes the port."""
    return PORTS.start + int(desk.folder.digits(), 16) % len(PORTS)


def listening(port: int, usual: int = 0) -> socket.socket:
    """A socket on the loopback address; port 0 takes the usual one, or any free one where that is taken.

    Raises UsageError where the port is taken.
    """
    if not port and usual:
        with suppress(UsageError):
            return listening(usual)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise UsageError(f"port {port} cannot be used ({error}); choose another with --port") from error
    listener.listen()
    return listener


def _prepare(desk: Desk, choice: QueueOptions, report: Callable[[str], None]) -> None:
    """Makes the queue, then loads what the first questions would have to wait for."""
    fill(desk, choice)
    if desk.trouble:
        report(desk.trouble)
    forms()
    warm()
