"""Requests to the service: one at a time, a wait between them, temporary failures tried again."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx

from sgreports import __version__
from sgreports.errors import DamagedError, StoppedError
from sgreports.settings import DAY, Settings


class Clock:
    """Shuts the connection of a client when the time of a request is over."""

    def __init__(self) -> None:
        self.over = False
        self._socket: socket.socket | None = None

    @contextmanager
    def running(self, seconds: float) -> Iterator[None]:
        """The time begins with the block and ends with it."""
        self.over = False
        timer = threading.Timer(seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

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


_STOP = {
    202: "it wants to see a browser (202, a challenge)",
    403: "it refuses requests (403)",
    429: "it has had too many requests (429)",
}
_PASSING = (500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, where it points to, and its body."""

    status: int
    location: str
    body: bytes


class Trouble(Exception):  # noqa: N818
    """Why an answer is none, and after how many tries it is believed; None for as many as the settings allow."""

    def __init__(self, code: str, reason: str, tries: int | None = None) -> None:
        super().__init__(reason)
        self.code, self.reason, self.tries = code, reason, tries


Judge = Callable[[Reply], Trouble | None]


def user_agent(settings: Settings) -> str:
    """Who asks: the program, its version, and the address of the person who runs it."""
    contact = contact_of(settings)
    return f"sgreports/{__version__}" + (f" ({contact})" if contact else "")


def contact_of(settings: Settings) -> str | None:
    """The address that the settings give; None where they give none."""
    return None if settings.fetch_contact == "none" else settings.fetch_contact


class Requests:
    """Sends requests one after the other, until it is closed."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self._clock, self._free = settings, Clock(), 0.0
        self._client = httpx.Client(headers={"User-Agent": user_agent(settings)}, timeout=settings.fetch_timeout)

    def close(self) -> None:
        """Ends the connection."""
        self._client.close()

    def ask(self, address: str, accept: str, judge: Judge) -> Reply:
        """The answer. Raises Trouble where the failure stays, StoppedError where the service says to stop."""
        tries = 0
        while True:
            try:
                reply = self._once(address, accept)
                if trouble := judge(reply):
                    raise trouble
                return reply
            except Trouble as trouble:
                tries += 1
                if tries >= min(self.settings.fetch_tries, trouble.tries or self.settings.fetch_tries):
                    raise
            time.sleep(min(self.settings.fetch_backoff * 2 ** (tries - 1), DAY))

    def _once(self, address: str, accept: str) -> Reply:
        time.sleep(max(0.0, self._free - time.monotonic()))
        seconds = self.settings.fetch_timeout
        late = Trouble("unavailable", f"the answer takes longer than {seconds:g} s (fetch_timeout)")
        try:
            with self._clock.running(seconds):
                reply = self._answer(address, accept)
        except httpx.DecodingError as error:
            raise Trouble(
                "unreadable", f"the service packs its answer in a way that cannot be read ({error})"
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            unreached = Trouble("unavailable", f"the service cannot be reached ({error or type(error).__name__})")
            raise (late if self._clock.over else unreached) from error
        finally:
            self._free = time.monotonic() + self.settings.fetch_wait
        if self._clock.over:
            raise late
        return reply

    def _answer(self, address: str, accept: str) -> Reply:
        request = self._client.build_request("GET", address, headers={"Accept": accept})
        request.extensions["trace"] = self._clock.opened
        with closing(self._client.send(request, stream=True)) as response:
            if response.status_code in _STOP:
                raise StoppedError(
                    f"the service {address} says to stop: {_STOP[response.status_code]}; try again later"
                )
            if response.status_code in _PASSING:
                raise Trouble("unavailable", f"the service answers {response.status_code}")
            return Reply(response.status_code, response.headers.get("location", ""), self._body(response))

    def _body(self, response: httpx.Response) -> bytes:
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > self.settings.max_megabytes * 1_000_000:
                limit = f"{self.settings.max_megabytes} MB; raise max_megabytes to download it"
                raise DamagedError("too-large", f"the file is larger than {limit}")
        return bytes(data)
