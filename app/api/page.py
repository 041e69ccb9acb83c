"""A page of a list on the wire: items, cursors, `Link`."""

from collections.abc import Callable
from typing import Any, Protocol

import orjson
from sqlmodel import Session
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response

from app.api.caching import json_response
from app.api.deps import cursor_key
from app.store.cursor import Position, decode_cursor, describe, encode_cursor
from app.store.queries import PageRequest, Slice


class Listing(Protocol):
    """Parameters of a list."""

    limit: int
    cursor: str | None

    @property
    def sort(self) -> str: ...

    def wanted(self) -> Any: ...


def page_response(
    request: Request, session: Session, query: Listing, list_: Callable[[Session, Any, PageRequest], Slice]
) -> Response:
    """Read one page and answer it; one SQL statement.

    Raises:
        InvalidCursor: the cursor is altered, foreign, or of another query.
    """
    wanted, secret = query.wanted(), cursor_key(request)
    asked = describe(list_.__name__, vars(wanted), query.sort)
    position = None if query.cursor is None else decode_cursor(secret, query.cursor, asked)
    found = list_(session, wanted, PageRequest(query.sort, position, query.limit))

    def cursor(place: Position | None) -> str | None:
        return encode_cursor(secret, place, asked) if place else None

    info = {
        "limit": query.limit,
        "next_cursor": cursor(found.next),
        "prev_cursor": cursor(found.previous),
        "count": None,
    }
    body = b'{"items":[' + b",".join(found.items) + b'],"page":' + orjson.dumps(info) + b"}"
    return json_response(request, body, {"Link": _links(request.url, info)})


def _links(url: URL, info: dict[str, Any]) -> str:
    """RFC 8288 links to the neighbouring pages and the first one."""
    relations = {"next": info["next_cursor"], "prev": info["prev_cursor"], "first": ""}
    links = (
        (
            name,
            url.remove_query_params("cursor").include_query_params(cursor=c)
            if c
            else url.remove_query_params("cursor"),
        )
        for name, c in relations.items()
        if c is not None
    )
    return ", ".join(f'<{link.path}{"?" + link.query if link.query else ""}>; rel="{name}"' for name, link in links)
