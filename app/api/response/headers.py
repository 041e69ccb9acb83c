"""Headers of every answer."""

import re
import secrets
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.types import Scope

_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")
_SECURITY = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
)


def security_headers() -> Mapping[str, str]:
    """What every answer carries that does not say otherwise."""
    return _SECURITY


def as_get(scope: Scope) -> Scope:
    """The scope of a HEAD request as that of a GET, whose body nobody will read."""
    return {**scope, "method": "GET", "state": {**scope.get("state", {}), "is_head": True}}


def without_range(scope: Scope) -> Scope:
    """The scope without `Range`, which a server need not know: every answer is whole."""
    if all(name != b"range" for name, _ in scope["headers"]):
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"range"]}


def is_body_read(request: Request) -> bool:
    """Whether what streams has to be streamed."""
    return not request.scope.get("state", {}).get("is_head", False)


def request_id(request: Request) -> str:
    """The request's `X-Request-Id` where it is safe to repeat, else one made for it."""
    state = request.scope.setdefault("state", {})
    if "request_id" not in state:
        given = request.headers.get("x-request-id", "")
        state["request_id"] = given if _SAFE_ID.match(given) else new_request_id()
    return str(state["request_id"])


def new_request_id() -> str:
    """A random id."""
    return secrets.token_hex(8)
