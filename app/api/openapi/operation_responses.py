"""Build the OpenAPI `responses` of operations: the success with its example and headers, and each error."""

from functools import partial
from typing import Any

from pydantic import BaseModel

from app.api.openapi.examples import example_of, line_example
from app.api.openapi.response_headers import declared_headers
from app.api.response.negotiation import JSON, NDJSON
from app.api.response.problems import error_responses
from app.errors import (
    AuthenticationRequired,
    InsufficientScope,
    InvalidApiKey,
    InvalidCursor,
    MalformedEncoding,
    NewsError,
    NotAcceptable,
    NotFound,
    RateLimited,
    UriTooLong,
    ValidationFailed,
)
from app.schemas.base import reference_to

Responses = dict[int | str, dict[str, Any]]
# Media types other than JSON are listed in an extension: if `content` has several, client generators neither type the
# response nor set the `Content-Type` of the request.
OTHER_MEDIA_TYPES = "x-media-types"
# Schema of a binary body: generated clients return its bytes unparsed.
BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}

_EVERYWHERE = (
    MalformedEncoding,
    AuthenticationRequired,
    InvalidApiKey,
    InsufficientScope,
    UriTooLong,
    ValidationFailed,
    RateLimited,
)


def json_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the `content` of a JSON response that has this model, with an example."""
    return {JSON: {"schema": reference_to(model), "example": partial(example_of, model)}}


def operation_errors(*errors: type[NewsError]) -> Responses:
    """Return the error responses of an operation below `/v1`: those of `errors`, and those that all operations have."""
    return error_responses(*_EVERYWHERE, *errors)


def not_modified_responses(*headers: str) -> Responses:
    """Return the 304 response. `headers`: headers that it shares with the 200 response."""
    about = "Not modified: the client has this version (`If-None-Match`, `If-Modified-Since`)."
    return {304: {"description": about, "headers": declared_headers(*headers)}}


def read_responses(model: Any, *errors: type[NewsError], headers: tuple[str, ...] = ("ETag",)) -> Responses:
    """Return the responses of a read: 200 with an example of `model`, 304, and the errors."""
    success = {"description": "Found.", "content": json_of(model), "headers": declared_headers(*headers)}
    unchanged = not_modified_responses(*(name for name in headers if name != "Link"))
    return {200: success, **unchanged, **operation_errors(NotAcceptable, *errors)}


def list_responses(model: Any, *errors: type[NewsError], is_exported: bool = False) -> Responses:
    """Return the responses of a list. `is_exported`: the list is also offered as NDJSON."""
    responses = read_responses(model, InvalidCursor, *errors, headers=("ETag", "Link"))
    if is_exported:
        responses[200][OTHER_MEDIA_TYPES] = {NDJSON: BYTES | {"example": partial(line_example, model)}}
    return responses


def item_responses(model: Any, *errors: type[NewsError], is_dated: bool = False) -> Responses:
    """Return the responses of one record. `is_dated`: the record has `Last-Modified`."""
    headers = ("ETag", "Last-Modified") if is_dated else ("ETag",)
    return read_responses(model, NotFound, *errors, headers=headers)
