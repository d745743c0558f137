"""The desk over HTTP, as API.md says it: routes that read a request, ask the desk and write the answer."""

import errno
import json
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sgreports.annotation.gold.checks import Wrong
from sgreports.desk.agreeing import agreement
from sgreports.desk.desk import AbsentError, Desk, OtherTextError
from sgreports.desk.files.saving import RefusedSaveError, save
from sgreports.desk.searching import search
from sgreports.desk.server.answers import (
    Conflict,
    Errors,
    Guidelines,
    SaveRequest,
)
from sgreports.desk.server.guard import Guard
from sgreports.desk.server.guidelines import guidelines
from sgreports.desk.suggest import suggest
from sgreports.errors import SgreportsError

Model = TypeVar("Model", bound=BaseModel)
Handler = Callable[[Request], Awaitable[Response]]
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def application(desk: Desk, token: str, hosts: list[str]) -> ASGIApp:
    """The server's application for one desk; `hosts` are the names under which it may be asked (`127.0.0.1:8000`)."""
    page = page_files()
    routes = [
        Route("/", _file(page, "index.html")),
        *(Route(f"/page/{name}", _file(page, name)) for name in page),
        Route("/api/agreement", _answering(lambda r: agreement(desk, r.query_params.get("other", "")))),
        Route("/api/guidelines", _answering(lambda _: Guidelines(text=guidelines(desk.folder.root)))),
        Route("/api/start", _answering(lambda _: desk.start())),
        Route("/api/paragraph", _answering(lambda r: desk.paragraph(_number(r, "index"))), methods=["GET"]),
        Route("/api/paragraph", _putting(lambda body: _save(desk, body)), methods=["PUT"]),
        Route(
            "/api/place",
            _answering(lambda r: desk.place(r.query_params.get("document", ""), r.query_params.get("paragraph", ""))),
        ),
        Route("/api/suggest", _answering(lambda r: suggest(desk, r.query_params))),
        Route("/api/search", _answering(lambda r: search(desk, r.query_params.get("q", "")))),
        Route("/api/image", _answering(lambda r: _image(desk, r))),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={404: _missing, 405: _missing}), token, hosts)


def page_files() -> dict[str, bytes]:
    """The page's packaged files by name: what is not among them is not served, whatever a request says."""
    folder = files("sgreports.desk") / "page"
    return {
        entry.name: entry.read_bytes()
        for entry in sorted(folder.iterdir(), key=lambda e: e.name)
        if entry.is_file() and _kind(entry.name)
    }


def _kind(name: str) -> str | None:
    return next((kind for ending, kind in KINDS.items() if name.endswith(ending)), None)


def _file(page: dict[str, bytes], name: str) -> Handler:
    async def handler(_: Request) -> Response:
        return Response(page[name], media_type=_kind(name))

    return handler


def _answering(work: Callable[[Request], BaseModel | Response]) -> Handler:
    """A handler that works in a thread and answers with its model or response, or with what went wrong."""

    async def handler(request: Request) -> Response:
        return await run_in_threadpool(lambda: _told(lambda: work(request)))

    return handler


def _putting(work: Callable[[bytes], BaseModel | Response]) -> Handler:
    """A handler of what a page sends to be kept."""

    async def handler(request: Request) -> Response:
        try:
            body = await request.body()
        except ClientDisconnect:  # the page was closed; nobody reads this answer
            return Response(status_code=400)
        return await run_in_threadpool(lambda: _told(lambda: work(body)))

    return handler


def _save(desk: Desk, body: bytes) -> Response:
    answer = save(desk, _read(SaveRequest, body))
    return _json(answer, 409 if isinstance(answer, Conflict) else 200)


def _read(kind: type[Model], body: bytes | str) -> Model:
    """What was sent. Raises RefusedSaveError with all that is not as `kind` has it."""
    try:
        return kind.model_validate(json.loads(body))
    except ValidationError as error:
        raise RefusedSaveError([Wrong(at=_at(e["loc"]), what=f"{e['msg']}") for e in error.errors()]) from error
    except (ValueError, RecursionError) as error:
        raise RefusedSaveError([Wrong(at="paragraph", what=f"this is no JSON: {error}")]) from error


def _at(loc: tuple[int | str, ...]) -> str:
    return ".".join(map(str, loc)) or "paragraph"


def _image(desk: Desk, request: Request) -> Response:
    document = request.query_params.get("document", "")
    if all(item.document != document for item in desk.items):
        raise AbsentError(f"{document!r} is not in the queue")
    path = desk.source.report(document).path
    if path is None:
        raise AbsentError(f"the file of {document} is not at hand")
    try:
        picture = desk.pictures.png(path, _number(request, "page"))
    except SgreportsError as error:
        raise AbsentError(str(error)) from error
    return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _number(request: Request, name: str) -> int:
    given = request.query_params.get(name, "")
    if not (given.isascii() and given.isdigit() and len(given) < 9):
        raise AbsentError(f"{name} is a number from 0, not {given!r}")
    return int(given)


def _told(work: Callable[[], BaseModel | Response]) -> Response:
    """The answer, or what went wrong as the status that API.md gives it."""
    try:
        answer = work()
        return answer if isinstance(answer, Response) else _json(answer)
    except RefusedSaveError as error:
        return _json(Errors(errors=error.errors), 422)
    except AbsentError as error:
        return _errors(404, str(error))
    except (OtherTextError, SgreportsError, ValueError) as error:
        return _errors(409, str(error))
    except OSError as error:
        return _errors(507, refusal(error))


def refusal(error: OSError) -> str:
    """What the disk said to a save, as a sentence; a disk without room, or without room for this user, is full."""
    if error.errno in FULL:
        return f"the disk is full ({error.strerror}): this was not saved; make room, and the desk saves it by itself"
    return f"the disk refused ({error.strerror}): nothing was saved; mend that, and the desk saves it by itself"


def _json(answer: BaseModel, status: int = 200) -> Response:
    return Response(answer.model_dump_json(), status, media_type="application/json")


def _errors(status: int, what: str) -> Response:
    return _json(Errors(errors=(Wrong(at="paragraph", what=what),)), status)


async def _missing(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return JSONResponse({"errors": [{"at": "request", "what": f"there is no {request.url.path}"}]}, status)
