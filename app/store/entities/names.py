"""Count, for each language, the articles that use each name of an entity. Index the words of the names."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session, col

from app.store.entities.forms import Form, name_words
from app.store.entity_tables import EntityName, EntityWord
from app.store.prepared import Prepared, rows_of, run_many
from app.store.session import insert_rows, new_keys

_NAME = EntityName.__table__  # type: ignore[attr-defined]
_COUNT = Prepared(
    update(_NAME)
    .where(_NAME.c.key == bindparam("name_key"))
    .values(
        name_count=_NAME.c.name_count + bindparam("names"),
        article_count=_NAME.c.article_count + bindparam("articles"),
    )
)
_NAMES = Prepared(
    select(_NAME.c.key, _NAME.c.entity_key, _NAME.c.language, _NAME.c.name).where(
        _NAME.c.entity_key.in_(bindparam("entities", expanding=True)),
        _NAME.c.name.in_(bindparam("names", expanding=True)),
    )
)
_Key = tuple[int, str, str]  # (key of the entity's row, language, name)


@dataclass(frozen=True)
class Used:
    """A name that one article uses for an entity."""

    entity_key: int  # key of the entity's row
    language: str
    form: Form

    @property
    def key(self) -> _Key:
        """Return what identifies the stored name: (key of the entity's row, language, name)."""
        return self.entity_key, self.language, self.form.name


@dataclass
class _Counted:
    """A name and its uses."""

    used: Used
    articles: int = 0  # number of articles that use the name
    names: int = 0  # number of articles that use the name as the main name


def add_names(session: Session, articles: Sequence[Sequence[Used]]) -> None:
    """Add 1 for each article to the counts of the names that it uses. Store new names and their words."""
    counted = _counted(articles)
    stored = _stored(session, counted)
    _count(session, {stored[key]: one for key, one in counted.items() if key in stored}, 1)
    _insert(session, [one for key, one in counted.items() if key not in stored])


def remove_names(session: Session, used: Sequence[Used]) -> None:
    """Subtract 1 from the counts of the names that an article used. Delete names that no article uses any more."""
    counted = _counted([used])
    stored = _stored(session, counted)
    _count(session, {stored[key]: one for key, one in counted.items() if key in stored}, -1)
    if stored:
        unused = delete(EntityName).where(col(EntityName.key).in_(stored.values()), col(EntityName.article_count) < 1)
        session.execute(unused)


def _counted(articles: Sequence[Sequence[Used]]) -> dict[_Key, _Counted]:
    """Count the articles that use each name. The names are in the order of their first use."""
    found: dict[_Key, _Counted] = {}
    for used in articles:
        for key, one in sorted({one.key: one for one in used}.items(), key=lambda pair: pair[0]):
            known = found.setdefault(key, _Counted(one))
            known.articles += 1
            known.names += one.form.is_name
    return found


def _stored(session: Session, keys: Collection[_Key]) -> dict[_Key, int]:
    """Return the names that are stored already, each with the key of its row."""
    if not keys:
        return {}
    rows = rows_of(session, _NAMES, entities={key[0] for key in keys}, names={key[2] for key in keys})
    return {(row.entity_key, row.language, row.name): row.key for row in rows}


def _count(session: Session, counted: Mapping[int, _Counted], step: int) -> None:
    rows = [
        {"name_key": key, "names": step * one.names, "articles": step * one.articles}
        for key, one in sorted(counted.items(), key=lambda pair: pair[0])
    ]
    run_many(session, _COUNT, rows)


def _insert(session: Session, counted: Sequence[_Counted]) -> None:
    keys = new_keys(session, EntityName, len(counted))
    rows = [
        {
            "key": key,
            "entity_key": one.used.entity_key,
            "language": one.used.language,
            "name": one.used.form.name,
            "folded": one.used.form.folded,
            "short": one.used.form.short,
            "name_count": one.names,
            "article_count": one.articles,
        }
        for key, one in zip(keys, counted, strict=True)
    ]
    insert_rows(session, EntityName, rows)
    words = [{"word": word, "name_key": row["key"]} for row in rows for word in name_words(str(row["name"]))]
    insert_rows(session, EntityWord, words)
