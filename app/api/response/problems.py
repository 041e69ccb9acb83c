"""Answer every error as `application/problem+json` (RFC 9457).

Errors never repeat the values that a client sent: NaN or a lone surrogate would turn a 422 into a 500.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match

from app.api.response.headers import request_id, security_headers
from app.errors import MalformedEncoding, MethodNotAllowed, NewsError, NotFound, NotReady, ValidationFailed
from app.schemas.base import reference_to
from app.schemas.problem import Problem
from app.store.session import DATABASE_ERRORS, database_error, reason_of
from app.text.nfc import nfc

MAX_ERRORS = 50
CLIENT_LEFT = 499
MEDIA_TYPE = "application/problem+json"
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_SHOULD = re.compile(r"\A\w+ should ")
_MESSAGES = {
    "extra_forbidden": "is unknown",
    "missing": "is required",
    "repeated": "must not be given more than once",
    "model_attributes_type": "must be a JSON object",
    "model_type": "must be a JSON object",
    "uuid_parsing": "must be a UUID",
}
_LOG = structlog.get_logger("app.problems")


def install(app: FastAPI) -> None:
    """Turn every error of the application into a problem document."""
    app.add_exception_handler(NewsError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for error in DATABASE_ERRORS:
        app.add_exception_handler(error, _database)
    app.add_exception_handler(UnicodeError, _encoding)
    app.add_exception_handler(ClientDisconnect, _left)
    app.add_exception_handler(Exception, _unexpected)


def problem_response(request: Request, error: NewsError) -> Response:
    """Return the HTTP response for an error: its problem document and headers."""
    own = {"Cache-Control": "no-store", "X-Request-Id": request_id(request)}
    headers = {**security_headers(), **error.headers, **own}
    return Response(problem_bytes(error, request_id(request)), error.status, headers, MEDIA_TYPE)


def problem_bytes(error: NewsError, identity: str) -> bytes:
    """Return the problem document of an error as JSON."""
    return orjson.dumps(problem_body(error, identity))


def problem_body(error: NewsError, identity: str) -> dict[str, object]:
    """Return the problem document of an error, for the request with this id.

    `Retry-After` is repeated as `retry_after`: the lines of a batch have no headers.
    """
    wait = {"retry_after": int(error.headers["Retry-After"])} if "Retry-After" in error.headers else {}
    return {
        "type": f"/problems/{error.slug}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "instance": f"urn:request:{identity}",
        **error.members,
        **wait,
    }


def error_responses(*errors: type[NewsError]) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI `responses` for `errors`, and for the two errors that every operation may answer with."""
    responses: dict[int | str, dict[str, Any]] = {}
    listed: tuple[type[NewsError], ...] = (*errors, NotReady, NewsError)
    for error in listed:
        about = f"`{error.slug}`: {error.about}"
        content = {MEDIA_TYPE: {"schema": reference_to(Problem), "examples": {}}}
        known = responses.setdefault(error.status, {"description": "", "content": content})
        known["description"] = f"{known['description']}\n\n{about}".strip()
        known["content"][MEDIA_TYPE]["examples"][error.slug] = {"value": _example(error)}
    return responses


def _example(error: type[NewsError]) -> dict[str, object]:
    example: dict[str, object] = {
        "type": f"/problems/{error.slug}",
        "title": error.title,
        "status": error.status,
        "detail": error.about,
        "instance": "urn:request:0190f3a2c4d87e11",
    }
    if error is ValidationFailed:
        wrong = {"in": "query", "pointer": "/limit", "code": "less_than_equal", "message": "must be 200 or less"}
        example |= {"detail": "1 value is invalid", "errors": [wrong]}
    return example


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, NewsError)
    return problem_response(request, error)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem_response(request, validation_failed(error.errors()))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == MethodNotAllowed.status:
        allowed = ", ".join(sorted(allowed_methods(request)))
        return problem_response(
            request, MethodNotAllowed("this path does not allow the method", headers={"Allow": allowed})
        )
    if error.status_code == NotFound.status:
        return problem_response(request, NotFound("this path does not exist"))
    return problem_response(request, NewsError("the request could not be answered"))


def _database(request: Request, error: Exception) -> Response:
    assert isinstance(error, DATABASE_ERRORS)
    _LOG.error("database", request_id=request_id(request), reason=reason_of(error))
    return problem_response(request, database_error(error))


def _encoding(request: Request, _error: Exception) -> Response:
    return problem_response(request, MalformedEncoding("the request holds text that is not valid Unicode"))


def _left(_request: Request, _error: Exception) -> Response:
    """Return status 499, for log and metrics only: the client disconnected before it had sent the whole body."""
    return Response(status_code=CLIENT_LEFT)


def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.error("unexpected", request_id=request_id(request), exc_info=error)
    return problem_response(request, NewsError("an unexpected error occurred"))


def allowed_methods(request: Request) -> set[str]:
    """Return the HTTP methods that the routes of the request's path accept."""
    allowed = {
        method
        for method in _METHODS
        for route in request.app.routes
        if route.matches({**request.scope, "method": method})[0] is Match.FULL
    }
    return allowed | ({"HEAD"} if "GET" in allowed else set())


def validation_failed(errors: Sequence[Mapping[str, Any]]) -> ValidationFailed:
    """Build the error from Pydantic's list of errors, without the values that were sent."""
    listed = list(_entries(errors))
    count = len(errors)
    return ValidationFailed(f"{count} value{'s are' if count > 1 else ' is'} invalid", members={"errors": listed})


def _entries(errors: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for error, _ in zip(errors, range(MAX_ERRORS), strict=False):
        place, *names = error["loc"] or ("body",)
        where = place if place in ("query", "body", "path", "header") else "body"
        pointer = "".join(f"/{_shown(name)}" for name in (names if where == place else error["loc"]))
        yield {"in": where, "pointer": pointer, "code": error["type"], "message": _message(error)}


def _shown(name: object) -> str:
    """Return a member's name, which the client chose, as a JSON Pointer token: short and without control characters."""
    text = _CONTROLS.sub("\ufffd", str(name)[:100].encode("utf-8", "replace").decode())
    return nfc(text).replace("~", "~0").replace("/", "~1")


def _message(error: Mapping[str, Any]) -> str:
    return _MESSAGES.get(error["type"]) or _SHOULD.sub("must ", str(error["msg"]).removeprefix("Value error, "))
