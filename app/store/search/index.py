"""Writing the index: the folded words of each field, as met and stemmed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from app.lang.search_words import index_words
from app.store.search.postgresql import vector

ARTICLE = ("headline", "lede", "quotes", "body")  # the order of their positions on PostgreSQL
FORMS = ("exact", "stem")
# PostgreSQL keeps positions up to 16,383 and would find no phrase behind: all fields together stay below.
MAX_WORDS: Mapping[str, int] = {"headline": 300, "lede": 700, "quotes": 3_000, "body": 12_000}


@dataclass(frozen=True)
class Words:
    """The words of one field, as met and stemmed."""

    exact: Sequence[str]
    stem: Sequence[str]


def words_of(value: str, field: str, language: str) -> Words:
    """The words of a text as the index holds them."""
    return Words(*index_words(value, language, MAX_WORDS[field]))


def index_article(session: Session, key: int, texts: Mapping[str, str], language: str) -> None:
    """Index the texts of an article, by field."""
    _insert(session, "article", key, {field: words_of(texts[field], field, language) for field in ARTICLE})


def index_quotes(session: Session, quotes: Iterable[tuple[int, str]], language: str) -> None:
    """Index the words of quotes, by key."""
    for key, said in quotes:
        _insert(session, "quote", key, {"body": words_of(said, "body", language)})


def remove(session: Session, name: str, keys: Sequence[int]) -> None:
    """Take rows out of the index."""
    column = "rowid" if _on_sqlite(session) else f"{name}_key"
    for key in keys:
        session.execute(text(f"DELETE FROM {name}_fts WHERE {column} = :key"), {"key": key})


def _insert(session: Session, name: str, key: int, words: Mapping[str, Words]) -> None:
    if _on_sqlite(session):
        values = {f"{field}_{form}": " ".join(getattr(w, form)) for field, w in words.items() for form in FORMS}
        key_column = "rowid"
    else:
        fields = tuple(words)
        values = {form: vector(fields, [getattr(w, form) for w in words.values()]) for form in FORMS}
        key_column = f"{name}_key"
    columns, marks = ", ".join(values), ", ".join(f"CAST(:{n} AS TSVECTOR)" if n in FORMS else f":{n}" for n in values)
    session.execute(
        text(f"INSERT INTO {name}_fts ({key_column}, {columns}) VALUES (:key, {marks})"), {"key": key, **values}
    )


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
