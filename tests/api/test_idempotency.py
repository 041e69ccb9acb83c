"""A request repeated with its idempotency key gets its first answer, byte for byte, from every worker."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Engine

from app.errors import IdempotencyInProgress, IdempotencyKeyReused
from app.store.idempotent_answers import GIVEN_UP_AFTER, KEPT_FOR, Answer, begin, forget, keep, renew
from app.store.session import writing
from tests.builders.answers import problem
from tests.builders.pages import council_page
from tests.builders.servers import serving

pytestmark = pytest.mark.postgresql

NOW = datetime(2024, 1, 1, tzinfo=UTC)
DONE = Answer(201, {"location": "/v1/articles/x"}, b"{}")


def send(
    client: httpx.Client, key: str, name: str, headline: str = "A story sent twice", **params: str
) -> httpx.Response:
    headers = {"Content-Type": "text/html", "Idempotency-Key": key}
    params = {"url": f"https://www.portcourier.example/keys/{name}", **params}
    return client.post("/v1/articles", params=params, content=council_page(headline), headers=headers, timeout=300)


def test_a_repeated_idempotency_key_replays_the_first_answer(client: httpx.Client) -> None:
    key, name = str(uuid4()), uuid4().hex
    first = send(client, key, name)
    assert (first.status_code, first.headers.get("idempotent-replayed")) == (201, None)
    for same in (key, f'"{key}"'):
        again = send(client, same, name)
        assert (again.status_code, again.content) == (201, first.content)
        assert again.headers["idempotent-replayed"] == "true"
        for header in ("location", "content-type", "cache-control"):
            assert again.headers[header] == first.headers[header]
    other = send(client, str(uuid4()), name)
    assert (other.status_code, other.json()["outcome"]) == (200, "unchanged")


def test_an_idempotency_key_reused_for_a_different_request_is_refused(client: httpx.Client) -> None:
    key, name = str(uuid4()), uuid4().hex
    assert send(client, key, name).status_code == 201
    problem(send(client, key, name, "Another story altogether"), 422, "idempotency-key-reused")
    problem(send(client, key, name, language="en"), 422, "idempotency-key-reused")
    assert send(client, key, name).headers["idempotent-replayed"] == "true"


def test_the_only_failure_that_is_replayed_is_the_refusal_of_a_page(
    client: httpx.Client,
) -> None:
    key = str(uuid4())
    headers = {"Content-Type": "text/html", "Idempotency-Key": key}
    first, again = (client.post("/v1/articles", content=b"%PDF-1.7", headers=headers) for _ in range(2))
    problem(first, 422, "not-html")
    assert (again.status_code, again.content) == (422, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    key, name = str(uuid4()), uuid4().hex
    path = send(client, str(uuid4()), name).headers["location"]
    client.delete(path)
    problem(send(client, key, name), 410, "gone")
    problem(send(client, key, name), 410, "gone")


@pytest.mark.parametrize("key", ["", '""', "x" * 256])
def test_an_idempotency_key_that_is_empty_or_too_long_is_refused(client: httpx.Client, key: str) -> None:
    problem(send(client, key, "length"), 422, "validation-error")


def test_parallel_requests_with_one_idempotency_key_store_one_page(client: httpx.Client) -> None:
    key, name = str(uuid4()), uuid4().hex
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(client, key, name), range(16)))
    done = [answer for answer in answers if answer.status_code == 201]
    assert {answer.content for answer in done} == {done[0].content}
    for answer in answers:
        if answer.status_code != 201:
            problem(answer, 409, "idempotency-in-progress")
            assert int(answer.headers["retry-after"]) > 0
    assert len([answer for answer in done if "idempotent-replayed" not in answer.headers]) == 1


def test_a_stored_answer_is_replayed_after_a_restart(tmp_path: Path) -> None:
    answers = []
    for _ in range(2):
        with (
            serving(f"sqlite:///{tmp_path / 'news.db'}") as base_url,
            httpx.Client(base_url=base_url, timeout=300) as client,
        ):
            answers.append(send(client, "kept", "restart"))
    assert answers[0].content == answers[1].content
    assert answers[1].headers["idempotent-replayed"] == "true"


def test_an_idempotency_key_is_free_again_when_its_lock_or_lifetime_ends(engine: Engine) -> None:
    assert begin(engine, "k", "payload", NOW) is None
    with pytest.raises(IdempotencyInProgress):
        begin(engine, "k", "payload", NOW + timedelta(seconds=5))
    assert begin(engine, "k", "payload", NOW + GIVEN_UP_AFTER * 2) is None  # its worker was killed
    with writing(engine) as session:
        keep(session, "k", DONE)
    assert begin(engine, "k", "payload", NOW + timedelta(hours=23)) == DONE
    with pytest.raises(IdempotencyKeyReused):
        begin(engine, "k", "other", NOW + timedelta(hours=23))
    with writing(engine) as session:
        forget(session, "k")  # an answer that is kept stays
    assert begin(engine, "k", "payload", NOW + timedelta(hours=23)) == DONE
    assert begin(engine, "k", "other", NOW + GIVEN_UP_AFTER * 2 + KEPT_FOR * 2) is None
    with writing(engine) as session:
        forget(session, "k")
    assert begin(engine, "k", "third", NOW + KEPT_FOR * 2) is None


def test_renewing_an_idempotency_key_changes_nothing_but_its_lock(engine: Engine) -> None:
    assert begin(engine, "k", "payload", NOW) is None
    renew(engine, "k", NOW + GIVEN_UP_AFTER)
    with pytest.raises(IdempotencyInProgress):
        begin(engine, "k", "payload", NOW + GIVEN_UP_AFTER * 1.5)
    with writing(engine) as session:
        keep(session, "k", DONE)
    renew(engine, "k", NOW + KEPT_FOR)
    assert begin(engine, "k", "payload", NOW + KEPT_FOR) == DONE
    renew(engine, "unknown", NOW)
