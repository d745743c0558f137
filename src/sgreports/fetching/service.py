"""The service's answers for a symbol: where the document is, and the document, checked to be one.

Observed in September 2026: the address of a symbol answers 302 with the path of the file in capitals, which is found
only in small letters; 200 without content means that the document is not published; a page of the website may come
instead of anything, now and then or for a symbol that there is not.
"""

import io
import zipfile
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, quote, urlsplit

from sgreports.errors import DamagedError, RefusedError
from sgreports.fetching.requests import Reply, Requests, Trouble
from sgreports.reading.signatures import is_html, is_pdf

Form = Literal["pdf", "doc"]
"""What is asked for: the service answers `doc` with whatever Word file it has."""

ENDINGS: dict[Form, tuple[str, ...]] = {"pdf": (".pdf",), "doc": (".docx", ".doc", ".wpd")}
_BEGINNINGS = {b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".doc", b"\xffWPC": ".wpd"}
_END_WITHIN = 2048  # bytes from the end


def ending_of(data: bytes) -> str | None:
    """The file's ending, `.pdf`, `.docx`, `.doc`, `.wpd`, or `.html` for a page; None for other bytes."""
    if is_html(data):
        return ".html"
    if is_pdf(data):
        return ".pdf"
    return next((ending for beginning, ending in _BEGINNINGS.items() if data.startswith(beginning)), None)


def is_whole(data: bytes, ending: str) -> bool:
    """Whether the end of the file has come too."""
    if ending == ".pdf":
        return b"%%EOF" in data[-_END_WITHIN:]
    if ending == ".docx":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return "word/document.xml" in package.namelist()
        except zipfile.BadZipFile:
            return False
    return True


_ACCEPT: dict[Form, str] = {
    "pdf": "application/pdf",
    "doc": "application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/msword, "
    "application/vnd.wordperfect",
}
_MOVED = (301, 302, 303, 307, 308)
_MOST_MOVES = 4
_OK, _NOT_FOUND = 200, 404
_ERROR_TRIES = 2


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was downloaded: its bytes, the ending of its name, and the address that it came from."""

    data: bytes
    ending: str
    address: str


def document(requests: Requests, symbol: str, language: str, form: Form) -> Document:
    """The document of a symbol. RefusedError: there is none. DamagedError: it did not come. StoppedError."""
    base = requests.settings.fetch_address.rstrip("/")
    address = f"{base}/api/symbol/access?s={quote(symbol, safe='/()')}&l={language}&t={form}"
    for _ in range(_MOST_MOVES):
        reply = _asked(requests, address, symbol, form)
        if reply.status not in _MOVED:
            return Document(reply.body, str(ending_of(reply.body)), address)
        address = _next(base, reply.location, symbol)
    raise DamagedError("moved", f"{symbol}: the service moves the document in a circle; try again later")


def _asked(requests: Requests, address: str, symbol: str, form: Form) -> Reply:
    try:
        reply = requests.ask(address, _ACCEPT[form], lambda answer: _trouble(answer, form))
    except Trouble as trouble:
        if trouble.code == "unknown-symbol":
            raise RefusedError(trouble.code, f"{symbol}: {trouble.reason}; check the symbol") from trouble
        raise DamagedError(trouble.code, f"{symbol}: {trouble.reason}; try again later") from trouble
    if reply.status == _OK and not reply.body:
        raise RefusedError("unpublished", f"{symbol}: not published in this language and format")
    return reply


def _next(base: str, location: str, symbol: str) -> str:
    """The file's address on the service: the path in small letters."""
    parts = _split(location, symbol)
    if parts.hostname not in (None, urlsplit(base).hostname):
        raise DamagedError("elsewhere", f"{symbol}: the service points to {parts.hostname}, which is not asked")
    query = f"?{parts.query}" if parts.query else ""
    return f"{base}/{parts.path.lower().lstrip('/')}{query}"


def _split(location: str, symbol: str) -> SplitResult:
    try:
        return urlsplit(location)
    except ValueError as error:
        raise DamagedError(
            "no-document", f"{symbol}: the service points to no address ({error}); try again later"
        ) from error


def _trouble(reply: Reply, form: Form) -> Trouble | None:
    """Why an answer is no document and shows the way to none."""
    if reply.status in _MOVED:
        if reply.location.partition("?")[0].rstrip("/").lower().endswith("/error"):
            return Trouble("unknown-symbol", "the service points to its error page", _ERROR_TRIES)
        return None if reply.location else Trouble("no-document", "the service points nowhere")
    if reply.status == _NOT_FOUND:
        return Trouble("unknown-symbol", "the service knows no such document", _ERROR_TRIES)
    if reply.status != _OK:
        return Trouble("no-document", f"the service answers {reply.status}", 1)
    return _no_document(reply.body, form) if reply.body else None


def _no_document(body: bytes, form: Form) -> Trouble | None:
    ending = ending_of(body)
    if ending == ".html":
        return Trouble("application-page", f"a page of the website came ({len(body):,} bytes), no document")
    if ending not in ENDINGS[form]:
        return Trouble(
            "other-format", f"what came is {ending or 'no known format'}, not {' or '.join(ENDINGS[form])}", 1
        )
    return None if is_whole(body, ending) else Trouble("cut-off", f"the {ending} file came without its end")
