"""Batches: answers in the order of the lines; a bad line fails alone; limits are checked before anything is stored."""

import gzip
import json
from typing import Any

import httpx
import pytest

from app.schemas.ingest_models import IngestResult
from app.schemas.problem import Problem
from tests.builders.answers import count, problem
from tests.builders.pages import council_page

NDJSON = "application/x-ndjson"


def url_of(name: object) -> str:
    return f"https://www.portcourier.example/batch/{name}"


def line(name: object, headline: str | None = None, **more: Any) -> bytes:
    page = council_page(headline or f"Batch story with the number {name}")
    return json.dumps({"html": page.decode(), "url": url_of(name), **more}).encode()


def send(client: httpx.Client, *lines: bytes, **headers: str) -> list[dict[str, Any]]:
    headers = {"Content-Type": NDJSON} | {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.post("/v1/articles/batch", content=b"\n".join(lines), headers=headers, timeout=300)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == NDJSON
    assert answer.headers["cache-control"] == "no-store"
    return [json.loads(told) for told in answer.content.splitlines()]


def test_the_answer_to_a_batch_has_one_line_per_page_in_order(client: httpx.Client) -> None:
    told = send(client, *(line(n) for n in range(12)), line(3), line(4, "Batch story that is another now"))
    assert [answer["line"] for answer in told] == list(range(1, 15))
    assert [answer["status"] for answer in told] == [201] * 12 + [200] * 2
    results = [IngestResult.model_validate(answer["result"]) for answer in told]
    assert [result.outcome for result in results] == ["created"] * 12 + ["unchanged", "revised"]
    assert [result.article.url for result in results[:12]] == [url_of(n) for n in range(12)]
    for result in results:
        assert client.get(f"/v1/articles/{result.article.id}").is_success


BAD: list[tuple[bytes, int, str]] = [
    (b"{", 400, "malformed-json"),
    (b'{"html": NaN}', 400, "malformed-json"),
    (b"\xff\xfe", 400, "malformed-json"),
    (b"[]", 422, "validation-error"),
    (b'{"url": "https://example.com/"}', 422, "validation-error"),
    (b'{"html": "<p>x", "surprise": 1}', 422, "validation-error"),
    (b'{"html": ""}', 422, "empty-document"),
    (b'{"html": "%PDF-1.7 x"}', 422, "not-html"),
    (b'{"html": "<html><title>404 Not Found</title><h1>404 Not Found</h1></html>"}', 422, "not-an-article"),
    (json.dumps({"html": "x" * (10 * 2**20 + 1)}).encode(), 413, "payload-too-large"),
    (b'{"html": "' + b"x" * (12 * 2**20) + b'"}', 413, "payload-too-large"),
]


def test_a_bad_line_of_a_batch_does_not_affect_other_lines(client: httpx.Client) -> None:
    lines = [part for n, (bad, _, _) in enumerate(BAD) for part in (bad, line(f"good-{n}"))]
    told = send(client, *lines)
    assert len(told) == len(lines)
    for answer, (_, status, slug) in zip(told[::2], BAD, strict=True):
        assert answer["status"] == status, (answer, slug)
        assert Problem.model_validate(answer["problem"]).type == f"/problems/{slug}"
    assert [answer["status"] for answer in told[1::2]] == [201] * len(BAD)


BOM = b"\xef\xbb\xbf"


def test_a_batch_ignores_a_byte_order_mark_before_a_line(client: httpx.Client) -> None:
    """A mark may precede any line, as in appended files; a line with nothing but a mark is blank."""
    told = send(client, BOM + line("bom-1"), BOM + line("bom-2"), BOM, line("bom-3"))
    assert [(answer["line"], answer["status"]) for answer in told] == [(1, 201), (2, 201), (4, 201)]
    assert send(client, BOM + BOM + line("bom-4"))[0]["status"] == 400


def test_a_blank_line_of_a_batch_is_skipped_but_counted_as_a_line(client: httpx.Client) -> None:
    told = send(client, b"", line("blank"), b"  \r", b"{", b"", b"")
    assert [(answer["line"], answer["status"]) for answer in told] == [(2, 201), (4, 400)]
    assert send(client, b"") == []


def test_a_compressed_batch_is_accepted(client: httpx.Client) -> None:
    (told,) = send(client, gzip.compress(line("packed")), Content_Encoding="gzip")
    assert told["status"] == 201


def test_a_batch_over_a_limit_is_refused_before_any_page_is_stored(client: httpx.Client) -> None:
    before = count(client)
    headers = {"Content-Type": NDJSON}
    many = client.post("/v1/articles/batch", content=b"\n".join([line("many")] * 1_001), headers=headers)
    assert problem(many, 413, "payload-too-large").model_extra == {"limit_lines": 1_000}
    bomb = gzip.compress(bytes(65 * 2**20))
    packed = client.post("/v1/articles/batch", content=bomb, headers=headers | {"Content-Encoding": "gzip"})
    problem(packed, 413, "decoded-payload-too-large")
    assert count(client) == before


@pytest.mark.parametrize("kind", ["application/json", "text/html", "", "application/x-ndjsonx"])
def test_a_batch_accepts_only_ndjson(client: httpx.Client, kind: str) -> None:
    answer = client.post("/v1/articles/batch", content=line("kind"), headers={"Content-Type": kind})
    problem(answer, 415, "unsupported-media-type")
    assert answer.headers["accept-post"] == NDJSON


def test_a_batch_restores_deleted_articles_only_on_request(client: httpx.Client) -> None:
    (created,) = send(client, line("restored"))
    client.delete(f"/v1/articles/{created['result']['article']['id']}")
    (told,) = send(client, line("restored"))
    assert told["problem"]["type"] == "/problems/gone"
    headers = {"Content-Type": NDJSON}
    restored = client.post("/v1/articles/batch?restore=true", content=line("restored"), headers=headers)
    assert restored.json()["result"]["outcome"] == "created"
    problem(client.post("/v1/articles/batch?force=true", content=b"", headers=headers), 422, "validation-error")
