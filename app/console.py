"""Print to a terminal: the sample article, traces, progress of imports."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import UUID

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

if TYPE_CHECKING:  # needed only for type checks: at run time, commands such as `keys list` load none of these modules
    from app.extraction import Trace
    from app.services.bulk_extract import ExtractedPage
    from app.services.export import Export
    from app.services.golden_cases import NewCase
    from app.services.importer import Importer, ImportResult
    from app.services.record_columns import Json
    from app.services.record_files import RecordFile

POLL_SECONDS = 0.1  # seconds between two requests that ask whether the server is ready
_COLUMNS = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())


def post_when_ready(base_url: str, page: bytes, url: str | None, key: str | None = None) -> None:
    """Post the sample page in the background as soon as the server is ready, and print the article."""
    threading.Thread(target=_post_sample, args=(base_url, page, url, key), daemon=True).start()


def _post_sample(base_url: str, page: bytes, url: str | None, key: str | None) -> None:
    console, headers = Console(), {"Authorization": f"Bearer {key}"} if key else {}
    try:
        # no timeout: on a busy machine the first page may take minutes, and the server runs in this process
        with httpx.Client(base_url=base_url, timeout=None, headers=headers) as client:
            _wait_until_ready(client)
            result = client.post(
                "/v1/articles", params={"url": url} if url else {}, content=page, headers={"Content-Type": "text/html"}
            )
            if result.is_error:
                console.print(f"The sample page was refused: {result.text}", style="red", markup=False)
                return
            article = client.get(f"/v1/articles/{result.json()['article']['id']}").json()
    except httpx.TransportError as error:  # the server stops
        console.print(f"The sample page was not answered: {error}", style="red", markup=False)
        return
    print_article(console, article)
    print_next_steps(console, base_url, article)


def _wait_until_ready(client: httpx.Client) -> None:
    while True:
        with suppress(httpx.TransportError):  # the port is not open yet
            if client.get("/readyz").is_success:
                return
        time.sleep(POLL_SECONDS)


def print_article(console: Console, article: dict[str, Any]) -> None:
    """Print the article's headline, time, quotes with speakers, and entities."""
    published = article["published"]
    console.print()
    console.print(Text(article["headline"], style="bold"))
    names = [article["publisher"] and article["publisher"]["name"], *(agency["code"] for agency in article["agencies"])]
    console.print(Text(" · ".join(filter(None, [*names, published and published["local"]])), style="dim"))
    quotes = Table("Who", "said", "how", title=f"{len(article['quotes'])} quotes", title_justify="left", expand=True)
    for quote in article["quotes"]:
        speaker = quote["speaker"]["name"] if quote["speaker"] else "–"
        quotes.add_row(Text(speaker), Text(quote["text"]), Text(f"{quote['kind']}, {quote['field']}"))
    entities = Table(
        "Name", "type", "mentions", title=f"{len(article['entities'])} entities", title_justify="left", expand=True
    )
    for entity in article["entities"]:
        entities.add_row(Text(entity["name"]), entity["type"], str(entity["mention_count"]))
    console.print(quotes, entities)


def print_next_steps(console: Console, base_url: str, article: dict[str, Any]) -> None:
    """Print the addresses to open and the commands to try next."""
    speaker = next((quote["speaker"]["name"] for quote in article["quotes"] if quote["speaker"]), "")
    lines = [
        f"Explorer   {base_url}/",
        f"API docs   {base_url}/docs",
        "",
        f"curl -s '{base_url}/v1/articles?limit=5'",
        f"curl -s '{base_url}/v1/articles/{article['id']}'",
        f"curl -s -G '{base_url}/v1/quotes' --data-urlencode \"speaker={speaker}\"",
        "",
        "Serving until Ctrl-C.",
    ]
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def print_trace(console: Console, trace: "Trace") -> None:
    """Print where each field of an article was found, and which blocks of the page were dropped and why."""
    origins = Table(
        "Field", "origin", "agreed by", "confidence", title="Where each field comes from", title_justify="left"
    )
    for field, found in trace.draft.provenance.items():
        origins.add_row(field, Text(found.origin), Text(", ".join(found.agreed_by)), f"{found.confidence:.2f}")
    dropped = Table("Reason", "text", "where", title=f"{len(trace.dropped)} blocks dropped", title_justify="left")
    for block in trace.dropped:
        dropped.add_row(block.reason, Text(block.text[:80]), Text(block.path[-60:]))
    console.print(origins, dropped)


