"""Answers of stored bytes: ETag, conditional requests, gzip; the same for items, lists, figures and feeds."""

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.api.response.headers import is_body_read
from app.api.response.negotiation import JSON
from app.store.preconditions import Condition, digest
from app.version import VERSION

MIN_GZIP = 1024
_VARY = "Accept, Accept-Encoding, Origin"
_LEVEL = 5
_GZIP_WINDOW = 31  # zlib's window with a gzip header


def stored_response(
    request: Request, body: bytes, headers: dict[str, str] | None = None, media_type: str = JSON
) -> Response:
    """The bytes, compressed where the client takes it."""
    sent = _common(request) | (headers or {})
    if _takes_gzip(request) and len(body) >= MIN_GZIP:
        sent["Content-Encoding"] = "gzip"
        body = gzip.compress(body, _LEVEL, mtime=0)
    return Response(body, headers=sent | {"Content-Type": media_type})


def item_response(
    request: Request,
    body: bytes,
    changed_at: datetime | None,
    media_type: str = JSON,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """One record with a strong ETag per form and coding; 304 when the client has it."""
    coding = "-gzip" if _takes_gzip(request) and len(body) >= MIN_GZIP else ""
    etag = f'"{digest(media_type.encode(), body)}{coding}"'
    headers = {"ETag": etag, **more}
    if changed_at:
        headers["Last-Modified"] = format_datetime(changed_at, usegmt=True)
    return not_modified(request, headers) or stored_response(request, body, headers, media_type)


def condition_of(request: Request) -> Condition | None:
    """What `If-Match` and `If-None-Match` ask of the record stored so far, in whichever coding; None without them."""
    wanted = _tags(request, "if-match")
    unwanted = {tag.removeprefix("W/") for tag in _tags(request, "if-none-match")}  # RFC 9110: compared weakly
    return Condition(JSON.encode(), frozenset(wanted), frozenset(unwanted)) if wanted or unwanted else None


def _tags(request: Request, header: str) -> set[str]:
    given = ",".join(request.headers.getlist(header)).split(",")
    return {tag.strip().replace('-gzip"', '"') for tag in given if tag.strip()}


def list_etag(request: Request, seq: int | str, media_type: str = JSON) -> dict[str, str]:
    """The weak ETag of an answer that stays the same until the next change: its query, as of change `seq`."""
    asked = f"{VERSION} {request.url.path}?{request.url.query}".encode("utf-8", "surrogateescape")
    return {"ETag": f'W/"{seq}-{digest(asked, media_type.encode())}"'}


def not_modified(request: Request, headers: dict[str, str]) -> Response | None:
    """304 where the client has what the headers' ETag names."""
    if not _is_known(request.headers.getlist("if-none-match"), headers["ETag"]):
        return None
    return Response(status_code=304, headers=_common(request) | headers)


def stream_response(request: Request, lines: Iterable[bytes], media_type: str) -> Response:
    """Bytes as they come, compressed where the client takes it."""
    headers = _common(request)
    lines = lines if is_body_read(request) else ()
    if _takes_gzip(request):
        headers["Content-Encoding"] = "gzip"
        lines = _compressed(lines)
    return StreamingResponse(lines, headers=headers, media_type=media_type)


def _compressed(lines: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP_WINDOW)
    for line in lines:
        if packed := packer.compress(line):
            yield packed
    yield packer.flush()


def _common(request: Request) -> dict[str, str]:
    """What is answered to a key is for its owner's cache only."""
    whose = "private" if "authorization" in request.headers else "public"
    return {"Vary": _VARY, "Cache-Control": f"{whose}, max-age=0, must-revalidate"}


def _is_known(conditions: list[str], etag: str) -> bool:
    known = {tag.strip().removeprefix("W/") for condition in conditions for tag in condition.split(",")}
    return etag.removeprefix("W/") in known or "*" in known


def _takes_gzip(request: Request) -> bool:
    codings = (part.partition(";") for part in request.headers.get("accept-encoding", "").lower().split(","))
    accepted = {
        name.strip(): "q=0" not in weight.replace(" ", "") or "q=0." in weight.replace(" ", "")
        for name, _, weight in codings
    }
    return accepted.get("gzip", False)
