"""Read and decode request bodies in chunks, and stop at the size limit."""

import asyncio
from codecs import BOM_UTF8
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from werkzeug.http import parse_options_header

from app.api.request.content_codings import coding_of, decoded
from app.api.response.negotiation import JSON, NDJSON
from app.api.response.problems import validation_failed
from app.api.state.application import state_of
from app.config import Settings
from app.errors import MalformedJson, PayloadTooLarge, UnsupportedMediaType, ValidationFailed
from app.extraction import Hints
from app.schemas.ingest_models import IngestRequest, PageOptions
from app.services.sender_hints import hints_of

PAGE_TYPES = ("text/html", "application/xhtml+xml")
MAX_LINES = 1_000
MAX_OBJECT = 16_384  # maximum size of a small JSON object in a request body, in bytes; a larger one is refused
Model = TypeVar("Model", bound=BaseModel)
_LINGER_SECONDS = 1


@dataclass(frozen=True)
class Posted:
    """A page posted as HTML or as JSON. `body`: the body of the request, with its content coding removed."""

    page: bytes
    url: str | None
    hints: Hints
    body: bytes = b""


async def read_page(request: Request, options: PageOptions) -> Posted:
    """Read the page that a request posts, as HTML or in a JSON object. `options`: the query parameters of the request.

    Raises:
        RequestError: the body is refused.
    """
    media_type, charset = _content_type(request, *PAGE_TYPES, JSON)
    settings = state_of(request).settings
    if media_type in PAGE_TYPES:
        page = await _read(request, settings.max_page_bytes)
        return Posted(page, options.url, hints_of(options, charset), page)
    body = await _read(request, settings.max_envelope_bytes)
    if misplaced := _changed(options):
        raise _misplaced(misplaced)
    return posted_json(body, settings)


async def read_lines(request: Request) -> list[tuple[int, bytes]]:
    """Read the lines of a batch with their numbers, which begin at 1. Blank lines are counted but left out.

    Raises:
        RequestError: the body is refused.
    """
    _content_type(request, NDJSON)
    body = await _read(request, state_of(request).settings.max_batch_bytes)
    lines = enumerate(body.split(b"\n"), 1)
    return [(number, line) for number, line in lines if line.removeprefix(BOM_UTF8).strip()]


async def read_object(request: Request, model: type[Model]) -> Model:
    """Read a small JSON object and validate it by `model`.

    Raises:
        RequestError: the body is no valid object of `model`, or too large.
    """
    _content_type(request, JSON)
    return _validated(model, (await _read(request, MAX_OBJECT)).removeprefix(BOM_UTF8))


def posted_json(body: bytes, settings: Settings) -> Posted:
    """Read the page from a JSON object; a byte-order mark before the object is ignored.

    Raises:
        RequestError: the body is no valid JSON object, or too large.
    """
    if len(body) > settings.max_envelope_bytes:
        raise _too_large(settings.max_envelope_bytes)
    return _from_json(body.removeprefix(BOM_UTF8), settings.max_page_bytes)


def _content_type(request: Request, *accepted: str) -> tuple[str, str | None]:
    """Return the media type of the body and its charset (None if absent).

    Raises:
        UnsupportedMediaType: the media type is not in `accepted`.
    """
    header = request.headers.get("content-type", "")
    media_type, parameters = parse_options_header(header)
    media_type = media_type.lower()
    if media_type not in accepted:
        listed = ", ".join(accepted)
        raise UnsupportedMediaType(f"send one of {listed}", headers={"Accept-Post": listed})
    return media_type, parameters.get("charset") or None


def _changed(options: PageOptions) -> set[str]:
    """Return the names of the query options that differ from their defaults (generated clients also send defaults)."""
    fields = PageOptions.model_fields
    return {name for name in options.model_fields_set & fields.keys() if getattr(options, name) != fields[name].default}


def _misplaced(names: set[str]) -> ValidationFailed:
    message = "must be a member of the JSON object, not a query parameter"
    return validation_failed([{"loc": ("query", name), "type": "misplaced", "msg": message} for name in sorted(names)])


def _from_json(body: bytes, limit: int) -> Posted:
    request = _validated(IngestRequest, body)
    if len(page := request.page()) > limit:
        raise _too_large(limit)
    return Posted(page, request.url, hints_of(request, charset="utf-8"), body)


def _validated(model: type[Model], body: bytes) -> Model:
    try:
        value: Any = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise MalformedJson("the body is not JSON in UTF-8; NaN, Infinity and lone surrogates are not JSON") from error
    try:
        return model.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        raise validation_failed([{**entry, "loc": ("body", *entry["loc"])} for entry in found]) from error


async def _read(request: Request, limit: int) -> bytes:
    """Return the decoded body. Raises PayloadTooLarge as soon as more than `limit` bytes have arrived."""
    coding, length = coding_of(request), request.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise _too_large(limit)
    body, stream = bytearray(), request.stream()
    async for chunk in stream:
        body += chunk
        if len(body) > limit:
            await _skip(stream, limit // 2)
            raise _too_large(limit)
    return bytes(body) if coding == "identity" else await run_in_threadpool(decoded, bytes(body), coding, limit)


async def _skip(stream: AsyncIterator[bytes], size: int) -> None:
    """Discard up to `size` more bytes for up to 1 s, so that a client still sending gets the answer, not a reset."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_LINGER_SECONDS):
            async for chunk in stream:
                size -= len(chunk)
                if size <= 0:
                    return


def _too_large(limit: int) -> PayloadTooLarge:
    return PayloadTooLarge(f"the body must not exceed {limit:,} bytes", members={"limit_bytes": limit})
