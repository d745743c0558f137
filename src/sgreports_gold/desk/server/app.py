"""The desk over HTTP, as API.md says it: routes that read a request, ask the desk and write the answer."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sgreports_gold.desk.desk import AbsentError, Desk
from sgreports_gold.desk.files.saving import save
from sgreports_gold.desk.searching import search
from sgreports_gold.desk.server.answering import (
    answering,
    json_of,
    missing,
    number,
    page_routes,
    picture,
    putting,
    read,
)
from sgreports_gold.desk.server.answers import Conflict, Guidelines, SaveRequest
from sgreports_gold.desk.server.guard import Guard
from sgreports_gold.desk.server.guidelines import guidelines
from sgreports_gold.desk.suggest import suggest


def application(desk: Desk, token: str, hosts: list[str]) -> ASGIApp:
    """The server's application for one desk; `hosts` are the names under which it may be asked (`127.0.0.1:8000`)."""
    routes = [
        *page_routes("page"),
        Route("/api/guidelines", answering(lambda _: Guidelines(text=guidelines(desk.folder.root)))),
        Route("/api/start", answering(lambda _: desk.start())),
        Route("/api/paragraph", answering(lambda r: desk.paragraph(number(r, "index"))), methods=["GET"]),
        Route("/api/paragraph", putting(lambda body: _save(desk, body)), methods=["PUT"]),
        Route(
            "/api/place",
            answering(lambda r: desk.place(r.query_params.get("document", ""), r.query_params.get("paragraph", ""))),
        ),
        Route("/api/suggest", answering(lambda r: suggest(desk, r.query_params))),
        Route("/api/search", answering(lambda r: search(desk, r.query_params.get("q", "")))),
        Route("/api/image", answering(lambda r: _image(desk, r))),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={404: missing, 405: missing}), token, hosts)


def _save(desk: Desk, body: bytes) -> Response:
    answer = save(desk, read(SaveRequest, body))
    return json_of(answer, 409 if isinstance(answer, Conflict) else 200)


def _image(desk: Desk, request: Request) -> Response:
    document = request.query_params.get("document", "")
    if all(item.document != document for item in desk.items):
        raise AbsentError(f"{document!r} is not in the queue")
    return picture(desk.pictures, desk.source.report(document).path, document, number(request, "page"))
