"""Find the entities that a typed term means: by id, external id, name, alias, words of a name, or misspelt name."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, String, and_, bindparam, column, func, or_, select, values
from sqlmodel import Session, col

from app.lang.gazetteers import places_by_link
from app.store.entities.forms import name_words
from app.store.entities.spelling import misspellings
from app.store.entity_tables import EntityName, EntityRedirect, EntityWord
from app.store.prepared import Prepared, rows_of
from app.store.tables import Entity, Mention
from app.store.types import Id
from app.text.identity import id_of_external
from app.text.normalize import folded_name

# If several entities have the typed name, the term means the one with most articles, and each other entity that has
# more than 1/20 of that number of articles.
CLEAR = 20
MOST = 50  # maximum number of entities that one typed term means; those with most articles are taken
# Two uses. At most this many stored names that contain the words of a typed term are read, those in most articles
# first. At most this many stored words are read whose beginning is similar to a typed word.
NAMES = 500
LAST = "\U0010ffff"  # the last character: words that begin with `ank` sort between `ank` and `ank` + LAST
Statement = Select[*tuple[Any, ...]]
NamingRows = type[EntityName] | type[Mention]  # types of the tables that `with_redirects` can join
_EXTERNAL = re.compile(r"[a-z][a-z0-9_]*:\S+")
_ARTICLES = func.sum(col(EntityName.article_count))
# SQL that selects the key of the entity with the id `id` or, if it was merged, of the entity into which it was merged
HEAD_BY_ID = (
    select(func.coalesce(col(EntityRedirect.head_key), col(Entity.key)).label("head"))
    .outerjoin_from(Entity, EntityRedirect, col(EntityRedirect.entity_key) == col(Entity.key))
    .where(col(Entity.id) == bindparam("id", type_=Id()))
)
_BY_ID = Prepared(HEAD_BY_ID)
_MERGED = Prepared(
    select(*map(col, (EntityRedirect.entity_key, EntityRedirect.target_key, EntityRedirect.reason))).where(
        col(EntityRedirect.head_key).in_(bindparam("heads", expanding=True))
    )
)
_IDS = Prepared(select(col(Entity.id)).where(col(Entity.key).in_(bindparam("keys", expanding=True))))


@dataclass(frozen=True)
class Meant:
    """The entities that a typed term means."""

    heads: tuple[int, ...] = ()  # keys of the entities, most articles first
    rows: tuple[int, ...] = ()  # keys of the entities, and of all rows merged into them
    ids: tuple[UUID, ...] = ()  # ids of the same rows


NOBODY = Meant()


def find_meant(session: Session, typed: str, types: Collection[str] = ()) -> Meant:
    """Return the entities that a typed term means. `types`: search only these, if any. The result is cached."""
    known = session.info.setdefault("meant", {})
    key = typed, tuple(types)
    if key not in known:
        known[key] = _rows_of(session, _heads(session, typed, types))
    found: Meant = known[key]
    return found


def names_with(session: Session, typed: str, *, is_prefix: bool = False) -> Statement | None:
    """Return the SQL that selects the keys of the names that contain every typed word; None if no word was typed.

    `is_prefix`: the beginnings of words suffice: `ist fen` finds `İstanbul Fenerbahçe`.
    """
    words = [*name_words(typed)]
    conditions = [_has_word(session, word, is_prefix) for word in words]
    names = select(col(EntityName.key)).where(*(col(EntityName.key).in_(one) for one in conditions))
    return names if words else None


def record_key(rows: NamingRows) -> ColumnElement[int]:
    """Return the SQL for the key of an entity or, if it was merged, of the entity into which it was merged.

    Use it in an SQL statement to which `with_redirects` has joined the redirects.
    """
    return func.coalesce(col(EntityRedirect.head_key), col(rows.entity_key))


def with_redirects(statement: Statement, rows: NamingRows) -> Statement:
    """Join the redirects of merged entities to an SQL statement that selects names or mentions."""
    return statement.outerjoin_from(rows, EntityRedirect, col(EntityRedirect.entity_key) == col(rows.entity_key))


def id_of(typed: str) -> UUID | None:
    """Return the entity's id if the typed term is an id or an external id (`iso3166:US`, `wikidata:Q30`), else None."""
    if _EXTERNAL.fullmatch(typed):
        return id_of_external(places_by_link().get(typed, typed))
    try:
        return UUID(typed)
    except ValueError:
        return None


def _heads(session: Session, typed: str, types: Collection[str]) -> list[int]:
    number = id_of(typed.strip())
    if number:
        return [row.head for row in rows_of(session, _BY_ID, id=number)]
    return _called(session, [folded_name(typed)], types) or _by_words(session, typed, types)


