"""Read the schema's revisions: the revision of a database, and the revisions that this code has.

Alembic is not used, because importing it would take a sixth of the time of a server's start.
"""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError

from app.errors import NotReady

_PACKAGE = Path(__file__).parent.parent
# The migrations are inside `app` in a wheel, and beside `app` in a checkout.
ROOT = _PACKAGE if (_PACKAGE / "alembic.ini").exists() else _PACKAGE.parent
VERSIONS = ROOT / "alembic" / "versions"
_REVISION = re.compile(r'^(revision|down_revision)\b[^=\n]*= "(\w+)"', re.M)
_TABLE = "alembic_version"


@cache
def known_revisions() -> frozenset[str]:
    """Return the revisions that the files in `alembic/versions` name."""
    return frozenset(_named("revision"))


@cache
def head_revision() -> str:
    """Return the newest revision: the only one on which no other revision is based."""
    (head,) = known_revisions() - _named("down_revision")
    return head


def current_revision(engine: Engine) -> str | None:
    """Return the revision of a database; None if it is empty.

    Raises:
        NotReady: the database cannot be reached.
    """
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(_TABLE):
                return None
            revision: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {_TABLE}").scalar()
            return revision
    except OperationalError as error:
        raise NotReady("the database cannot be reached", headers={"Retry-After": "5"}) from error


def _named(name: str) -> set[str]:
    found = (_REVISION.findall(file.read_text("utf-8")) for file in VERSIONS.glob("*.py"))
    return {revision for assignments in found for variable, revision in assignments if variable == name}
