"""Commands for API keys: create, list, rotate, revoke."""

import sys
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

import typer

from app.schemas.key import SCOPES

app = typer.Typer(help="Commands for API keys: create, list, rotate, revoke.", no_args_is_help=True)
KeyId = Annotated[str, typer.Argument(help="The key's id, the part between `nk_` and the next `_`.")]
ScopeName = StrEnum("ScopeName", SCOPES)  # type: ignore[misc]  # choices of the command line are an enumeration
MOST_DAYS, MOST_HOURS = 36_500, 87_600
_SAMPLE_KEY_LIFETIME = timedelta(minutes=10)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Name of the client, shown by `keys list`.")],
    scope: Annotated[list[ScopeName], typer.Option(help="read, preview, ingest, raw or admin; repeatable.")],
    days: Annotated[
        int | None, typer.Option(min=1, max=MOST_DAYS, help="Days until the key expires; by default it never expires.")
    ] = None,
) -> None:
    """Make a key and print it; it cannot be shown again, because only its hash is stored."""
    from app.services.client_keys import make_key

    scopes = [known for known in SCOPES if known in scope]
    typer.echo(make_key(name, scopes, timedelta(days=days) if days else None))


@app.command("list")
def list_all() -> None:
    """List the keys without their secrets: a table in a terminal, tab-separated lines elsewhere."""
    from app.console import print_table, printable
    from app.services.client_keys import COLUMNS, key_rows

    rows = key_rows()
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
        typer.Option(
            min=1, max=MOST_DAYS, help="Days until the new key expires; by default the lifetime of the old key."
        ),
    ] = None,
) -> None:
    """Make a key with the name and scopes of another key and print it; the old key stays valid for --hours."""
    from app.services.client_keys import rotate_key

    typer.echo(rotate_key(key_id, timedelta(hours=hours), timedelta(days=days) if days else None))


@app.command()
def revoke(key_id: KeyId) -> None:
    """Revoke a key: from now on it is invalid."""
    from app.services.client_keys import revoke_key

    revoke_key(key_id)
    typer.echo(f"{key_id} is revoked")


def sample_key() -> str:
    """Make a key for `serve --sample`, which posts the sample page and reads its article."""
    from app.services.client_keys import make_key

    return make_key("sample", ["ingest", "read"], _SAMPLE_KEY_LIFETIME)
