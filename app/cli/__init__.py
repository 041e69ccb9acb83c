"""The command line: serve | extract | import | export | reextract | keys | db | entities | mcp | openapi | …"""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import (
    database_commands,
    entity_commands,
    export_command,
    extract_command,
    golden_commands,
    key_commands,
    pack_commands,
    page_commands,
)
from app.errors import NewsError
from app.version import VERSION

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

# Commands import what they need when they run: `--help` imports neither the server nor the database.
app = typer.Typer(
    help="Manşet turns news pages into typed articles, quotes and entities.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(extract_command.app)
app.add_typer(page_commands.app)
app.add_typer(export_command.app)
app.add_typer(key_commands.app, name="keys")
app.add_typer(database_commands.app, name="db")
app.add_typer(entity_commands.app, name="entities")
app.add_typer(golden_commands.app, name="golden")
app.add_typer(pack_commands.app, name="pack")


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"manset {VERSION}")
        raise typer.Exit


@app.callback()
def common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Manşet turns news pages into typed articles, quotes and entities."""


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of NEWS_HOST.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on, instead of NEWS_PORT; 0 = any free one.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=0, max=256, help="Extraction processes, instead of NEWS_EXTRACTION_WORKERS; 0 = one per core."
        ),
    ] = None,
    migrate: Annotated[
        bool, typer.Option("--migrate", help="Migrate the database to the newest revision first.")
    ] = False,
    sample: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Page to post once the server answers.")
    ] = None,
    sample_url: Annotated[str | None, typer.Option(help="Address of the sample page.")] = None,
) -> None:
    """Serve the API on NEWS_HOST:NEWS_PORT until Ctrl-C."""
    gc.disable()  # during imports, garbage collection would take a fifth of the start's time and free nothing
    from app.config import settings_with
    from app.main import bind, run_server
    from app.services.extractor import check_recognizer

    given = {"host": host, "port": port, "extraction_workers": workers}
    settings = settings_with({name: value for name, value in given.items() if value is not None})
    check_recognizer(settings.entity_recognizer)
    socket = bind(settings)
    if migrate:
        database_commands.upgrade()
    if sample:
        bound_host, bound_port = socket.getsockname()[:2]
        from app.console import post_when_ready

        key = None if settings.is_on_loopback else key_commands.sample_key()
        post_when_ready(f"http://{bound_host}:{bound_port}", sample.read_bytes(), sample_url, key)
    run_server(settings, socket)


@app.command()
def mcp() -> None:
    """Serve tools for language models (MCP) over standard input and output; the tools only read the database."""
    from app.config import settings
    from app.mcp.stdio_server import run
    from app.store.migrations import ready_engine

    run(ready_engine(settings().database_url))


@app.command()
def openapi() -> None:
    """Print the OpenAPI description."""
    import json

    import orjson

    from app.config import settings
    from app.main import create_app

    description = create_app(settings()).openapi()
    typer.echo(orjson.dumps(json.loads(json.dumps(description)), option=orjson.OPT_INDENT_2).decode())


def main() -> None:
    """Run a command. Errors of this project, of the database and of the disk are printed as one line."""
    try:
        app()
    except SystemExit:
        raise
    except NewsError as error:
        sys.exit(f"manset: {error.detail}{_database_reason(error)}")
    except OSError as error:
        sys.exit(f"manset: {f'{error.filename}: ' if error.filename else ''}{error.strerror or error}")
    except _database_error() as error:
        sys.exit(f"manset: NEWS_DATABASE_URL: the database cannot be used: {_reason_of(error)}")


def _database_error() -> "type[DBAPIError]":
    """Return the base class of database errors. Import it only now, after a command has failed: the import is slow."""
    from sqlalchemy.exc import DBAPIError

    return DBAPIError


def _reason_of(error: Any) -> str:
    from app.store.session import reason_of

    return reason_of(error)


def _database_reason(error: BaseException) -> str:
    """Return `: ` and the message of the database error behind this error; an empty text if there is none."""
    cause: BaseException | None = error
    while cause and not isinstance(cause, _database_error()):
        cause = cause.__cause__
    return f": {_reason_of(cause)}" if cause else ""
