"""Every hostile page, extracted in this process: its expected outcome, and no access to network or files."""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.errors import ExtractionError
from app.extraction import extract
from app.schemas.record import record_of
from tests.hostile.case import Article, HostileCase
from tests.hostile.check import Record, faults, strict
from tests.hostile.corpus import cases

CASES = cases()
QUICK = [case for case in CASES if not case.is_slow]
_attempts: list[str] = []
_watching = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Write down whatever reaches for the network or a file of the machine; a hook cannot be taken off again."""
    if _watching and (
        event in ("socket.connect", "socket.getaddrinfo")
        or (event == "open" and str(arguments[0]).startswith("/etc/passwd"))
    ):
        _attempts.append(f"{event} {arguments}")


sys.addaudithook(_watch)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Return the attempts during the block to reach the network or a file."""
    global _watching
    _attempts.clear()
    _watching = True
    try:
        yield _attempts
    finally:
        _watching = False


def digest(case: HostileCase) -> bytes:
    return hashlib.sha256(case.page).digest()


def outcome(case: HostileCase) -> Record | str:
    try:
        return strict(record_of(extract(case.page, case.url, **case.hints)).model_dump_json())
    except ExtractionError as error:
        return error.slug


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
def test_a_hostile_page_has_its_expected_outcome(case: HostileCase) -> None:
    with watched() as attempts:
        found = outcome(case)
    assert faults(case, found) == []
    assert attempts == []


def test_the_audit_hook_of_the_hostile_tests_reports_an_opened_file() -> None:
    with watched() as attempts, open("/etc/passwd"):  # noqa: PTH123
        pass
    assert len(attempts) == 1


def test_the_hostile_pages_are_many_and_have_unique_names() -> None:
    names = [case.name for case in CASES]
    assert len(names) >= 160
    assert len(set(names)) == len(names)
    assert len({case.group for case in CASES}) == 12
    assert {case.group for case in CASES if case.is_slow} == {"sizes"}


def test_hostile_pages_are_generated_deterministically() -> None:
    for once, again in zip(CASES, cases(), strict=True):
        assert once.name == again.name
        assert once.is_slow or digest(once) == digest(again), once.name


def test_a_wrong_outcome_of_a_hostile_page_is_reported() -> None:
    case = HostileCase("a/b", bytes, Article("Title", "Body", warnings=("x",)), None)
    assert faults(case, "not-html")
    record = outcome(CASES[0])
    assert isinstance(record, dict)
    assert len(faults(case, record)) == 3
