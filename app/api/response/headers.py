"""Build security headers and request ids of answers; rewrite HEAD and `Range` requests before routes see them."""

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
    """Return the security headers for answers that do not set their own."""
    return _SECURITY


def as_get(scope: Scope) -> Scope:
    """Return the ASGI scope, with GET as the method of a HEAD request. The body of the answer to HEAD is never sent."""
    return {**scope, "method": "GET", "state": {**scope.get("state", {}), "is_head": True}}


def without_range(scope: Scope) -> Scope:
    """Return the ASGI scope without `Range`, which a server may ignore (RFC 9110): every answer is complete."""
    if all(name != b"range" for name, _ in scope["headers"]):
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"range"]}


def is_body_read(request: Request) -> bool:
    """Return whether the body of the answer is sent to the client; False for HEAD."""
    return not request.scope.get("state", {}).get("is_head", False)


def request_id(request: Request) -> str:
    """Return the request's `X-Request-Id` if its characters are safe, else a new one."""
    state = request.scope.setdefault("state", {})
    if "request_id" not in state:
        given = request.headers.get("x-request-id", "")
        state["request_id"] = given if _SAFE_ID.match(given) else new_request_id()
    return str(state["request_id"])


def new_request_id() -> str:
    """Return a random id of 16 hexadecimal digits."""
    return secrets.token_hex(8)
