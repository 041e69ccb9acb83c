"""Define the columns of exported tables of articles, quotes, statements and entities."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from app.record_forms import Table

Json = dict[str, Any]
Kind = Literal["text", "texts", "integer", "number", "boolean", "time"]
Column = tuple[Kind, Callable[[Json], Any]]


def _member(*path: str) -> Callable[[Json], Any]:
    """Return a function that reads a member of a record, or a member inside a member.

    Example: the path `speaker`, `name` reads the name of the speaker. The function returns None if the record has no
    such member.
    """

    def read(record: Json) -> Any:
        value: Any = record
        for name in path:
            value = value.get(name) if value else None
        return value

    return read


def _each(name: str, member: str) -> Callable[[Json], list[str]]:
    return lambda record: [item[member] for item in record[name]]


def _plain(kind: Kind, *names: str) -> dict[str, Column]:
    return {name: (kind, _member(name)) for name in names}


_ARTICLES: dict[str, Column] = {
    **_plain("text", "id", "url", "headline", "alternative_headline", "kicker", "lede", "language"),
    "publisher": ("text", _member("publisher", "domain")),
    "section": ("text", _member("section", "name")),
    "authors": ("texts", _each("authors", "name")),
    "agencies": ("texts", _each("agencies", "code")),
    "tags": ("texts", _each("tags", "name")),
    **_plain("time", "published_at", "modified_at", "first_seen_at"),
    "page_type": ("text", _member("page_type", "value")),
    **_plain("boolean", "is_paywalled"),
    **_plain("integer", "word_count", "quote_count", "entity_count", "revision", "seq"),
    **_plain("text", "duplicate_of", "body"),
}
_QUOTES: dict[str, Column] = {
    **_plain("text", "id", "article_id"),
    "article_url": ("text", _member("article", "url")),
    "article_headline": ("text", _member("article", "headline")),
    "publisher": ("text", _member("article", "publisher", "domain")),
    "published_at": ("time", _member("article", "published_at")),
    **_plain("text", "field"),
    **_plain("integer", "start", "end", "block_index"),
    **_plain("boolean", "in_heading"),
    **_plain("text", "kind", "text"),
    "speaker": ("text", _member("speaker", "name")),
    "speaker_type": ("text", _member("speaker", "type")),
    "speaker_entity_id": ("text", _member("speaker", "entity_id")),
    "resolved_by": ("text", _member("speaker", "resolved_by")),
    "cue": ("text", _member("cue", "text")),
    "cue_type": ("text", _member("cue", "type")),
    **_plain("text", "language"),
    **_plain("number", "confidence"),
}
_ENTITIES: dict[str, Column] = {
    **_plain("text", "id", "name", "type"),
    **_plain("texts", "aliases"),
    "external_ids": ("texts", lambda entity: [f"{name}:{value}" for name, value in entity["external_ids"].items()]),
    **_plain("integer", "mention_count"),
}
_STATEMENTS: dict[str, Column] = {
    **_plain("text", "id", "text", "kind", "language", "quote_id"),
    "speaker": ("text", _member("speaker", "name")),
    "speaker_type": ("text", _member("speaker", "type")),
    "speaker_entity_id": ("text", _member("speaker", "entity_id")),
    "first_url": ("text", _member("first_article", "url")),
    "first_headline": ("text", _member("first_article", "headline")),
    "first_publisher": ("text", _member("first_article", "publisher", "domain")),
    "first_published_at": ("time", _member("first_article", "published_at")),
    **_plain("integer", "quote_count", "article_count"),
}
_ABOUT_ARTICLE = ("id", "url", "headline", "publisher", "published_at")
_COLUMNS: Mapping[Table, Mapping[str, Column]] = {
    Table.articles: _ARTICLES,
    Table.quotes: _QUOTES,
    Table.statements: _STATEMENTS,
    Table.entities: {**_ENTITIES, **_plain("integer", "article_count")},
}
_OF_ARTICLES: Mapping[Table, Mapping[str, Column]] = {
    **_COLUMNS,
    Table.entities: {**_ENTITIES, **_plain("text", "article_id")},
}


def stored_columns(table: Table) -> Mapping[str, Column]:
    """Return the columns of a table of stored records."""
    return _COLUMNS[table]


def extracted_columns(table: Table, *, is_one: bool = False) -> Mapping[str, Column]:
    """Return the columns of a table of records that are extracted but not stored.

    An entity has one row for each article that names it. The column `source` names the page. `is_one`: whether only one
    page is extracted; `source` is then left out.
    """
    return _OF_ARTICLES[table] if is_one else {**_plain("text", "source"), **_OF_ARTICLES[table]}


def items_of(table: Table, article: Json) -> Iterator[Json]:
    """Yield the rows that an article has in a table, as JSON: the article itself, its quotes, or its entities."""
    if table is Table.articles:
        yield article
        return
    source = {"source": article["source"]} if "source" in article else {}
    if table is Table.quotes:
        about = {name: article[name] for name in _ABOUT_ARTICLE}
        yield from ({**source, **quote, "article": about} for quote in article["quotes"])
    else:
        yield from ({**source, **entity, "article_id": article["id"]} for entity in article["entities"])


def flat(columns: Mapping[str, Column], item: Json) -> Json:
    """Return one row of a table: name of the column -> value that the column reads from `item`."""
    return {name: read(item) for name, (_, read) in columns.items()}
