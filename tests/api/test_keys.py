"""API keys: scopes, expiry, secrecy; and rate limits."""

import asyncio
import hmac
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError
from sqlmodel import col, select, update
from starlette.requests import Request
from structlog.testing import capture_logs

from app.api.request.auth import Client, _address
from app.api.state.rate_limits import Policy, RateLimits, Usage
from app.config import Settings
from app.errors import RateLimited
from app.schemas.key import SCOPES, Scope, opened_by
from app.store.keys import verified_key
from app.store.session import make_engine, reading, writing
from app.store.tables import ApiKey
from tests.builders.answers import problem
from tests.builders.app_client import UNKNOWN, AppClient, key_for
from tests.builders.pages import council_page

# One operation of each scope, and how it answers who may: there is no such article, the page is empty.
EVERYWHERE = {"host": "0.0.0.0"}


@pytest.fixture
def everywhere(database_url: str) -> Iterator[AppClient]:
    asked = AppClient(database_url, **EVERYWHERE)
    yield asked
    asked.app.state.engine.dispose()


@pytest.mark.parametrize("scope", SCOPES)
def test_a_key_allows_exactly_the_operations_of_its_scopes(
    everywhere: AppClient, database_url: str, scope: Scope
) -> None:
    key = key_for(database_url, scope)
    everywhere.allowed(scope, key)
    for other in set(SCOPES) - opened_by([scope]):
        refused = everywhere.refused(other, 403, "insufficient-scope", key)
        assert refused.json()["scope"] == other
        assert f'scope="{other}"' in refused.headers["www-authenticate"]


def test_a_key_with_scope_ingest_may_preview_pages(everywhere: AppClient, database_url: str) -> None:
    everywhere.allowed("preview", key_for(database_url, "ingest"))
    everywhere.refused("ingest", 403, "insufficient-scope", key_for(database_url, "preview"))


def test_a_server_not_on_loopback_requires_a_key_except_for_reading(everywhere: AppClient) -> None:
    everywhere.allowed("read")
    for scope in set(SCOPES) - {"read"}:
        everywhere.refused(scope, 401, "authentication-required")


@pytest.mark.parametrize("wrong", ["nk_", "nk_x_y", "xx_0_0", "nk", "ş", "a b", "nk_0000000000000000_" + "A" * 43])
def test_a_malformed_key_is_refused_even_where_no_key_is_required(
    everywhere: AppClient, database_url: str, wrong: str
) -> None:
    everywhere.refused("read", 401, "invalid-api-key", headers={"Authorization": f"Bearer {wrong}".encode()})
    key = key_for(database_url, "read")
    for text in (key[:-1], key + "A", key.replace("nk_", "NK_"), key[: key.rindex("_", 0, 24)]):
        everywhere.refused("read", 401, "invalid-api-key", text)
    everywhere.refused("read", 401, "invalid-api-key", headers={"Authorization": "Basic bmV3czpuZXdz"})
    everywhere.allowed("read", headers={"Authorization": f"bearer {key}"})


def test_expired_and_revoked_keys_are_refused_immediately(everywhere: AppClient, database_url: str) -> None:
    now = datetime.now(UTC)
    everywhere.refused("read", 401, "invalid-api-key", key_for(database_url, "read", expires_at=now))
    key = key_for(database_url, "read", expires_at=now + timedelta(minutes=1))
    everywhere.allowed("read", key)
    with writing(everywhere.app.state.engine) as session:
        session.exec(update(ApiKey).values(revoked_at=now + timedelta(minutes=1)))
    everywhere.allowed("read", key)  # rotated: valid for a while
    with writing(everywhere.app.state.engine) as session:
        session.exec(update(ApiKey).values(revoked_at=now))
    everywhere.refused("read", 401, "invalid-api-key", key)


