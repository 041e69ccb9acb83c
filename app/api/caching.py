"""Answers of stored JSON: ETag, conditional requests, gzip; the same for items and lists."""

import gzip
from datetime import datetime
from email.utils import format_datetime
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

MIN_GZIP = 1024
_REVALIDATE = "public, max-age=0, must-revalidate"
_VARY = "Accept, Accept-Encoding, Origin"


def json_response(request: Request, body: bytes, headers: dict[str, str] | None = None) -> Response:
    """The bytes as JSON, compressed where the client takes it."""
    sent = {"Vary": _VARY, "Cache-Control": _REVALIDATE, **(headers or {})}
    if _takes_gzip(request, body):
        sent["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 5, mtime=0)
    return Response(body, headers=sent, media_type="application/json")


def item_response(request: Request, body: bytes, changed_at: datetime) -> Response:
    """One record with a strong ETag per coding; 304 when the client has it."""
    coding = "-gzip" if _takes_gzip(request, body) else ""
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}{coding}"'
    headers = {"ETag": etag, "Last-Modified": format_datetime(changed_at, usegmt=True)}
    if _is_known(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers={**headers, "Vary": _VARY, "Cache-Control": _REVALIDATE})
    return json_response(request, body, headers)


def _is_known(condition: str | None, etag: str) -> bool:
    known = {tag.strip().removeprefix("W/") for tag in (condition or "").split(",")}
    return etag in known or "*" in known


def _takes_gzip(request: Request, body: bytes) -> bool:
    codings = (part.partition(";") for part in request.headers.get("accept-encoding", "").lower().split(","))
    accepted = {
        name.strip(): "q=0" not in weight.replace(" ", "") or "q=0." in weight.replace(" ", "")
        for name, _, weight in codings
    }
    return len(body) >= MIN_GZIP and accepted.get("gzip", False)
