"""The outermost middleware: sets request ids and security headers, logs and counts requests, answers HEAD like GET."""

import time
from collections.abc import Mapping, MutableMapping
from functools import cache
from typing import Any

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.response.headers import as_get, request_id, security_headers, without_range
from app.api.state.metrics import Metrics

_LOG = structlog.get_logger("app.access")
_COMMON = [
    (name.lower().encode(), value.encode())
    for name, value in {**security_headers(), "Cache-Control": "no-store"}.items()
]
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Observe:
    """Log and measure each request, and add the common headers to its answer."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        # cache the counters by labels: finding a counter takes longer than counting, and there are few different labels
        self._requests, self._latency = cache(metrics.requests.labels), cache(metrics.latency.labels)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method, started = scope["method"], time.perf_counter()
        identity = request_id(Request(scope))
        # Use a copy of the ASGI scope, because uvicorn must still see HEAD: otherwise it would wait for the announced
        # body.
        inner = without_range(as_get(scope) if method == "HEAD" and not _takes_head(scope) else scope)
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _complete(message, identity, inner["state"].get("rate_headers", {}))
                self._record(inner, method, status, time.perf_counter() - started)
            elif method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self.app(inner, receive, answer)
        finally:  # an unexpected error is answered outside this middleware: count it as 500
            if not status:
                self._record(inner, method, 500, time.perf_counter() - started)

    def _record(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        route = _template(scope)
        known = method if method in _METHODS else "other"
        self._requests(known, route, status).inc()
        self._latency(route).observe(seconds)
        _LOG.info(
            "request",
            method=known,
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            id=scope["state"]["request_id"],
            client=_client(scope),
        )


def _complete(message: Message, identity: str, rates: Mapping[str, str]) -> None:
    """Add to an answer the headers that all answers have, unless it already has them."""
    headers = [*message["headers"]]
    names = {name for name, _ in headers}
    headers += [(name, value) for name, value in _COMMON if name not in names]
    more = ((name.lower().encode(), value.encode()) for name, value in {**rates, "X-Request-Id": identity}.items())
    message["headers"] = [*headers, *(one for one in more if one[0] not in names)]


def _template(scope: MutableMapping[str, Any]) -> str:
    """Return the template of the route: `/v1/articles/{article_id}`. A label of a metric must have few values only."""
    return getattr(scope.get("route"), "path", None) or "unknown"


def _client(scope: Scope) -> str | None:
    """Return the client's name; None if the operation needs no key, because then no client is identified."""
    client = scope["state"].get("client")
    return client.name if client else None


def _takes_head(scope: Scope) -> bool:
    return bool(scope["path"].startswith("/static/"))
