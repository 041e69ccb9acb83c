"""Extract pages that are not stored: one page, or all pages of a folder, a WARC file or an NDJSON file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from app.cli.engine_options import Engine, EngineName, Scheduler, opened_engine
from app.cli.page_commands import Address, page_bytes, refuse_address
from app.errors import FileRefused
from app.record_forms import Format, Table

if TYPE_CHECKING:
    from app.extraction import Hints
    from app.services.record_files import RecordFile

app = typer.Typer()
_ARCHIVES = (".warc", ".warc.gz", ".ndjson", ".ndjson.gz")


Pages = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="A page, - for standard input, or many pages: folders (.html, .htm, .xhtml, each may end in .gz), pages, "
        "WARC files, NDJSON files, or quoted patterns such as 'archive/*.warc.gz'.",
    ),
]
Language = Annotated[str | None, typer.Option("--language", help="Language, when known.")]
Zone = Annotated[str | None, typer.Option("--timezone", help="IANA zone of times without offset.")]
FetchedAt = Annotated[datetime | None, typer.Option("--fetched-at", help="When the page was fetched.")]
Force = Annotated[bool, typer.Option(help="Print a record even if the page is not an article.")]
ShowTrace = Annotated[
    bool,
    typer.Option(
        "--trace",
        help="Also print the origin of every field and the reason for every dropped block; only for one page.",
    ),
]
_DEFAULT_FORMAT = "by default the extension of its name, else json for one page and ndjson for many."
Written = Annotated[Format | None, typer.Option("--format", "-f", help=f"Of the output; {_DEFAULT_FORMAT}")]
Items = Annotated[Table, typer.Option("--table", help="What an item is: an article, a quote, an entity.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", dir_okay=False, help="File to write.")]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, max=256, help="Processes that extract many pages; 0 = one a core.")
]


@app.command()
def extract(
    paths: Pages,
    url: Address = None,
    language: Language = None,
    timezone: Zone = None,
    fetched_at: FetchedAt = None,
    force: Force = False,
    show_trace: ShowTrace = False,
    form: Written = None,
    table: Items = Table.articles,
    output: Output = None,
    jobs: Jobs = 0,
    engine: Engine = EngineName.local,
    scheduler: Scheduler = None,
) -> None:
    """Extract pages and print their records; nothing is stored."""
    from app.extraction import Hints

    form = form or _format_of(output)
    given = {"language": language, "timezone": timezone, "fetched_at": fetched_at and fetched_at.astimezone()}
    hints = Hints(force=force, **{name: value for name, value in given.items() if value})  # type: ignore[typeddict-item]
    if not _is_many(paths):
        _extract_one(page_bytes(paths[0]), url, hints, show_trace, form, table, output)
    elif url or show_trace:
        raise typer.BadParameter("--url and --trace can only be used with one page")
    else:
        _extract_many(paths, hints, form or Format.ndjson, table, output, jobs, engine, scheduler)


def _format_of(output: Path | None) -> Format | None:
    """Return the export format to which the extension of the output file belongs; None if there is no such format."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    return Format(suffix) if suffix in Format.__members__ else None


def _is_many(paths: list[str]) -> bool:
    for path in paths:
        refuse_address(path, "; give its address with --url")
    if len(paths) > 1:
        return True
    (path,) = paths
    if not Path(path).exists():
        return path != "-" and has_magic(path)
    return Path(path).is_dir() or path.lower().endswith(_ARCHIVES)


def _extract_one(
    page: bytes,
    url: str | None,
    hints: "Hints",
    show_trace: bool,
    form: Format | None,
    table: Table,
    output: Path | None,
) -> None:
    import orjson

    from app.config import settings
    from app.extraction import trace, use_recognizer
    from app.services.bulk_extract import record_json
    from app.services.record_columns import items_of

    use_recognizer(settings().entity_recognizer)
    result = trace(page, url, **hints)
    record = record_json(result.draft)
    if form in (None, Format.json) and table is Table.articles:
        with _opened(output) as stream:
            stream.write(orjson.dumps(record, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        with _record_file(form or Format.json, table, output, is_one=True) as file:
            for item in items_of(table, record):
                file.write(item)
    if show_trace:
        from rich.console import Console

        from app.console import print_trace

        print_trace(Console(stderr=True), result)


def _extract_many(
    paths: list[str],
    hints: "Hints",
    form: Format,
    table: Table,
    output: Path | None,
    jobs: int,
    engine: EngineName,
    scheduler: str | None,
) -> None:
    from rich.console import Console

    from app.config import settings
    from app.console import show_extraction
    from app.services.bulk_extract import extract_pages
    from app.services.record_columns import items_of
    from app.services.source_list import source_list

    chosen = settings().model_copy(update={"extraction_workers": jobs})
    sources = source_list(paths, chosen)
    with opened_engine(engine, scheduler, chosen) as workers, _record_file(form, table, output) as file:
        pages = extract_pages(sources, workers, hints)
        failed = show_extraction(
            Console(stderr=True), pages, sources.total, lambda record: [*map(file.write, items_of(table, record))]
        )
    raise typer.Exit(1 if failed else 0)


@contextmanager
def _record_file(form: Format, table: Table, output: Path | None, *, is_one: bool = False) -> Iterator["RecordFile"]:
    from app.services.record_columns import extracted_columns
    from app.services.record_files import Markdown, record_file

    if table is Table.statements:
        raise typer.BadParameter("statements need several articles: import the pages, then export the statements")
    if form is Format.md and table is not Table.articles:
        raise typer.BadParameter("the format md is only for articles")
    if form is Format.jsonld and table is not Table.entities:
        raise typer.BadParameter("the format jsonld is only for entities")
    if form is Format.parquet and output is None and sys.stdout.isatty():
        raise FileRefused("Parquet cannot be printed on a terminal: name a file with --output")
    with _opened(output) as stream:
        if form is Format.md:
            from app.api.response.formats.markdown import write_markdown

            file: RecordFile = Markdown(stream, write_markdown)
        else:
            file = record_file(form, stream, extracted_columns(table, is_one=is_one))
        yield file
        file.close()


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with output.open("wb") as stream:
        yield stream
