"""Keys of clients: made, listed, replaced, revoked."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from app.config import settings
from app.errors import SettingsError
from app.schemas.key import SCOPES, Scope
from app.store.keys import create_key, get_key, list_keys
from app.store.session import make_engine, reading, writing
from app.store.tables import ApiKey

app = typer.Typer(help="Keys of clients: create, list, rotate, revoke.", no_args_is_help=True)
KeyId = Annotated[str, typer.Argument(help="The key's id, the part between `nk_` and the next `_`.")]
ScopeName = StrEnum("ScopeName", SCOPES)  # type: ignore[misc]  # the same names, as the command line takes choices
_SHORT = timedelta(minutes=10)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Whose key it is, for the list.")],
    scope: Annotated[list[ScopeName], typer.Option(help="read, ingest, raw or admin; may be given more than once.")],
    days: Annotated[int | None, typer.Option(min=1, help="Days until it expires; never where none are given.")] = None,
) -> None:
    """Make a key and print it, once: only its hash is kept."""
    now = datetime.now(UTC)
    with writing(make_engine(settings().database_url)) as session:
        _, text = create_key(
            session, name, [known for known in SCOPES if known in scope], now + timedelta(days=days) if days else None
        )
    typer.echo(text)


@app.command("list")
def list_all() -> None:
    """List the keys, without their secrets."""
    from rich.console import Console
    from rich.table import Column, Table

    table = Table(Column("id", min_width=16), "name", "scopes", "created", "last used", "expires", "revoked")
    with reading(make_engine(settings().database_url)) as session:
        for key in list_keys(session):
            days = (key.created_at, key.last_used_at, key.expires_at, key.revoked_at)
            table.add_row(key.id, key.name, key.scopes, *(f"{at:%Y-%m-%d}" if at else "" for at in days))
    Console().print(table)


@app.command()
def rotate(
    key_id: KeyId,
    hours: Annotated[int, typer.Option(min=0, help="Hours that the old key stays valid.")] = 24,
) -> None:
    """Make a key with the name and scopes of another, which stops being valid a while later; print the new one."""
    now = datetime.now(UTC)
    with writing(make_engine(settings().database_url)) as session:
        old = _known(get_key(session, key_id))
        scopes: list[Scope] = old.scopes.split(",")  # type: ignore[assignment]  # as `create` wrote them
        _, text = create_key(session, old.name, scopes, old.expires_at)
        old.revoked_at = min(old.revoked_at or now + timedelta(hours=hours), now + timedelta(hours=hours))
    typer.echo(text)


@app.command()
def revoke(key_id: KeyId) -> None:
    """Make a key useless at once."""
    with writing(make_engine(settings().database_url)) as session:
        _known(get_key(session, key_id)).revoked_at = datetime.now(UTC)
    typer.echo(f"{key_id} is revoked")


def short_lived(name: str, *scopes: Scope) -> str:
    """A key for something that is done soon."""
    with writing(make_engine(settings().database_url)) as session:
        return create_key(session, name, scopes, datetime.now(UTC) + _SHORT)[1]


def _known(key: ApiKey | None) -> ApiKey:
    if key is None:
        raise SettingsError("no key has this id; `python -m app keys list` shows them")
    return key
