"""How much a client may ask for in a minute: reads, pages posted, seconds of extraction.

Counted in this process, in minutes of the clock; header fields after draft-ietf-httpapi-ratelimit-headers-10.
"""

import math
import time
from collections import Counter
from collections.abc import Callable
from typing import Literal

from starlette.requests import Request

from app.config import Settings
from app.errors import RateLimited

WINDOW_SECONDS = 60
Policy = Literal["reads", "ingests", "extraction"]


class Rates:
    """What each client used in this minute; whatever was counted before is forgotten."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self.quotas: dict[Policy, int] = {
            "reads": settings.max_reads_per_minute,
            "ingests": settings.max_ingests_per_minute,
            "extraction": settings.max_extraction_seconds_per_minute,
        }
        self._is_on, self._clock = settings.rate_limits == "on", clock
        self._minute, self._used = 0, Counter[tuple[str, Policy]]()

    def take(self, request: Request, *policies: Policy) -> None:
        """Count a request under the first policy, and refuse it where one of the policies is used up.

        Raises:
            RateLimited: with the policy and the seconds until the next minute.
        """
        if not self._is_on:
            return
        self._turn()
        client = request.state.client.name
        spent = next((policy for policy in policies if self._left(client, policy) <= 0), None)
        self._used[client, policies[0]] += spent is None
        request.state.rate_headers = self._headers(client, policies)
        if spent:
            raise self._refusal(spent, request.state.rate_headers)

    def charge(self, request: Request, seconds: float) -> None:
        """Count the time an extraction took."""
        if self._is_on:
            self._used[request.state.client.name, "extraction"] += seconds  # type: ignore[assignment]

    def _turn(self) -> None:
        minute = int(self._clock() // WINDOW_SECONDS)
        if minute != self._minute:
            self._minute = minute
            self._used.clear()

    def _left(self, client: str, policy: Policy) -> int:
        return max(0, math.ceil(self.quotas[policy] - self._used[client, policy]))

    def _headers(self, client: str, policies: tuple[Policy, ...]) -> dict[str, str]:
        rest = self._rest()
        return {
            "RateLimit-Policy": ", ".join(f'"{name}";q={self.quotas[name]};w={WINDOW_SECONDS}' for name in policies),
            "RateLimit": ", ".join(f'"{name}";r={self._left(client, name)};t={rest}' for name in policies),
        }

    def _rest(self) -> int:
        return WINDOW_SECONDS - int(self._clock() % WINDOW_SECONDS)

    def _refusal(self, policy: Policy, headers: dict[str, str]) -> RateLimited:
        quota = f"{self.quotas[policy]:,} {'seconds of extraction' if policy == 'extraction' else policy} a minute"
        return RateLimited(
            f"{quota} are used up", members={"policy": policy}, headers={**headers, "Retry-After": str(self._rest())}
        )
