"""Commands for the database: migrate, back up, restore."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The database: upgrade, downgrade, current, backup, restore.", no_args_is_help=True)


@app.command("upgrade")
def upgrade() -> None:
    """Migrate the database to the newest revision."""
    from app.config import settings
    from app.store.migrations import migrate

    migrate(settings().database_url)


# read `-1` as a revision and not as an option
@app.command("downgrade", context_settings={"ignore_unknown_options": True})
def downgrade(revision: Annotated[str, typer.Argument(help="Revision to go back to, or -1.")] = "-1") -> None:
    """Migrate the database back to an earlier revision."""
    from app.config import settings
    from app.store.migrations import migrate

    migrate(settings().database_url, revision)


@app.command("current")
def current() -> None:
    """Print the revision of the database's schema, and the newest revision that this version of the service knows."""
    from app.config import settings
    from app.store.schema_version import current_revision, head_revision
    from app.store.session import make_engine

    typer.echo(f"{current_revision(make_engine(settings().database_url)) or 'empty'} (newest: {head_revision()})")


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")]) -> None:
    """Back up the database to a file while it is in use; for PostgreSQL, pg_dump must be installed."""
    from app.config import settings
    from app.store.backup import back_up

    back_up(settings().database_url, target)
    typer.echo(f"{target}: {target.stat().st_size:,} bytes")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `backup` wrote.")],
) -> None:
    """Restore a backup into the empty database NEWS_DATABASE_URL; for PostgreSQL, pg_restore must be installed."""
    from app.config import settings
    from app.store.backup import restore as fill

    fill(settings().database_url, source)
    current()
