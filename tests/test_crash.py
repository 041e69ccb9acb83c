"""The short form of the kill -9 test, and a test that it detects planted faults. The long form is `make crash`."""

import pytest

from benchmarks.crash.harness import run

WRITES, KILLS = 96, 2


def test_acknowledged_articles_survive_a_killed_server(empty_database_url: str) -> None:
    """On PostgreSQL two servers share the database, and each is killed in turn."""
    report = run(empty_database_url, WRITES, KILLS, servers=1 if empty_database_url.startswith("sqlite") else 2)
    assert report.acknowledged == WRITES
    assert not report.damage, report.damage


# On one database: the comparison of what was sent with what is stored reads the API only.
@pytest.mark.parametrize("empty_database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("fault", ["early", "torn"])
def test_the_crash_test_detects_lost_and_incomplete_articles(empty_database_url: str, fault: str) -> None:
    """The last write before a kill is never done by the faulty server, so each kill loses or tears one article."""
    report = run(empty_database_url, 24, 1, ("tests.faulty_server", fault))
    found = report.damage.lost if fault == "early" else report.damage.torn
    assert found, report
