"""Every operation against its OpenAPI schema: random valid and invalid requests get the declared answers.

SCHEMA_EXAMPLES says how many random requests are sent to an operation on SQLite, and SCHEMA_EVERY that each such
request at the limits of its schema is sent, beginning with the first. A fifth of both are sent on PostgreSQL, which
sees only requests that passed the same checks. `make fuzz` sends more random requests, and all at the limits.
"""

import os
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from zlib import crc32

import httpx
import orjson
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from requests import Session
from schemathesis import Case
from schemathesis.checks import CHECKS
from schemathesis.core.transport import Response
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.generation.meta import TestPhase

from app.schemas.key import SCOPES
from tests.builders.app_client import key_for
from tests.builders.description import DESCRIPTION
from tests.builders.servers import serving

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "15"))
EVERY = int(os.environ.get("SCHEMA_EVERY", "4"))
FEWER_EVERY = EVERY * 5 if EVERY > 1 else 1
STREAM = "stream_changes"
Send = Callable[[Case[Any]], None]
RULES = settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FEWER = settings(RULES, max_examples=max(EXAMPLES // 5, 1))
# What a JSON schema cannot say: a signature, what a page holds, a known time zone, one parameter that needs another,
# or that the article of the examples was deleted by the test of the operation that deletes.
BEYOND_SCHEMA = {"invalid-cursor", "empty-document", "not-html", "not-an-article", "extraction-limit", "malformed-json"}
BEYOND_SCHEMA |= {"idempotency-key-reused", "uri-too-long", "precondition-failed", "gone"}
OWN_RULES = {"length", "value_error", "too_many_intervals", "too_far", "misplaced", "int_parsing"}

schemathesis.openapi.format("iana-time-zone", st.sampled_from(["UTC", "Europe/Istanbul", "America/St_Johns"]))


@schemathesis.serializer("application/x-ndjson")
def as_lines(_context: Any, value: Any) -> bytes:
    """Draw the lines of a batch, or another body in place of lines."""
    if isinstance(value, bytes):
        return value
    return value.encode("utf-8", "replace") if isinstance(value, str) else orjson.dumps(value)


OPERATIONS = {  # method and path of each, by operation id
    operation["operationId"]: (method.upper(), path)
    for path, operations in DESCRIPTION["paths"].items()
    for method, operation in operations.items()
}
described = schemathesis.openapi.from_dict(DESCRIPTION)
described.config.generation.with_security_parameters = False  # each request has a key; requests without are checked
MUST_TAKE, MUST_REFUSE, MUST_ASK, MUST_FIT = CHECKS.get_by_names(
    ["positive_data_acceptance", "negative_data_rejection", "ignored_auth", "response_schema_conformance"]
)


def is_beyond_schema(answer: Response) -> bool:
    """Return whether a request was refused for a reason that its schema cannot express."""
    if answer.status_code not in (400, 410, 412, 414, 422):
        return False
    problem = answer.json()
    codes = {error["code"] for error in problem.get("errors", [])}
    return problem["type"].rsplit("/", 1)[-1] in BEYOND_SCHEMA or bool(codes and codes <= OWN_RULES)


def is_read_otherwise(case: Case[Any]) -> bool:
    """Return whether a query has a list in place of a value, or a value in place of a list: both are sent alike."""
    parameters = DESCRIPTION["paths"][case.path][case.method.lower()].get("parameters", ())
    lists = {one["name"] for one in parameters if one["in"] == "query" and one["schema"].get("type") == "array"}
    return any((name in lists) != isinstance(value, list) for name, value in (case.query or {}).items())


def check(case: Case[Any], answer: Response) -> None:
    left_out: list[Any] = [MUST_TAKE] if is_beyond_schema(answer) else []
    if answer.status_code == 414:
        left_out.append(MUST_REFUSE)  # it was: too long comes before anything that is wrong within
    if answer.status_code < 400 and is_read_otherwise(case):
        left_out.append(MUST_REFUSE)
    if case.path.endswith("/batch"):
        left_out.append(MUST_REFUSE)  # every text is a batch: what is wrong with a line is said in its answer
    if case.path.endswith("/stream"):
        left_out.append(MUST_ASK)  # it would wait for an end that never comes
    if "fields" in (case.query or {}):
        left_out.append(MUST_FIT)  # `fields` leaves out members that the schema requires: test_parameters looks at them
    case.validate_response(answer, excluded_checks=left_out)


KINDS = {
    "article_id": "articles",
    "quote_id": "quotes",
    "statement_id": "statements",
    "entity_id": "entities",
    "domain": "publishers",
}


@pytest.fixture(scope="session")
def known(client: httpx.Client) -> dict[str, list[str]]:
    """Return the ids of stored records by the name of the parameter that takes them."""
    lists = {name: client.get(f"/v1/{kind}?limit=200").json()["items"] for name, kind in KINDS.items()}
    return {name: [item.get("id") or item["domain"] for item in items] for name, items in lists.items()}


@pytest.fixture(scope="session")
def guarded_url(served_database: str) -> Iterator[str]:
    """Base address of a server over the same articles that requires a key for everything."""
    with serving(served_database, ANONYMOUS_SCOPES="none") as base_url:
        yield base_url


@pytest.fixture(scope="session")
def authorised(served_database: str) -> dict[str, str]:
    """The `Authorization` header of a key with all scopes."""
    return {"Authorization": f"Bearer {key_for(served_database, *SCOPES)}"}


def address_something(case: Case[Any], known: dict[str, list[str]]) -> None:
    """Put an existing id into the path of two of three requests; random ids would only be answered 404."""
    number = crc32(repr((case.query, case.headers, case.path_parameters)).encode())
    is_deletion = case.method == "DELETE"
    for name in known.keys() & (case.path_parameters or {}).keys():
        if number % 3 and not is_deletion and case.meta and case.meta.generation.mode.is_positive:
            case.path_parameters[name] = known[name][number % len(known[name])]


@pytest.fixture
def send(guarded_url: str, authorised: dict[str, str], known: dict[str, list[str]]) -> Iterator[Send]:
    """Send a request over a kept connection, and check its answer."""
    with Session() as session:
        session.trust_env = False  # else the settings of proxies are read for each request

        def send(case: Case[Any]) -> None:
            address_something(case, known)
            check(case, case.call(base_url=guarded_url, session=session, headers=authorised, timeout=300))

        yield send


def send_each(operation_id: str, rules: settings, every: int, send: Send) -> None:
    """Send the examples of an operation, each `every`-th request at the limits of its schema, and random requests.

    Requests at the limits are drawn here and not by schemathesis' own parametrization, which draws those of all
    operations in every process of the run while tests are collected.
    """
    at_limits = count()

    @rules
    def send_some(case: Case[Any]) -> None:
        is_at_limit = case.meta is not None and case.meta.phase.name == TestPhase.COVERAGE
        if not (is_at_limit and next(at_limits) % every):
            send(case)

    method, path = OPERATIONS[operation_id]
    phases = HypothesisTestConfig(project=described.config, modes=list(HypothesisTestMode))
    create_test(operation=described[path][method], test_func=send_some, config=phases)()


def on(database: str) -> pytest.MarkDecorator:
    """Run a test over a database of this kind."""
    return pytest.mark.parametrize("served_database", [database], indirect=True, scope="session")


# Of the tests, not of the session: pytest would run the operation on both databases, and create both, before the next.
each_operation = pytest.mark.parametrize("operation_id", [one for one in OPERATIONS if one != STREAM])


@on("sqlite")
@each_operation
def test_an_operation_answers_random_requests_as_its_schema_says(operation_id: str, send: Send) -> None:
    send_each(operation_id, RULES, EVERY, send)


@on("postgresql")
@each_operation
def test_an_operation_on_postgresql_answers_as_its_schema_says(operation_id: str, send: Send) -> None:
    send_each(operation_id, FEWER, FEWER_EVERY, send)


def test_the_status_and_headers_of_a_stream_fit_the_schema(guarded_url: str, authorised: dict[str, str]) -> None:
    """The stream never ends, so only its beginning is read."""

    def begin(case: Case[Any]) -> None:
        request = case.as_transport_kwargs(base_url=guarded_url, headers=authorised)
        with Session() as session, session.request(**request, stream=True) as begun:
            is_open = begun.status_code == 200
            begun._content = b"" if is_open else begun.content
            check(case, Response.from_requests(begun, verify=True))
            assert not is_open or begun.headers["content-type"].startswith("text/event-stream")

    send_each(STREAM, RULES, EVERY, begin)


def test_a_stream_without_a_key_is_refused(guarded_url: str) -> None:
    assert httpx.get(f"{guarded_url}/v1/changes/stream").status_code == 401
