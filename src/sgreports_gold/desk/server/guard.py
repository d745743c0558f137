"""Access control: only this machine's own page, with the token of this start, may send requests.

A page from elsewhere that runs in the same browser can send requests to 127.0.0.1; the Host check stops names that were
bound to this address (DNS rebinding), Origin and Sec-Fetch-Site stop other sites, the token stops other programs.
"""

import secrets
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BYTES = 1_000_000  # bytes of a request
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OWN_SITE = ("same-origin", "none")
"""Sec-Fetch-Site of a request by our page, and of an address that was typed or opened from a terminal."""


def new_token() -> str:
    """A token that cannot be guessed, for one start of the server."""
    return secrets.token_urlsafe(24)


class Guard:
    """ASGI middleware: refuses requests, and adds the security headers to every answer."""

    def __init__(self, app: ASGIApp, token: str, hosts: Sequence[str]) -> None:
        self.app, self.token, self.hosts = app, token, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI. WebSockets are not spoken."""
        if scope["type"] != "http":
            return
        path = str(scope["path"])

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), path)
            await send(message)

        answer = self.refusal(scope)
        await (answer or self.app)(scope, receive, guarded)

    def refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that is not let through."""
        headers, path = Headers(scope=scope), str(scope["path"])
        if headers.getlist("host") != [headers.get("host")] or headers.get("host", "").lower() not in self.hosts:
            return _refused(path, 400, "this address is not the desk's: use the one that sgreports printed")
        if not self._own(headers) and not _opens_page(headers, path):
            return _refused(path, 403, "a page of another site may not use the desk")
        if not path.startswith("/page/") and not self._knows_token(headers, scope):
            return _refused(path, 403, "the token is missing or old: open the address that sgreports printed")
        if scope["method"] not in ("GET", "HEAD") and (wrong := _wrong_body(headers)):
            return _refused(path, *wrong)
        return None

    def _own(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        ours = {f"http://{host}" for host in self.hosts}
        return (origin is None or origin in ours) and headers.get("sec-fetch-site", "none") in OWN_SITE

    def _knows_token(self, headers: Headers, scope: Scope) -> bool:
        given = headers.get("x-token") or QueryParams(scope["query_string"]).get("token") or ""
        return secrets.compare_digest(given.encode(), self.token.encode())


def _opens_page(headers: Headers, path: str) -> bool:
    """Whether the address was followed from another page (a terminal in a browser, say): the token still decides."""
    return path == "/" and "origin" not in headers and headers.get("sec-fetch-mode") == "navigate"


def _wrong_body(headers: Headers) -> tuple[int, str] | None:
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return 415, "send application/json"
    length = headers.get("content-length", "")
    if "transfer-encoding" in headers or not length.isascii() or not length.isdigit():  # chunks heed no length
        return 411, "say the length of what you send"
    return (413, f"at most {MAX_BYTES} bytes can be saved at once") if int(length) > MAX_BYTES else None


def _refused(path: str, status: int, what: str) -> Response:
    if path.startswith("/api/"):
        return JSONResponse({"errors": [{"at": "request", "what": what}]}, status)
    return PlainTextResponse(f"{what[0].upper()}{what[1:]}.\n", status)


def _add(headers: MutableHeaders, path: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    if not path.startswith("/api/image"):
        headers["Cache-Control"] = "no-store"
