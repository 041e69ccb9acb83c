"""Read revisions of the schema: the one of a database, and those that this code knows.

Alembic is not used, because importing it would take a sixth of the time of a server's start.
"""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError

from app.errors import NotReady

_PACKAGE = Path(__file__).parent.parent
# folder that contains the migrations: `app` in an installed package, its parent in a checkout
ROOT = _PACKAGE if (_PACKAGE / "alembic.ini").exists() else _PACKAGE.parent
VERSIONS = ROOT / "alembic" / "versions"
_REVISION = re.compile(r'^(revision|down_revision)\b[^=\n]*= "(\w+)"', re.M)
_TABLE = "alembic_version"


@cache
def known_revisions() -> frozenset[str]:
    """Return the ids of all revisions, from the files in `alembic/versions`."""
    return frozenset(_named("revision"))


@cache
def head_revision() -> str:
    """Return the id of the newest revision: the one that no other revision follows."""
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
