"""Statements sent through the driver behave like SQLAlchemy's: typed values, order of rows, errors, listeners."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, bindparam, event, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.exc import OperationalError as SqlOperationalError
from sqlmodel import col

from app.store.prepared import Prepared, returned_by, rows_of, run_many
from app.store.session import insert_rows, inserted, reading, writing
from app.store.tables import Change, Label, Revision, Tombstone

NOW = datetime(2026, 3, 1, 12, 30, 15, 250, tzinfo=UTC)
OF_IDS = Prepared(
    select(col(Tombstone.id), col(Tombstone.url), col(Tombstone.deleted_at))
    .where(col(Tombstone.id).in_(bindparam("ids", expanding=True)))
    .order_by(col(Tombstone.revision))
)
OF_NAMES = Prepared(select(col(Label.value)).where(col(Label.name).in_(bindparam("names", expanding=True))))


def deleted(number: int, at: datetime = NOW, **values: Any) -> dict[str, Any]:
    return {"id": uuid4(), "url": None, "revision": number, "deleted_at": at, **values}


def test_a_prepared_sql_statement_returns_values_with_the_types_of_their_columns(engine: Engine) -> None:
    elsewhere = timezone(timedelta(hours=3))
    rows = [deleted(1, url="https://örnek.com/ı'\"%s?:x"), deleted(2, NOW.astimezone(elsewhere))]
    with writing(engine) as session:
        insert_rows(session, Tombstone, rows)
        found = rows_of(session, OF_IDS, ids=[row["id"] for row in rows])
    assert [(row.id, row.url, row.deleted_at) for row in found] == [(r["id"], r["url"], NOW) for r in rows]
    assert all(isinstance(row.id, UUID) and row.deleted_at.tzinfo is UTC for row in found)


@pytest.mark.parametrize("names", [[], ["Ankara"], ["Ankara", "O'Neill", 'a"b', "İ%"]], ids=len)
def test_a_prepared_sql_statement_takes_a_list_of_values_as_one_parameter(engine: Engine, names: list[str]) -> None:
    sent: list[Any] = []
    with writing(engine) as session:
        labels = [{"kind": "tag", "value": name, "name": name, "article_count": 1} for name in (*names, "other")]
        insert_rows(session, Label, labels)
        event.listen(engine, "before_cursor_execute", lambda *args: sent.append(args[3]))
        found = rows_of(session, OF_NAMES, names=names)
    assert sorted(row.value for row in found) == sorted(names)
    assert len(sent) == 1
    assert len(sent[0]) == 1


def test_an_insert_returns_one_row_for_each_inserted_row_in_order(engine: Engine) -> None:
    rows = [{"kind": "tag", "value": f"{number % 7}-{number}", "name": "", "article_count": 1} for number in range(40)]
    adding = inserted(Label, *rows[0], returning=("value", "article_count"))
    with writing(engine) as session:
        assert [row.value for row in returned_by(session, adding, rows)] == [row["value"] for row in rows]
        assert returned_by(session, adding, []) == []
        run_many(session, adding, [])


def test_a_prepared_sql_statement_finds_objects_that_its_session_has_not_yet_written(engine: Engine) -> None:
    row = deleted(1)
    with writing(engine) as session:
        session.add(Tombstone(**row))
        assert [found.id for found in rows_of(session, OF_IDS, ids=[row["id"]])] == [row["id"]]


def test_errors_of_the_driver_become_those_of_sqlalchemy(engine: Engine) -> None:
    row = deleted(1)
    with pytest.raises(IntegrityError), writing(engine) as session:
        insert_rows(session, Tombstone, [row, row])
    missing = {"article_key": 99, "number": 1, "fetched_at": NOW, "last_seen_at": NOW, "changed_fields": ""}
    with pytest.raises(IntegrityError), writing(engine) as session:
        returned_by(session, inserted(Revision, *missing, returning=("key",)), [missing])
    with pytest.raises((ProgrammingError, SqlOperationalError)), writing(engine) as session:
        rows_of(session, Prepared(text("SELECT 1 FROM nowhere")))
    with reading(engine) as session:
        assert rows_of(session, OF_IDS, ids=[row["id"]]) == []  # rolled back


def test_event_listeners_of_sqlalchemy_receive_prepared_sql_statements(engine: Engine) -> None:
    seen: list[tuple[str, bool]] = []
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append((args[2], args[5])))
    row = {"seq": 5, "type": "article.created", "article_id": uuid4(), "revision": 1, "publisher": None, "at": NOW}
    with writing(engine) as session:
        insert_rows(session, Change, [row, {**row, "seq": 6}])
        rows_of(session, OF_IDS, ids=[])
    sent = [(sql.split()[0], many) for sql, many in seen if not sql.startswith("BEGIN")]
    assert sent == [("INSERT", True), ("SELECT", False)]
