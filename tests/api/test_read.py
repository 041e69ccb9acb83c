"""Lists and items: filters, order, pages, caching, and answers that validate against their models."""

from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.schemas.article import ArticleCard, ArticleRead
from app.schemas.entity import EntityRead
from app.schemas.envelope import Page
from app.schemas.lists import LabelRead, PublisherRead
from app.schemas.quote import QuoteRead
from tests.builders.answers import KULIK, items, kulik, post, problem

LISTS: dict[str, type[Page[Any]]] = {
    "/v1/articles": Page[ArticleCard],
    "/v1/quotes": Page[QuoteRead],
    "/v1/entities": Page[EntityRead],
    "/v1/publishers": Page[PublisherRead],
    "/v1/sections": Page[LabelRead],
    "/v1/tags": Page[LabelRead],
}


@pytest.mark.parametrize("path", LISTS)
def test_an_answer_with_a_list_fits_the_model_of_the_list(client: httpx.Client, path: str) -> None:
    page = LISTS[path].model_validate_json(client.get(path).content)
    assert page.items
    assert page.page.limit == 25


def test_the_record_of_the_golden_article_has_the_expected_values(client: httpx.Client) -> None:
    record = ArticleRead.model_validate_json(client.get(f"/v1/articles/{kulik(client)['id']}").content)
    assert record.publisher
    assert record.publisher.domain == "trthaber.com"
    assert record.section
    assert record.section.name == "Dünya"
    assert [agency.code for agency in record.agencies] == ["AA"]
    assert len([block for block in record.blocks if block.start is not None]) == 7
    texts = {"headline": record.headline, "lede": record.lede or "", "body": record.body}
    for quote in record.quotes:
        assert texts[quote.field][quote.start : quote.end] == quote.text
    for mention in (mention for entity in record.entities for mention in entity.mentions):
        assert texts[mention.field][mention.start : mention.end] == mention.text


def test_times_in_answers_are_in_utc(client: httpx.Client) -> None:
    card = kulik(client)
    assert card["published_at"] == "2023-09-20T07:08:00Z"
    assert card["published"]["local"] == "2023-09-20T10:08:00+03:00"


def test_a_card_has_no_body_blocks_quotes_entities_or_provenance(client: httpx.Client) -> None:
    assert not {"body", "blocks", "quotes", "entities", "provenance"} & kulik(client).keys()


FILTERS: list[dict[str, Any]] = [
    {"publisher": "trthaber.com"},
    {"publisher": ["TRTHABER.com", "nobody.example"]},
    {"agency": "AA", "publisher": "trthaber.com"},
    {"agency": "anadolu ajansı", "section": "dünya"},
    {"section": "DÜNYA"},
    {"section": "dunya"},
    {"language": "tr", "section": "Dünya"},
    {"entity": "Chang Ho-jin"},
    {"entity": ["Chang Ho-jin", "Rusya"]},
    {"speaker": "Chang Ho-jin"},
    {"url": KULIK + "?utm_source=x#top"},
    {"published_after": "2023-09-20T10:08:00+03:00", "published_before": "2023-09-20T10:08:01+03:00"},
    {"q": "büyükelçiliği Pyongyang"},
    {"q": "BÜYÜKELÇİLİĞİ"},
    {"q": "buyukelciligi"},
    {"q": '"Kore Yarımadası"'},
    {"q": "headline:yalanladı"},
    {"q": "spekülas*"},
    {"q": "Kulik -feribot"},
    {"q": "zürafa OR Kulik"},
    {"q": "Kulik", "sort": "relevance"},
    {"has": ["quotes", "images", "lede"], "publisher": "trthaber.com"},
]


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_a_matching_filter_finds_the_golden_article(client: httpx.Client, wanted: dict[str, Any]) -> None:
    assert KULIK in [card["url"] for card in items(client, "/v1/articles", limit=200, **wanted)]


MISSES: list[dict[str, Any]] = [
    {"publisher": "aa.com.tr"},
    {"language": "en"},
    {"section": "Spor"},
    {"entity": ["Chang Ho-jin", "Nobody"]},
    {"speaker": "Yonhap Haber"},
    {"tag": "feribot"},
    {"author": "Nobody"},
    {"published_before": "2023-09-20T10:08:00+03:00"},
    {"published_after": "2023-09-20T10:08:01+03:00"},
    {"q": "Kulik -Pyongyang"},
    {"q": '"Yarımadası Kore"'},
    {"q": "headline:Kulik"},
    {"q": "..."},
    {"q": "-Kulik"},
    {"q": ""},
    {"has": ["quotes", "author"]},
    {"url": "https://www.trthaber.com/other"},
    {"q": "Adana"},
]


@pytest.mark.parametrize("wanted", MISSES, ids=str)
def test_a_filter_that_does_not_match_leaves_the_golden_article_out(
    client: httpx.Client, wanted: dict[str, Any]
) -> None:
    assert KULIK not in [card["url"] for card in items(client, "/v1/articles", limit=200, **wanted)]


