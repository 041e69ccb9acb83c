"""What routes ask for: a session, the state of the app, parameters given once.

What takes microseconds is `async`: handing it to a thread would take more.
"""

from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated, get_origin
from urllib.parse import unquote_to_bytes

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from sqlmodel import Session

from app.api.response.problems import validation_failed
from app.api.state.application import state_of
from app.errors import MalformedEncoding
from app.store.session import reading


def get_session(request: Request) -> Iterator[Session]:
    """A session to read with; closed before the answer leaves."""
    with reading(state_of(request).engine) as session:
        yield session


ReadSession = Annotated[Session, Depends(get_session, scope="function")]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="ETags of the record: where it is none of these, nothing is done. `*`: any record.",
        examples=['"9a0364b9e99bb480dd25e1f0"'],
    ),
]
IfNoneMatch = Annotated[
    str | None,
    Header(
        alias="If-None-Match",
        description="`*`: only where nothing is stored under the address; or ETags that the record must not have.",
        examples=["*"],
    ),
]


async def in_unicode(request: Request) -> None:
    """A dependency that refuses an address whose bytes are no text: it would stand for another.

    Raises:
        MalformedEncoding: path or query is not UTF-8, or the path holds a NUL.
    """
    path, query = unquote_to_bytes(request.scope.get("raw_path") or b""), request.scope["query_string"]
    try:
        (path + b"?" + unquote_to_bytes(query)).decode()
    except UnicodeDecodeError as error:
        raise MalformedEncoding("path and query must be percent-encoded UTF-8") from error
    if b"\0" in path:
        raise MalformedEncoding("a path may hold no NUL")


def given_once(model: type[BaseModel]) -> Callable[[Request], Awaitable[None]]:
    """A dependency that refuses a one-valued parameter given twice."""
    repeatable = {name for name, field in model.model_fields.items() if get_origin(field.annotation) is list}

    async def check(request: Request) -> None:
        names = [name for name, _ in request.query_params.multi_items()]
        twice = sorted(
            {name for name in names if name in model.model_fields and name not in repeatable and names.count(name) > 1}
        )
        if twice:
            raise validation_failed(
                [{"loc": ("query", name), "type": "repeated", "msg": "given twice"} for name in twice]
            )

    return check
