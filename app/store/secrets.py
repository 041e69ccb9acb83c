"""Store the secret that signs cursors in the database, so that all workers share it."""

import hmac
import secrets
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import col, select

from app.store.session import is_read_only, reading, writing
from app.store.tables import Article, Secret

_BYTES = 32
_CURSOR = select(Secret.value).where(col(Secret.name) == "cursor")


def cursor_secret(engine: Engine) -> bytes:
    """Return the secret that signs cursors. It is stored in the database when it is first needed.

    If a read-only database has no secret, one is derived from its address and its first article. People who can read
    the database can then forge cursors.
    """
    with reading(engine) as session:
        found = session.exec(_CURSOR).first()
    if found is not None:
        return found
    try:
        return _new_secret(engine)
    except DBAPIError as error:
        if not is_read_only(error):
            raise
        return _derived(engine)


def database_mark(engine: Engine) -> str:
    """Return a fingerprint of this database, which changes if the database is created anew.

    It is made from the secret and the address of the database, and reveals neither.
    """
    url = engine.url.set(password=None)
    if engine.dialect.name == "sqlite":
        url = url.set(database=str(Path(url.database or "").resolve()))
    return hmac.new(cursor_secret(engine), str(url).encode(), sha256).hexdigest()


def _new_secret(engine: Engine) -> bytes:
    with writing(engine) as session:
        try:
            with session.begin_nested():
                session.add(Secret(name="cursor", value=secrets.token_bytes(_BYTES)))
        except IntegrityError:  # another process has stored a secret in the meantime
            pass
        return session.exec(_CURSOR).one()


def _derived(engine: Engine) -> bytes:
    with reading(engine) as session:
        first = session.exec(select(Article.id).order_by(col(Article.key)).limit(1)).first()
    return sha256(f"{engine.url.render_as_string(hide_password=False)} {first}".encode()).digest()
