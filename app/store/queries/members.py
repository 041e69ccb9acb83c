"""Read the long members of articles (body, blocks, quotes, entities, provenance) as JSON.

Each SQL statement reads all articles of a page of results.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from sqlalchemy import BindParameter, bindparam, select
from sqlmodel import Session, col

from app.store.conditions import is_marked
from app.store.entities.meant import with_redirects
from app.store.entity_tables import EntityRedirect
from app.store.prepared import Prepared, rows_of
from app.store.queries.record_ids import QUOTE_COLUMNS, entity_of, quote_of, with_speakers
from app.store.tables import ArticleText, Mention, Quote

Member = Literal["body", "blocks", "quotes", "entities", "provenance"]
# long members, in the order in which the record has them
MEMBERS: tuple[Member, ...] = ("body", "blocks", "quotes", "entities", "provenance")
_TEXTS = frozenset({"body", "blocks", "provenance"})
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_OF_TEXT = tuple(
    col(column)
    for column in (ArticleText.article_key, ArticleText.body, ArticleText.blocks_json, ArticleText.provenance_json)
)
_OF_ENTITY: tuple[Any, ...] = (
    *(col(Mention.article_key), col(Mention.entity_json)),
    *(col(EntityRedirect.head_value), col(EntityRedirect.resolved_by)),
)
# SQL with the parameter `keys`: keys of articles
_BODIES = Prepared(select(*_OF_TEXT[:2]).where(_OF_TEXT[0].in_(_KEYS)))
_LONG_TEXTS = Prepared(select(*_OF_TEXT).where(_OF_TEXT[0].in_(_KEYS)))
_ENTITIES = Prepared(
    with_redirects(select(*_OF_ENTITY), Mention)
    .where(_OF_ENTITY[0].in_(_KEYS))
    .order_by(_OF_ENTITY[0], col(Mention.ordinal))
)
_EVERY_QUOTE = (
    with_speakers(select(col(Quote.article_key), *QUOTE_COLUMNS))
    .where(col(Quote.article_key).in_(_KEYS))
    .order_by(col(Quote.article_key), col(Quote.key))
)
_QUOTES = {True: Prepared(_EVERY_QUOTE), False: Prepared(_EVERY_QUOTE.where(is_marked()))}  # by `Wanted.indirect`


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
    return {row.article_key: row.body for row in rows_of(session, _BODIES, keys=list(keys))}


def extended(record: bytes, members: Mapping[str, bytes]) -> bytes:
    """Return the JSON object `record` with `members` appended. The values of `members` are JSON, too."""
    return record[:-1] + b"".join(b',"%b":%b' % (name.encode(), value) for name, value in members.items()) + b"}"


def _read_texts(session: Session, found: dict[int, dict[str, bytes]], wanted: frozenset[Member]) -> None:
    for row in rows_of(session, _LONG_TEXTS, keys=list(found)):
        members = found[row.article_key]
        if "body" in wanted:
            members["body"] = orjson.dumps(row.body)
        if "blocks" in wanted:
            members["blocks"] = orjson.dumps(_with_text(orjson.loads(row.blocks_json), row.body))
        if "provenance" in wanted:
            members["provenance"] = row.provenance_json.encode()


def _quotes(session: Session, keys: Sequence[int], wanted: Wanted) -> Iterator[tuple[int, str]]:
    for row in rows_of(session, _QUOTES[wanted.indirect], keys=keys):
        yield row.article_key, row.quote_json if wanted.as_extracted else quote_of(row)


def _entities(session: Session, keys: Sequence[int], wanted: Wanted) -> Iterator[tuple[int, str]]:
    for row in rows_of(session, _ENTITIES, keys=keys):
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
