"""What the local pages share over HTTP: packaged files, handlers that work in a thread, what goes wrong as status."""

import errno
import json
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sgreports.errors import SgreportsError
from sgreports_gold.annotation.gold.checks import Wrong
from sgreports_gold.desk.desk import AbsentError, OtherTextError
from sgreports_gold.desk.files.saving import RefusedSaveError
from sgreports_gold.desk.server.answers import Errors
from sgreports_gold.desk.server.pictures import Pictures

Model = TypeVar("Model", bound=BaseModel)
Handler = Callable[[Request], Awaitable[Response]]
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def page_routes(*folders: str) -> list[Route]:
    """A page's routes: its files under /page/, its index.html as /; of two files of one name the last."""
    page = {name: content for folder in folders for name, content in page_files(folder).items()}
    return [Route("/", _file(page, "index.html")), *(Route(f"/page/{name}", _file(page, name)) for name in page)]


def page_files(folder: str = "page") -> dict[str, bytes]:
    """A page's packaged files by name: what is not among them is not served, whatever a request says."""
    return {
        entry.name: entry.read_bytes()
        for entry in sorted((files("sgreports_gold.desk") / folder).iterdir(), key=lambda e: e.name)
        if entry.is_file() and _kind(entry.name)
    }


def _kind(name: str) -> str | None:
    return next((kind for ending, kind in KINDS.items() if name.endswith(ending)), None)


def _file(page: dict[str, bytes], name: str) -> Handler:
    async def handler(_: Request) -> Response:
        return Response(page[name], media_type=_kind(name))

    return handler


def answering(work: Callable[[Request], BaseModel | Response]) -> Handler:
    """A handler that works in a thread and answers with its model or response, or with what went wrong."""

    async def handler(request: Request) -> Response:
        return await run_in_threadpool(lambda: _told(lambda: work(request)))

    return handler


def putting(work: Callable[[bytes], BaseModel | Response]) -> Handler:
    """A handler of what a page sends to be kept."""

    async def handler(request: Request) -> Response:
        try:
            body = await request.body()
        except ClientDisconnect:  # the page was closed; nobody reads this answer
            return Response(status_code=400)
        return await run_in_threadpool(lambda: _told(lambda: work(body)))

    return handler


def read(kind: type[Model], body: bytes | str) -> Model:
    """What was sent. Raises RefusedSaveError with all that is not as `kind` has it."""
    try:
        return kind.model_validate(json.loads(body))
    except ValidationError as error:
        raise RefusedSaveError([Wrong(at=_at(e["loc"]), what=f"{e['msg']}") for e in error.errors()]) from error
    except (ValueError, RecursionError) as error:
        raise RefusedSaveError([Wrong(at="paragraph", what=f"this is no JSON: {error}")]) from error


def _at(loc: tuple[int | str, ...]) -> str:
    return ".".join(map(str, loc)) or "paragraph"


def picture(pictures: Pictures, path: Path | None, document: str, page: int) -> Response:
    """A page of a report as PNG. Raises AbsentError where it cannot be drawn."""
    if path is None:
        raise AbsentError(f"the file of {document} is not at hand")
    try:
        drawn = pictures.png(path, page)
    except SgreportsError as error:
        raise AbsentError(str(error)) from error
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def number(request: Request, name: str) -> int:
    """A whole number that a request names. Raises AbsentError for anything else."""
    given = request.query_params.get(name, "")
    if not (given.isascii() and given.isdigit() and len(given) < 9):
        raise AbsentError(f"{name} is a number from 0, not {given!r}")
    return int(given)


def _told(work: Callable[[], BaseModel | Response]) -> Response:
    """The answer, or what went wrong as the status that API.md gives it."""
    try:
        answer = work()
        return answer if isinstance(answer, Response) else json_of(answer)
    except RefusedSaveError as error:
        return json_of(Errors(errors=error.errors), 422)
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


def json_of(answer: BaseModel, status: int = 200) -> Response:
    """An answer as JSON."""
    return Response(answer.model_dump_json(), status, media_type="application/json")


def _errors(status: int, what: str) -> Response:
    return json_of(Errors(errors=(Wrong(at="paragraph", what=what),)), status)


async def missing(request: Request, error: Exception) -> Response:
    """What is said of an address that there is not."""
    status = getattr(error, "status_code", 404)
    return JSONResponse({"errors": [{"at": "request", "what": f"there is no {request.url.path}"}]}, status)
