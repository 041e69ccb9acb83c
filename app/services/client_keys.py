"""Create, list, replace and revoke API keys for an operator. Each function opens the database itself."""

from datetime import UTC, datetime, timedelta

from app.config import settings
from app.errors import SettingsError
from app.schemas.key import Scope
from app.store.keys import create_key, get_key, is_valid, list_keys
from app.store.migrations import ready_engine
from app.store.session import reading, writing
from app.store.tables import ApiKey

COLUMNS = ("id", "name", "scopes", "created", "last used", "expires", "revoked")


def make_key(name: str, scopes: list[Scope], lifetime: timedelta | None = None) -> str:
    """Make a key and return its text. Only a hash of the text is stored.

    Raises:
        SettingsError: the database cannot be used.
    """
    with writing(ready_engine(settings().database_url)) as session:
        return create_key(session, name, scopes, datetime.now(UTC) + lifetime if lifetime else None)[1]


def key_rows() -> list[tuple[str, ...]]:
    """Return a row for every key: the values of `COLUMNS`, without secrets.

    Raises:
        SettingsError: the database cannot be used.
    """
    with reading(ready_engine(settings().database_url)) as session:
        return [_row(key) for key in list_keys(session)]


def rotate_key(key_id: str, overlap: timedelta, lifetime: timedelta | None = None) -> str:
    """Make a new key with the name and scopes of an old one and return its text. The old key ends after `overlap`.

    Without `lifetime` the new key gets the lifetime of the old one.

    Raises:
        SettingsError: the key is unknown or no longer valid, or the database cannot be used.
    """
    now = datetime.now(UTC)
    with writing(ready_engine(settings().database_url)) as session:
        old = _known(get_key(session, key_id))
        if not is_valid(old, now):
            raise SettingsError("this key is revoked or expired; make a new one with `python -m app keys create`")
        if lifetime is None and old.expires_at:
            lifetime = old.expires_at - old.created_at
        scopes: list[Scope] = old.scopes.split(",")  # type: ignore[assignment]  # as `create_key` wrote them
        _, text = create_key(session, old.name, scopes, now + lifetime if lifetime else None)
        old.revoked_at = min(old.revoked_at or now + overlap, now + overlap)
        return text


def revoke_key(key_id: str) -> None:
    """Revoke a key: from now on it is invalid.

    Raises:
        SettingsError: the key is unknown, or the database cannot be used.
    """
    with writing(ready_engine(settings().database_url)) as session:
        _known(get_key(session, key_id)).revoked_at = datetime.now(UTC)


def _row(key: ApiKey) -> tuple[str, ...]:
    days = (key.created_at, key.last_used_at, key.expires_at, key.revoked_at)
    return (key.id, key.name, key.scopes, *(f"{at:%Y-%m-%d}" if at else "" for at in days))


def _known(key: ApiKey | None) -> ApiKey:
    if key is None:
        raise SettingsError("no key has this id; `python -m app keys list` shows all ids")
    return key
