"""What others' connections may cost the desk: it answers all the same, keeps little of them and logs little."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from uvicorn import Server

from asking import TOKEN
from sgreports_gold.desk.server import connections
from sgreports_gold.desk.server.app import application
from sgreports_gold.desk.server.connections import MAX_CONNECTIONS, configured
from sgreports_gold.desk.server.serve import listening

from .conftest import Open

HALF = b"GET /api/start HTTP/1.1\r\nHost: "
SECONDS = 600  # the machine may be busy


@contextmanager
def served(opened: Open) -> Iterator[int]:
    """A desk that listens in this process: its port."""
    with listening(0) as listener:
        port = listener.getsockname()[1]
        server = Server(configured(application(opened()[0], TOKEN, [f"127.0.0.1:{port}"])))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join()
            logging.getLogger("asyncio").filters.clear()


def connected(port: int, sent: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
    connection.sendall(sent)
    return connection


def is_closed(connection: socket.socket, wait: float) -> bool:
    connection.settimeout(wait)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def put(port: int, length: str) -> bytes:
    head = f"PUT /api/paragraph HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Token: {TOKEN}\r\n{length}\r\n"
    return f"{head}Content-Type: application/json\r\n\r\n".encode()


def test_half_sent_requests_make_room_for_whole_ones(opened: Open) -> None:
    more = 3 * MAX_CONNECTIONS
    with served(opened) as port, ExitStack() as stack:
        half = [stack.enter_context(connected(port, HALF)) for _ in range(more)]
        url = f"http://127.0.0.1:{port}/api/start"
        assert httpx.get(url, headers={"X-Token": TOKEN}, timeout=SECONDS).status_code == 200
        ended = [connection for connection in half if is_closed(connection, 0.01)]
        assert ended == half[: len(ended)], "the oldest make room"
        assert more - MAX_CONNECTIONS <= len(ended) < more


def test_a_request_that_does_not_go_on_is_closed(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "SECONDS", 0.2)
    with served(opened) as port:
        for sent in (b"", HALF, put(port, "Content-Length: 9") + b"{"):
            with connected(port, sent) as connection:
                assert is_closed(connection, SECONDS), sent


def test_chunks_do_not_pass_the_limit_of_a_save(opened: Open) -> None:
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    with served(opened) as port, connected(port, put(port, "Content-Length: 2\r\nTransfer-Encoding: chunked")) as it:
        assert it.recv(12) == b"HTTP/1.1 411"
        it.sendall(chunk)


def test_what_is_logged_of_connections_has_one_limit(opened: Open, caplog: pytest.LogCaptureFixture) -> None:
    with served(opened):
        for _ in range(2000):
            logging.getLogger("asyncio").error("socket.accept() out of system resource")
    assert 0 < sum(len(record.getMessage()) for record in caplog.records) < connections.MAX_LOGGED
