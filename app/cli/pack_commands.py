"""Commands for language packs: write a first file, and check a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.errors import FileRefused

app = typer.Typer(help="Language packs: begin one, check one.", no_args_is_help=True)


class Order(StrEnum):
    """The two grammars that a pack may have, by word order."""

    verb_adjacent = "verb_adjacent"
    verb_final = "verb_final"


@app.command("new")
def new(
    language: Annotated[str, typer.Argument(help="ISO 639 code: it, nl, az.")],
    grammar: Annotated[
        Order,
        typer.Option(help="verb_final: the verb ends the sentence. verb_adjacent: the verb is next to its subject."),
    ] = Order.verb_adjacent,
    folder: Annotated[Path, typer.Option(file_okay=False, exists=True, help="Where to write LANGUAGE.toml.")] = Path(),
) -> None:
    """Write a first pack LANGUAGE.toml, with every key and an explanation of each key."""
    from app.lang.pack_skeleton import skeleton

    path = folder / f"{language}.toml"
    if not (language.isascii() and language.isalpha() and language.islower() and len(language) in (2, 3)):
        raise FileRefused(f"{language!r} is not a language code: two or three small letters")
    if path.exists():
        raise FileRefused(f"{path} exists already")
    path.write_text(skeleton(language, grammar.value), "utf-8")
    typer.echo(f"{path} written. Fill it in as docs/languages.md shows, then: python -m app pack check {path}")


@app.command("check")
def check(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Packs, each LANGUAGE.toml.")],
    sort: Annotated[
        bool, typer.Option("--sort", help="Sort the lists of each file and remove duplicates before the check.")
    ] = False,
) -> None:
    """Check a pack: print unknown, missing, duplicate, unsorted and unmatchable entries; exit with 1 if any."""
    from app.services.language_packs import check_pack, sort_pack

    faulty = False
    for path in files:
        try:
            if sort:
                sort_pack(path)
            complaints = check_pack(path)
        except UnicodeDecodeError as error:
            raise FileRefused(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from error
        for complaint in complaints:
            place = f"{path}:{complaint.line}" if complaint.line else str(path)
            typer.echo(f"{place}: {complaint.key}: {complaint.text}" if complaint.key else f"{place}: {complaint.text}")
        typer.echo(f"{path}: {len(complaints)} complaints" if complaints else f"{path}: nothing to complain about")
        faulty = faulty or bool(complaints)
    if faulty:
        raise typer.Exit(1)
