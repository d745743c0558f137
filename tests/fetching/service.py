"""A local document service that behaves as the real one does, in all its moods, with a log of what it was asked."""

import io
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PDF = b"%PDF-1.7\n% The ferries of Ruritania\n%%EOF\n"
FRENCH = PDF.replace(b"ferries", b"bateaux")
PAGE = b"<!DOCTYPE html><html><head><title>Official Document System</title></head>" + b" " * 1220 + b"</html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD_PERFECT = b"\xffWPC" + bytes(600)


def docx() -> bytes:
    """The beginning of a Word file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


@dataclass(frozen=True)
class Answer:
    """What the service sends back; `length` states another number of bytes than come, `coding` how they are packed.

    `drip` is the time after each byte, of the headers too.
    """

    status: int
    body: bytes = b""
    location: str = ""
    length: int | None = None
    coding: str = ""
    drip: float = 0.0


def moved(path: str) -> Answer:
    """The answer to a symbol that is known."""
    return Answer(302, location=path)


@dataclass
class Service:
    """The answers by symbol, language and format, one after the other (the last again and again); files by path."""

    address: str = ""
    symbols: dict[tuple[str, str, str], list[Answer]] = field(default_factory=dict)
    files: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0
    _counts: Counter[object] = field(default_factory=Counter)

    def has(self, symbol: str, *answers: Answer, language: str = "en", form: str = "pdf") -> None:
        """What the service answers for a symbol."""
        self.symbols[symbol, language, form] = list(answers)

    def holds(self, symbol: str, body: bytes = PDF, language: str = "en", form: str = "pdf") -> None:
        """A document: its symbol points to a path in capitals, which is there only in small letters."""
        path = f"/DOC/UNDOC/{symbol.replace('/', '-')}.{language}.{form}".upper()
        self.has(symbol, moved(path), language=language, form=form)
        self.files[path] = [Answer(200, PAGE)]
        self.files[path.lower()] = [Answer(200, body)]

    def answer(self, target: str) -> Answer:
        """The answer to a request."""
        parts, query = urlsplit(target), parse_qs(urlsplit(target).query)
        if parts.path == "/api/symbol/access":
            key: object = (query["s"][0], query["l"][0], query["t"][0])
            answers = self.symbols.get(key, [moved("/error")])  # type: ignore[call-overload]
        else:
            key, answers = parts.path, self.files.get(parts.path, [Answer(404)])
        self._counts[key] += 1
        found: Answer = answers[min(self._counts[key], len(answers)) - 1]
        return found

    @contextmanager
    def visit(self, target: str, agent: str) -> Iterator[None]:
        """Logs a request as long as it lasts."""
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        self.asked.append(target)
        self.agents.add(agent)
        self.times.append(time.monotonic())
        yield
        self._now -= 1


@dataclass(frozen=True)
class Dripping:
    """A connection that takes a pause after each byte."""

    out: io.BufferedIOBase
    pause: float

    def write(self, data: bytes) -> None:
        for byte in data:
            self.out.write(bytes([byte]))
            self.out.flush()
            time.sleep(self.pause)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        self.out.close()

    @property
    def closed(self) -> bool:
        return self.out.closed


@contextmanager
def serving() -> Iterator[Service]:
    """The service, at an address of this machine."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with service.visit(self.path, self.headers["User-Agent"]):
                answer = service.answer(self.path)
                self.send_response(answer.status)
                if answer.location:
                    self.send_header("Location", answer.location)
                if answer.coding:
                    self.send_header("Content-Encoding", answer.coding)
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
                if answer.drip:
                    self.wfile = Dripping(self.wfile, answer.drip)  # type: ignore[assignment]
                self.end_headers()
                with suppress(OSError):  # the client has gone
                    self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
