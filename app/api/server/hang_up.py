"""Close the connection if a request was answered before its body was read: uvicorn would read the rest first."""

import math
from asyncio import Event

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HangUp:
    """Middleware: close the connection if a request is answered before its body was read to its end.

    The connection stays open if the body has at most `bearable` bytes. While the server is stopping, every answer
    closes its connection.
    """

    def __init__(self, app: ASGIApp, bearable: int, stopping: Event) -> None:
        self.app, self.bearable, self.stopping = app, bearable, stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_long = _announced(Request(scope)) > self.bearable
        is_read = False

        async def take() -> Message:
            nonlocal is_read
            message = await receive()
            is_read = not message.get("more_body", False)
            return message

        async def answer(message: Message) -> None:
            ends = (is_long and not is_read) or self.stopping.is_set()
            if message["type"] == "http.response.start" and ends:
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self.app(scope, take, answer)


def _announced(request: Request) -> float:
    """Return the length of the body in bytes, from `Content-Length`; infinite if the body is chunked."""
    if "transfer-encoding" in request.headers:
        return math.inf
    length = request.headers.get("content-length", "0")
    return int(length[:19]) if length.isascii() and length.isdigit() else 0
