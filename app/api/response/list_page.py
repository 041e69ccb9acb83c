"""Answer with a page of results (items, cursors and `Link` header), or with a whole list as NDJSON."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode

import orjson
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app.api.response.caching import export_response, list_etag, not_modified, stored_response
from app.api.response.formats.feed_documents import FEEDS
from app.api.response.large_answers import Read, ReadAfter, export_lines, read_bounded
from app.api.response.negotiation import JSON, NDJSON, accepted
from app.api.state.application import cursor_key, reading_engine, state_of
from app.store.cursor import Position, decode_cursor, describe, encode_cursor
from app.store.queries.change_queries import last_seq
from app.store.queries.listing import CAPPED, Counting, ListRequest, Slice
from app.store.queries.matched import naming

MAX_FEED_QUERY = 1_000
NO_MEMBERS: Mapping[str, Any] = MappingProxyType({})


class Listing(Protocol):
    """The parameters that all lists take: limit, cursor, count and sort."""

    limit: int
    cursor: str | None
    count: Counting

    @property
    def sort(self) -> str: ...

    @property
    def model_fields_set(self) -> set[str]: ...


def page_response(
    request: Request,
    session: Session,
    query: Listing,
    wanted: Any,
    read: Read,
    *,
    is_exported: bool = False,
    has_large_items: bool = False,
    state: str = "",
) -> Response:
    """Answer with one page of a list, or with all of it as NDJSON if `is_exported` and the client asks for it.

    Args:
        wanted: the filter; a cursor is valid only for the filter that it was made for.
        has_large_items: the page may end before `limit`, so that its size stays bounded.
        state: part of the ETag; it must change whenever the list changes without a change of an article.

    Raises:
        InvalidCursor: the cursor is altered, or belongs to another list or filter.
        NotAcceptable: the client accepts none of the media types.
    """
    media_type = accepted(request, *((JSON, NDJSON) if is_exported else (JSON,)))
    secret, asked = cursor_key(state_of(request)), _asked(request.scope["route"].path, wanted, query.sort)
    position = None if query.cursor is None else decode_cursor(secret, query.cursor, asked)
    first = ListRequest(query.sort, position, query.limit, query.count)
    if media_type == NDJSON:
        most = query.limit if "limit" in query.model_fields_set else None
        lines = export_lines(reading_engine(request), _after(read, query.sort), position, most)
        return export_response(request, lines, NDJSON)
    headers = list_etag(request, f"{last_seq(session)}{state}")
    if answer := not_modified(request, headers):
        return answer
    found = read_bounded(session, read, first) if has_large_items else read(session, first)
    return slice_response(request, query, wanted, found, headers, naming(session, wanted))


def slice_response(
    request: Request,
    query: Listing,
    wanted: Any,
    found: Slice,
    headers: Mapping[str, str],
    others: Mapping[str, Any] = NO_MEMBERS,
) -> Response:
    """Answer with a page of results that is already read. `others`: members next to `items` and `page`."""
    secret, asked = cursor_key(state_of(request)), _asked(request.scope["route"].path, wanted, query.sort)
    after, before = (encode_cursor(secret, p, asked) if p else None for p in (found.next, found.previous))
    info = page_info(query.limit, after, before, found.count, query.count)
    links = link_header(request, "cursor", info)
    return stored_response(request, page_body(found.items, info, others), {**headers, "Link": links})


@lru_cache(maxsize=512)
def _asked(path: str, wanted: Any, sort: str) -> str:
    return describe(path, wanted, sort)


def page_info(
    limit: int, after: str | None, before: str | None, count: int | None = None, counting: Counting = "none"
) -> dict[str, Any]:
    """Return the value of the member `page` of a list's answer: limit, cursors and count."""
    return {"limit": limit, "next_cursor": after, "prev_cursor": before, "count": _count(count, counting)}


def page_body(items: Iterable[bytes], info: dict[str, Any], others: Mapping[str, Any] = NO_MEMBERS) -> bytes:
    """Return the answer of a list as JSON. `others`: members next to `items` and `page`."""
    return b'{"items":[' + b",".join(items) + b"]," + orjson.dumps({"page": info, **others})[1:]


def link_header(request: Request, parameter: str, info: dict[str, Any]) -> str:
    """Return the `Link` header (RFC 8288) with the addresses of the next, the previous and the first page.

    `parameter`: name of the query parameter that takes the cursor. `info`: value of the member `page` of the answer.
    """
    first, further = _addresses(request.scope["path"], _query(request), parameter)
    links = {"next": info["next_cursor"], "prev": info["prev_cursor"]}
    pages = [f'<{further}{cursor}>; rel="{name}"' for name, cursor in links.items() if cursor is not None]
    return ", ".join([*pages, f'<{first}>; rel="first"'])


@lru_cache(maxsize=128)
def _addresses(path: str, query: str, parameter: str) -> tuple[str, str]:
    """Return the URL of the first page of a list, and the beginning of the URLs of its other pages.

    Only the cursor must be added to this beginning. Cursors need no percent-encoding, because they are numbers or
    URL-safe base64. `parameter`: name of the query parameter that takes the cursor.
    """
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != parameter]
    return _address(path, kept), _address(path, [*kept, (parameter, "")])


def link_feeds(request: Request, answer: Response, parameters: frozenset[str]) -> None:
    """Add links to the answer of a list: each leads to a feed with the same filter.

    `parameters`: names of the query parameters that feeds take. A long filter gets no links, because proxies refuse
    long headers.
    """
    query = _query(request)
    if "link" in answer.headers and len(query) <= MAX_FEED_QUERY:
        answer.headers["Link"] = f"{answer.headers['Link']}, {_feed_links(query, parameters)}"


def _query(request: Request) -> str:
    """Return the query string. `request.url` is not used, because it parses the whole address."""
    return str(request.scope["query_string"], "latin-1")


@lru_cache(maxsize=512)
def _feed_links(query: str, parameters: frozenset[str]) -> str:
    kept = [(name, value) for name, value in parse_qsl(query) if name in parameters and name != "limit"]
    return ", ".join(
        f'<{_address(f"/v1/feeds/articles.{name}", kept)}>; rel="alternate"; type="{feed.media_type}"'
        for name, feed in FEEDS.items()
    )


def _address(path: str, parameters: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path


def _count(count: int | None, counting: Counting) -> dict[str, Any] | None:
    if count is None:
        return None
    is_cut = counting == "capped" and count > CAPPED
    return {"value": CAPPED, "relation": "gte"} if is_cut else {"value": count, "relation": "eq"}


def _after(read: Read, sort: str) -> ReadAfter[Position | None]:
    def after(session: Session, place: Position | None, limit: int) -> tuple[Sequence[bytes], Position | None]:
        found = read(session, ListRequest(sort, place, limit))
        return found.items, found.next

    return after
