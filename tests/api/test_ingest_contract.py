"""Random sequences of posts, deletions and restores have the same outcomes in the service as in the model.

STATEFUL_RUNS says how many sequences are tried on SQLite; a fifth of them are on PostgreSQL.
"""

import asyncio
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from app.extraction import extract
from app.schemas.article import ArticleDraft
from app.text.identity import article_id
from app.text.url import registrable_domain
from tests.api.ingest_model import Condition, Expected, Model, Post
from tests.builders.in_process import Service, sqlite_databases
from tests.builders.postgresql import administer

RUNS = int(os.environ.get("STATEFUL_RUNS", "30"))
STEPS = 20
START = datetime.now(UTC) - timedelta(hours=1)
NOW = 1_000  # a time that is not sent: every one is later than the one before

HARBOUR = "The council met on Monday to talk about the harbour of the town. " * 4
SCHOOL = "“The school opens in May,” said Ann Marsh, the mayor of Port Lee. It was closed for years. " * 3
PAGES = tuple(
    f"<html lang=en><title>{title}</title><article><h1>{title}</h1><p>{text}</p><p>{text}!</p></article>".encode()
    for title, text in (("Council meets again", HARBOUR), ("Council met again", HARBOUR), ("A school opens", SCHOOL))
)
NO_PAGES = {b"%PDF-1.7": "not-html", b" ": "empty-document", b"<html><p>Nothing": "not-an-article"}
ADDRESSES = ("https://www.portcourier.example/a", "https://m.portcourier.example/b", "https://otherpaper.example/c")
SPELLINGS = ("", "?utm_source=x", "#top")

CONDITIONS = [(header, tag) for header in ("If-Match", "If-None-Match") for tag in ("*", "current", "old")]
conditions: st.SearchStrategy[Condition] = st.sampled_from([*[None] * 12, *CONDITIONS])
keys = st.none() | st.sampled_from(["k1", '"k1"', "k2"])


@cache
def drafts() -> tuple[ArticleDraft, ...]:
    """Extract the pages, but not while tests are collected: each process of a run would do it."""
    return tuple(extract(page) for page in PAGES)


class Sent(NamedTuple):
    """A request that posts a page: its meaning for the model, and its HTTP form."""

    post: Post
    problem: str | None  # of a page that gives no article
    params: dict[str, str]
    content: bytes
    kind: str


@st.composite
def requests(draw: st.DrawFn) -> Sent:
    """Draw any page, with any address or without one, as HTML or JSON."""
    address = draw(st.sampled_from([*ADDRESSES[:1] * 3, *ADDRESSES, None]))
    version = draw(st.integers(0, len(PAGES) - 1))
    page = draw(st.sampled_from(sorted(NO_PAGES))) if draw(st.integers(0, 9)) == 9 else PAGES[version]
    fetched = draw(st.sampled_from([NOW, NOW, NOW, 1, 2, 3]))
    restore, is_json = draw(st.booleans()), draw(st.booleans())
    members: dict[str, str] = {}
    if address:
        members["url"] = address + draw(st.sampled_from(SPELLINGS))
    if fetched < NOW:
        members["fetched_at"] = (START + timedelta(minutes=fetched)).isoformat()
    post = Post(address or f"content {version}", version, drafts()[version].body, page, fetched, restore)
    query = {"restore": "true"} if restore else {}
    if is_json:
        content = json.dumps({"html": page.decode(), **members}).encode()
        return Sent(post, NO_PAGES.get(page), query, content, "application/json")
    return Sent(post, NO_PAGES.get(page), query | members, page, "text/html")


