"""Changes over HTTP: ETags, the stream of changes, deletion and restoring, revisions, near-duplicates."""

import re
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.schemas.lists import ChangeItem, RelatedEntity, RevisionDiff, RevisionInfo, SimilarArticle
from tests.builders.answers import items, kulik, post, problem
from tests.builders.servers import serving
from tests.golden_case import page

pytestmark = pytest.mark.postgresql

NUMBERS = count(1)
CACHED = [
    "/v1/articles?limit=3",
    "/v1/articles?q=rusya&include=snippets",
    "/v1/quotes",
    "/v1/entities?limit=2",
    "/v1/publishers",
    "/v1/sections",
    "/v1/tags",
    "/v1/stats/facets?by=publisher",
    "/v1/stats/timeseries?interval=month",
    "/v1/changes",
    "/v1/feeds/articles.rss",
    "/v1/feeds/articles.atom",
    "/v1/feeds/articles.json",
]


def story(number: int, more: str = "") -> bytes:
    return f"""<html lang=en><head><title>Ferry {number} stays in port</title></head><body><article>
<h1>Ferry {number} stays in port</h1>
<p>The ferry with the number {number} stayed in port on Monday because of a broken shaft, the operator said today.</p>
<p>“Number {number} will sail again,” said Helen Marsh of the port on Monday. The city thanked the crew. {more}</p>
<p>Passengers of ferry {number} were taken to the island by bus and by plane, which took them some hours more.</p>
</article></body></html>""".encode()


def new_article(client: httpx.Client) -> tuple[str, int]:
    number = next(NUMBERS) * 7919
    answer = post(client, story(number), url=f"https://www.portcourier.example/ferry/{number}")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["article"]["id"]), number


