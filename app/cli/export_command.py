"""Export stored records into a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import FileRefused
from app.record_forms import Format, Table

if TYPE_CHECKING:
    from app.config import Settings
    from app.services.export import Selection
    from app.store.filters import ArticleFilter

app = typer.Typer()
_FORMATS = (Format.ndjson, Format.csv, Format.parquet, Format.jsonld)


@app.command()
def export(
    table: Annotated[Table, typer.Argument(metavar="TABLE", help="articles, quotes, statements or entities.")],
    target: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="File to write (.ndjson, .csv, .parquet; entities .jsonld); - prints NDJSON."
        ),
    ] = "-",
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="ndjson, csv, parquet or jsonld; by default, the ending of FILE decides."),
    ] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Domain; may be given more than once.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="ISO 639 code; may be given more than once.")] = None,
    published_after: Annotated[
        str | None, typer.Option(metavar="TIME", help="At this time or later; RFC 3339.")
    ] = None,
    published_before: Annotated[str | None, typer.Option(metavar="TIME", help="Before this time; RFC 3339.")] = None,
    query: Annotated[str | None, typer.Option("--query", "-q", help="Full text that the articles must match.")] = None,
) -> None:
    """Export stored articles, quotes, statements or entities.

    An interrupted export into a file resumes when it is started again.
    """
    from app.config import settings
    from app.services.export import Selection

    given: dict[str, object] = {
        "publisher": publisher or [],
        "language": language or [],
        "published_after": published_after,
        "published_before": published_before,
        "q": query,
    }
    selection = Selection(table, _filter(given))
    if target == "-":
        _print_lines(settings(), selection)
    else:
        _write_file(settings(), selection, Path(target), form or _format_of(target))


def _filter(given: dict[str, object]) -> "ArticleFilter":
    from pydantic import ValidationError

    from app.api.request.filter_parameters import ArticleFilters

    try:
        return ArticleFilters.model_validate(given).articles()
    except ValidationError as error:
        wrong = (f"--{str(e['loc'][0]).replace('_', '-')}: {e['msg']}" for e in error.errors(include_input=False))
        raise typer.BadParameter("; ".join(wrong)) from error


def _format_of(target: str) -> Format:
    suffix = Path(target).suffix.lower().removeprefix(".")
    if suffix not in _FORMATS:
        raise typer.BadParameter(
            "FILE must end in .ndjson, .csv, .parquet or .jsonld, or --format must name the format"
        )
    return Format(suffix)


def _print_lines(chosen: "Settings", selection: "Selection") -> None:
    from app.services.export import export_pages
    from app.store.migrations import ready_engine

    for lines, _ in export_pages(ready_engine(chosen.database_url), selection):
        sys.stdout.buffer.writelines(line + b"\n" for line in lines)
    sys.stdout.buffer.flush()


def _write_file(chosen: "Settings", selection: "Selection", target: Path, form: Format) -> None:
    from rich.console import Console

    from app.console import show_export
    from app.services.export import Export
    from app.services.record_columns import stored_columns
    from app.services.record_files import record_file
    from app.store.migrations import ready_engine
    from app.store.secrets import database_mark

    if form not in _FORMATS:
        raise FileRefused(f"{form} is no format of an export: ndjson, csv, parquet or jsonld")
    if form is Format.jsonld and selection.table is not Table.entities:
        raise FileRefused("the format jsonld is only for entities")
    engine = ready_engine(chosen.database_url)
    run = Export(engine, selection, target, {"database": database_mark(engine)})
    columns = stored_columns(selection.table)
    show_export(Console(stderr=True), run, lambda stream: record_file(form, stream, columns), target)
