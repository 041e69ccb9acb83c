"""Commands for golden cases: pages, and the fields to find in them."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.page_commands import PageFile

app = typer.Typer(help="Commands for golden cases: pages, and the fields to find in them.", no_args_is_help=True)


@app.callback()
def of_cases() -> None:
    """Commands for golden cases: pages, and the fields to find in them."""


@app.command("add")
def golden_add(
    page: PageFile,
    url: Annotated[str, typer.Option(help="Address the page was fetched from.")],
    case: Annotated[str | None, typer.Option(help="LANG/NAME of the case; by default made from the address.")] = None,
    with_rule: Annotated[
        bool, typer.Option("--rule/--no-rule", help="Write a first rule for a publisher that has none.")
    ] = True,
    root: Annotated[Path, typer.Option(file_okay=False, help="Folder of the project.")] = Path(),
) -> None:
    """Write a case with the fields that extraction finds in a page, and a first rule for a publisher without one.

    Correct both by hand afterwards.
    """
    from rich.console import Console

    from app.console import print_case
    from app.services.golden_cases import new_case, write_case

    made = new_case(page, url, case, with_rule=with_rule)
    print_case(Console(), root, made, write_case(root, made))