@pytest.mark.parametrize("path", CACHED)
def test_a_list_keeps_its_etag_until_a_record_changes(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    etag = first.headers["etag"]
    assert re.fullmatch(r'W/"\d+-[0-9a-f]{24}"', etag)
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert again.headers["cache-control"] == first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert again.headers["vary"] == "Accept, Accept-Encoding, Origin"
    head = client.head(path, headers={"If-None-Match": etag})
    assert head.status_code == 304
    assert client.get(path + ("&" if "?" in path else "?") + "q=x").headers.get("etag") != etag
    new_article(client)
    changed = client.get(path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != etag


def test_posting_an_unchanged_page_keeps_the_etags_of_lists(client: httpx.Client) -> None:
    identity, number = new_article(client)
    before = {path: client.get(path).headers["etag"] for path in ("/v1/articles", f"/v1/articles/{identity}")}
    revisions = client.get(f"/v1/articles/{identity}/revisions")
    again = post(client, story(number), url=f"https://www.portcourier.example/ferry/{number}")
    assert again.json()["outcome"] == "unchanged"
    assert before == {path: client.get(path).headers["etag"] for path in before}
    seen = client.get(f"/v1/articles/{identity}/revisions", headers={"If-None-Match": revisions.headers["etag"]})
    assert seen.status_code == 200
    assert seen.json()["items"][0]["last_seen_at"] > revisions.json()["items"][0]["last_seen_at"]


@pytest.mark.parametrize("media_type", ["application/json", "application/ld+json", "text/markdown"])
def test_each_media_type_and_content_coding_has_its_own_etag(client: httpx.Client, media_type: str) -> None:
    path, etags = f"/v1/articles/{kulik(client)['id']}", set()
    for coding in ("gzip", "identity"):
        answer = client.get(path, headers={"Accept": media_type, "Accept-Encoding": coding})
        etags.add(answer.headers["etag"])
        for other in ("application/json", "text/markdown"):
            headers = {"Accept": other, "Accept-Encoding": coding, "If-None-Match": answer.headers["etag"]}
            assert client.get(path, headers=headers).status_code == (304 if other == media_type else 200)
    assert len(etags) == 2


def test_large_answers_are_compressed(client: httpx.Client) -> None:
    for path in ("/v1/articles", "/v1/feeds/articles.rss", "/v1/stats/facets?by=entity&size=100", "/openapi.json"):
        assert client.get(path).headers["content-encoding"] == "gzip", path
        assert "content-encoding" not in client.get(path, headers={"Accept-Encoding": "identity"}).headers


def test_an_article_can_be_deleted_restored_and_revised(client: httpx.Client) -> None:
    identity, number = new_article(client)
    path, url = f"/v1/articles/{identity}", f"https://www.portcourier.example/ferry/{number}"
    (quote,) = items(client, "/v1/quotes", article=identity)
    problem(client.delete(path, headers={"If-Match": '"another"'}), 412, "precondition-failed")
    deleted = client.delete(path, headers={"If-Match": client.get(path).headers["etag"]})
    assert (deleted.status_code, deleted.content) == (204, b"")
    for below in ("", "/revisions", "/revisions/1", "/revisions/1/diff", "/similar"):
        problem(client.get(path + below), 410, "gone")
    problem(client.get(f"/v1/quotes/{quote['id']}"), 404, "not-found")
    problem(client.delete(path), 410, "gone")
    assert items(client, "/v1/articles", url=url) == []
    problem(post(client, story(number), url=url), 410, "gone")
    envelope = {"html": story(number, "All is well.").decode(), "url": url}
    restored = client.post("/v1/articles?restore=true", json=envelope)
    assert (restored.status_code, restored.json()["outcome"], restored.json()["revision"]) == (201, "created", 2)
    problem(client.delete(f"/v1/articles/{UUID(int=9)}"), 404, "not-found")
    told = [item for item in all_changes(client) if str(item.article_id) == identity]
    assert [(item.type, item.revision) for item in told] == [
        ("article.created", 1),
        ("article.deleted", 1),
        ("article.created", 2),
    ]


def all_changes(client: httpx.Client, after: str = "0") -> list[ChangeItem]:
    found: list[ChangeItem] = []
    while True:
        page = client.get("/v1/changes", params={"after": after, "limit": 50}).json()
        found += [ChangeItem.model_validate(item) for item in page["items"]]
        if not page["items"]:
            assert page["page"]["next_cursor"] == after
            return found
        after = page["page"]["next_cursor"]


def test_changes_are_listed_in_order_without_gaps(client: httpx.Client) -> None:
    new_article(client)
    assert [item.seq for item in all_changes(client)] == list(range(1, len(all_changes(client)) + 1))
    links = client.get("/v1/changes?limit=2&language=en").links
    assert "after=" in links["next"]["url"]
    assert "language=en" in links["next"]["url"]
    for wrong in ("after=-1", "after=x", "limit=0", "after=1&after=2", "cursor=x", f"after={2**64}"):
        problem(client.get(f"/v1/changes?{wrong}"), 422, "validation-error")


def events(answer: httpx.Response) -> Iterator[dict[str, str]]:
    """The events of a stream, comments left out."""
    event: dict[str, str] = {}
    for line in answer.iter_lines():
        if line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            event[name] = value
        elif event:
            yield event
            event = {}


def test_a_stream_of_changes_resumes_after_the_last_received_event(client: httpx.Client) -> None:
    with client.stream("GET", "/v1/changes/stream") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        posting = threading.Thread(target=lambda: [new_article(client) for _ in range(3)])
        posting.start()
        told = [event for _, event in zip(range(3), events(answer), strict=False)]
    posting.join()
    seqs = [int(event["id"]) for event in told]
    assert seqs == [seqs[0], seqs[0] + 1, seqs[0] + 2]
    assert {event["event"] for event in told} == {"article.created"}
    assert [ChangeItem.model_validate_json(event["data"]).seq for event in told] == seqs
    begins: list[dict[str, Any]] = [{"headers": {"Last-Event-ID": str(seqs[0])}}, {"params": {"after": seqs[0]}}]
    for begin in begins:
        with client.stream("GET", "/v1/changes/stream", **begin) as answer:
            assert next(events(answer)) == told[1]
    with client.stream("GET", "/v1/changes/stream?after=0&publisher=trthaber.com") as answer:
        event = ChangeItem.model_validate_json(next(events(answer))["data"])
    assert str(event.article_id) == kulik(client)["id"]
    for wrong in ("x", "-1", "9" * 30):
        refused = client.get("/v1/changes/stream", headers={"Last-Event-ID": wrong})
        problem(refused, 422, "validation-error")
    problem(client.get("/v1/changes/stream", headers={"Accept": "application/json"}), 406, "not-acceptable")


def test_event_streams_are_limited_in_number_and_end_with_the_server(tmp_path: Path) -> None:
    with serving(f"sqlite:///{tmp_path / 'news.db'}", MAX_STREAMS="1") as base_url:
        client = httpx.Client(base_url=base_url, timeout=300)
        with client.stream("GET", "/v1/changes/stream") as answer:
            lines = answer.iter_lines()
            assert next(lines).startswith(":")
            refused = client.get("/v1/changes/stream")
            problem(refused, 503, "overloaded")
            assert int(refused.headers["retry-after"]) > 0
        begun = client.send(client.build_request("GET", "/v1/changes/stream"), stream=True)
        lines = begun.iter_lines()
        assert next(lines).startswith(":")
    assert "".join(lines) == ""  # ended, not reset
    client.close()


def test_revisions_of_an_article_are_listed_and_compared(client: httpx.Client) -> None:
    identity, number = new_article(client)
    url = f"https://www.portcourier.example/ferry/{number}"
    assert post(client, story(number, "The shaft is new."), url=url).json()["outcome"] == "revised"
    base = f"/v1/articles/{identity}/revisions"
    listed = [RevisionInfo.model_validate(item) for item in items(client, base)]
    assert [(one.number, one.is_head) for one in listed] == [(2, True), (1, False)]
    assert {"body", "blocks"} <= set(listed[0].changed_fields)
    old, new = client.get(f"{base}/1").json(), client.get(f"{base}/2").json()
    assert new == client.get(f"/v1/articles/{identity}").json()
    assert (old["revision"], old["id"]) == (1, identity)
    diff = RevisionDiff.model_validate_json(client.get(f"{base}/2/diff").content)
    assert (diff.from_, diff.to) == (1, 2)
    bodies = next(change for change in diff.changes if change.field == "body")
    assert (bodies.before, bodies.after) == (old["body"], new["body"])
    assert client.get(f"{base}/1/diff?against=2").json()["from"] == 2
    (first,) = items(client, base, limit=1)
    following = client.get(base, params={"limit": 1}).links["next"]["url"]
    assert (first["number"], client.get(following).json()["items"][0]["number"]) == (2, 1)
    assert [one["number"] for one in items(client, base, sort="number")] == [1, 2]
    for below in ("/3", "/3/diff", "/1/diff?against=9"):
        problem(client.get(base + below), 404, "not-found")
    for wrong in ("/0", "/x", "/1/diff?against=0", "?sort=x"):
        problem(client.get(base + wrong), 422, "validation-error")


LIGHTHOUSE = """<html lang=en><head><title>Lighthouse sold</title></head><body><article><h1>Lighthouse sold at last</h1>
<p>A family from Leeds has bought the white lighthouse above the bay, which nobody has lived in since the sixties.</p>
<p>They paid less than for a garage in the capital, as the auctioneer noted with surprise when the hammer fell.</p>
<p>{more}</p></article></body></html>"""


def test_similar_articles_are_listed_and_can_be_shown_as_one(
    client: httpx.Client,
) -> None:
    texts = ("Nobody else had made a bid.", "The roof leaks on stormy days.", "They want to paint it red and white.")
    ids = [
        post(client, LIGHTHOUSE.format(more=more).encode(), url=f"https://site{n}.example/light").json()["article"][
            "id"
        ]
        for n, more in enumerate(texts)
    ]
    found = [SimilarArticle.model_validate(item) for item in items(client, f"/v1/articles/{ids[0]}/similar")]
    assert {str(one.id) for one in found} == set(ids[1:])
    assert all(0.5 < one.similarity < 1 for one in found)
    assert len(items(client, "/v1/articles", q="lighthouse")) == 3
    assert [one["id"] for one in items(client, "/v1/articles", q="lighthouse", duplicates="collapse")] == ids[:1]
    problem(client.get(f"/v1/articles/{UUID(int=5)}/similar"), 404, "not-found")


def test_entities_named_in_the_same_articles_as_an_entity_are_listed(client: httpx.Client) -> None:
    rusya = next(e for e in items(client, "/v1/entities", name_prefix="rusya") if e["name"] == "Rusya")
    path = f"/v1/entities/{rusya['id']}/related"
    found = [RelatedEntity.model_validate(item) for item in items(client, path, limit=200)]
    assert "Chang Ho-jin" in {one.name for one in found}
    assert "Rusya" not in {one.name for one in found}
    assert [one.name for one in found if one.type != "person"] != []
    assert {item["type"] for item in items(client, path, type="person")} == {"person"}
    assert items(client, path, language="en") == []
    problem(client.get(f"/v1/entities/{UUID(int=5)}/related"), 404, "not-found")


def test_a_publisher_is_read_by_its_domain(client: httpx.Client) -> None:
    assert client.get("/v1/publishers/TRTHABER.com").json()["name"] == "TRT Haber"
    problem(client.get("/v1/publishers/nowhere.example"), 404, "not-found")


def test_posting_the_golden_page_again_reports_unchanged(client: httpx.Client) -> None:
    """Posting the page again is no change, so the other tests of this file do not affect this one."""
    again: Any = post(client, page("tr/trthaber-kulik"), url=kulik(client)["url"])
    assert again.json()["outcome"] == "unchanged"
