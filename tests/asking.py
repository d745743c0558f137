"""A client that asks an application of the desk without a server, as our own page would."""

import json
from typing import Any

import httpx
from anyio.from_thread import start_blocking_portal
from starlette.types import ASGIApp

TOKEN = "token-of-this-test"
HOST = "127.0.0.1:8765"


class Client:
    """Asks the application as our own page would; headers given replace those."""

    def __init__(self, app: ASGIApp, token: str = TOKEN, host: str = HOST) -> None:
        self.app, self.host, self.headers = app, host, {"X-Token": token}

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        with start_blocking_portal() as other_thread:  # in this one the browser's events may be waited for
            sent = self.headers if headers is None else headers
            answer: httpx.Response = other_thread.call(self._ask, method, path, sent, more)
            return answer

    def get(self, path: str, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        return self.ask("GET", path, headers, **more)

    def put(self, body: object, headers: dict[str, str] | None = None, path: str = "/api/paragraph") -> httpx.Response:
        told = (self.headers if headers is None else headers) | {"Content-Type": "application/json"}
        return self.ask("PUT", path, told, content=json.dumps(body))

    async def _ask(self, method: str, path: str, headers: dict[str, str], more: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{self.host}") as client:
            return await client.request(method, path, headers=headers, **more)
