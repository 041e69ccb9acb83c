"""The secret that signs cursors, kept in the database so that all workers share it."""

import hmac
import secrets
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.store.session import writing
from app.store.tables import Secret

_BYTES = 32


def cursor_secret(session: Session) -> bytes:
    """The secret; made at its first use, in a session opened for writing. The caller commits."""
    wanted = select(Secret.value).where(col(Secret.name) == "cursor")
    found = session.exec(wanted).first()
    if found is not None:
        return found
    try:
        with session.begin_nested():
            session.add(Secret(name="cursor", value=secrets.token_bytes(_BYTES)))
    except IntegrityError:  # another worker was faster
        pass
    return session.exec(wanted).one()


def database_mark(engine: Engine) -> str:
    """Another one for another database, and for one made anew at its address; it tells neither address nor secret."""
    url = engine.url.set(password=None)
    if engine.dialect.name == "sqlite":
        url = url.set(database=str(Path(url.database or "").resolve()))
    with writing(engine) as session:
        return hmac.new(cursor_secret(session), str(url).encode(), sha256).hexdigest()
