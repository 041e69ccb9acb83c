"""The state of a reader who follows the changes: where it is, and how long it waits."""

import json
from collections.abc import Mapping
from typing import Any

import httpx
from httpx_sse import ServerSentEvent

from manset_client.errors import Problem
from manset_client.records import Change
from manset_client.steps import BUSY, Patience, retry_after

QUIET_SECONDS = 45.0  # the service sends a comment every 15 s


class Following:
    """What two ways of waiting share."""

    def __init__(self, after: int, filters: Mapping[str, Any], attempts: int) -> None:
        self._after, self._filters = after, filters
        self._patience = Patience(attempts)
        self._asked: float | None = None
        self._is_alive = False

    def request(self) -> dict[str, Any]:
        """Return the parts of the request that opens the stream after the last change."""
        headers = {"Last-Event-ID": str(self._after)}
        return {"params": self._filters, "headers": headers, "timeout": httpx.Timeout(30, read=QUIET_SECONDS)}

    def check(self, answer: httpx.Response) -> None:
        """Note the answer that opens the stream.

        Raises:
            Problem: the service refuses the stream.
            httpx.ReadError: it has no time for it now.
        """
        if answer.status_code in BUSY:
            self._asked = retry_after(answer)
            raise httpx.ReadError("the service is busy", request=answer.request)
        if answer.is_error:  # its body was read
            raise Problem.of(answer)
        self._is_alive = True

    def change(self, event: ServerSentEvent) -> Change | None:
        """Return the change of an event; None if it was received before, or the event is none."""
        if not event.id.isdigit() or int(event.id) <= self._after:
            return None
        self._after = int(event.id)
        self._patience.renew()
        found: Change = json.loads(event.data)
        return found

    def pause(self) -> float:
        """Return how long to wait before the stream is opened again.

        Raises:
            ConnectionLost: it could not be opened as often as there are attempts.
        """
        if self._is_alive:
            self._patience.renew()
        asked, self._asked, self._is_alive = self._asked, None, False
        return self._patience.seconds(asked)
