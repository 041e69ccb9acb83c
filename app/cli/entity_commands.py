"""Commands for entities: find, merge, split, undo, journal of these decisions."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

if TYPE_CHECKING:
    from sqlalchemy import Engine

app = typer.Typer(
    help="Commands for entities: find, merge, split, undo, journal of these decisions.", no_args_is_help=True
)
EntityId = Annotated[UUID, typer.Argument(help="Id of the entity; `entities find` prints ids.")]


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="Words of a name or an alias; the last one may be incomplete.")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="Maximum number of records.")] = 10,
) -> None:
    """Print the entities with a matching name, most articles first: id, type, number of articles, name, aliases."""
    import orjson

    from app.console import printable
    from app.store.filters import EntityFilter
    from app.store.queries.entity_queries import list_entities
    from app.store.queries.listing import ListRequest
    from app.store.session import reading

    with reading(_engine()) as session:
        found = list_entities(session, EntityFilter(name_prefix=words), ListRequest("-article_count", limit=limit))
    for item in map(orjson.loads, found.items):
        shown = (item["id"], item["type"], str(item["article_count"]), item["name"], ", ".join(item["aliases"]))
        typer.echo("\t".join(map(printable, shown)))


@app.command()
def merge(entity: EntityId, into: Annotated[UUID, typer.Argument(help="Id of the record to merge into.")]) -> None:
    """Merge an entity into another one: all mentions of the first, also in later pages, count for the second."""
    from app.services.curate import merge as merge_records

    made = merge_records(_engine(), entity, into)
    typer.echo(f"{entity} counts for {made.record}; undo it with: python -m app entities undo {made.number}")


@app.command()
def split(entity: EntityId, name: Annotated[str, typer.Argument(help="Name to take out of the record.")]) -> None:
    """Split off a name that a person or a rule merged into an entity."""
    from app.services.curate import split as split_record

    made = split_record(_engine(), entity, name)
    typer.echo(f"{made.record} is a record of its own; undo it with: python -m app entities undo {made.number}")


@app.command()
def undo(
    number: Annotated[int, typer.Argument(min=1, help="Number of the decision; `entities journal` lists them.")],
) -> None:
    """Undo a merge or a split."""
    from app.services.curate import undo as undo_decision

    made = undo_decision(_engine(), number)
    typer.echo(f"{number} is undone by {made.number}")


@app.command()
def journal(
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Maximum number of decisions.")] = 50,
) -> None:
    """Print merges and splits, newest first: number, time, action, entity, target, number of the undo (if undone)."""
    import orjson

    from app.store.queries.curation_queries import list_curations
    from app.store.queries.listing import ListRequest
    from app.store.session import reading

    with reading(_engine()) as session:
        found = list_curations(session, ListRequest("-number", limit=limit))
    for item in map(orjson.loads, found.items):
        members = ("number", "at", "action", "entity_id", "into_id", "undone_by")
        typer.echo("\t".join("" if item[name] is None else str(item[name]) for name in members))


def _engine() -> "Engine":
    from app.config import settings
    from app.store.migrations import ready_engine

    return ready_engine(settings().database_url)
