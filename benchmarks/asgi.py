"""Call an application without a socket, and measure the processor time of its answers."""

import asyncio
import gc
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from starlette.types import ASGIApp, Message, Scope

_SETTLE_SECONDS = 0.001  # pause in which the last call's thread goes to sleep; else its time counts for the next

Headers = Sequence[tuple[bytes, bytes]]
Work = Callable[[], Coroutine[Any, Any, object]]


@dataclass
class Answer:
    """An HTTP answer: the message that starts it, and its body."""

    head: dict[str, Any] = field(default_factory=dict)
    body: bytes = b""

    def header(self, name: str) -> bytes:
        """Return the value of a header."""
        return dict(self.head["headers"])[name.encode()]  # type: ignore[no-any-return]


def scope_of(path: str, headers: Headers = ()) -> Scope:
    """Return the scope of a GET as the server builds it, from a client on this machine."""
    target, _, query = path.partition("?")
    return {
        "type": "http",
        "method": "GET",
        "path": target,
        "raw_path": target.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), *headers],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1234),
        "root_path": "",
    }


async def call(app: ASGIApp, path: str, headers: Headers = (), /, **more: Any) -> Answer:
    """Return the app's answer; `more` are further members of the scope."""
    answer, sent = Answer(), [{"type": "http.request", "body": b""}]

    async def receive() -> Message:
        return sent.pop() if sent else await asyncio.Event().wait()  # type: ignore[return-value]  # never ends

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.head = dict(message)
        answer.body += message.get("body", b"")

    await app({**scope_of(path, headers), **more}, receive, send)
    return answer


def costs(works: Mapping[str, Work], rounds: int, clock: Callable[[], float] = time.process_time) -> dict[str, float]:
    """Return the median seconds of each work; all are measured in turn, so that load affects them equally."""
    return asyncio.run(_costs(works, rounds, clock))


async def _costs(works: Mapping[str, Work], rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in works}
    gc.collect()
    gc.freeze()  # the server does the same
    for _ in range(rounds):
        for name, work in works.items():
            await asyncio.sleep(_SETTLE_SECONDS)
            start = clock()
            await work()
            times[name].append(clock() - start)
    return {name: median(found) for name, found in times.items()}