def test_quotes_are_found_by_speaker_and_by_words(client: httpx.Client) -> None:
    (quote,) = items(client, "/v1/quotes", speaker="Chang Ho-jin")
    assert (quote["text"], quote["kind"], quote["speaker"]["type"]) == ("derhal", "partial", "person")
    by_id = items(client, "/v1/quotes", speaker=quote["speaker"]["entity_id"])
    assert [found["id"] for found in by_id] == [quote["id"]]
    assert quote["id"] in [
        found["id"] for found in items(client, "/v1/quotes", q="derhal", article=kulik(client)["id"])
    ]
    assert not items(client, "/v1/quotes", speaker="Chang Ho-jin", kind="direct")
    assert not items(client, "/v1/quotes", speaker="Chang Ho-jin", published_after="2024-01-01T00:00:00Z")


def test_entities_are_found_by_type_and_first_letters(client: httpx.Client) -> None:
    names = [entity["name"] for entity in items(client, "/v1/entities", type="person", limit=200)]
    assert "Chang Ho-jin" in names
    assert "Rusya" not in names
    assert "Chang Ho-jin" in [entity["name"] for entity in items(client, "/v1/entities", name_prefix="CHANG")]
    in_order = [entity["name"] for entity in items(client, "/v1/entities", sort="name", limit=200)]
    assert len(in_order) == len(set(in_order)) or len(in_order) > 20


def test_provinces_of_a_weather_widget_are_not_entities(client: httpx.Client) -> None:
    record = client.get(f"/v1/articles/{kulik(client)['id']}").json()
    assert not {"Adana", "Zonguldak", "Ankara", "Van", "Ordu"} & {entity["name"] for entity in record["entities"]}


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/quotes", "/v1/entities"])
def test_the_next_and_prev_links_of_a_list_lead_to_the_right_pages(client: httpx.Client, path: str) -> None:
    whole = [item["id"] for item in items(client, path, limit=200)]
    seen, links, answer = [], [], client.get(path, params={"limit": 2})
    for _ in range(300):
        seen += [item["id"] for item in answer.json()["items"]]
        links.append(answer)
        if "next" not in answer.links:
            break
        answer = client.get(answer.links["next"]["url"])
    assert seen[: len(whole)] == whole
    assert len(seen) == len(set(seen))
    back = client.get(answer.links["prev"]["url"]).json()["items"]
    assert back == links[-2].json()["items"]
    assert "cursor" not in answer.links["first"]["url"]


def test_articles_are_sorted_by_publication_in_both_directions(client: httpx.Client) -> None:
    newest = [card["id"] for card in items(client, "/v1/articles", limit=200, has="author")]
    oldest = [card["id"] for card in items(client, "/v1/articles", limit=200, has="author", sort="published_at")]
    assert newest == oldest[::-1]


BAD_QUERIES = [
    "/v1/articles?limit=99999999999999999999",
    "/v1/articles?limit=0",
    "/v1/articles?limit=x",
    "/v1/articles?limit=1&limit=2",
    "/v1/articles?surprise=1",
    "/v1/articles?published_after=2024",
    "/v1/articles?published_after=0.5",
    "/v1/articles?published_after=2024-01-01T00:00:00",
    "/v1/articles?published_after=0001-01-01T00:00:00%2B14:00",
    "/v1/quotes?published_before=9999-12-31T23:59:59-14:00",
    "/v1/articles?has=teeth",
    "/v1/articles?sort=relevance",
    "/v1/articles?sort=id",
    "/v1/articles?q=%00",
    "/v1/quotes?kind=loud",
    "/v1/quotes?min_confidence=nan",
    "/v1/quotes?article=7",
    "/v1/entities?type=thing",
    "/v1/entities?min_articles=-1",
    "/v1/publishers?q=x",
    "/v1/articles/not-an-id",
    "/v1/quotes/not-an-id",
]


@pytest.mark.parametrize("path", BAD_QUERIES)
def test_invalid_query_parameters_are_refused(client: httpx.Client, path: str) -> None:
    assert problem(client.get(path), 422, "validation-error").errors


def test_a_validation_error_names_the_parameter_by_a_json_pointer(client: httpx.Client) -> None:
    told = problem(client.get("/v1/articles?limit=300"), 422, "validation-error")
    assert told.errors
    assert (told.errors[0].in_, told.errors[0].pointer, told.errors[0].code) == ("query", "/limit", "less_than_equal")


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "é", "e30", "A" * 5000])
def test_malformed_cursors_are_refused(client: httpx.Client, cursor: str) -> None:
    problem(client.get("/v1/articles", params={"cursor": cursor}), 400, "invalid-cursor")


