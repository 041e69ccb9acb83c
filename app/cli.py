"""The command line: serve | extract | import | db | openapi | golden."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from app.config import settings
from app.errors import NewsError

app = typer.Typer(
    help="Manşet: news pages in, typed articles, quotes and entities out.", no_args_is_help=True, add_completion=False
)
database = typer.Typer(help="The database: upgrade, downgrade, current.", no_args_is_help=True)
golden = typer.Typer(help="Golden cases: pages with the fields they must give.", no_args_is_help=True)
app.add_typer(database, name="db")
app.add_typer(golden, name="golden")

Address = Annotated[str | None, typer.Option("--url", help="Address the page was fetched from.")]
PageFile = Annotated[typer.FileBinaryRead, typer.Argument(help="The page; - reads standard input.")]


@app.command()
def serve(
    migrate: Annotated[bool, typer.Option("--migrate", help="Bring the database to the newest version first.")] = False,
    sample: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Page to post once the server answers.")
    ] = None,
    sample_url: Annotated[str | None, typer.Option(help="Address of the sample page.")] = None,
) -> None:
    """Serve the API on NEWS_HOST:NEWS_PORT until Ctrl-C."""
    from app.console import post_when_ready
    from app.main import bind, run_server

    chosen = settings()
    socket = bind(chosen)
    if migrate:
        upgrade()
    if sample:
        host, port = socket.getsockname()[:2]
        post_when_ready(f"http://{host}:{port}", sample.read_bytes(), sample_url)
    run_server(chosen, socket)


@app.command()
def extract(
    page: PageFile,
    url: Address = None,
    language: Annotated[str | None, typer.Option(help="Language, when known.")] = None,
    timezone: Annotated[str | None, typer.Option(help="IANA zone of times without offset.")] = None,
    fetched_at: Annotated[datetime | None, typer.Option(help="When the page was fetched.")] = None,
    force: Annotated[bool, typer.Option(help="Give a draft of a page that is no article, too.")] = False,
    show_trace: Annotated[bool, typer.Option("--trace", help="Print origins and what was dropped, and why.")] = False,
) -> None:
    """Extract one page and print its record as JSON; nothing is stored."""
    from app.extraction import Hints, trace, use_recognizer
    from app.schemas.record import record_of

    use_recognizer(settings().entity_recognizer)

    given = {"language": language, "timezone": timezone, "fetched_at": fetched_at and fetched_at.astimezone()}
    hints = Hints(force=force, **{name: value for name, value in given.items() if value})  # type: ignore[typeddict-item]
    result = trace(page.read(), url, **hints)
    typer.echo(_pretty(record_of(result.draft).model_dump_json()))
    if show_trace:
        from app.console import print_trace

        print_trace(Console(stderr=True), result)


@app.command("import")
def import_pages(
    path: Annotated[
        Path,
        typer.Argument(
            exists=True, help="A folder of pages (.html, .htm, .xhtml, each may end in .gz) or an NDJSON file."
        ),
    ],
) -> None:
    """Import a folder of pages, or an NDJSON file of the lines a batch takes."""
    from app.console import show_import
    from app.services.importer import Importer
    from app.services.ingest import ingester

    with ingester(settings()) as ingest:
        result = show_import(Console(stderr=True), Importer(path, ingest))
    raise typer.Exit(1 if result.failed else 0)


@app.command()
def openapi() -> None:
    """Print the OpenAPI description."""
    from app.main import create_app

    typer.echo(_pretty(json.dumps(create_app(settings()).openapi())))


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest version."""
    from app.store.migrations import migrate

    migrate(settings().database_url)


@database.command("downgrade")
def downgrade(revision: Annotated[str, typer.Argument(help="Revision to go back to, or -1.")] = "-1") -> None:
    """Take the database back to an earlier version."""
    from app.store.migrations import migrate

    migrate(settings().database_url, revision)


@database.command("current")
def current() -> None:
    """Print the database's revision and the newest one."""
    from app.store.migrations import current_revision, head_revision
    from app.store.session import make_engine

    typer.echo(f"{current_revision(make_engine(settings().database_url)) or 'empty'} (newest: {head_revision()})")


@golden.command("add")
def golden_add(
    page: PageFile,
    url: Annotated[str, typer.Option(help="Address the page was fetched from.")],
    case: Annotated[str | None, typer.Option(help="LANG/NAME of the case; the address names it where none is.")] = None,
    with_rule: Annotated[
        bool, typer.Option("--rule/--no-rule", help="Write a first rule for a publisher that has none.")
    ] = True,
    root: Annotated[Path, typer.Option(file_okay=False, help="Folder of the project.")] = Path(),
) -> None:
    """Write a case, and a rule for its publisher: the page and what is extracted today, to be read and mended."""
    from app.console import print_case
    from app.services.golden import new_case, write_case

    made = new_case(page.read(), url, case, with_rule=with_rule)
    print_case(Console(), root, made, write_case(root, made))


def main() -> None:
    """Run; an error of ours is one line, not a traceback."""
    try:
        app()
    except NewsError as error:
        sys.exit(f"manset: {error.detail}")


def _pretty(document: str) -> str:
    return orjson.dumps(orjson.loads(document), option=orjson.OPT_INDENT_2).decode()