def test_a_key_is_stored_as_a_hash_and_compared_in_constant_time(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, compared, right_way = make_engine(database_url), [], hmac.compare_digest

    def compare(left: bytes, right: bytes) -> bool:
        compared.append((left, right))
        return right_way(left, right)

    key = key_for(database_url, "read")
    secret = key.split("_", 2)[2]
    with reading(engine) as session:
        row = session.exec(select(ApiKey)).one()
        assert secret not in str(row.model_dump())
        assert len(row.secret_hash) == 32
    monkeypatch.setattr(hmac, "compare_digest", compare)
    assert verified_key(engine, key)
    assert verified_key(engine, key + "x") is None
    assert verified_key(engine, "nk_unknown_" + secret) is None
    assert len(compared) == 3
    assert len({len(side) for pair in compared for side in pair}) == 1
    engine.dispose()


def test_the_last_use_of_a_key_is_recorded_once_a_minute(database_url: str) -> None:
    engine, key = make_engine(database_url), key_for(database_url, "read")

    def last_used() -> datetime | None:
        with reading(engine) as session:
            return session.exec(select(ApiKey.last_used_at)).one()

    assert last_used() is None
    verified_key(engine, key)
    first = last_used()
    assert first is not None
    verified_key(engine, key)
    assert last_used() == first
    with writing(engine) as session:
        session.exec(update(ApiKey).values(last_used_at=first - timedelta(minutes=2)).where(col(ApiKey.name) == "test"))
    verified_key(engine, key)
    later = last_used()
    assert later is not None
    assert later >= first
    engine.dispose()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.3.2.1"])
def test_a_server_on_loopback_needs_no_key_for_local_requests(database_url: str, host: str) -> None:
    asked = AppClient(database_url, host=host)
    for scope in SCOPES:
        asked.allowed(scope)
        asked.allowed(scope, headers={"Origin": "http://127.0.0.1:8000"})
    asked.app.state.engine.dispose()


@pytest.mark.parametrize(
    "header",
    [{"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}, {"Origin": "http://rebound.example:8000"},
     {"Origin": "null"}, {"Origin": "http://[::1"}],
    ids=str,
)  # fmt: skip
def test_requests_through_a_proxy_or_with_a_foreign_origin_are_not_treated_as_local(
    database_url: str, header: dict[str, str]
) -> None:
    asked = AppClient(database_url)
    asked.allowed("read", headers=header)
    for scope in set(SCOPES) - {"read"}:
        asked.refused(scope, 401, "authentication-required", headers=header)
    asked.app.state.engine.dispose()


def test_the_setting_anonymous_scopes_lists_the_scopes_that_need_no_key(database_url: str) -> None:
    closed = AppClient(database_url, anonymous_scopes="none")
    for scope in SCOPES:
        closed.refused(scope, 401, "authentication-required")
    for path in ("/livez", "/readyz", "/metrics", "/docs", "/openapi.json", "/problems/not-found"):
        assert closed("GET", path).status_code == 200
    problem(closed("GET", "/v1/nowhere"), 404, "not-found")
    opened = AppClient(database_url, anonymous_scopes="read,ingest", **EVERYWHERE)
    opened.allowed("ingest")
    opened.allowed("preview")
    opened.refused("admin", 401, "authentication-required")
    tried = AppClient(database_url, anonymous_scopes="read,preview", **EVERYWHERE)
    tried.allowed("preview")
    tried.refused("ingest", 401, "authentication-required")
    for wrong in ("", "all", "read,", "read ingest"):
        with pytest.raises(ValidationError):
            Settings(anonymous_scopes=wrong)
    for asked in (closed, opened, tried):
        asked.app.state.engine.dispose()


def test_shared_caches_may_not_store_answers_to_requests_with_a_key(everywhere: AppClient, database_url: str) -> None:
    key = key_for(database_url, "read")
    assert "private" in everywhere.allowed("read", key).headers["cache-control"]
    assert "public" in everywhere.allowed("read").headers["cache-control"]


def test_the_log_names_a_key_by_its_public_part(everywhere: AppClient, database_url: str) -> None:
    key = key_for(database_url, "read", "ingest")
    with capture_logs() as lines:
        everywhere.allowed("read", key)
        everywhere.refused("admin", 403, "insufficient-scope", key)
        everywhere.refused("read", 401, "invalid-api-key", key + "x")
    assert [line["client"] for line in lines] == [f"key:{key.split('_')[1]}"] * 2 + [None]
    assert key.split("_", 2)[2] not in str(lines)


def test_reads_are_rate_limited_per_key_and_per_address(database_url: str) -> None:
    asked = AppClient(database_url, max_reads_per_minute=3, **EVERYWHERE)
    asked.app.state.rate_limits._clock = lambda: 6_000_045.0
    key = key_for(database_url, "read")
    for who in (None, key):
        for left in (2, 1, 0):
            headers = asked.allowed("read", who).headers
            assert headers["ratelimit-policy"] == '"reads";q=3;w=60'
            assert headers["ratelimit"] == f'"reads";r={left};t=15'
        refused = asked("GET", "/v1/quotes", who)
        problem(refused, 429, "rate-limited")
        assert refused.json()["policy"] == "reads"
        assert (refused.headers["retry-after"], refused.headers["ratelimit"]) == ("15", '"reads";r=0;t=15')
    assert asked("GET", "/livez").status_code == 200
    asked.app.state.rate_limits._clock = lambda: 6_000_060.0
    asked.allowed("read", key)
    asked.app.state.engine.dispose()


def test_posts_are_rate_limited_by_number_and_by_extraction_time(database_url: str) -> None:
    asked = AppClient(database_url, max_ingests_per_minute=30, max_extraction_seconds_per_minute=1)
    asked.app.state.rate_limits._clock = lambda: 6_000_000.0
    slow = council_page("A long one", "</p><p>".join(["The council met on Monday to talk."] * 12_000))
    first = asked("POST", "/v1/extract", content=council_page("A short one"))
    assert first.headers["ratelimit"] == '"ingests";r=29;t=60, "extraction";r=1;t=60'
    # the faster the machine, the more pages it takes to use up a second of extraction
    posted = (asked("POST", "/v1/extract", content=slow) for _ in range(20))
    assert any('"extraction";r=0' in answer.headers["ratelimit"] for answer in posted)
    for path in ("/v1/extract", "/v1/articles", f"{UNKNOWN}/reextract"):
        refused = asked("POST", path, content=b"")
        problem(refused, 429, "rate-limited")
        assert refused.json()["policy"] == "extraction"
    line = asked("POST", "/v1/articles/batch", content=b"{}", headers={"Content-Type": "application/x-ndjson"}).json()
    assert (line["status"], line["problem"]["type"]) == (429, "/problems/rate-limited")
    assert line["problem"]["retry_after"] == int(refused.headers["retry-after"]) == refused.json()["retry_after"]
    asked.allowed("read")
    asked.app.state.engine.dispose()


def test_a_rate_limit_counts_only_accepted_requests_of_the_current_minute() -> None:
    now = 60.0
    rates = RateLimits(Settings(max_ingests_per_minute=2), clock=lambda: now)

    request = Request({"type": "http", "state": {"client": Client("key:1", frozenset())}})
    for _ in range(2):
        rates.take(request, "ingests", "extraction")
    with pytest.raises(RateLimited):
        rates.take(request, "ingests", "extraction")
    assert sum(rates._counted.values()) == 2
    now = 120.0
    rates.take(request, "ingests", "extraction")
    assert sum(rates._counted.values()) == 1


def test_servers_share_their_rate_limit_counts_even_after_a_failed_exchange() -> None:
    totals: Counter[tuple[str, Policy]] = Counter()

    async def add(minute: int, used: Usage) -> Usage:
        assert minute == 1
        totals.update(used)
        return {counted: totals[counted] for counted in used}

    async def fail(_minute: int, _used: Usage) -> Usage:
        raise TimeoutError

    request = Request({"type": "http", "state": {"client": Client("key:1", frozenset())}})
    first, second = (RateLimits(Settings(max_reads_per_minute=9), clock=lambda: 60.0) for _ in range(2))
    for server, reads in ((first, 4), (second, 2)):
        for _ in range(reads):
            server.take(request, "reads")
    with pytest.raises(TimeoutError):
        asyncio.run(first.exchange(fail))
    assert first._remaining("key:1", "reads") == 5
    asyncio.run(first.exchange(add))
    asyncio.run(second.exchange(add))
    assert (first._remaining("key:1", "reads"), second._remaining("key:1", "reads")) == (5, 3)
    for _ in range(3):
        second.take(request, "reads")
    with pytest.raises(RateLimited):
        second.take(request, "reads")


def test_all_addresses_of_an_ipv6_network_share_one_rate_limit() -> None:
    assert _address("2001:db8::1") == _address("2001:db8::ffff:1") != _address("2001:db8:0:1::1")
    assert _address("192.0.2.1") != _address("192.0.2.2")
