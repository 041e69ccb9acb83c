"""Commands for pages: import many pages, extract all stored pages again."""

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()
Address = Annotated[str | None, typer.Option("--url", help="Address the page was fetched from.")]
_FETCHES_NOTHING = "{} is an address, and nothing is fetched here: save the page to a file first{}"


def page_bytes(path: str) -> bytes:
    """Return the content of a file, or standard input for `-`."""
    if path == "-":
        return sys.stdin.buffer.read()
    refuse_address(path, "; give its address with --url")
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}") from error


def _source_path(path: str) -> Path:
    refuse_address(path, "")
    if not Path(path).exists():
        raise typer.BadParameter(f"{path} does not exist")
    return Path(path)


def refuse_address(path: str, advice: str) -> None:
    """Refuse a URL that is given instead of a path, because commands download nothing."""
    if path.lower().startswith(("http://", "https://")) and not Path(path).exists():
        raise typer.BadParameter(_FETCHES_NOTHING.format(path, advice))


PageFile = Annotated[
    bytes, typer.Argument(metavar="PAGE", parser=page_bytes, help="File of the page; - reads standard input.")
]


@app.command("import")
def import_pages(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            parser=_source_path,
            help="A folder of pages (.html, .htm, .xhtml, each may end in .gz), a WARC file (.warc, .warc.gz) "
            "or an NDJSON file (.ndjson, .ndjson.gz).",
        ),
    ],
    progress: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="File in which the import stores its progress; by default beside PATH."),
    ] = None,
) -> None:
    """Import a folder of pages, a WARC file, or an NDJSON file with the lines of a batch.

    An interrupted import resumes when it is started again. Importing a stored page again changes nothing.
    """
    from rich.console import Console

    from app.config import settings
    from app.console import show_import
    from app.services.importer import Importer, Progress, source_of
    from app.services.ingest_page import ingester
    from app.store.migrations import ready_engine
    from app.store.secrets import database_mark

    chosen = settings()
    source = source_of(path, chosen)
    marks = {"source": source.fingerprint, "database": database_mark(ready_engine(chosen.database_url))}
    remembered = Progress(progress or path.absolute().with_name(f".{path.absolute().name}.progress"), marks)
    with ingester(chosen) as (begin, ahead):
        result = show_import(Console(stderr=True), Importer(source, begin, remembered, ahead))
    raise typer.Exit(1 if result.failed else 0)


@app.command()
def reextract(
    publisher: Annotated[str | None, typer.Option(help="Domain of the publisher; by default all publishers.")] = None,
) -> None:
    """Extract the stored pages again with the current rules; a result that differs is stored as a new revision."""
    from rich.console import Console

    from app.config import settings
    from app.console import show_reextract
    from app.services.extractor import Extractor
    from app.services.reextract import articles_to_extract, reextract_all
    from app.store.migrations import ready_engine

    chosen = settings()
    engine = ready_engine(chosen.database_url)
    article_ids = articles_to_extract(engine, publisher)
    extractor = Extractor(chosen)
    try:
        steps = reextract_all(engine, extractor, article_ids)
        result = show_reextract(Console(stderr=True), steps, len(article_ids))
    finally:
        extractor.close()
    raise typer.Exit(1 if result.failed else 0)
