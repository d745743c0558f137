"""Requests to the service: one at a time, a wait between them, temporary failures tried again."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx

from sgreports import __version__
from sgreports.errors import DamagedError, StoppedError
from sgreports.settings import DAY, Settings


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


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an answer is none, and after how many tries it is believed; None for as many as the settings allow."""

    code: str
    reason: str
    tries: int | None = None


Judge = Callable[[Reply], Trouble | None]


def user_agent(settings: Settings) -> str:
    """Who asks: the program, its version, and the address of the person who runs it."""
    contact = contact_of(settings)
    return f"sgreports/{__version__}" + (f" ({contact})" if contact else "")


def contact_of(settings: Settings) -> str | None:
    """The address that the settings give; None where they give none."""
    return None if settings.fetch_contact == "none" else settings.fetch_contact


@dataclass
class Requests:
    """Sends requests one after the other."""

    settings: Settings
    _client: httpx.Client = field(init=False)
    _clock: "Clock" = field(init=False)
    _free: float = 0.0

    def __post_init__(self) -> None:
        self._clock = Clock(self.settings.fetch_timeout)
        self._client = httpx.Client(
            headers={"User-Agent": user_agent(self.settings)}, timeout=self.settings.fetch_timeout
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, address: str, accept: str, judge: Judge) -> Reply | Trouble:
        """The answer, or the failure that stayed. Raises StoppedError where the service says to stop."""
        tries = 0
        while True:
            found = self._once(address, accept)
            trouble = found if isinstance(found, Trouble) else judge(found)
            if trouble is None:
                return found
            tries += 1
            if tries >= min(self.settings.fetch_tries, trouble.tries or self.settings.fetch_tries):
                return trouble
            time.sleep(min(self.settings.fetch_backoff * 2 ** (tries - 1), DAY))

    def _once(self, address: str, accept: str) -> Reply | Trouble:
        time.sleep(max(0.0, self._free - time.monotonic()))
        try:
            with self._clock:
                reply = self._answer(address, accept)
        except httpx.DecodingError as error:
            reply = Trouble("unreadable", f"the service packs its answer in a way that cannot be read ({error})")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reply = Trouble("unavailable", f"the service cannot be reached ({error or type(error).__name__})")
        finally:
            self._free = time.monotonic() + self.settings.fetch_wait
        if self._clock.over:
            return Trouble(
                "unavailable", f"the answer takes longer than {self.settings.fetch_timeout:g} s (fetch_timeout)"
            )
        return reply

    def _answer(self, address: str, accept: str) -> Reply | Trouble:
        request = self._client.build_request("GET", address, headers={"Accept": accept})
        request.extensions["trace"] = self._clock.opened
        with closing(self._client.send(request, stream=True)) as response:
            if response.status_code in _STOP:
                raise StoppedError(
                    f"the service {address} says to stop: {_STOP[response.status_code]}; try again later"
                )
            if response.status_code in _PASSING:
                return Trouble("unavailable", f"the service answers {response.status_code}")
            return Reply(response.status_code, response.headers.get("location", ""), self._body(response))

    def _body(self, response: httpx.Response) -> bytes:
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > self.settings.max_megabytes * 1_000_000:
                limit = f"{self.settings.max_megabytes} MB; raise max_megabytes to download it"
                raise DamagedError("too-large", f"the file is larger than {limit}")
        return bytes(data)
