"""Response headers: each operation sends exactly the headers that the OpenAPI document declares."""

from typing import Any

import httpx
import pytest

from app.api.openapi.response_headers import HEADERS
from app.api.server.cors import EXPOSED
from app.schemas.sample import SAMPLE_PAGE
from tests.builders.answers import kulik
from tests.builders.app_client import AppClient
from tests.builders.description import DESCRIPTION

OPERATIONS: dict[str, dict[str, Any]] = {
    operation["operationId"]: operation for methods in DESCRIPTION["paths"].values() for operation in methods.values()
}
# Sent only by servers with rate limits, or with some answers.
OPTIONAL = {"RateLimit", "RateLimit-Policy", "Retry-After", "Idempotent-Replayed", "Accept-Post", "Accept-Encoding"}
READS = {
    "list_articles": "/v1/articles",
    "get_article": "/v1/articles/{article}",
    "list_similar_articles": "/v1/articles/{article}/similar",
    "list_article_revisions": "/v1/articles/{article}/revisions",
    "get_article_revision": "/v1/articles/{article}/revisions/1",
    "list_quotes": "/v1/quotes",
    "get_quote": "/v1/quotes/{quote}",
    "list_entities": "/v1/entities",
    "get_entity": "/v1/entities/{entity}",
    "list_related_entities": "/v1/entities/{entity}/related",
    "list_publishers": "/v1/publishers",
    "get_publisher": "/v1/publishers/trthaber.com",
    "list_sections": "/v1/sections",
    "list_tags": "/v1/tags",
    "get_facets": "/v1/stats/facets?by=tag",
    "get_timeseries": "/v1/stats/timeseries",
    "list_changes": "/v1/changes",
    "get_feed": "/v1/feeds/articles.rss",
    "livez": "/livez",
    "metrics": "/metrics",
}


def check(operation: str, answer: httpx.Response) -> None:
    """Compare the headers of an answer with those declared for its status."""
    declared = set(OPERATIONS[operation]["responses"][str(answer.status_code)]["headers"])
    sent = {name for name in HEADERS if name.lower() in answer.headers}
    assert sent <= declared, f"{operation} sends more than it declares"
    assert declared - sent <= OPTIONAL, f"{operation} declares more than it sends"


@pytest.fixture(scope="module")
def ids(client: httpx.Client) -> dict[str, str]:
    record = client.get(f"/v1/articles/{kulik(client)['id']}").json()
    return {"article": record["id"], "quote": record["quotes"][0]["id"], "entity": record["entities"][0]["id"]}


@pytest.mark.parametrize("operation", READS)
def test_a_read_sends_the_headers_that_openapi_declares(
    client: httpx.Client, ids: dict[str, str], operation: str
) -> None:
    path = READS[operation].format(**ids)
    answer = client.get(path)
    check(operation, answer)
    if "etag" in answer.headers:
        check(operation, client.get(path, headers={"If-None-Match": answer.headers["etag"]}))
    if not path.startswith(("/livez", "/metrics")):
        check(operation, client.get(path, params={"nonsense": "1"}))


def test_a_post_sends_the_headers_that_openapi_declares(client: httpx.Client) -> None:
    def ingest(**headers: str) -> httpx.Response:
        headers = {"Content-Type": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()}
        url = "https://www.portcourier.example/headers"
        return client.post("/v1/articles", params={"url": url}, content=SAMPLE_PAGE.encode(), headers=headers)

    first = ingest(Idempotency_Key="headers-1")
    assert first.status_code == 201
    again = ingest(Idempotency_Key="headers-1")
    assert again.headers["idempotent-replayed"] == "true"
    for answer in (first, again, ingest(), ingest(If_None_Match="*")):
        check("ingest_article", answer)
    wrong_type, wrong_coding = ingest(Content_Type="image/png"), ingest(Content_Encoding="compress")
    for answer in (wrong_type, wrong_coding):
        check("ingest_article", answer)
    assert "accept-post" in wrong_type.headers
    assert "accept-encoding" in wrong_coding.headers


def test_openapi_declares_headers_of_rate_limits_and_authentication(database_url: str) -> None:
    app = AppClient(database_url, max_reads_per_minute=1, anonymous_scopes="read")
    app.app.state.rate_limits._clock = lambda: 6_000_000.0
    found, refused = app("GET", "/v1/articles"), app("GET", "/v1/articles")
    assert (found.status_code, refused.status_code) == (200, 429)
    assert {"ratelimit", "ratelimit-policy"} <= found.headers.keys()
    assert {"ratelimit", "ratelimit-policy", "retry-after"} <= refused.headers.keys()
    check("list_articles", found)
    check("list_articles", refused)
    no_key, wrong_key = app("POST", "/v1/extract", content=b"x"), app("POST", "/v1/extract", key="nk_x", content=b"x")
    assert (no_key.status_code, wrong_key.status_code) == (401, 401)
    for answer in (no_key, wrong_key):
        check("preview_extraction", answer)
    app.app.state.engine.dispose()


def test_openapi_describes_every_response_header_once() -> None:
    assert DESCRIPTION["components"]["headers"] == HEADERS
    assert set(EXPOSED) <= HEADERS.keys()
    for operation in OPERATIONS.values():
        for response in operation["responses"].values():
            for name, header in response["headers"].items():
                assert header == {"$ref": f"#/components/headers/{name}"}
