"""What the client does, without a connection: generators that yield requests, waits and items.

`Manset` and `AsyncManset` carry the steps out; so both do the same. A generator gets the answer of a request sent back,
or None if the connection was lost.
"""

import random
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from manset_client.errors import ConnectionLost, Problem

BUSY = (429, 502, 503, 504)
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0


@dataclass(frozen=True)
class Ask:
    """Send a request."""

    method: str
    path: str
    params: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None


@dataclass(frozen=True)
class Wait:
    """Wait some seconds."""

    seconds: float


@dataclass(frozen=True)
class Item:
    """Give an item to the caller."""

    value: Any


Step = Ask | Wait | Item
Steps = Generator[Step, httpx.Response | None, None]
Answered = Generator[Step, httpx.Response | None, httpx.Response]


@dataclass
class Patience:
    """How long to wait before the next attempt: as the service says, else twice as long each time, a bit at random."""

    attempts: int
    failures: int = 0

    def seconds(self, asked: float | None = None) -> float:
        """Count a failure, and return how long to wait.

        Raises:
            ConnectionLost: `attempts` have failed in a row.
        """
        self.failures += 1
        if self.failures >= self.attempts:
            raise ConnectionLost(f"no answer after {self.failures} attempts")
        doubled = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (self.failures - 1))
        return asked if asked is not None else doubled * random.uniform(0.5, 1)

    def renew(self) -> None:
        """Forget the failures: there was an answer."""
        self.failures = 0


def answered(ask: Ask, attempts: int) -> Answered:
    """Send a request until it is answered: again while the service is busy, or after a lost connection.

    Raises:
        Problem: the request is refused.
        ConnectionLost: there was no answer.
    """
    patience = Patience(attempts)
    while True:
        answer = yield ask
        if answer is None:
            yield Wait(patience.seconds())
        elif answer.status_code in BUSY and patience.failures + 1 < attempts:
            yield Wait(patience.seconds(retry_after(answer)))
        elif answer.is_error:
            raise Problem.of(answer)
        else:
            return answer


def retry_after(answer: httpx.Response) -> float | None:
    """Return the seconds of `Retry-After`, at most LONGEST_WAIT; None without it."""
    text = answer.headers.get("Retry-After", "")
    return min(float(text), LONGEST_WAIT * 4) if text.isdigit() else None


def one(ask: Ask, attempts: int) -> Steps:
    """Give the answer to one request."""
    answer = yield from answered(ask, attempts)
    yield Item(answer)


def pages(path: str, params: Mapping[str, Any], attempts: int) -> Steps:
    """Give the items of all pages of a list."""
    chosen = {"limit": 200, **params}
    while True:
        answer = yield from answered(Ask("GET", path, chosen), attempts)
        page = answer.json()
        for item in page["items"]:
            yield Item(item)
        if page["page"]["next_cursor"] is None:
            return
        chosen["cursor"] = page["page"]["next_cursor"]


def changes(after: int, params: Mapping[str, Any], attempts: int) -> Steps:
    """Give the changes after a number until there are no more."""
    while True:
        ask = Ask("GET", "/v1/changes", {"limit": 200, **params, "after": after})
        page = (yield from answered(ask, attempts)).json()
        for item in page["items"]:
            yield Item(item)
        if not page["items"]:
            return
        after = int(page["page"]["next_cursor"])
