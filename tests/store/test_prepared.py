"""Statements sent through the driver behave like SQLAlchemy's: typed values, order of rows, errors, listeners."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, Integer, String, bindparam, event, select, text, update
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.exc import OperationalError as SqlOperationalError
from sqlmodel import col

from app.store.prepared import _MANY, Prepared, rows_of, run_many, typed
from app.store.row_sets import row_set
from app.store.session import insert_rows, inserted, new_keys, reading, writing
from app.store.statement_tables import Statement
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


def said(key: int) -> dict[str, Any]:
    counts = {"quote_count": 1, "article_count": 1, "sort_at": NOW, "said_at": NOW, "changed_at": NOW}
    return {"key": key, "id": uuid4(), "speaker_json": "{}", **counts}


def new_keys_of(engine: Engine) -> list[int]:
    with writing(engine) as session:
        return new_keys(session, Statement, 1)


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


@pytest.mark.parametrize("count", [1, _MANY - 1, _MANY, 300])
def test_rows_are_stored_as_given_whether_few_or_many_are_inserted(engine: Engine, count: int) -> None:
    """PostgreSQL inserts few rows one by one, and many by `COPY`."""
    urls = ["https://örnek.com/ı\t\\N\n'\"%s?:x", None, "\\.", ""]
    rows = [deleted(number, NOW + timedelta(number), url=urls[number % 4]) for number in range(count)]
    with writing(engine) as session:
        insert_rows(session, Tombstone, rows)
        run_many(session, inserted(Tombstone, *rows[0]), [])
    with reading(engine) as session:
        found = rows_of(session, OF_IDS, ids=[row["id"] for row in rows])
    assert [(row.id, row.url, row.deleted_at) for row in found] == [(r["id"], r["url"], r["deleted_at"]) for r in rows]


@pytest.mark.parametrize("count", [1, _MANY - 1, _MANY, 300])
def test_rows_that_are_stored_already_are_updated_whether_few_or_many_are_inserted(engine: Engine, count: int) -> None:
    sql = (
        "INSERT INTO label (kind, value, name, article_count) VALUES (:kind, :value, :value, :step)"
        " ON CONFLICT (kind, value) DO UPDATE SET article_count = label.article_count + excluded.article_count"
    )
    adding = Prepared(typed(sql, kind=String(), value=String(), step=Integer()))
    rows = [{"kind": "tag", "value": f"ı'\"{{{number}}},", "step": number} for number in range(count)]
    with writing(engine) as session:
        for _ in range(2):
            run_many(session, adding, rows)
        found = session.execute(select(col(Label.value), col(Label.article_count)).order_by(col(Label.article_count)))
        assert [tuple(row) for row in found] == [(row["value"], 2 * number) for number, row in enumerate(rows)]


def test_only_plain_inserts_and_updates_are_turned_into_sql_for_many_rows() -> None:
    assert row_set('UPDATE a SET b=(a.b + %(x)s::INTEGER), d=%(z)s::VARCHAR COLLATE "C" WHERE a.c = %(y)s::BIGINT') == (
        "UPDATE a SET b=(a.b + given.x), d=given.z FROM unnest(%(x)s::INTEGER[], %(z)s::VARCHAR[], %(y)s::BIGINT[])"
        " AS given (x, z, y) WHERE a.c = given.y", ("x", "z", "y"), False
    )  # fmt: skip
    assert row_set('INSERT INTO a (b, c) VALUES (%(x)s, CAST(%(y)s AS TSVECTOR))') == (
        "COPY a (b, c) FROM STDIN", ("x", "y"), True
    )  # fmt: skip
    others = (
        "INSERT INTO a (b) VALUES (%(x)s) RETURNING a.key",
        "INSERT INTO a (b) VALUES (lower(%(x)s))",
        "INSERT INTO a (b) VALUES (%(x)s) ON CONFLICT DO NOTHING",
        "UPDATE a SET b=%(x)s WHERE c = %(y)s::BIGINT",
        "UPDATE a SET b=%(x)s::UUID WHERE c = %(y)s::BIGINT",
        "DELETE FROM a",
    )
    assert [row_set(sql) for sql in others] == [None] * len(others)


@pytest.mark.parametrize("count", [1, _MANY - 1, _MANY, 300])
def test_each_row_is_updated_with_its_own_values_whether_few_or_many_are(engine: Engine, count: int) -> None:
    table = Label.__table__  # type: ignore[attr-defined]
    updating = Prepared(
        update(table)
        .where(table.c.value == bindparam("of"))
        .values(article_count=table.c.article_count + bindparam("step"), name=bindparam("new_name", type_=String()))
    )
    rows = [{"of": f"ı'{number}", "step": 1, "new_name": f'"{number}\\'} for number in range(count)]
    labels = [{"kind": "tag", "value": row["of"], "name": "", "article_count": n} for n, row in enumerate(rows)]
    with writing(engine) as session:
        insert_rows(session, Label, labels)
        run_many(session, updating, rows)
        found = session.execute(select(col(Label.name), col(Label.article_count)).order_by(col(Label.article_count)))
        assert [tuple(row) for row in found] == [(row["new_name"], number + 1) for number, row in enumerate(rows)]


def test_new_keys_are_those_of_no_other_row(engine: Engine) -> None:
    with writing(engine) as session:
        keys = new_keys(session, Statement, 3)
        insert_rows(session, Statement, [said(key) for key in keys])
        further = new_keys(session, Statement, 2)
    assert sorted({*keys, *further}) == [*keys, *further]
    assert new_keys_of(engine)[0] > keys[-1]


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
        insert_rows(session, Revision, [missing])
    with pytest.raises(IntegrityError), writing(engine) as session:
        insert_rows(session, Revision, [missing] * _MANY)
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
