"""A frozen database: every wait ends, and the error says what happened."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.errors import NotReady
from app.store import session as sessions
from app.store.bounded_connection import Breaker, Unresponsive
from app.store.session import database_error, make_engine, reading, writing
from tests.builders.freezable import Freezable


@pytest.fixture
def way(postgresql_url: str) -> Iterator[Freezable]:
    way = Freezable(make_url(postgresql_url).port or 5432)
    yield way
    way.close()


@pytest.fixture
def engine(postgresql_url: str, way: Freezable) -> Iterator[Engine]:
    url = make_url(postgresql_url).set(host="127.0.0.1", port=way.port)
    engine = make_engine(url.render_as_string(hide_password=False))
    yield engine
    engine.dispose()


def ask(engine: Engine) -> int:
    with reading(engine) as session:
        return int(session.execute(text("SELECT 1")).scalar_one())


def ask_until_answered(engine: Engine) -> int:
    while True:
        try:
            return ask(engine)
        except OperationalError:
            continue


def test_connections_fail_while_postgresql_hangs_and_work_again_afterwards(engine: Engine, way: Freezable) -> None:
    assert ask(engine) == 1
    with way.frozen():
        for _ in range(2):
            with pytest.raises(OperationalError) as failed:
                ask(engine)
            assert isinstance(failed.value.orig, Unresponsive)
    assert ask_until_answered(engine) == 1


def test_a_connection_to_a_postgresql_that_hangs_is_given_up(engine: Engine, way: Freezable) -> None:
    with way.frozen(), pytest.raises(OperationalError) as failed:
        ask(engine)
    assert isinstance(failed.value.orig, Unresponsive)


def test_an_sql_statement_fails_if_postgresql_hangs(engine: Engine, way: Freezable) -> None:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver
        driver.limit = 0.2
        with way.frozen(), pytest.raises(OperationalError) as failed:
            connection.execute(text("SELECT 1"))
    assert isinstance(failed.value.orig, Unresponsive)
    assert driver.closed
    assert ask_until_answered(engine) == 1


def test_pooled_connections_are_not_used_right_after_a_timeout(engine: Engine, way: Freezable) -> None:
    with engine.connect(), engine.connect(), engine.connect():
        pass  # three connections are in the pool
    with way.frozen():
        said = []
        for _ in range(3):
            with pytest.raises(OperationalError) as failed:
                ask(engine)
            said.append(str(failed.value.orig))
    assert said == ["the database server did not answer a moment ago, so it is not asked again yet"] * 3


def test_no_connection_is_tried_within_one_second_after_a_timeout() -> None:
    now = 100.0
    breaker = Breaker(lambda: now)
    breaker.check()
    breaker.open()
    now = 100.9
    with pytest.raises(Unresponsive):
        breaker.check()
    now = 101.0
    breaker.check()


def test_postgresql_cancels_an_sql_statement_that_takes_too_long(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url, statement_seconds=1)
    with reading(engine) as session, pytest.raises(OperationalError) as failed:
        session.execute(text("SELECT pg_sleep(60)"))
    error = database_error(failed.value)
    assert isinstance(error, NotReady)
    assert (error.detail, error.headers) == ("the database took too long to answer", {"Retry-After": "5"})
    assert ask(engine) == 1
    engine.dispose()


def test_the_error_has_a_retry_after_header_if_no_connection_is_free(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_POOL_SECONDS", 0.01)
    engine = make_engine(database_url, connections=1)
    with engine.connect(), pytest.raises(PoolTimeout) as failed:
        ask(engine)
    error = database_error(failed.value)
    assert isinstance(error, NotReady)
    assert error.headers == {"Retry-After": "2"}
    engine.dispose()


def test_a_database_url_may_begin_with_postgres(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url.replace("postgresql://", "postgres://"))
    with writing(engine) as session:
        assert session.execute(text("SHOW synchronous_commit")).scalar() == "on"
    engine.dispose()
