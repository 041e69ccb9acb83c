"""Make, verify and list API keys. A key's secret has 256 random bits; only its SHA-256 is stored."""

import hmac
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, or_, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from app.schemas.key import Scope
from app.store.session import reading, writing
from app.store.tables import ApiKey

PREFIX = "nk"
_ID_BYTES = 8
_SECRET_BYTES = 32
_NOBODY = sha256(b"").digest()
_USE_NOTED_EVERY = timedelta(minutes=1)


def create_key(
    session: Session, name: str, scopes: Iterable[Scope], expires_at: datetime | None = None
) -> tuple[ApiKey, str]:
    """Store a key; return its row and its text `nk_<id>_<secret>`, which is not stored. The caller commits."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    key = ApiKey(
        id=secrets.token_hex(_ID_BYTES),
        name=name,
        scopes=",".join(sorted(scopes)),
        secret_hash=_hash(secret),
        created_at=datetime.now(UTC),
        expires_at=expires_at,
    )
    session.add(key)
    session.flush()
    return key, f"{PREFIX}_{key.id}_{secret}"


def list_keys(session: Session) -> Sequence[ApiKey]:
    """Return all keys, oldest first, including revoked and expired ones."""
    return session.exec(select(ApiKey).order_by(col(ApiKey.created_at), col(ApiKey.id))).all()


def get_key(session: Session, key_id: str) -> ApiKey | None:
    """Return the key with this id, even if it is revoked or expired."""
    return session.get(ApiKey, key_id)


def verified_key(engine: Engine, text: str) -> ApiKey | None:
    """Return the valid key with this text, or None. Records its use at most once a minute."""
    prefix, _, rest = text.partition("_")
    key_id, _, secret = rest.partition("_")
    with reading(engine) as session:
        key = session.get(ApiKey, key_id) if prefix == PREFIX else None
    is_right = hmac.compare_digest(_hash(secret), key.secret_hash if key else _NOBODY)
    now = datetime.now(UTC)
    if key is None or not is_right or not is_valid(key, now):
        return None
    if key.last_used_at is None or key.last_used_at < now - _USE_NOTED_EVERY:
        _note_use(engine, key.id, now)
    return key


def is_valid(key: ApiKey, now: datetime) -> bool:
    """Return whether a key is neither revoked nor expired."""
    ends = [at for at in (key.expires_at, key.revoked_at) if at]
    return not ends or now < min(ends)


def _note_use(engine: Engine, key_id: str, now: datetime) -> None:
    long_ago = or_(col(ApiKey.last_used_at).is_(None), col(ApiKey.last_used_at) < now - _USE_NOTED_EVERY)
    try:
        with writing(engine) as session:
            session.exec(update(ApiKey).where(col(ApiKey.id) == key_id, long_ago).values(last_used_at=now))
    except OperationalError:  # the key is valid even if its use cannot be recorded
        return


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogateescape")).digest()
