"""Write the search index: the folded words of each field, and the stems of these words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from app.lang.search_words import Word, WordRules, find_words, folded, index_forms, split_words
from app.lang.word_rules import word_rules
from app.schemas.article import ArticleDraft
from app.store.packed_words import column_of, packed_words
from app.store.prepared import Prepared, run_many
from app.store.search.periods import period_of, word_of
from app.store.search.postgresql import vector
from app.store.search.sqlite import place

# fields of an article in the order of their positions in PostgreSQL's index
ARTICLE = ("headline", "lede", "quotes", "body")
FORMS = ("exact", "stem")
Place = tuple[datetime, int]  # (time of the article or quote, as lists sort it; key of its row)
# Maximum number of indexed words by field. Their sum is less than 16,383: PostgreSQL finds no phrase after this
# position.
MAX_WORDS: Mapping[str, int] = {"headline": 300, "lede": 700, "quotes": 3_000, "body": 12_000}


class Words(NamedTuple):
    """The words of one field, joined by spaces."""

    exact: str  # exact forms, in the order of the text
    stem: str  # stems, each once


class Indexed(NamedTuple):
    """The words of an article or quote."""

    words: Mapping[str, Words]  # by field
    packed: bytes  # the words of all fields, compressed; SQLite reads them to delete a row of its index


def indexed(words: Mapping[str, Words], dictionary: bytes) -> Indexed:
    """Return the words of an article or quote, and a compressed copy of them.

    Compression takes long, so extraction processes call this. `dictionary`: the compression dictionary made from the
    article's body.
    """
    return Indexed(words, packed_words(list(words.values()), dictionary))


def rules_of(draft: ArticleDraft) -> WordRules:
    """Return the rules to split and stem the words of an article. Names of its entities are not stemmed."""
    rules = word_rules(draft.language)
    mentioned = (split_words(mention.text) for entity in draft.entities for mention in entity.mentions)
    names = frozenset(folded(part) for words in mentioned for parts in words for part in parts)
    return replace(rules, article_names=names)


def words_of(value: str, field: str, rules: WordRules) -> list[Word]:
    """Return the words to index from the text of a field, at most as many as MAX_WORDS says for this field."""
    return find_words(value, rules)[: MAX_WORDS[field]]


def forms_of(words: Iterable[Word], field: str) -> Words:
    """Return the exact forms and the stems of the first MAX_WORDS words of a field."""
    exact, stem = index_forms(list(islice(words, MAX_WORDS[field])))
    return Words(" ".join(exact), " ".join(stem))


def index_articles(session: Session, articles: Sequence[tuple[Place, Indexed]]) -> None:
    """Add the words of articles to the index, by field."""
    _insert(session, "article", [(_row_id(session, at), words, at[0]) for at, words in articles])


def index_quotes(session: Session, quotes: Sequence[tuple[Place, Indexed]]) -> None:
    """Add the words of quotes to the search index."""
    _insert(session, "quote", [(key, words, at) for (at, key), words in quotes])


def remove_article(session: Session, at: Place) -> None:
    """Remove an article from the search index.

    Call this before the article's body is deleted: SQLite needs the words of a row to delete it, and the body is the
    dictionary that decompresses them.
    """
    _remove(session, "article", [_row_id(session, at)])


def remove_quotes(session: Session, keys: Sequence[int]) -> None:
    """Remove quotes from the search index. Call this before the article's body is deleted, as for `remove_article`."""
    _remove(session, "quote", keys)


def _row_id(session: Session, at: Place) -> int:
    return place(*at) if _on_sqlite(session) else at[1]


def _remove(session: Session, name: str, ids: Sequence[int]) -> None:
    column, keys = "rowid" if _on_sqlite(session) else f"{name}_key", [{"key": number} for number in ids]
    if not ids:
        return
    session.execute(text(f"DELETE FROM {name}_fts WHERE {column} = :key"), keys)
    if _on_sqlite(session):  # delete the stored words last, because FTS5 needs them to delete rows of its index
        session.execute(text(f"DELETE FROM {name}_fts_words WHERE id = :key"), keys)


def _insert(session: Session, name: str, rows: Sequence[tuple[int, Indexed, datetime]]) -> None:
    """Add rows to the index of articles or quotes (`name`): row id, words, and the time by which lists are sorted."""
    if not rows:
        return
    # sort by row id, because FTS5 begins a new segment of the index at each row id that is lower than the previous one
    rows = sorted(rows, key=itemgetter(0))
    key_column = "rowid" if _on_sqlite(session) else f"{name}_key"
    values = [{"key": number, **_values(session, one.words, at)} for number, one, at in rows]
    if _on_sqlite(session):  # store the words, too: FTS5 does not, but needs them to delete the row
        run_many(session, _kept(name), [{"id": number, "words": one.packed} for number, one, _ in rows])
    run_many(session, _inserted(name, key_column, *(column for column in values[0] if column != "key")), values)


@cache
def _kept(name: str) -> Prepared:
    return Prepared(text(f"INSERT INTO {name}_fts_words (id, words) VALUES (:id, :words)"))


@cache
def _inserted(name: str, key_column: str, *columns: str) -> Prepared:
    marks = ", ".join(f"CAST(:{n} AS TSVECTOR)" if n in FORMS else f":{n}" for n in columns)
    return Prepared(text(f"INSERT INTO {name}_fts ({key_column}, {', '.join(columns)}) VALUES (:key, {marks})"))


def _values(session: Session, words: Mapping[str, Words], at: datetime) -> dict[str, str]:
    """Return the values of a new row of the search index, by column.

    SQLite has one column for each field. PostgreSQL has two `tsvector` columns: the exact words and the stems of all
    fields. Each also has the word of the period that contains `at`.
    """
    if _on_sqlite(session):
        return {field: column_of(found) for field, found in words.items()}
    period = f" '{word_of(period_of(at))}'"
    return {form: vector(tuple(words), [getattr(w, form).split() for w in words.values()]) + period for form in FORMS}


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
