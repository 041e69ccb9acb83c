"""Count the names of entities by language, and index their words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session, col

from app.store.entities.forms import Form, name_words
from app.store.entity_tables import EntityName, EntityWord
from app.store.prepared import Prepared, returned_by, rows_of, run_many
from app.store.session import insert_rows, inserted

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


@dataclass(frozen=True)
class Used:
    """A name that one article uses for an entity. `entity_key`: key of the entity's row."""

    entity_key: int
    language: str
    form: Form

    @property
    def key(self) -> tuple[int, str, str]:
        """Return what identifies the name's row: key of the entity, language and name."""
        return self.entity_key, self.language, self.form.name


def add_names(session: Session, used: Iterable[Used]) -> None:
    """Add an article to the counts of the names that it uses; store new names and their words."""
    forms = {one.key: one for one in used}
    stored = _stored(session, forms)
    _count(session, ((stored[key], one) for key, one in forms.items() if key in stored), 1)
    _insert(session, [one for key, one in sorted(forms.items()) if key not in stored])


def remove_names(session: Session, used: Iterable[Used]) -> None:
    """Subtract an article from the counts of the names that it used. Delete names that no article uses any more."""
    forms = {one.key: one for one in used}
    stored = _stored(session, forms)
    _count(session, ((stored[key], one) for key, one in forms.items() if key in stored), -1)
    if stored:
        unused = delete(EntityName).where(col(EntityName.key).in_(stored.values()), col(EntityName.article_count) < 1)
        session.execute(unused)


def _stored(session: Session, forms: dict[tuple[int, str, str], Used]) -> dict[tuple[int, str, str], int]:
    """Return the keys of the names that are stored already, by entity, language and name."""
    entities, names = {one.entity_key for one in forms.values()}, {one.form.name for one in forms.values()}
    if not forms:
        return {}
    rows = rows_of(session, _NAMES, entities=entities, names=names)
    return {(row.entity_key, row.language, row.name): row.key for row in rows}


def _count(session: Session, used: Iterator[tuple[int, Used]], step: int) -> None:
    rows = [
        {"name_key": key, "names": step if one.form.is_name else 0, "articles": step}
        for key, one in sorted(used, key=lambda pair: pair[0])
    ]
    run_many(session, _COUNT, rows)


def _insert(session: Session, used: list[Used]) -> None:
    rows = [
        {
            "entity_key": one.entity_key,
            "language": one.language,
            "name": one.form.name,
            "folded": one.form.folded,
            "short": one.form.short,
            "name_count": int(one.form.is_name),
            "article_count": 1,
        }
        for one in used
    ]
    if not rows:
        return
    adding = inserted(EntityName, *rows[0], returning=("key",))
    keys = {one.key: row.key for one, row in zip(used, returned_by(session, adding, rows), strict=True)}
    words = [{"word": word, "name_key": keys[one.key]} for one in used for word in name_words(one.form.name)]
    insert_rows(session, EntityWord, words)