class Contract(RuleBasedStateMachine):
    """The service beside the model."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        service.open()
        self.service, self.model, self.clock = service, Model(), NOW
        self.ids = {name: str(article_id(name, "")) for name in ADDRESSES}
        self.etags: dict[str, list[str]] = {}
        self.kept: dict[str, tuple[Sent, httpx.Response]] = {}

    @rule(sent=requests(), condition=conditions, key=keys)
    def post(self, sent: Sent, condition: Condition, key: str | None) -> None:
        answer = self.service("POST", "/v1/articles", **self.request(sent, condition, key))
        self.posted(sent, condition, key, answer)

    @precondition(lambda self: self.kept)
    @rule(data=st.data(), condition=conditions)
    def post_again(self, data: st.DataObject, condition: Condition) -> None:
        key = data.draw(st.sampled_from(sorted(self.kept)))
        sent, _ = self.kept[key]
        answer = self.service("POST", "/v1/articles", **self.request(sent, condition, key))
        self.posted(sent, condition, key, answer)

    @rule(sent=requests(), other=requests(), condition=conditions)
    def post_twice_at_once(self, sent: Sent, other: Sent, condition: Condition) -> None:
        key = uuid4().hex
        answers = self.service.run(partial(self.overlapping, sent, other, condition, key))
        expect(answers[0], Expected(409, "idempotency-in-progress"))
        assert int(answers[0].headers["retry-after"]) > 0
        same = payload(sent) == payload(other)
        expect(
            answers[1], Expected(409, "idempotency-in-progress") if same else Expected(422, "idempotency-key-reused")
        )
        self.posted(sent, condition, key, answers[2])

    @rule(data=st.data(), condition=conditions)
    def delete(self, data: st.DataObject, condition: Condition) -> None:
        name = data.draw(self.names())
        answer = self.service("DELETE", self.path(name), headers=self.headers(name, condition))
        expected = self.model.delete(name, condition)
        expect(answer, expected)
        self.recorded(name, expected)

    @rule(data=st.data())
    def reextract(self, data: st.DataObject) -> None:
        name = data.draw(self.names())
        expected = self.model.read(name)
        expect(self.service("POST", self.path(name) + "/reextract"), expected)
        self.recorded(name, expected)

    def look(self) -> None:
        """Check that lists, counts and every article equal those of the model."""
        living = self.model.living
        listed = self.service("GET", "/v1/articles", params={"count": "exact", "limit": "200"}).json()
        assert {item["id"] for item in listed["items"]} == {self.ids[name] for name in living}
        assert listed["page"]["count"] == {"value": len(living), "relation": "eq"}
        domains = Counter(filter(None, (registrable_domain(name) for name in living if name in ADDRESSES)))
        assert self.counts("/v1/publishers", "domain") == domains
        entities = Counter(str(e.id) for head in living.values() for e in drafts()[head.version].entities)
        assert self.counts("/v1/entities", "id") == entities
        for name in (*living, *self.model.buried):
            self.check_article(name)

    def teardown(self) -> None:
        self.look()

    def names(self) -> st.SearchStrategy[str]:
        """Draw an article, most often one that is not deleted."""
        return st.sampled_from([*sorted(self.model.living) * 3, *sorted(self.model.buried), *ADDRESSES])

    def request(self, sent: Sent, condition: Condition, key: str | None) -> dict[str, Any]:
        headers = {"Content-Type": sent.kind, **self.headers(sent.post.name, condition)}
        headers |= {"Idempotency-Key": key} if key else {}
        return {"params": sent.params, "content": sent.content, "headers": headers}

    def headers(self, name: str, condition: Condition) -> dict[str, str]:
        if condition is None:
            return {}
        header, tag = condition
        known = self.etags.get(name, [])
        current = known[-1] if known and name in self.model.living else '"none"'
        old = next((etag for etag in known if etag != current), '"none"')
        return {header: {"*": "*", "current": f'"x", {current}', "old": old}[tag]}

    async def overlapping(
        self, sent: Sent, other: Sent, condition: Condition, key: str
    ) -> tuple[httpx.Response, httpx.Response, httpx.Response]:
        """The same request, and another one, under the key of a request that is not answered yet; then its answer."""
        asked = [self.request(one, condition, key) for one in (sent, sent, other)]
        with self.service.extractor.held():
            first = asyncio.create_task(self.service.ask("POST", "/v1/articles", **asked[0]))
            begun = asyncio.create_task(self.service.extractor.begun.wait())
            await asyncio.wait({first, begun}, return_when=asyncio.FIRST_COMPLETED)
            early = [await self.service.ask("POST", "/v1/articles", **one) for one in asked[1:]]
        return early[0], early[1], await first

    def posted(self, sent: Sent, condition: Condition, key: str | None, answer: httpx.Response) -> None:
        """Check the answer to a post; an answer stored under the key must be replayed."""
        bare = key.strip('"') if key else ""
        if earlier := self.kept.get(bare):
            self.replayed(sent, earlier, answer)
            return
        assert "idempotent-replayed" not in answer.headers
        expected = Expected(422, sent.problem) if sent.problem else self.model.post(self.timed(sent.post), condition)
        expect(answer, expected)
        if answer.is_success:
            self.check_result(sent.post.name, answer, expected)
        if bare and (answer.is_success or answer.status_code == 422):
            self.kept[bare] = sent, answer
        self.recorded(sent.post.name, expected)

    def replayed(self, sent: Sent, earlier: tuple[Sent, httpx.Response], answer: httpx.Response) -> None:
        first, kept = earlier
        if payload(first) != payload(sent):
            expect(answer, Expected(422, "idempotency-key-reused"))
            return
        assert (answer.status_code, answer.content) == (kept.status_code, kept.content)
        assert answer.headers["idempotent-replayed"] == "true"
        for header in ("location", "content-type", "cache-control"):
            assert answer.headers.get(header) == kept.headers.get(header)
        self.recorded(sent.post.name, Expected(200, "replayed"))

    def timed(self, post: Post) -> Post:
        self.clock += 1
        return post if post.fetched < NOW else replace(post, fetched=self.clock)

    def check_result(self, name: str, answer: httpx.Response, expected: Expected) -> None:
        result = answer.json()
        identity = self.ids.setdefault(name, result["article"]["id"])
        assert result["article"]["id"] == identity
        assert answer.headers.get("location") == (f"/v1/articles/{identity}" if answer.status_code == 201 else None)
        assert bool(result["changed_fields"]) == (expected.told == "revised")

    def recorded(self, name: str, expected: Expected) -> None:
        """Check that exactly the expected change was recorded, and that the article equals that of the model."""
        seq = self.model.seq
        before = seq - 1 if expected.change else seq
        listed = self.service("GET", "/v1/changes", params={"after": str(before), "limit": "200"}).json()["items"]
        found = [(item["seq"], item["type"], item["article_id"], item["revision"]) for item in listed]
        assert found == ([(seq, expected.change, self.ids[name], expected.revision)] if expected.change else [])
        self.check_article(name, moved=expected.change is not None)

    def check_article(self, name: str, *, moved: bool = False) -> None:
        """Check the record, its ETag, its page and its revisions."""
        answer, expected = self.service("GET", self.path(name)), self.model.read(name)
        if name not in self.model.living:
            expect(answer, expected)
            return
        head, record = self.model.living[name], answer.json()
        known = self.etags.setdefault(name, [])
        assert (answer.headers["etag"] in known[-1:]) != moved
        known += [answer.headers["etag"]] if moved else []
        assert (record["revision"], record["seq"]) == (head.revision, head.seq)
        assert (record["headline"], record["body"]) == (drafts()[head.version].headline, head.body)
        assert record["duplicate_of"] == (self.ids[head.duplicate_of] if head.duplicate_of else None)
        assert self.service("GET", self.path(name) + "/page").content == head.page
        listed = self.service("GET", self.path(name) + "/revisions", params={"limit": "200"}).json()["items"]
        shown = [(item["number"], item["is_head"]) for item in listed]
        assert shown == [(number, number == head.revision) for number in reversed(head.numbers)]

    def path(self, name: str) -> str:
        return f"/v1/articles/{self.ids.get(name, UUID(int=7))}"

    def counts(self, path: str, key: str) -> Counter[str]:
        listed = self.service("GET", path, params={"limit": "200"}).json()["items"]
        return Counter({item[key]: item["article_count"] for item in listed})


def payload(sent: Sent) -> tuple[str, bytes]:
    """Return the identity of a request under its idempotency key."""
    return str(httpx.QueryParams(sent.params)), sent.content


def expect(answer: httpx.Response, expected: Expected) -> None:
    assert answer.status_code == expected.status, answer.text
    if expected.status >= 400:
        assert answer.json()["type"] == f"/problems/{expected.told}"
    elif expected.told:
        assert (answer.json()["outcome"], answer.json()["revision"]) == (expected.told, expected.revision)


def postgresql_databases(server: str, template: str) -> Iterator[str]:
    """Yield a function that makes a new, migrated database in place of the previous one."""
    name = f"news_{uuid4().hex[:12]}"
    while True:
        administer(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
        yield f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    if request.param == "sqlite":
        return sqlite_databases(request.getfixturevalue("sqlite_template"), tmp_path)
    return postgresql_databases(*request.getfixturevalue("postgresql_template")).__next__


def test_random_requests_have_the_same_outcomes_as_a_model_of_the_service(
    new_database: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    runs = RUNS if "sqlite" in request.node.name else max(1, RUNS // 5)
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    service = Service(new_database)
    try:
        run_state_machine_as_test(
            lambda: Contract(service),  # type: ignore[arg-type]  # it is called without arguments
            settings=settings(
                max_examples=runs, stateful_step_count=STEPS, deadline=None, suppress_health_check=checks
            ),
        )
    finally:
        service.close()
