"""Requests to a served archive, and checks of its answers."""

from typing import Any

import httpx

from app.schemas.problem import Problem

KULIK = "https://www.trthaber.com/haber/dunya/rusya-gorusme-iddialarini-yalanladi-797123.html"


def post(client: httpx.Client, content: bytes, kind: str = "text/html", **params: str) -> httpx.Response:
    """Post a page."""
    return client.post("/v1/articles", params=params, content=content, headers={"Content-Type": kind})


def problem(answer: httpx.Response, status: int, slug: str) -> Problem:
    """Check that the answer is this problem, complete, and return it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    told = Problem.model_validate_json(answer.content)
    assert told.type == f"/problems/{slug}"
    assert told.status == status
    assert told.instance == f"urn:request:{answer.headers['x-request-id']}"
    return told


def items(client: httpx.Client, path: str, **params: Any) -> list[dict[str, Any]]:
    """Items of the first page of a list."""
    answer = client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def kulik(client: httpx.Client) -> dict[str, Any]:
    """Card of the seed article."""
    (card,) = items(client, "/v1/articles", url=KULIK)
    return card


def count(client: httpx.Client) -> int:
    """Number of stored articles, by a walk through all pages of the list."""
    seen, cursor = 0, None
    while True:
        params = {"limit": "200"} | ({"cursor": cursor} if cursor else {})
        answer = client.get("/v1/articles", params=params).json()
        seen += len(answer["items"])
        cursor = answer["page"]["next_cursor"]
        if not cursor:
            return seen
