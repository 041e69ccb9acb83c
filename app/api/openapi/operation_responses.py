"""The `responses` of operations: the success with its example and headers, and each error."""

from typing import Any

import orjson

from app.api.openapi.examples import example_of
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

Responses = dict[int | str, dict[str, Any]]
# Media types beside JSON stand in an extension: with several in `content`, generated clients neither type the answer
# nor set the type of the body.
OTHER_MEDIA_TYPES = "x-media-types"
# The schema of bytes that generated clients hand on as they are.
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


def operation_errors(*errors: type[NewsError]) -> Responses:
    """The responses of an operation below `/v1` that fails with these errors, or with those that all of them have."""
    return error_responses(*_EVERYWHERE, *errors)


def not_modified_responses(*headers: str) -> Responses:
    """The response 304, with the headers of the response that it stands for."""
    about = "Not modified: the client has this version (`If-None-Match`, `If-Modified-Since`)."
    return {304: {"description": about, "headers": declared_headers(*headers)}}


def read_responses(model: Any, *errors: type[NewsError], headers: tuple[str, ...] = ("ETag",)) -> Responses:
    """The responses of a read: its model with an example, 304, and its errors."""
    success = {
        "model": model,
        "description": "Found.",
        "content": {JSON: {"example": example_of(model)}},
        "headers": declared_headers(*headers),
    }
    unchanged = not_modified_responses(*(name for name in headers if name != "Link"))
    return {200: success, **unchanged, **operation_errors(NotAcceptable, *errors)}


def list_responses(model: Any, *errors: type[NewsError], is_exported: bool = False) -> Responses:
    """The responses of a list; `is_exported`: it is also offered as NDJSON."""
    responses = read_responses(model, InvalidCursor, *errors, headers=("ETag", "Link"))
    if is_exported:
        line = orjson.dumps(example_of(model)["items"][0]).decode() + "\n"
        responses[200][OTHER_MEDIA_TYPES] = {NDJSON: BYTES | {"example": line}}
    return responses


def item_responses(model: Any, *errors: type[NewsError], is_dated: bool = False) -> Responses:
    """The responses of one record; `is_dated`: with `Last-Modified`."""
    headers = ("ETag", "Last-Modified") if is_dated else ("ETag",)
    return read_responses(model, NotFound, *errors, headers=headers)
