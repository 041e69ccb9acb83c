"""The command line: serve | extract | import | reextract | keys | db | openapi | golden | pack."""

import json
import sys
from pathlib import Path
from typing import Annotated

import orjson
import typer
from sqlalchemy.exc import DBAPIError

from app.cli import database_commands, golden_commands, key_commands, pack_commands, page_commands
from app.config import settings
from app.errors import NewsError
from app.store.session import reason_of

app = typer.Typer(
    help="Manşet: news pages in, typed articles, quotes and entities out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(page_commands.app)
app.add_typer(key_commands.app, name="keys")
app.add_typer(database_commands.app, name="db")
app.add_typer(golden_commands.app, name="golden")
app.add_typer(pack_commands.app, name="pack")


@app.command()
def serve(
    migrate: Annotated[bool, typer.Option("--migrate", help="Bring the database to the newest version first.")] = False,
    sample: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Page to post once the server answers.")
    ] = None,
    sample_url: Annotated[str | None, typer.Option(help="Address of the sample page.")] = None,
) -> None:
    """Serve the API on NEWS_HOST:NEWS_PORT until Ctrl-C."""
    from app.main import bind, run_server
    from app.services.extractor import check_recognizer

    chosen = settings()
    check_recognizer(chosen.entity_recognizer)
    socket = bind(chosen)
    if migrate:
        database_commands.upgrade()
    if sample:
        host, port = socket.getsockname()[:2]
        from app.console import post_when_ready

        key = None if chosen.is_on_loopback else key_commands.short_lived("sample", "ingest", "read")
        post_when_ready(f"http://{host}:{port}", sample.read_bytes(), sample_url, key)
    run_server(chosen, socket)


@app.command()
def openapi() -> None:
    """Print the OpenAPI description."""
    from app.main import create_app

    description = create_app(settings()).openapi()
    typer.echo(orjson.dumps(json.loads(json.dumps(description)), option=orjson.OPT_INDENT_2).decode())


def main() -> None:
    """Run; an error of ours, of the database or of the disk is one line, not a traceback."""
    try:
        app()
    except NewsError as error:
        sys.exit(f"manset: {error.detail}{_said_by_database(error)}")
    except DBAPIError as error:
        sys.exit(f"manset: NEWS_DATABASE_URL: the database cannot be used: {reason_of(error)}")
    except OSError as error:
        sys.exit(f"manset: {f'{error.filename}: ' if error.filename else ''}{error.strerror or error}")


def _said_by_database(error: BaseException) -> str:
    """The database's own words, where it is behind an error of ours."""
    if isinstance(error, DBAPIError):
        return f": {reason_of(error)}"
    return _said_by_database(error.__cause__) if error.__cause__ else ""
