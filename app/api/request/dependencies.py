"""FastAPI dependencies that routes share: a session for reading, preconditions of writes, checks of path and query.

Checks that take microseconds are `async`: handing them to a thread would take longer.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Annotated, get_origin
from urllib.parse import unquote_to_bytes

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from pydantic.json_schema import WithJsonSchema
from sqlmodel import Session

from app.api.response.caching import entity_tags
from app.api.response.negotiation import JSON
from app.api.response.problems import validation_failed
from app.api.state.application import reading_engine, state_of
from app.errors import MalformedEncoding
from app.store.preconditions import Condition
from app.store.session import reading

# The headers are typed as lists because they may be repeated; OpenAPI declares each as one comma-separated string.
_IfMatch = Annotated[
    list[str] | None,
    WithJsonSchema({"type": "string", "examples": ['"9a0364b9e99bb480dd25e1f0"']}),
    Header(
        alias="If-Match",
        description="Entity tags, comma-separated: nothing is done unless the stored record has one of them. "
        "`*`: any record.",
    ),
]
_IfNoneMatch = Annotated[
    list[str] | None,
    WithJsonSchema({"type": "string", "examples": ["*"]}),
    Header(
        alias="If-None-Match",
        description="`*`: nothing is done if a record is stored. Entity tags: nothing is done if it has one of them.",
    ),
]


def get_session(request: Request) -> Iterator[Session]:
    """Open a session for reading in the thread of the endpoint; the session is closed before the answer is sent."""
    with reading(reading_engine(request)) as session:
        yield session


async def write_precondition(if_match: _IfMatch = None, if_none_match: _IfNoneMatch = None) -> Condition | None:
    """Return the precondition in `If-Match` and `If-None-Match`; None without these headers."""
    required = frozenset(_tags(if_match))
    # `If-None-Match` compares weakly (RFC 9110), so the prefix `W/` is ignored
    excluded = frozenset(tag.removeprefix("W/") for tag in _tags(if_none_match))
    return Condition(JSON.encode(), required, excluded) if required or excluded else None


ReadSession = Annotated[Session, Depends(get_session, scope="function")]


async def large_read_place(request: Request) -> AsyncIterator[None]:
    """If a request has the parameter `include` or `fields`, occupy a slot of `large_reads` until the request ends.

    With these parameters a request may read long members, which need much memory.
    """
    if "include" in request.query_params or "fields" in request.query_params:
        async with state_of(request).large_reads:
            yield
    else:
        yield


LargeRead = Depends(large_read_place, scope="function")
WritePrecondition = Annotated[Condition | None, Depends(write_precondition)]


def _tags(lines: list[str] | None) -> Iterator[str]:
    """Yield the entity tags of a header, without the suffix `-gzip` that the tags of compressed answers have."""
    tags = entity_tags(lines or ())
    yield from ["*"] if tags.star_tag else []
    for tag in tags.as_set(include_weak=True):
        yield f'{"W/" if tags.is_weak(tag) else ""}"{tag.removesuffix("-gzip")}"'


async def require_unicode(request: Request) -> None:
    """Refuse a path or query that is not UTF-8; replacing the invalid bytes would change what the client asks for.

    Raises:
        MalformedEncoding: path or query is not UTF-8, or the path contains NUL.
    """
    path, query = unquote_to_bytes(request.scope.get("raw_path") or b""), request.scope["query_string"]
    try:
        (path + b"?" + unquote_to_bytes(query)).decode()
    except UnicodeDecodeError as error:
        raise MalformedEncoding("path and query must be percent-encoded UTF-8") from error
    if b"\0" in path:
        raise MalformedEncoding("the path must not contain NUL")


def given_once(model: type[BaseModel]) -> Callable[[Request], Awaitable[None]]:
    """Return a dependency that refuses a query parameter given twice, unless its type in `model` is a tuple."""
    repeatable = {name for name, field in model.model_fields.items() if get_origin(field.annotation) is tuple}

    async def check(request: Request) -> None:
        names = [name for name, _ in request.query_params.multi_items()]
        repeated = sorted(
            {name for name in names if name in model.model_fields and name not in repeatable and names.count(name) > 1}
        )
        if repeated:
            raise validation_failed(
                [{"loc": ("query", name), "type": "repeated", "msg": "is given more than once"} for name in repeated]
            )

    return check
