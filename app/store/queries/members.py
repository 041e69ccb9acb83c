"""Read the long members of articles (body, blocks, quotes, entities, provenance) as JSON.

Each SQL statement reads all articles of a page of results.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from sqlalchemy import select
from sqlmodel import Session, col

from app.store.conditions import is_marked
from app.store.entities.meant import with_redirects
from app.store.entity_tables import EntityRedirect
from app.store.queries.record_ids import QUOTE_COLUMNS, entity_of, quote_of, with_speakers
from app.store.tables import ArticleText, Mention, Quote

Member = Literal["body", "blocks", "quotes", "entities", "provenance"]
# long members, in the order in which the record has them
MEMBERS: tuple[Member, ...] = ("body", "blocks", "quotes", "entities", "provenance")
_TEXTS = frozenset({"body", "blocks", "provenance"})


@dataclass(frozen=True)
class Wanted:
    """Which long members (body, blocks, quotes …) are read for each article, and in which form."""

    members: frozenset[Member] = frozenset()
    indirect: bool = False  # whether quotes include indirect speech
    as_extracted: bool = False  # whether merged entities keep the ids that extraction gave them


EVERYTHING = frozenset(MEMBERS)


def read_members(session: Session, keys: Sequence[int], wanted: Wanted) -> dict[int, dict[str, bytes]]:
    """Map the key of each article to a map of its requested members (name -> JSON), in the order of the record."""
    found: dict[int, dict[str, bytes]] = {key: {} for key in keys}
    if not wanted.members:
        return found
    if wanted.members & _TEXTS:
        _read_texts(session, found, wanted.members)
    if "quotes" in wanted.members:
        _collect(found, "quotes", _quotes(session, keys, wanted))
    if "entities" in wanted.members:
        _collect(found, "entities", _entities(session, keys, wanted))
    return {key: {name: members[name] for name in MEMBERS if name in members} for key, members in found.items()}


def read_bodies(session: Session, keys: Iterable[int]) -> dict[int, str]:
    """Map the keys of articles to their bodies."""
    statement = select(col(ArticleText.article_key), col(ArticleText.body)).where(
        col(ArticleText.article_key).in_(keys)
    )
    return {row.article_key: row.body for row in session.execute(statement)}


def extended(record: bytes, members: Mapping[str, bytes]) -> bytes:
    """Return the JSON object `record` with `members` appended. The values of `members` are JSON, too."""
    return record[:-1] + b"".join(b',"%b":%b' % (name.encode(), value) for name, value in members.items()) + b"}"


def _read_texts(session: Session, found: dict[int, dict[str, bytes]], wanted: frozenset[Member]) -> None:
    columns = ArticleText.article_key, ArticleText.body, ArticleText.blocks_json, ArticleText.provenance_json
    statement = select(*map(col, columns)).where(col(ArticleText.article_key).in_(found))
    for row in session.execute(statement):
        members = found[row.article_key]
        if "body" in wanted:
            members["body"] = orjson.dumps(row.body)
        if "blocks" in wanted:
            members["blocks"] = orjson.dumps(_with_text(orjson.loads(row.blocks_json), row.body))
        if "provenance" in wanted:
            members["provenance"] = row.provenance_json.encode()


def _quotes(session: Session, keys: Sequence[int], wanted: Wanted) -> Iterator[tuple[int, str]]:
    kinds = () if wanted.indirect else (is_marked(),)
    columns = col(Quote.article_key), *QUOTE_COLUMNS
    quotes = with_speakers(select(*columns)).where(columns[0].in_(keys), *kinds)
    for row in session.execute(quotes.order_by(columns[0], col(Quote.key))):
        yield row.article_key, row.quote_json if wanted.as_extracted else quote_of(row)


def _entities(session: Session, keys: Sequence[int], wanted: Wanted) -> Iterator[tuple[int, str]]:
    columns: tuple[Any, ...] = (
        *(col(Mention.article_key), col(Mention.entity_json)),
        *(col(EntityRedirect.head_value), col(EntityRedirect.resolved_by)),
    )
    entities = with_redirects(select(*columns), Mention).where(columns[0].in_(keys))
    for row in session.execute(entities.order_by(columns[0], col(Mention.ordinal))):
        yield row.article_key, entity_of(row.entity_json) if wanted.as_extracted else entity_of(*row[1:])


def _collect(found: dict[int, dict[str, bytes]], name: str, rows: Iterable[tuple[int, str]]) -> None:
    listed: dict[int, list[str]] = {key: [] for key in found}
    for key, item in rows:
        listed[key].append(item)
    for key, items in listed.items():
        found[key][name] = b"[" + ",".join(items).encode() + b"]"


def _with_text(blocks: list[dict[str, Any]], body: str) -> list[dict[str, Any]]:
    return [
        {**block, "text": body[block["start"] : block["end"]] if block["text"] is None else block["text"]}
        for block in blocks
    ]
