"""Build cacheable responses: entity tags, conditional reads and gzip, for items, lists, statistics and feeds."""

import gzip
import math
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from itertools import chain
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from werkzeug.datastructures import ETags
from werkzeug.http import parse_etags, unquote_etag

from app.api.response.headers import is_body_read
from app.api.response.large_answers import LARGE_BYTES, ExportResponse, LargeResponse
from app.api.response.negotiation import JSON, prefers_json, takes_gzip
from app.api.state.application import state_of
from app.store.preconditions import digest
from app.version import VERSION

_VARY = "Accept, Accept-Encoding, Origin"
_LEVEL = 5
_GZIP_WINDOW = 31  # value of zlib's `wbits` to write gzip


def stored_response(
    request: Request, body: bytes, headers: Mapping[str, str] = MappingProxyType({}), media_type: str = JSON
) -> Response:
    """Return a response with `body`, compressed if the client prefers gzip; large bodies are sent in pieces."""
    sent = {**_common(request), **headers}
    if takes_gzip(request, len(body)):
        sent["Content-Encoding"] = "gzip"
        body = gzip.compress(body, _LEVEL, mtime=0)
    sent["Content-Type"] = media_type
    if len(body) > LARGE_BYTES:
        return LargeResponse(state_of(request).outgoing, body, sent)
    return Response(body, headers=sent)


def item_response(
    request: Request,
    body: bytes,
    changed_at: datetime | None,
    media_type: str = JSON,
    more: Mapping[str, str] = MappingProxyType({}),
    tag: str | None = None,
) -> Response:
    """Answer with one record, or with 304 if the client has it already.

    Each pair of media type and content coding has an ETag of its own, which is strong. `changed_at`: value of
    `Last-Modified`. `more`: further headers. `tag`: entity tag of the record's version, by default the digest of the
    body.
    """
    tag = tag or digest(media_type.encode(), body)
    headers = {**_item_headers(request, tag, len(body), changed_at), **more}
    return not_modified(request, headers, changed_at) or stored_response(request, body, headers, media_type)


def known_item(request: Request, tag: str, changed_at: datetime) -> Response | None:
    """Return a 304 if the client has the version with this tag, else None. The record itself is not needed."""
    headers = _item_headers(request, tag, math.inf, changed_at)
    return not_modified(request, headers) if "if-none-match" in request.headers else None


def known_list(arguments: Mapping[str, Any]) -> Response | None:
    """Return a 304 if no article changed since the client's copy of a list, else None.

    Routes pass this function to `answered_early_by`.
    """
    request: Request = arguments["request"]
    if "if-none-match" not in request.headers or not prefers_json(request):
        return None
    seq = state_of(request).loop_reader.last_seq()
    return None if seq is None else not_modified(request, list_etag(request, seq))


def _item_headers(request: Request, tag: str, size: float, changed_at: datetime | None) -> dict[str, str]:
    coding = "-gzip" if takes_gzip(request, size) else ""
    dated = {"Last-Modified": format_datetime(changed_at.astimezone(UTC), usegmt=True)} if changed_at else {}
    return {"ETag": f'"{tag}{coding}"', **dated}


def list_etag(request: Request, seq: int | str, media_type: str = JSON) -> dict[str, str]:
    """Return the header `ETag` of a list: a weak tag, which changes with `seq`, the number of the newest change."""
    address = request.scope["path"].encode("utf-8", "surrogateescape"), request.scope["query_string"]
    return {"ETag": f'W/"{seq}-{digest(VERSION.encode(), *address, media_type.encode())}"'}


def not_modified(request: Request, headers: Mapping[str, str], changed_at: datetime | None = None) -> Response | None:
    """Return a 304 if the client has this version, else None.

    `If-None-Match` decides; if the request lacks this header, `If-Modified-Since` does.
    """
    tags = request.headers.getlist("if-none-match")
    is_known = _is_listed(headers["ETag"], tags) if tags else _is_seen(changed_at, request)
    return Response(status_code=304, headers={**_common(request), **headers}) if is_known else None


def export_response(request: Request, lines: Iterator[bytes], media_type: str) -> Response:
    """Send lines while they are read from the database, compressed if the client accepts gzip.

    The first lines are read before the response starts: if the database is unreachable, the status can still say so.

    Raises:
        Overloaded: too many exports are being sent.
    """
    outgoing = state_of(request).outgoing
    outgoing.check_export()
    headers = _common(request)
    lines = chain([next(lines, b"")], lines) if is_body_read(request) else iter(())
    if takes_gzip(request, math.inf):
        headers["Content-Encoding"] = "gzip"
        lines = _compressed(lines)
    return ExportResponse(outgoing, lines, headers, media_type)


def _compressed(lines: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(_LEVEL, wbits=_GZIP_WINDOW)
    for line in lines:
        if packed := compressor.compress(line):
            yield packed
    yield compressor.flush()


def _common(request: Request) -> dict[str, str]:
    """Return the headers that all cacheable answers have. An answer to a request with an API key is `private`."""
    scope = "private" if "authorization" in request.headers else "public"
    return {"Vary": _VARY, "Cache-Control": f"{scope}, max-age=0, must-revalidate"}


def entity_tags(lines: Iterable[str]) -> ETags:
    """Parse the lines of a header that lists entity tags. If `*` is in the list, the result matches any tag."""
    tags = parse_etags(",".join(lines).strip())
    return ETags(star_tag=True) if "*" in tags else tags


def _is_listed(etag: str, lines: Iterable[str]) -> bool:
    """Return whether `If-None-Match` lists the tag, by weak comparison (RFC 9110, section 13.1.2)."""
    return entity_tags(lines).contains_weak(unquote_etag(etag)[0])


def _is_seen(changed_at: datetime | None, request: Request) -> bool:
    """Return whether `If-Modified-Since` is the time of the last change or later; a malformed date is ignored."""
    date = request.headers.get("if-modified-since")
    if changed_at is None or date is None:
        return False
    try:
        since = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return False
    since = since.replace(tzinfo=since.tzinfo or UTC)
    return changed_at.replace(microsecond=0) <= since
