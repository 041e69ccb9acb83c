"""Authentication and authorization: API keys with scopes, and the scopes that need no key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, SecurityScopes
from starlette.concurrency import run_in_threadpool

from app.api.request.dependencies import require_unicode
from app.api.request.prepared_route import PreparedRoute
from app.api.state.application import state_of
from app.config import is_loopback
from app.errors import (
    AuthenticationRequired,
    InsufficientScope,
    InvalidApiKey,
)
from app.schemas.key import SCOPES, Scope, opened_by
from app.store.keys import verified_key

_ABOUT = "A key made with `python -m app keys create`. `NEWS_ANONYMOUS_SCOPES` says which scopes need no key."
_BEARER = HTTPBearer(auto_error=False, scheme_name="key", bearerFormat="nk_<id>_<secret>", description=_ABOUT)
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_WRITING = ("ingest", "admin")
_COUNTED_AS_PAGES = ("preview", "ingest")
# prefix length of an IPv6 network, in bits; all addresses of a network count as one client, because each subscriber has
# a network
_IPV6_NETWORK = 64


@dataclass(frozen=True)
class Client:
    """A client and its scopes. `name`, for logs and rate limits, holds no secret: `key:<id>` or `address:<ip>`."""

    name: str
    scopes: frozenset[str]

    @property
    def may_write(self) -> bool:
        """Whether the client may store and delete articles, and merge and split entities."""
        return not self.scopes.isdisjoint(_WRITING)


def guarded(scope: Scope, *checks: Callable[..., Any]) -> dict[str, Any]:
    """Return options of `APIRouter` that require `scope` for all operations of the router.

    `checks`: dependencies that run after the check of the scope.
    """
    authorised = Security(_authorised, scopes=[scope])
    return {
        "dependencies": [Depends(require_unicode), authorised, *map(Depends, checks)],
        "route_class": PreparedRoute,
    }


async def _authorised(
    request: Request,
    needed: SecurityScopes,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> None:
    """Refuse a client that lacks the scope in `needed`; count the request for the rate limit of reads.

    A request that needs the scope `preview` or `ingest` is not counted as a read: its route counts the pages posted.

    Raises:
        AuthenticationRequired, InvalidApiKey, InsufficientScope, RateLimited: the request is refused.
    """
    client = request.state.client = await _client(request, given)
    (scope,) = needed.scopes
    if scope not in client.scopes:
        raise _refusal(scope, has_key="authorization" in request.headers)
    if scope not in _COUNTED_AS_PAGES:
        state_of(request).rate_limits.take(request, "reads")


async def _client(request: Request, given: HTTPAuthorizationCredentials | None) -> Client:
    if "authorization" not in request.headers:
        host = request.client.host if request.client else "unknown"
        return Client(_address(host), _anonymous_scopes(request))
    key = await run_in_threadpool(verified_key, state_of(request).engine, given.credentials) if given else None
    if key is None:
        challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise InvalidApiKey("the API key is invalid", headers=challenge)
    return Client(f"key:{key.id}", opened_by(key.scopes.split(",")))


def _refusal(scope: str, *, has_key: bool) -> AuthenticationRequired | InsufficientScope:
    if not has_key:
        return AuthenticationRequired(
            f"the operation requires an API key with the scope {scope}", headers={"WWW-Authenticate": "Bearer"}
        )
    challenge = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"'}
    return InsufficientScope(f"the API key lacks the scope {scope}", members={"scope": scope}, headers=challenge)


def _anonymous_scopes(request: Request) -> frozenset[str]:
    settings = state_of(request).settings
    if settings.anonymous_scopes == "none":
        return frozenset()
    if settings.anonymous_scopes != "auto":
        return opened_by(settings.anonymous_scopes.split(","))
    return frozenset(SCOPES if settings.is_on_loopback and _is_local(request) else ("read",))


def _is_local(request: Request) -> bool:
    """Return whether a request to a loopback address comes from this machine: not through a proxy, and not from another
    site's page.
    """
    origin = request.headers.get("origin")
    return not any(name in request.headers for name in _FORWARDED) and (origin is None or _is_loopback_origin(origin))


def _is_loopback_origin(origin: str) -> bool:
    try:
        return is_loopback(urlsplit(origin).hostname or "")
    except ValueError:
        return False


@lru_cache(maxsize=10_000)
def _address(host: str) -> str:
    """Return the name of a client without a key: its IPv4 address, or the /64 network of its IPv6 address, because one
    subscriber has the whole network.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return f"address:{host}"
    return f"address:{ip_network((address, _IPV6_NETWORK), strict=False) if address.version == 6 else address}"
