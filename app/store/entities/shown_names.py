"""Choose the name of an entity in each language, and its aliases, from the names that articles use."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import BindParameter, Row, bindparam, func, or_, select, update
from sqlmodel import Session, col

from app.store.entity_tables import EntityName, EntityRedirect
from app.store.prepared import Prepared, rows_of, run_many
from app.store.tables import Entity
from app.text.normalize import folded_name

MAX_ALIASES = 50
_ENTITY = Entity.__table__  # type: ignore[attr-defined]
_SHOWN = ("name", "folded_name", "aliases_json", "names_json")
_UPDATE = Prepared(
    update(_ENTITY)
    .where(_ENTITY.c.key == bindparam("entity"))
    .values({name: bindparam(f"new_{name}") for name in _SHOWN})
)
# this SQL is built once, because SQLAlchemy takes longer to build it than the database to run it
_HEADS: BindParameter[Any] = bindparam("heads", expanding=True)
_STORED = Prepared(select(_ENTITY.c.key, *(_ENTITY.c[name] for name in _SHOWN)).where(_ENTITY.c.key.in_(_HEADS)))
_COUNTING = select(col(EntityRedirect.entity_key)).where(col(EntityRedirect.head_key).in_(_HEADS))
_NAMES = Prepared(
    select(
        func.coalesce(col(EntityRedirect.head_key), col(EntityName.entity_key)).label("head"),
        *EntityName.__table__.columns,  # type: ignore[attr-defined]
    )
    .outerjoin_from(EntityName, EntityRedirect, col(EntityRedirect.entity_key) == col(EntityName.entity_key))
    .where(or_(col(EntityName.entity_key).in_(_HEADS), col(EntityName.entity_key).in_(_COUNTING)))
    .order_by(col(EntityName.article_count).desc(), col(EntityName.name))
)


def show_names(session: Session, heads: Collection[int]) -> None:
    """Choose and store the main name, the names by language and the aliases of these entities.

    An entity without articles keeps its old names.
    """
    if not heads:
        return
    stored = {row.key: row for row in rows_of(session, _STORED, heads=heads)}
    used: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in _names_of(session, heads):
        used[row.head].append(row)
    rows = [
        {"entity": key, **{f"new_{name}": value for name, value in shown.items()}}
        for key, names in sorted(used.items())
        if (shown := _shown(stored[key], names)) != {name: getattr(stored[key], name) for name in _SHOWN}
    ]
    run_many(session, _UPDATE, rows)


def _names_of(session: Session, heads: Collection[int]) -> Sequence[Row[Any]]:
    """Return all names that articles use for these entities, most used first."""
    return rows_of(session, _NAMES, heads=heads)


def _shown(record: Row[Any], names: Sequence[Row[Any]]) -> dict[str, str]:
    own = [row for row in names if row.name_count and row.entity_key == record.key]
    own = own or [row for row in names if row.name_count and row.folded == record.folded_name]
    by_language = _by_language(own)
    name = next(iter(by_language.values()), record.name)
    folded = folded_name(name)
    return {
        "name": name,
        "folded_name": folded,
        "aliases_json": orjson.dumps(_aliases(folded, names)).decode(),
        "names_json": orjson.dumps(by_language).decode(),
    }


def _by_language(names: Iterable[Row[Any]]) -> dict[str, str]:
    """Map each language to the name most used in it. Languages with the most articles come first."""
    articles: dict[str, int] = defaultdict(int)
    best: dict[str, tuple[int, str]] = {}
    for row in names:
        articles[row.language] += row.name_count
        one = -row.name_count, row.name
        best[row.language] = min(best.get(row.language, one), one)
    languages = sorted(articles, key=lambda language: (-articles[language], language))
    return {language: best[language][1] for language in languages}


def _aliases(shown: str, names: Iterable[Row[Any]]) -> list[str]:
    """Return the aliases of an entity, most used first. Names that differ only in accents or in capitals are one alias.

    `shown`: the entity's main name, folded; it is no alias.
    """
    totals: dict[str, int] = defaultdict(int)
    spelled: dict[str, str] = {}
    for row in names:
        if row.folded != shown:
            totals[row.folded] += row.article_count
            spelled.setdefault(row.folded, row.name)
    return [spelled[folded] for folded in sorted(totals, key=lambda one: (-totals[one], one))][:MAX_ALIASES]
