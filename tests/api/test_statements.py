"""Statements over HTTP: models, links from quotes, filters and members."""

import httpx
import pytest

from app.schemas.statement import StatementDetail, StatementRead
from tests.builders.answers import items, kulik, post, problem
from tests.golden_case import address, page

CASE = "tr/trthaber-kulik"
COPY = "https://www.ornekkopya.com.tr/rusya-iddialari"


@pytest.fixture(scope="module")
def copied(client: httpx.Client) -> httpx.Client:
    """The golden pages, and a copy of the sample article on another site."""
    assert post(client, page(CASE).replace(b"TRT Haber", b"Kopya"), url=COPY).status_code in (200, 201)
    assert address(CASE) != COPY
    return client


def test_a_statement_names_its_first_publisher_and_all_its_publishers(copied: httpx.Client) -> None:
    found = items(copied, "/v1/statements", speaker="Chang Ho-jin", sort="-article_count", limit=200)
    assert found
    for item in found:
        statement = StatementRead.model_validate(item)
        detail = StatementDetail.model_validate_json(copied.get(f"/v1/statements/{statement.id}").content)
        assert detail.model_dump(include=set(StatementRead.model_fields)) == statement.model_dump()
        assert statement.article_count == len(detail.articles) >= 2
        assert statement.quote_count == sum(len(article.quote_ids) for article in detail.articles)
        assert detail.articles[0].model_dump(exclude={"quote_ids"}) == statement.first_article.model_dump()
        quotes = items(copied, "/v1/quotes", statement=item["id"], limit=200)
        assert {quote["id"] for quote in quotes} == {str(one) for a in detail.articles for one in a.quote_ids}
        assert {quote["statement_id"] for quote in quotes} == {item["id"]}


def test_quotes_of_a_record_have_the_ids_of_their_statements(copied: httpx.Client) -> None:
    record = copied.get(f"/v1/articles/{kulik(copied)['id']}?include=indirect").json()
    for quote in record["quotes"]:
        assert (quote["statement_id"] is None) == (quote["kind"] == "indirect")
    preview = copied.post(f"/v1/extract?url={COPY}", content=page(CASE), headers={"Content-Type": "text/html"}).json()
    assert {quote["statement_id"] for quote in preview["quotes"]} == {None}


def test_quotes_are_listed_once_per_statement_if_duplicates_are_collapsed(copied: httpx.Client) -> None:
    every = items(copied, "/v1/quotes", limit=200)
    once = items(copied, "/v1/quotes", duplicates="collapse", limit=200)
    assert len(once) == len({quote["statement_id"] for quote in every}) < len(every)
    facets = copied.get("/v1/stats/facets?by=kind&of=quotes&duplicates=collapse").json()
    assert facets["total"] == len(once) == len(items(copied, "/v1/statements", limit=200))


def test_a_list_of_statements_accepts_only_the_parameters_it_supports(copied: httpx.Client) -> None:
    every = items(copied, "/v1/statements", limit=200)
    assert [item["id"] for item in items(copied, "/v1/statements", id=every[0]["id"])] == [every[0]["id"]]
    assert items(copied, "/v1/statements", fields="text", limit=1) == [{"id": every[0]["id"], "text": every[0]["text"]}]
    assert {item["article_count"] > 1 for item in items(copied, "/v1/statements", min_articles=2)} == {True}
    counted = copied.get("/v1/statements", params={"count": "exact", "limit": 2}).json()["page"]
    assert counted["count"] == {"value": len(every), "relation": "eq"}
    lines = copied.get("/v1/statements", headers={"Accept": "application/x-ndjson"}).content.splitlines()
    assert len(lines) == len(every)
    for wrong in ("include=article", "duplicates=x", "sort=name", "min_articles=0", "statement=x"):
        problem(copied.get(f"/v1/statements?{wrong}"), 422, "validation-error")
    problem(copied.get(f"/v1/statements/{every[0]['quote_id']}"), 404, "not-found")
    answer = copied.get(f"/v1/statements/{every[0]['id']}")
    again = copied.get(f"/v1/statements/{every[0]['id']}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
