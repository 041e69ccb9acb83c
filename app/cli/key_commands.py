"""Keys of clients: made, listed, replaced, revoked."""

import sys
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from app.config import settings
from app.errors import SettingsError
from app.schemas.key import SCOPES, Scope
from app.store.keys import create_key, get_key, is_valid, list_keys
from app.store.migrations import ready_engine
from app.store.session import reading, writing
from app.store.tables import ApiKey

app = typer.Typer(help="Keys of clients: create, list, rotate, revoke.", no_args_is_help=True)
KeyId = Annotated[str, typer.Argument(help="The key's id, the part between `nk_` and the next `_`.")]
ScopeName = StrEnum("ScopeName", SCOPES)  # type: ignore[misc]  # the same names, as the command line takes choices
COLUMNS = ("id", "name", "scopes", "created", "last used", "expires", "revoked")
MOST_DAYS, MOST_HOURS = 36_500, 87_600
_SHORT = timedelta(minutes=10)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Whose key it is, for the list.")],
    scope: Annotated[list[ScopeName], typer.Option(help="read, ingest, raw or admin; may be given more than once.")],
    days: Annotated[
        int | None, typer.Option(min=1, max=MOST_DAYS, help="Days until it expires; never where none are given.")
    ] = None,
) -> None:
    """Make a key and print it, once: only its hash is kept."""
    now = datetime.now(UTC)
    with writing(ready_engine(settings().database_url)) as session:
        _, text = create_key(
            session, name, [known for known in SCOPES if known in scope], now + timedelta(days=days) if days else None
        )
    typer.echo(text)


@app.command("list")
def list_all() -> None:
    """List the keys, without their secrets: a table in a terminal, elsewhere lines with tabs."""
    from app.console import print_table, printable

    with reading(ready_engine(settings().database_url)) as session:
        rows = [_row(key) for key in list_keys(session)]
    if sys.stdout.isatty():
        print_table(COLUMNS, rows)
        return
    for row in (COLUMNS, *rows):
        typer.echo("\t".join(map(printable, row)))


@app.command()
def rotate(
    key_id: KeyId,
    hours: Annotated[int, typer.Option(min=0, max=MOST_HOURS, help="Hours that the old key stays valid.")] = 24,
    days: Annotated[
        int | None,
        typer.Option(min=1, max=MOST_DAYS, help="Days until the new key expires; as many as the old one had."),
    ] = None,
) -> None:
    """Make a key with the name and scopes of another, which stops being valid a while later; print the new one."""
    now = datetime.now(UTC)
    with writing(ready_engine(settings().database_url)) as session:
        old = _known(get_key(session, key_id))
        if not is_valid(old, now):
            raise SettingsError("this key is revoked or expired; make a new one with `python -m app keys create`")
        lifetime = timedelta(days=days) if days else old.expires_at and old.expires_at - old.created_at
        scopes: list[Scope] = old.scopes.split(",")  # type: ignore[assignment]  # as `create` wrote them
        _, text = create_key(session, old.name, scopes, now + lifetime if lifetime else None)
        old.revoked_at = min(old.revoked_at or now + timedelta(hours=hours), now + timedelta(hours=hours))
    typer.echo(text)


@app.command()
def revoke(key_id: KeyId) -> None:
    """Make a key useless at once."""
    with writing(ready_engine(settings().database_url)) as session:
        _known(get_key(session, key_id)).revoked_at = datetime.now(UTC)
    typer.echo(f"{key_id} is revoked")


def short_lived(name: str, *scopes: Scope) -> str:
    """A key for something that is done soon."""
    with writing(ready_engine(settings().database_url)) as session:
        return create_key(session, name, scopes, datetime.now(UTC) + _SHORT)[1]


def _row(key: ApiKey) -> tuple[str, ...]:
    days = (key.created_at, key.last_used_at, key.expires_at, key.revoked_at)
    return (key.id, key.name, key.scopes, *(f"{at:%Y-%m-%d}" if at else "" for at in days))


def _known(key: ApiKey | None) -> ApiKey:
    if key is None:
        raise SettingsError("no key has this id; `python -m app keys list` shows them")
    return key