def _called(session: Session, names: Sequence[str], types: Collection[str]) -> list[int]:
    """Return the keys of the clearest entities with a stored name that is, or whose short form is, one of `names`."""
    return _clearest(rows_of(session, _of_called(bool(types)), names=names, **({"types": types} if types else {})))


@cache
def _of_called(has_types: bool) -> Prepared:
    names: BindParameter[Any] = bindparam("names", expanding=True)
    types: BindParameter[Any] = bindparam("types", expanding=True)
    condition = or_(col(EntityName.folded).in_(names), col(EntityName.short).in_(names))
    return Prepared(_most_named(condition, col(Entity.type).in_(types) if has_types else None))


def _best(session: Session, condition: ColumnElement[bool], types: Collection[str]) -> list[int]:
    """Return the keys of the clearest entities with a matching name."""
    of_type = col(Entity.type).in_(types) if types else None
    return _clearest(session.execute(_most_named(condition, of_type)).all())


def _most_named(condition: ColumnElement[bool], of_type: ColumnElement[bool] | None) -> Statement:
    """Return the SQL that selects the entities with a matching name, most articles first."""
    head = record_key(EntityName)
    of_names = with_redirects(select(head.label("head"), _ARTICLES.label("articles")), EntityName)
    if of_type is not None:
        of_names = of_names.join(Entity, col(Entity.key) == head).where(of_type)
    return of_names.where(condition).group_by(head).order_by(_ARTICLES.desc(), head).limit(MOST)


def _clearest(rows: Sequence[Any]) -> list[int]:
    """Return the keys of entities without those that have far fewer articles than the first one (see CLEAR)."""
    return [row.head for row in rows if row.articles * CLEAR > rows[0].articles or row is rows[0]]


def _by_words(session: Session, typed: str, types: Collection[str]) -> list[int]:
    """Return the keys of the entities with a name that has the typed words and no others.

    If there are none, return those with a name that also has other words. The typed words may be misspelt.
    """
    words, names = [*name_words(typed)], names_with(session, typed)
    if names is None:
        return []
    if len(words) == 1 and (similar := _similar(session, words[0], False)):
        return _called(session, similar, types) or _best(session, col(EntityName.key).in_(names), types)
    columns = col(EntityName.key), col(EntityName.folded)
    most = select(*columns).where(columns[0].in_(names)).order_by(col(EntityName.article_count).desc(), columns[1])
    rows = session.execute(most.limit(NAMES)).all()
    whole = [row.key for row in rows if len([*name_words(row.folded)]) == len(words)]
    found = _best(session, columns[0].in_(whole), types) if whole else []
    return found or _best(session, columns[0].in_([row.key for row in rows]), types)


def _has_word(session: Session, word: str, is_prefix: bool) -> Statement:
    """Return the SQL that selects the keys of the names with this word.

    If there are none, it selects those with a word that differs by one typing error.
    """
    has = select(col(EntityWord.name_key))
    same = has.where(_begins(word) if is_prefix else col(EntityWord.word) == word)
    if not misspellings(word) or session.execute(same.limit(1)).first():
        return same
    return has.where(col(EntityWord.word).in_(_similar(session, word, is_prefix)))


def _begins(prefix: str) -> ColumnElement[bool]:
    return and_(col(EntityWord.word) >= prefix, col(EntityWord.word) < prefix + LAST)


def _similar(session: Session, word: str, is_prefix: bool) -> Sequence[str]:
    """Return words of stored names. Each of these words differs from the typed word by one typing error.

    If `is_prefix`, only the beginning of a stored word is compared.
    """
    if not is_prefix:
        same = select(col(EntityWord.word)).where(col(EntityWord.word).in_(misspellings(word))).distinct()
        return session.execute(same).scalars().all()
    typed = values(column("prefix", String), name="typed").data([(one,) for one in sorted(misspellings(word))]).cte()
    begins = and_(col(EntityWord.word) >= typed.c.prefix, col(EntityWord.word) < typed.c.prefix + LAST)
    found = select(col(EntityWord.word)).select_from(typed.join(EntityWord, begins)).distinct()
    return session.execute(found.order_by(col(EntityWord.word)).limit(NAMES)).scalars().all()


def _rows_of(session: Session, heads: Sequence[int]) -> Meant:
    if not heads:
        return NOBODY
    redirects = rows_of(session, _MERGED, heads=heads)
    # A short name has a row for each language, and one row for all languages. The row for all languages is left out,
    # because no mention refers to it. A redirect to such a row from the row for a language has no reason; all other
    # redirects have one.
    split = {one.target_key for one in redirects if one.reason is None}
    rows = sorted(({*heads} | {one.entity_key for one in redirects}) - split)
    ids = (row.id for row in rows_of(session, _IDS, keys=rows))
    return Meant(tuple(heads), tuple(rows), tuple(sorted(ids, key=str)))
