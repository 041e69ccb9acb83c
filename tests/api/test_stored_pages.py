"""Stored pages: returned byte for byte, extracted again, deleted with their article."""

from pathlib import Path
from uuid import UUID

import httpx
import pytest
from sqlalchemy import Engine

from app.extraction import extract
from app.services.ingest_page import store_article
from app.services.stored_pages import hints_of_page, page_of, stored_page
from app.store.queries.article_queries import get_article
from app.store.raw_pages import compressed
from app.store.session import reading
from tests.builders.answers import kulik, post, problem
from tests.builders.pages import council_page
from tests.builders.servers import serving
from tests.golden_case import page

JAPANESE = """<html><head><meta charset="shift_jis"><title>橋が閉鎖</title></head><body><article>
<h1>港の橋が閉鎖される</h1>
<p>2024年1月15日 10:08</p>
<p>市は月曜日に港の橋を閉鎖すると発表した。橋の梁が壊れたためで、再開は五月になる見通しだと市長は述べた。</p>
<p>市民は不便を訴えている。市は代わりの船を出す予定で、運賃は無料になる。工事の費用は六億円に上ると見られている。</p>
</article></body></html>""".encode("shift_jis")


def test_a_stored_page_is_returned_byte_for_byte(client: httpx.Client) -> None:
    path = f"/v1/articles/{kulik(client)['id']}/page"
    answer = client.get(path)
    assert answer.content == page("tr/trthaber-kulik")
    assert answer.headers["content-type"] == "text/plain"
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    problem(client.get(f"/v1/articles/{UUID(int=3)}/page"), 404, "not-found")
    problem(client.get(f"{path}?x=1"), 422, "validation-error")


def test_a_page_posted_in_json_is_stored_as_sent(client: httpx.Client) -> None:
    decomposed = council_page("The scho\u0308ol opens").decode()
    sent = {"html": decomposed, "url": "https://www.portcourier.example/decomposed"}
    created = client.post("/v1/articles", json=sent)
    assert created.json()["article"]["headline"] == "The schöol opens"
    assert client.get(f"{created.headers['location']}/page").content == decomposed.encode()


def test_a_revision_stored_without_its_page_deletes_the_older_page(tmp_path: Path) -> None:
    database, url = f"sqlite:///{tmp_path / 'news.db'}", "https://www.portcourier.example/kept-once"
    with serving(database) as base_url, httpx.Client(base_url=base_url, timeout=300) as kept:
        path = post(kept, council_page("Kept"), url=url).headers["location"]
        assert kept.get(f"{path}/page").status_code == 200
    with serving(database, STORE_PAGES="false") as base_url, httpx.Client(base_url=base_url, timeout=300) as other:
        assert post(other, council_page("Not kept"), url=url).json()["outcome"] == "revised"
        problem(other.get(f"{path}/page"), 404, "not-found")
        problem(other.post(f"{path}/reextract"), 404, "not-found")


def test_the_stored_page_is_that_of_the_newest_revision(client: httpx.Client) -> None:
    url, pages = (
        "https://www.portcourier.example/pages",
        [council_page("The first of two pages"), council_page("The second of two")],
    )
    path = post(client, pages[0], url=url).headers["location"]
    assert client.get(f"{path}/page").content == pages[0]
    post(client, pages[1], url=url)
    assert client.get(f"{path}/page").content == pages[1]
    client.delete(path)
    problem(client.get(f"{path}/page"), 410, "gone")
    problem(client.post(f"{path}/reextract"), 410, "gone")


def test_re_extraction_uses_the_hints_of_the_original_post(client: httpx.Client) -> None:
    known = {"url": "https://www.minato.example/1", "language": "ja", "timezone": "Asia/Tokyo", "force": "true"}
    created = post(client, JAPANESE, "text/html; charset=shift_jis", **known)
    assert created.status_code == 201, created.text
    path = created.headers["location"]
    before = client.get(path)
    again = client.post(f"{path}/reextract")
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert client.get(path).headers["etag"] == before.headers["etag"]
    problem(client.post(f"/v1/articles/{UUID(int=3)}/reextract"), 404, "not-found")


@pytest.mark.parametrize("known", [{}, {"fetched_at": "2024-01-15T08:00:00Z"}], ids=["arrived", "fetched"])
def test_re_extracting_a_page_dated_in_the_future_changes_nothing(client: httpx.Client, known: dict[str, str]) -> None:
    """Only a `fetched_at` of the sender shows that a date is in the future, at the post and at the re-extraction."""
    head = '<meta property="article:published_time" content="2035-05-01T08:00:00Z">'
    address = f"https://www.portcourier.example/ahead/{len(known)}"
    created = post(client, council_page("A story from the future", head=head), url=address, **known)
    assert created.status_code == 201, created.text
    assert (created.json()["article"]["published_at"] is None) == bool(known)
    again = client.post(f"{created.headers['location']}/reextract")
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")


def test_re_extraction_with_another_result_makes_a_revision(engine: Engine) -> None:
    """The stored record differs from the result of today's rules, as after an improved rule."""
    content, url = council_page("The headline as it stands"), "https://www.portcourier.example/anew"
    draft = extract(content, url)
    worse = draft.model_copy(update={"headline": "The head"})
    first = store_article(engine, worse, page=page_of(compressed(content), url, {}))
    kept = stored_page(engine, first.article.id)
    result = store_article(engine, extract(kept.content, kept.url, **hints_of_page(kept)), kept.fetched_at, page=kept)
    assert (result.outcome, result.revision, result.changed_fields) == ("revised", 2, ("headline",))
    with reading(engine) as session:
        stored = get_article(session, first.article.id)
    assert stored
    assert b"The headline as it stands" in stored.json
    assert stored_page(engine, first.article.id).content == content


@pytest.mark.parametrize("form", ["text/html", "application/json"])
def test_no_page_is_stored_if_the_setting_store_pages_is_off(tmp_path: object, form: str) -> None:
    with (
        serving(f"sqlite:///{tmp_path}/news.db", STORE_PAGES="false") as base_url,
        httpx.Client(base_url=base_url, timeout=300) as client,
    ):
        sent = (
            {"content": council_page("Not kept")}
            if form == "text/html"
            else {"json": {"html": council_page("Not kept").decode()}}
        )
        answer = client.post("/v1/articles", headers={"Content-Type": form}, timeout=300, **sent)
        path = answer.headers["location"]
        problem(client.get(f"{path}/page"), 404, "not-found")
        problem(client.post(f"{path}/reextract"), 404, "not-found")