def test_a_cursor_is_refused_with_other_filters_or_another_list(client: httpx.Client) -> None:
    cursor = client.get("/v1/articles?limit=1").json()["page"]["next_cursor"]
    assert client.get("/v1/articles", params={"cursor": cursor, "limit": 5}).is_success
    altered = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")
    for path, params in (
        ("/v1/articles", {"cursor": cursor, "language": "tr"}),
        ("/v1/articles", {"cursor": cursor, "sort": "published_at"}),
        ("/v1/quotes", {"cursor": cursor}),
        ("/v1/articles", {"cursor": altered}),
    ):
        problem(client.get(path, params=params), 400, "invalid-cursor")


@pytest.mark.parametrize("kind", ["articles", "quotes", "entities"])
def test_a_request_for_an_unknown_id_is_answered_404(client: httpx.Client, kind: str) -> None:
    problem(client.get(f"/v1/{kind}/{UUID(int=7)}"), 404, "not-found")


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/quotes", "/v1/entities"])
def test_a_request_with_the_current_etag_of_a_record_is_answered_304(client: httpx.Client, path: str) -> None:
    item = f"{path}/{items(client, path, limit=1)[0]['id']}"
    first = client.get(item)
    etag = first.headers["etag"]
    assert etag.startswith('"')
    assert first.headers["last-modified"].endswith("GMT")
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    for condition in (etag, f'"x", {etag}', f"W/{etag}", "*"):
        again = client.get(item, headers={"If-None-Match": condition})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(item, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("kind", ["articles", "quotes", "entities"])
def test_a_request_with_the_modification_date_of_a_record_is_answered_304(client: httpx.Client, kind: str) -> None:
    (item,) = client.get(f"/v1/{kind}", params={"limit": 1}).json()["items"]
    path = f"/v1/{kind}/{item['id']}"
    fresh = client.get(path)
    date, etag = fresh.headers["last-modified"], fresh.headers["etag"]
    changed = parsedate_to_datetime(date)
    for since in (changed, changed + timedelta(days=1)):
        forms = "%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"
        for text in map(since.strftime, forms):
            again = client.get(path, headers={"If-Modified-Since": text})
            assert (again.status_code, again.content) == (304, b""), text
            assert (again.headers["etag"], again.headers["last-modified"]) == (etag, date)
    assert client.head(path, headers={"If-Modified-Since": date}).status_code == 304
    earlier = format_datetime(changed - timedelta(seconds=1), usegmt=True)
    endless = "Mon, 15 Jan 99999999999999999999 00:00:00 GMT"
    for text in (earlier, "yesterday", "", "Mon, 99 Jan 2024 00:00:00 GMT", endless):
        assert client.get(path, headers={"If-Modified-Since": text}).content == fresh.content, text
    other = client.get(path, headers={"If-Modified-Since": date, "If-None-Match": '"other"'})
    assert other.status_code == 200, "If-None-Match decides alone"
    assert client.get(path, headers={"If-Modified-Since": earlier, "If-None-Match": etag}).status_code == 304


def test_each_content_coding_of_a_record_has_its_own_etag(client: httpx.Client) -> None:
    item = f"/v1/articles/{kulik(client)['id']}"
    plain = client.get(item, headers={"Accept-Encoding": "identity"})
    packed = client.get(item, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content
    assert plain.headers["etag"] != packed.headers["etag"]
    assert "Accept-Encoding" in packed.headers["vary"]
    refused = client.get(item, headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers


SPOKEN = """<html lang=en><head><title>Bridge shut</title></head><body><article><h1>Bridge shut after a beam breaks</h1>
<p>Transport secretary Helen Marsh said that the bridge would reopen in May, after all of its beams are inspected.</p>
<p>"We will check every beam," Marsh said on Monday. The city has put ferries on the river until then day and night.</p>
<p>Peter Ash, who built the bridge, warned that a second collapse was possible unless the traffic stays away.</p>
</article></body></html>"""


def test_indirect_quotes_are_listed_only_on_request(client: httpx.Client) -> None:
    url = "https://www.portcourier.example/bridge"
    article = post(client, SPOKEN.encode(), url=url).json()["article"]["id"]
    path = f"/v1/articles/{article}"
    plain, whole = client.get(path).json(), client.get(path, params={"include": "indirect"}).json()
    assert [quote["kind"] for quote in plain["quotes"]] == ["direct"]
    assert [quote["kind"] for quote in whole["quotes"]] == ["indirect", "direct", "indirect"]
    assert whole["quote_count"] == 1
    assert whole["quotes"][1] == plain["quotes"][0]
    assert [q["text"] for q in items(client, "/v1/quotes", article=article)] == ["We will check every beam,"]
    assert len(items(client, "/v1/quotes", article=article, include="indirect")) == 3
    told = items(client, "/v1/quotes", article=article, kind="indirect", speaker="Peter Ash")
    assert [quote["text"] for quote in told] == ["a second collapse was possible unless the traffic stays away"]
    assert items(client, "/v1/articles", speaker="Peter Ash", url=url) == []
    preview = client.post("/v1/extract?include=indirect", json={"html": SPOKEN, "url": url}).json()
    assert [quote["id"] for quote in preview["quotes"]] == [quote["id"] for quote in whole["quotes"]]
