"""Refusals as answers: problem details (RFC 9457) for programs, a page for people."""

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.api.errors import ApiError
from services.api.pages.rendering import page
from shared.database import OUTAGES
from shared.telemetry import get_logger

_log = get_logger(__name__)

MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """One field that is wrong."""

    field: str = Field(description="Where it is: body.target.id")
    message: str


class Problem(BaseModel):
    """What was refused and what to do (RFC 9457, with the extension members `what_to_do` and `errors`)."""

    type: str = Field(description="A stable URI of the kind of problem", examples=["urn:clausewatch:problem:not-found"])
    title: str = Field(description="The kind of problem, for people")
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="What was wrong this time")
    what_to_do: str = Field(description="How to go on")
    errors: list[FieldError] = Field(default=[], description="The fields that are wrong, where fields are")


def install(app: FastAPI) -> None:
    """Has `app` answer every refusal and failure as a problem."""
    app.add_exception_handler(ApiError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for outage in OUTAGES:
        app.add_exception_handler(outage, _away)
    app.add_exception_handler(Exception, _failed)


def _problem(kind: str, status: int, title: str, detail: str, what_to_do: str) -> Problem:
    return Problem(
        type=f"urn:clausewatch:problem:{kind}", title=title, status=status, detail=detail, what_to_do=what_to_do
    )


def _answer(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    headers = {"cache-control": "no-store", **(headers or {})}
    if request.url.path.startswith("/api/"):
        return Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)
    return page(request, "problem.html", status=problem.status, headers=headers, problem=problem)


def answer_to(request: Request, error: ApiError) -> Response:
    """The answer that tells of `error`."""
    problem = _problem(error.kind, error.status, error.title, error.detail, error.what_to_do)
    return _answer(request, problem, error.headers)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, ApiError):
        raise error
    return answer_to(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = error.errors()
    if all(fault["loc"][:1] == ("path",) for fault in faults):
        # An id that could not be one names nothing, as an id that is nobody's does.
        problem = _problem("not-found", 404, "There is no such page", "Nothing has this address.", _LOOK)
    else:
        problem = _problem(
            "invalid-request",
            422,
            "Something in the request is not valid",
            "; ".join(f"{_place(fault['loc'])}: {_said(fault['msg'])}" for fault in faults[:10]),
            "Correct what is named here and send it again.",
        )
        problem.errors = [FieldError(field=_place(fault["loc"]), message=_said(fault["msg"])) for fault in faults[:50]]
    return _answer(request, problem)


def _place(location: Sequence[object]) -> str:
    return ".".join(str(part) for part in location)[:200]


def _said(message: str) -> str:
    return message.removeprefix("Value error, ")


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    if error.status_code == 404:
        problem = _problem("not-found", 404, "There is no such page", "Nothing has this address.", _LOOK)
    elif error.status_code == 405:
        problem = _problem(
            "method-not-allowed",
            405,
            "This cannot be done here",
            f"{request.method} is not possible at this address.",
            "See /openapi.json for what is.",
        )
    else:
        problem = _problem(
            "bad-request",
            error.status_code,
            "The request cannot be understood",
            str(error.detail),
            "Correct the request and send it again.",
        )
    return _answer(request, problem, headers)


async def _away(request: Request, error: Exception) -> Response:
    _log.warning("The database is away", path=request.url.path, error=str(error) or type(error).__name__)
    problem = _problem(
        "unavailable", 503, "Not available just now", "The database does not answer.", "Try again in a minute."
    )
    return _answer(request, problem, {"retry-after": "60"})


async def _failed(request: Request, error: Exception) -> Response:
    _log.error("A request failed", path=request.url.path, exc_info=error)
    problem = _problem(
        "failure", 500, "Something went wrong here", "The fault is ours and is logged.", "Try again later."
    )
    return _answer(request, problem)


_LOOK = "Check the address, or start from the list of platforms."
