"""A key reserved by a killed process is free at once; one reserved by a running or remote process is not."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, update

from app.errors import IdempotencyInProgress
from app.store.idempotent_answers import begin
from app.store.process_identity import is_gone, own_identity
from app.store.session import writing
from app.store.tables import KeptAnswer
from tests.builders.servers import ROOT

NOW = datetime(2024, 1, 1, tzinfo=UTC)
TELL = "from app.store.process_identity import own_identity; print(own_identity(), flush=True); input()"


@contextmanager
def running() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that runs until it is killed, and its identity."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", TELL], cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout
        yield process, process.stdout.readline().strip()
        process.kill()


def held_by(engine: Engine, owner: str | None) -> None:
    assert begin(engine, "k", "payload", NOW) is None
    with writing(engine) as session:
        session.execute(update(KeptAnswer).values(owner=owner))


def test_a_killed_process_counts_as_ended() -> None:
    with running() as (process, identity):
        assert not is_gone(identity)
        process.kill()
        process.wait()
        assert is_gone(identity)
    assert not is_gone(own_identity())


def test_a_process_counts_as_ended_if_a_later_process_has_its_id() -> None:
    place, _, process = own_identity().rpartition(" ")
    number, _, started = process.partition(":")
    assert is_gone(f"{place} {number}:{int(started) - 1}")


@pytest.mark.parametrize("identity", [None, "", "elsewhere pid:[1] 1:5", " 1:5", "garbage"])
def test_a_process_on_another_machine_or_in_another_container_counts_as_running(identity: str | None) -> None:
    assert not is_gone(identity)


def test_the_idempotency_key_of_a_killed_process_is_released_immediately(engine: Engine) -> None:
    with running() as (process, identity):
        held_by(engine, identity)
        with pytest.raises(IdempotencyInProgress):
            begin(engine, "k", "payload", NOW)
        process.kill()
        process.wait()
        assert begin(engine, "k", "payload", NOW) is None
    with pytest.raises(IdempotencyInProgress):
        begin(engine, "k", "payload", NOW)  # this process holds it now


def test_the_idempotency_key_of_a_process_on_another_machine_stays_locked(engine: Engine) -> None:
    held_by(engine, "elsewhere pid:[1] 1:5")
    with pytest.raises(IdempotencyInProgress):
        begin(engine, "k", "payload", NOW)
