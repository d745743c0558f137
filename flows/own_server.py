"""The server that Prefect embeds, started for a run that has none, and waited for as long as it lives.

Prefect starts it at its first request, asks some hundred times whether it is there, and gives an answer five seconds.
On a busy machine either was too short, and the run ended with a traceback.
"""

import time

import httpx
from prefect.server.api.server import SubprocessASGIServer
from prefect.settings import PREFECT_API_URL

from sgreports.errors import SgreportsError


def start() -> None:
    """Starts the server where no other is set. It ends with this process. Raises SgreportsError if it ends before."""
    if PREFECT_API_URL.value():
        return
    server = SubprocessASGIServer()
    try:
        server.start(timeout=1)
    except (RuntimeError, httpx.TransportError):  # it is not there yet
        _wait(server)
        server.running = True


def _wait(server: SubprocessASGIServer) -> None:
    assert server.server_process
    with httpx.Client(timeout=60) as client:
        while (code := server.server_process.poll()) is None:
            try:
                client.get(f"{server.api_url}/health").raise_for_status()
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
    raise SgreportsError(f"Prefect's server ended while it started (exit code {code}); `prefect server start` says why")
