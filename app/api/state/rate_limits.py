"""Rate limits: reads, pages posted and seconds of extraction that one client may use in a minute.

Requests are counted in this process, per minute of the wall clock. Servers on the same PostgreSQL database exchange
their counts about once a second (`usage_exchange.py`), so the limit applies to all of them together, apart from the
requests within that second.
The header fields follow draft-ietf-httpapi-ratelimit-headers-10.
"""

import math
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from starlette.requests import Request

from app.config import Settings
from app.errors import RateLimited

WINDOW_SECONDS = 60
Policy = Literal["reads", "ingests", "extraction"]
Usage = Mapping[tuple[str, Policy], float]  # used requests, or used seconds of extraction, by client and policy


class RateLimits:
    """Usage of each client in the current minute. `clock` returns Unix time in seconds."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self.quotas: dict[Policy, int] = {
            "reads": settings.max_reads_per_minute,
            "ingests": settings.max_ingests_per_minute,
            "extraction": settings.max_extraction_seconds_per_minute,
        }
        self._is_on, self._clock = settings.rate_limits == "on", clock
        self._minute = 0
        self._shared: Usage = {}  # usage counted by all servers, as of the last exchange
        # usage counted by this server that is being sent to the database now; the database adds up the usage of all
        # servers
        self._sending: Usage = {}
        # usage counted by this server that no exchange has sent yet
        self._counted: defaultdict[tuple[str, Policy], float] = defaultdict(float)

    def take(self, request: Request, *policies: Policy) -> None:
        """Count the request for the first policy, or refuse it if one of the policies is used up.

        The headers of the answer list all `policies`.

        Raises:
            RateLimited: one of the policies is used up; the request is not counted.
        """
        if not self._is_on:
            return
        self._start_minute()
        client = request.state.client.name
        exhausted = next((policy for policy in policies if self._remaining(client, policy) <= 0), None)
        self._counted[client, policies[0]] += exhausted is None
        request.state.rate_headers = self._headers(client, policies)
        if exhausted:
            raise self._refusal(exhausted, request.state.rate_headers)

    def charge(self, request: Request, seconds: float) -> None:
        """Count the processor seconds that an extraction took."""
        if self._is_on:
            self._counted[request.state.client.name, "extraction"] += seconds

    async def exchange(self, add: Callable[[int, Usage], Awaitable[Usage]]) -> None:
        """Send the usage that this server has counted since the last exchange, and receive the sums of all servers.

        `add` is called with the number of the minute and with this usage. It adds the usage to the sums stored for that
        minute, and returns the new sums. If `add` raises an error, the next exchange sends the usage again.
        """
        minute, self._sending, self._counted = self._minute, self._counted, defaultdict(float)
        if not self._sending:
            return
        totals: Usage = {}
        try:
            totals = await add(minute, self._sending)
        finally:
            # if a request has begun a new minute meanwhile, these totals no longer count
            if minute == self._minute:
                self._end_exchange(totals)

    def _end_exchange(self, totals: Usage) -> None:
        """End an exchange: keep the `totals` that it returned.

        If `totals` is empty, the exchange failed: the usage that it sent is kept for the next exchange.
        """
        for counted, used in () if totals else self._sending.items():
            self._counted[counted] += used
        self._shared, self._sending = {**self._shared, **totals}, {}

    def _start_minute(self) -> None:
        minute = int(self._clock() // WINDOW_SECONDS)
        if minute != self._minute:
            self._minute, self._shared, self._sending = minute, {}, {}
            self._counted.clear()

    def _remaining(self, client: str, policy: Policy) -> int:
        parts = (self._shared, self._sending, self._counted)
        return max(0, math.ceil(self.quotas[policy] - sum(part.get((client, policy), 0) for part in parts)))

    def _headers(self, client: str, policies: tuple[Policy, ...]) -> dict[str, str]:
        reset = self._seconds_to_reset()
        return {
            "RateLimit-Policy": ", ".join(f'"{name}";q={self.quotas[name]};w={WINDOW_SECONDS}' for name in policies),
            "RateLimit": ", ".join(f'"{name}";r={self._remaining(client, name)};t={reset}' for name in policies),
        }

    def _seconds_to_reset(self) -> int:
        return WINDOW_SECONDS - int(self._clock() % WINDOW_SECONDS)

    def _refusal(self, policy: Policy, headers: dict[str, str]) -> RateLimited:
        unit = "seconds of extraction" if policy == "extraction" else policy
        return RateLimited(
            f"the limit of {self.quotas[policy]:,} {unit} a minute is used up",
            members={"policy": policy},
            headers={**headers, "Retry-After": str(self._seconds_to_reset())},
        )
