"""Draw merges and persons from a posted collection, and print what a reader needs to judge them."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

import orjson
from rich.console import Console
from sqlalchemy import Connection, Engine, bindparam, select, text
from sqlmodel import col

from app.store.tables import Article, ArticleText, Mention
from app.text.normalize import fold, folded_name

OUT = Console(markup=False, highlight=False, soft_wrap=True)
AROUND, EXAMPLES, CANDIDATES = 70, 2, 12  # characters around a mention; articles of a merge; other records of a person
LEAST_LETTERS, LIKE = 5, 0.85  # of surnames that may differ in spelling, and how much alike they are at least
PERSONS = (
    "SELECT e.key, e.name, e.article_count, (SELECT min(m.article_key) FROM mention m LEFT JOIN entity_redirect r"
    " ON r.entity_key = m.entity_key WHERE coalesce(r.head_key, m.entity_key) = e.key) AS article"
    " FROM entity e WHERE e.type = 'person' AND e.article_count > 0 ORDER BY e.id"
)
MERGED = (
    "SELECT min(n.name) AS name, n.folded, e.key, e.name AS record, e.type, e.external_ids_json AS ids,"
    " max(coalesce(r.resolved_by, '')) AS reason, min(n.language) AS language"
    " FROM entity_name n LEFT JOIN entity_redirect r ON r.entity_key = n.entity_key"
    " JOIN entity e ON e.key = coalesce(r.head_key, n.entity_key) WHERE n.folded <> e.folded_name"
    " GROUP BY e.id, e.key, e.name, e.type, e.external_ids_json, n.folded ORDER BY e.id, n.folded"
)
ROWS_OF_NAME = (
    "SELECT DISTINCT n.entity_key, n.name FROM entity_name n LEFT JOIN entity_redirect r ON r.entity_key = n.entity_key"
    " WHERE n.folded = :folded AND coalesce(r.head_key, n.entity_key) = :head ORDER BY 1, 2"
)
MENTIONS = (
    select(col(Mention.article_key), col(Mention.entity_json))
    .where(col(Mention.entity_key) == bindparam("key"))
    .order_by(col(Mention.article_key))
)
ARTICLE = (
    select(col(Article.card_json), col(Article.language), col(ArticleText.body))
    .join_from(Article, ArticleText, col(ArticleText.article_key) == col(Article.key), isouter=True)
    .where(col(Article.key) == bindparam("key"))
)


def draw(found: Sequence[Any], size: int, seed: int) -> list[Any]:
    return random.Random(seed).sample(found, min(size, len(found)))


def print_merges(engine: Engine, size: int, seed: int) -> None:
    """Print drawn merges: names of records with another name, each with the sentences that use it."""
    with engine.connect() as connection:
        merged = connection.execute(text(MERGED)).all()
        OUT.print(f"\nmerges (names of records with another name): {len(merged)}; drawn:")
        for number, row in enumerate(draw(merged, size, seed), 1):
            reason = row.reason or ("" if row.ids == "{}" else row.ids)
            OUT.print(f"{number}. {row.name} ({row.language}) -> {row.record} ({row.type}) {reason}")
            for line in _uses(connection, row.folded, row.key):
                OUT.print(f"      {line}")


def _uses(connection: Connection, folded: str, head: int) -> Iterator[str]:
    """Yield where articles use a name for a record, and where the same article uses the main name."""
    shown = 0
    for row in connection.execute(text(ROWS_OF_NAME), {"folded": folded, "head": head}).all():
        for article, stored in connection.execute(MENTIONS, {"key": row.entity_key}).all():
            entity = orjson.loads(stored)
            if shown == EXAMPLES or row.name not in (entity["name"], *entity["aliases"]):
                continue
            shown += 1
            yield from _sentences(connection, article, entity, folded)


def _sentences(connection: Connection, article: int, entity: dict[str, Any], folded: str) -> Iterator[str]:
    fields, language = _article(connection, article)
    mentions = entity["mentions"]
    other = [one for one in mentions if folded_name(one["text"]).startswith(folded_name(entity["name"]))]
    used = [one for one in mentions if folded_name(one["text"]).startswith(folded)]
    short = [one for one in used if one not in other] or used or mentions
    yield f"[{article} {language}] {entity['name']} = {entity['aliases']} {_around(fields, short[0])}"
    if other and other[0] != short[0]:
        yield f"    {_around(fields, other[0])}"


def _article(connection: Connection, key: int) -> tuple[dict[str, str | None], str]:
    row = connection.execute(ARTICLE, {"key": key}).one()
    card = orjson.loads(row.card_json)
    return {"headline": card.get("headline"), "lede": card.get("lede"), "body": row.body}, row.language


def _around(fields: dict[str, str | None], mention: dict[str, Any]) -> str:
    source, start, end = fields.get(mention["field"]) or "", mention["start"], mention["end"]
    found = f"{source[max(0, start - AROUND) : start]}«{source[start:end]}»{source[end : end + AROUND]}"
    return f"{mention['field']}: " + found.replace("\n", " / ")


def print_persons(engine: Engine, size: int, seed: int) -> None:
    """Print drawn persons, each with its headline and the other records that may be the same person."""
    with engine.connect() as connection:
        people = connection.execute(text(PERSONS)).all()
        index = _by_word(people)
        OUT.print(f"\npersons: {len(people)}; drawn, with the records that may be the same person:")
        for number, row in enumerate(draw(people, size, seed), 1):
            OUT.print(f"{number}. {_person(connection, row)}")
            for other in _candidates(row, index)[:CANDIDATES]:
                OUT.print(f"      {_person(connection, other)}")


def _person(connection: Connection, row: Any) -> str:
    fields, language = _article(connection, row.article)
    title = (fields["headline"] or "")[:AROUND]
    return f"{row.name} ({row.article_count} articles; {row.article} {language} {title})"


def _by_word(people: Iterable[Any]) -> dict[str, list[Any]]:
    """Index persons by each word of their names."""
    index: dict[str, list[Any]] = defaultdict(list)
    for row in people:
        for word in set(fold(row.name).split()):
            index[word].append(row)
    return index


def _candidates(row: Any, index: dict[str, list[Any]]) -> list[Any]:
    """Return the other persons with this surname (or one spelt alike), or whose name is a part of this name."""
    words = fold(row.name).split()
    alike = [word for word in index if _is_alike(word, words[-1])]
    found = {other.key: other for word in (*words, *alike) for other in index[word]}
    return [other for other in found.values() if other.key != row.key and _may_be(fold(other.name).split(), words)]


def _may_be(other: Sequence[str], words: Sequence[str]) -> bool:
    is_part = set(other) <= set(words) or set(words) <= set(other)
    return is_part or _is_alike(other[-1], words[-1])


def _is_alike(word: str, other: str) -> bool:
    if word == other:
        return True
    longest, shortest = max(len(word), len(other)), min(len(word), len(other))
    if shortest < LEAST_LETTERS or longest - shortest > 1:
        return False
    return SequenceMatcher(None, word, other).ratio() >= LIKE
