"""The page of decisions over HTTP."""

from collections.abc import Callable

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sgreports.answers.counts.question import Question
from sgreports.answers.named import country_code
from sgreports.decisions.files import why
from sgreports.knowledge.names.countries import countries
from sgreports.model.base import Frozen
from sgreports.model.facts import EVENTS, MEASURES
from sgreports_gold.annotation.gold.checks import Wrong
from sgreports_gold.desk.curating.answers import Add, Decide, Done, Started, Undo
from sgreports_gold.desk.curating.curation import Curation
from sgreports_gold.desk.curating.surroundings import Surroundings
from sgreports_gold.desk.files.saving import RefusedSaveError
from sgreports_gold.desk.server.answering import (
    Handler,
    Model,
    answering,
    missing,
    number,
    page_routes,
    picture,
    putting,
    read,
)  # fmt: skip
from sgreports_gold.desk.server.guard import Guard


class AskedCountries(Frozen):
    """Countries as they were typed, and their codes."""

    codes: tuple[str, ...]


def application(sitting: Curation, around: Surroundings, token: str, hosts: list[str]) -> ASGIApp:
    """The server's application for one sitting; `hosts` are the names under which it may be asked."""
    routes = [
        *page_routes("page", "curating/page"),
        Route("/api/start", answering(lambda _: started(sitting))),
        Route("/api/standing", answering(lambda r: sitting.standing(number(r, "since")))),
        Route("/api/row", answering(lambda r: around.detail(r.query_params.get("id", "")))),
        Route("/api/countries", answering(lambda r: _countries(r.query_params.get("names", "")))),
        Route("/api/image", answering(lambda r: _image(around, r))),
        Route("/api/decision", _saying(Decide, sitting.decide), methods=["PUT"]),
        Route("/api/number", _saying(Add, sitting.add), methods=["PUT"]),
        Route("/api/undo", _saying(Undo, lambda _: sitting.undo()), methods=["PUT"]),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={404: missing, 405: missing}), token, hosts)


def started(sitting: Curation) -> Started:
    """What the page begins with."""
    return Started(
        **dict(sitting.standing(0)), reader=sitting.reader.name, question=in_words(sitting.question),
        file=str(sitting.path), undo=len(sitting.steps), events=EVENTS, measures=MEASURES,
        countries={code: country.name for code, country in countries().items()},
    )  # fmt: skip


def in_words(question: Question) -> str:
    """What is asked: `killed, Mali, 2025`."""
    code = country_code(question.country)
    asked = (
        question.event, question.unit_class, countries()[code].name if code else None,
        question.year, question.since and f"since {question.since}", question.until and f"until {question.until}",
        question.about and f"about {question.about}", question.agent and f"by {question.agent}",
        question.series and f"series {question.series}", question.source and f"reported by {question.source}",
        question.whose and f"of {question.whose}",
    )  # fmt: skip
    return ", ".join(str(each).replace("_", " ") for each in asked if each is not None) or "all counts"


def _saying(kind: type[Model], work: Callable[[Model], Done]) -> Handler:
    """A handler of a word; what its cells cannot be is answered in words."""

    def done(body: bytes) -> Done:
        try:
            return work(read(kind, body))
        except ValidationError as error:
            raise RefusedSaveError([Wrong(at="cells", what=why(error).rpartition("Value error, ")[2])]) from error

    return putting(done)


def _countries(names: str) -> AskedCountries:
    """Names or codes with commas between them. Raises UsageError with the nearest ones for one that there is not."""
    codes = (country_code(name.strip()) for name in names.split(",") if name.strip())
    return AskedCountries(codes=tuple(dict.fromkeys(code for code in codes if code)))


def _image(around: Surroundings, request: Request) -> Response:
    document = request.query_params.get("document", "")
    return picture(around.pictures, around.file(document), document, number(request, "page"))
