"""PostgreSQL connections with a time limit on every wait, even if the server hangs with its sockets open.

`statement_timeout` is not enough: a server that hangs does not enforce it. After a timeout, new connections are refused
at once for PAUSE_SECONDS; otherwise each queued request would wait for the hanging server, too.
"""

import time
from collections.abc import Callable, Generator
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event

CONNECT_SECONDS = 1.0
PING_SECONDS = 1.0  # time limit of the check that a pooled connection still works, in seconds
PAUSE_SECONDS = 1.0  # for how many seconds after a timeout no new connection is attempted
# The client waits for an SQL statement until `statement_timeout` has passed, and then for this many seconds more, so
# that normally the server ends a slow statement itself.
_MARGIN_SECONDS = 2.0


class Unresponsive(psycopg.OperationalError):
    """Error: the database server did not answer in time, now or within the last PAUSE_SECONDS."""


class Breaker:
    """Circuit breaker: refuses connections for PAUSE_SECONDS after the server did not answer."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._closed_at = clock, -1.0

    def open(self) -> None:
        """Refuse connections for the next PAUSE_SECONDS."""
        self._closed_at = self._clock() + PAUSE_SECONDS

    def check(self) -> None:
        """Raise Unresponsive if connections are refused now."""
        if self._clock() < self._closed_at:
            raise Unresponsive("the database server did not answer a moment ago, so it is not asked again yet")


class BoundedConnection(psycopg.Connection[Any]):
    """A psycopg connection that waits for the server at most `limit` seconds (None: without limit)."""

    limit: float | None = PING_SECONDS
    is_lent = False  # whether a session uses the connection; False while it is in the pool
    breaker = Breaker()

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait while psycopg runs its generator `gen`.

        If the server does not answer within the limit, close the connection.
        """
        if not self.is_lent:
            self.breaker.check()
        try:
            return super().wait(gen, interval, self.limit if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if self.closed or self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise  # not a timeout: the server answered with an error, or closed the connection
            self.breaker.open()
            self.close()
            raise Unresponsive("the database server did not answer in time") from error

    @classmethod
    def _connect_gen(cls, *arguments: Any, **options: Any) -> Generator[Any, Any, Any]:
        """Connect, or give up after CONNECT_SECONDS. psycopg's own option for this limit cannot be less than two
        seconds.
        """
        cls.breaker.check()
        connecting, end = super()._connect_gen(*arguments, **options), time.monotonic() + CONNECT_SECONDS
        ready = None
        while True:
            try:
                wanted = connecting.send(ready)  # type: ignore[arg-type]  # None starts it
            except StopIteration as done:
                return done.value
            ready = yield wanted
            if not ready and time.monotonic() > end:
                cls.breaker.open()
                raise Unresponsive("the database server did not answer in time")


def bound(engine: Engine, statement_seconds: float | None) -> None:
    """Limit how long the connections of `engine` wait.

    `statement_seconds`: time limit of an SQL statement (None: no limit).
    """
    kind = type("EngineConnection", (BoundedConnection,), {"breaker": Breaker()})
    assert issubclass(kind, BoundedConnection)
    limit = None if statement_seconds is None else statement_seconds + _MARGIN_SECONDS

    def connect(_dialect: object, _record: object, arguments: Any, options: Any) -> BoundedConnection:
        return kind.connect(*arguments, **options)

    def lend(connection: BoundedConnection, _record: object, _proxy: object) -> None:
        connection.limit, connection.is_lent = limit, True

    def take_back(connection: BoundedConnection | None, _record: object) -> None:
        if connection is not None:
            connection.limit, connection.is_lent = PING_SECONDS, False

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "checkout", lend)
    event.listen(engine, "checkin", take_back)
