"""Store answers under an `Idempotency-Key`, so that the same request sent again gets the same answer."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import orjson
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from app.errors import IdempotencyInProgress, IdempotencyKeyReused
from app.store.process_identity import is_gone, own_identity
from app.store.session import writing
from app.store.tables import KeptAnswer

KEPT_FOR = timedelta(hours=24)
# a key reserved by another machine becomes free if that machine has not renewed the reservation for this long
GIVEN_UP_AFTER = timedelta(seconds=10)
SIGN_OF_LIFE_SECONDS = 2.0


@dataclass(frozen=True)
class Answer:
    """A stored answer, as it was sent to the client."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def begin(engine: Engine, key: str, payload: str, now: datetime | None = None) -> Answer | None:
    """Return the answer stored under the key. If none is stored, reserve the key and return None.

    `payload`: hash of the request.

    Raises:
        IdempotencyKeyReused: the key was used with another payload.
        IdempotencyInProgress: the first request is not answered yet.
    """
    now = now or datetime.now(UTC)
    try:
        with writing(engine) as session:
            return _begin(session, key, payload, now)
    except IntegrityError as error:  # another request has reserved the key in the meantime
        raise _in_progress() from error


def keep(session: Session, key: str, answer: Answer) -> None:
    """Store the answer under a reserved key, in the session that saves the article. The caller commits."""
    row = session.get(KeptAnswer, key)
    if row:
        row.status, row.body = answer.status, answer.body
        row.headers_json = orjson.dumps(answer.headers).decode()
        session.add(row)


def renew(engine: Engine, key: str, now: datetime | None = None) -> None:
    """Renew the reservation of the key, because its request is still being processed."""
    running = update(KeptAnswer).where(col(KeptAnswer.key) == key, col(KeptAnswer.status).is_(None))
    with writing(engine) as session:
        session.execute(running.values(begun_at=now or datetime.now(UTC)))


def forget(session: Session, key: str) -> None:
    """Release a reserved key, so that its request may be sent again. The caller commits."""
    session.execute(delete(KeptAnswer).where(col(KeptAnswer.key) == key, col(KeptAnswer.status).is_(None)))


def _begin(session: Session, key: str, payload: str, now: datetime) -> Answer | None:
    session.execute(delete(KeptAnswer).where(col(KeptAnswer.begun_at) < now - KEPT_FOR))
    row = session.get(KeptAnswer, key)
    if row is None:
        row = KeptAnswer(key=key, payload=payload, begun_at=now, status=None, headers_json="{}", body=b"")
        row.owner = own_identity()
        session.add(row)
        return None
    if row.payload != payload:
        raise IdempotencyKeyReused("the idempotency key was already sent with a different request")
    if row.status is not None:
        return Answer(row.status, orjson.loads(row.headers_json), row.body)
    if row.begun_at > now - GIVEN_UP_AFTER and not is_gone(row.owner):
        raise _in_progress()
    row.begun_at, row.owner = now, own_identity()
    session.add(row)
    return None


def _in_progress() -> IdempotencyInProgress:
    return IdempotencyInProgress("the first request with this key is not answered yet", headers={"Retry-After": "1"})
