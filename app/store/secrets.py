"""The secret that signs cursors, kept in the database so that all workers share it."""

import secrets

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

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
