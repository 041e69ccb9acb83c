"""Send large answers in pieces, at the client's pace: for a slow reader at most one piece is buffered."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.api.state.outgoing import Outgoing
from app.store.queries.listing import ListRequest, Slice
from app.store.session import reading

Place = TypeVar("Place")
# (session, position to read after, maximum number of rows) -> (items, next position; None at the end)
ReadAfter = Callable[[Session, Place, int], tuple[Sequence[bytes], Place | None]]
Read = Callable[[Session, ListRequest], Slice]
PIECE_BYTES = 64 * 2**10
# An answer of at least this size, in bytes, is a large answer. It is sent in pieces, and all large answers that
# are being sent have a maximum total size.
LARGE_BYTES = 256 * 2**10
# An answer is read from the database in parts of several rows. This is the target size of a part, in bytes.
PART_BYTES = 256 * 2**10
PAGE_BYTES = 2 * 2**20  # a page of results ends early, after the part that makes it larger than this size, in bytes
FIRST_ROWS = 4  # number of rows of the first part of an answer
MAX_ROWS = 200  # maximum number of rows of one part of an answer
# A part has at most this many times as many rows as the part before it. Without this limit, a part of large rows that
# follows a part of small rows could be far too large.
_GROWTH = 4


class LargeResponse(Response):
    """Response sent in pieces of PIECE_BYTES.

    Until all pieces are sent, `outgoing` counts the bytes of the whole response.
    """

    def __init__(self, outgoing: Outgoing, body: bytes, headers: Mapping[str, str]) -> None:
        super().__init__(body, headers=headers)
        self._outgoing = outgoing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send the answer.

        Raises:
            Overloaded: too many large answers are being sent.
        """
        with self._outgoing.answer(len(self.body)):
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            for start in range(0, len(self.body), PIECE_BYTES):
                end = start + PIECE_BYTES
                more = end < len(self.body)
                await send({"type": "http.response.body", "body": self.body[start:end], "more_body": more})


class ExportResponse(StreamingResponse):
    """Response with the lines of an export. Until it is sent, `outgoing` counts it as a running export."""

    def __init__(self, outgoing: Outgoing, lines: Iterable[bytes], headers: Mapping[str, str], media_type: str) -> None:
        super().__init__(lines, headers=headers, media_type=media_type)
        self._outgoing = outgoing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer.

        Raises:
            Overloaded: too many exports are being sent.
        """
        with self._outgoing.export():
            await super().__call__(scope, receive, send)


def export_lines(engine: Engine, read: ReadAfter[Place], place: Place, limit: int | None) -> Iterator[bytes]:
    """Yield the lines of at most `limit` items after the position `place`, in pieces of at most PIECE_BYTES.

    The items are read from the database in parts, and each part in a new session.
    """
    rows, left = FIRST_ROWS, limit
    while left is None or left > 0:
        wanted = rows if left is None else min(rows, left)
        with reading(engine) as session:
            items, following = read(session, place, wanted)
        lines = b"".join(item + b"\n" for item in items)
        rows, left = _next_rows(wanted, len(lines)), None if left is None else left - len(items)
        del items  # free the items: only their lines stay in memory while the client reads
        yield from (lines[start : start + PIECE_BYTES] for start in range(0, len(lines), PIECE_BYTES))
        if following is None:
            return
        place = following


def read_bounded(session: Session, read: Read, request: ListRequest) -> Slice:
    """Read a page of results in parts, and end it early once its items together exceed PAGE_BYTES."""
    backwards = request.position is not None and request.position.backwards
    page = read(session, replace(request, limit=min(FIRST_ROWS, request.limit)))
    rows, size = len(page.items), sum(map(len, page.items))
    while (place := page.previous if backwards else page.next) and len(page.items) < request.limit:
        if size > PAGE_BYTES:
            break
        rows = min(_next_rows(rows, size * rows // len(page.items)), request.limit - len(page.items))
        part = read(session, ListRequest(request.sort, place, rows))
        size += sum(map(len, part.items))
        page = _joined(part, page, page.count) if backwards else _joined(page, part, page.count)
    return page


def _joined(first: Slice, second: Slice, count: int | None) -> Slice:
    return Slice((*first.items, *second.items), second.next, first.previous, count)


def _next_rows(rows: int, size: int) -> int:
    """Return how many rows the next part of an answer reads. The part before it had `rows` rows and `size` bytes."""
    fitting = rows * PART_BYTES // max(size, 1)
    return max(1, min(fitting, rows * _GROWTH, MAX_ROWS))
