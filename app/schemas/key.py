"""The scopes of an API key."""

from collections.abc import Iterable
from typing import Literal, get_args

Scope = Literal["read", "preview", "ingest", "raw", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
# maps a scope to a scope that it includes: a key that may store pages may also preview them
IMPLIED: dict[str, Scope] = {"ingest": "preview"}


def opened_by(scopes: Iterable[str]) -> frozenset[str]:
    """Return the scopes together with all scopes that they include."""
    given = frozenset(scopes)
    return given | {implied for scope, implied in IMPLIED.items() if scope in given}