def print_case(console: Console, root: Path, case: "NewCase", written: Sequence[Path]) -> None:
    """Print the file names of a new golden case, and what in the files must be checked by hand."""
    files = [f"{'wrote' if path in written else 'kept'} {root / path}" for path in case.files]
    checks = [f"  - {check}" for check in case.checks]
    last = "Then `make golden`, and commit the files."
    for line in (*files, "", "Check by hand, and correct:", *checks, "", last):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def show_import(console: Console, importer: "Importer") -> "ImportResult":
    """Import pages from files: show a progress bar, then print the summary of the import."""
    total = importer.sources.total
    if importer.notice:
        _print_problem(console, importer.notice)
    if importer.start:
        of_all = "" if total is None else f" of {total:,}"
        console.print(f"Resuming after {importer.start:,}{of_all}", highlight=False)
    with Progress(*_COLUMNS, console=console) as progress:
        task = progress.add_task("Importing", total=total, completed=importer.start)
        for step in importer.run():
            progress.update(task, completed=step.end)
            if step.problem:
                _print_problem(console, step.problem)
        end = progress.tasks[task].completed if total is None else total
        progress.update(task, completed=end, total=end)
    _print_summary(console, importer.result)
    return importer.result


def show_reextract(console: Console, steps: Iterable[tuple[UUID, str]], total: int) -> "ImportResult":
    """Show the progress of a re-extraction, then print its failures and a summary.

    `steps`: yields the id of the article, and the outcome or the error, for each stored page that has been extracted.
    """
    from app.services.importer import ImportResult

    result = ImportResult()
    with Progress(*_COLUMNS, console=console) as progress:
        for article_id, outcome in progress.track(steps, total, description="Extracting again"):
            if outcome in ("unchanged", "revised", "stale", "created"):
                result.outcomes[outcome] += 1
            else:
                result.failed += 1
                _print_problem(console, f"{article_id}: {outcome}")
    _print_summary(console, result)
    return result


def show_extraction(
    console: Console, pages: "Iterable[ExtractedPage]", total: int | None, write: Callable[["Json"], object]
) -> int:
    """Pass the record of each extracted page to `write`, and print problems and a summary.

    Return the number of pages that could not be extracted.
    """
    written, failed, begun = 0, 0, time.monotonic()
    with Progress(*_COLUMNS, console=console, transient=True) as progress:
        task = progress.add_task("Extracting", total=total)
        for page in pages:
            progress.update(task, completed=page.end)
            if page.record:
                write(page.record)
                written += 1
            else:
                failed += 1
                _print_problem(console, f"{page.name}: {page.problem}" if page.name else str(page.problem))
    console.print(f"{written:,} extracted; {failed:,} failed; {time.monotonic() - begun:.1f} s", highlight=False)
    return failed


def show_export(console: Console, run: "Export", make_file: "Callable[[BinaryIO], RecordFile]", target: Path) -> None:
    """Run an export. Show the number of records exported so far while it runs, and their total at the end."""
    if run.start:
        console.print(f"Resuming after {run.start:,}", highlight=False)
    done = run.start
    with console.status("Exporting") as status:
        for done in run.run(make_file):
            status.update(f"Exporting: {done:,}")
    console.print(f"{done:,} exported to {printable(str(target))}", highlight=False, markup=False, soft_wrap=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; long values are wrapped if the terminal is narrow."""
    table = Table(*(Column(name, overflow="fold") for name in columns))
    for row in rows:
        table.add_row(*(Text(printable(value)) for value in row))
    Console().print(table)


def printable(text: str) -> str:
    """Escape line breaks and control characters, so that text cannot control a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _print_problem(console: Console, problem: str) -> None:
    console.print(Text(printable(problem)), style="yellow", soft_wrap=True)


def _print_summary(console: Console, result: "ImportResult") -> None:
    outcomes = ", ".join(f"{count} {name}" for name, count in sorted(result.outcomes.items()))
    console.print(f"{outcomes or 'nothing to import'}; {result.failed} failed", soft_wrap=True)
