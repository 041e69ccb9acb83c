"""Commands for pages: import many pages, extract all stored pages again."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.engine_options import Engine, EngineName, Scheduler, opened_engine

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


def refuse_address(path: str, advice: str) -> None:
    """Refuse a URL that is given instead of a path, because commands download nothing."""
    if path.lower().startswith(("http://", "https://")) and not Path(path).exists():
        raise typer.BadParameter(_FETCHES_NOTHING.format(path, advice))


PageFile = Annotated[
    bytes, typer.Argument(metavar="PAGE", parser=page_bytes, help="File of the page; - reads standard input.")
]

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Folders of pages (.html, .htm, .xhtml, each may end in .gz), pages, WARC files (.warc, .warc.gz), "
        "NDJSON files (.ndjson, .ndjson.gz), or quoted patterns such as 'archive/*.warc.gz'.",
    ),
]
ProgressFile = Annotated[
    Path | None,
    typer.Option(
        "--progress", dir_okay=False, help="File in which the import stores its progress; by default beside PATH."
    ),
]
DeadLetterFile = Annotated[
    Path | None,
    typer.Option(
        dir_okay=False, help="NDJSON file of refused pages and their problems; by default .PATH.refused.ndjson."
    ),
]

Batch = Annotated[
    int,
    typer.Option(min=1, max=1_000, help="Most articles of a transaction; it ends after a second in any case."),
]


@app.command("import")
def import_pages(
    paths: Sources,
    progress: ProgressFile = None,
    dead_letters: DeadLetterFile = None,
    batch: Batch = 200,
    engine: Engine = EngineName.local,
    scheduler: Scheduler = None,
) -> None:
    """Import folders of pages, WARC files, and NDJSON files (one page a line, as in a batch that is posted).

    An interrupted import resumes when it is started again. Importing a stored page again changes nothing.
    """
    from contextlib import closing

    from rich.console import Console

    from app.config import settings
    from app.console import show_import
    from app.services.dead_letters import DeadLetters
    from app.services.extractor import with_rows, with_rows_and_page
    from app.services.importer import Importer, Progress
    from app.services.source_list import source_list
    from app.services.writer import BatchWriter
    from app.store.migrations import ready_engine
    from app.store.secrets import database_mark

    chosen = settings()
    for path in paths:
        refuse_address(path, "")
    sources = source_list(paths, chosen)
    database = ready_engine(chosen.database_url)
    marks = {"source": sources.fingerprint, "database": database_mark(database)}
    remembered = Progress(progress or _beside(sources.paths[0], "progress"), marks)
    letters = DeadLetters(dead_letters or _beside(sources.paths[0], "refused.ndjson"))
    finish = with_rows_and_page if chosen.store_pages else with_rows
    database.dispose()
    with opened_engine(engine, scheduler, chosen, finish) as pages, closing(BatchWriter(chosen.database_url)) as writer:
        importer = Importer(sources, pages, writer.start, remembered, letters, batch)
        result = show_import(Console(stderr=True), importer)
    raise typer.Exit(1 if result.failed else 0)


def _beside(path: Path, ending: str) -> Path:
    """Return the path of a file that the import writes beside its source: `news.warc` → `.news.warc.progress`.

    The name of the file begins with a dot, so that patterns such as `*.html` do not match it.
    """
    return path.absolute().with_name(f".{path.absolute().name}.{ending}")


@app.command()
def reextract(
    publisher: Annotated[str | None, typer.Option(help="Domain of the publisher; by default all publishers.")] = None,
) -> None:
    """Extract the stored pages again with this version of the program, and store results that differ as revisions."""
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
