"""Parameters of every list besides its filter: fields, include, offsets, count, limit; exports; statistics."""

from typing import Any

import httpx
import orjson
import pytest

from app.schemas.article import ArticleCard, ArticleRead
from app.schemas.lists import ArticleItem, Facets, Timeseries
from tests.api.hostile_words import HOSTILE_WORDS
from tests.builders.answers import KULIK, items, kulik, post, problem
from tests.builders.description import DESCRIPTION

ASTRAL = """<html lang=en><head><title>Band plays on 😀</title></head><body><article>
<h1>Band plays on 😀 says mayor</h1>
<p>😀😀 The band of the harbour played for five hours on Monday although it rained without end, and people stayed.</p>
<p>“We will play 😀 again,” said Margaret Oyelaran on Monday. The city thanked her and all of the others for it.</p>
</article></body></html>"""
LISTS = ["/v1/articles", "/v1/quotes", "/v1/entities"]


@pytest.mark.parametrize("path", LISTS)
def test_the_parameter_named_fields_selects_the_members_of_every_item(client: httpx.Client, path: str) -> None:
    (name,) = {"text", "name", "headline"} & items(client, path, limit=1)[0].keys() - (
        {"name"} if "quotes" in path else set()
    )
    for item in items(client, path, fields=[name], limit=3):
        assert item.keys() == {"id", name}
    one = items(client, path, limit=1)[0]["id"]
    assert client.get(f"{path}/{one}", params={"fields": name}).json().keys() == {"id", name}
    for wrong in ("nothing", "", f"{name},id", "constructor"):
        problem(client.get(path, params={"fields": wrong}), 422, "validation-error")
        problem(client.get(f"{path}/{one}", params={"fields": wrong}), 422, "validation-error")


def test_the_parameter_named_include_adds_members_of_the_record(client: httpx.Client) -> None:
    record = client.get(f"/v1/articles/{kulik(client)['id']}").json()
    for name in ("body", "blocks", "quotes", "entities", "provenance"):
        (item,) = items(client, "/v1/articles", url=KULIK, include=name)
        assert item.keys() - kulik(client).keys() == {name}
        assert item[name] == record[name]
    (whole,) = items(client, "/v1/articles", url=KULIK, include=["body", "blocks", "quotes", "entities", "provenance"])
    assert whole == record
    (implied,) = items(client, "/v1/articles", url=KULIK, fields=["body", "headline"])
    assert implied == {name: record[name] for name in ("id", "body", "headline")}
    (both,) = items(client, "/v1/articles", url=KULIK, fields="headline", include="quotes")
    assert both == {name: record[name] for name in ("id", "headline", "quotes")}
    problem(client.get("/v1/articles", params={"include": "everything"}), 422, "validation-error")


def test_list_items_with_included_members_match_their_schema(client: httpx.Client) -> None:
    for item in items(client, "/v1/articles", include=["snippets", "quotes"], q="a*", limit=200):
        ArticleItem.model_validate({**item, "body": "", "blocks": [], "entities": [], "provenance": {}})


def test_snippets_mark_the_words_of_the_query(client: httpx.Client) -> None:
    (item,) = items(client, "/v1/articles", url=KULIK, q="büyükelçi", include=["snippets", "body"])
    found = {snippet["field"]: snippet for snippet in item["snippets"]}
    assert {"body", "lede"} <= found.keys()
    for snippet in item["snippets"]:
        assert item[snippet["field"]][snippet["start"] : snippet["end"]] == snippet["text"]
        for mark in snippet["highlights"]:
            assert item[snippet["field"]][mark["start"] : mark["end"]].lower().startswith("büyükelçi")


@pytest.fixture(scope="module")
def astral(client: httpx.Client) -> str:
    answer = post(client, ASTRAL.encode(), url="https://www.portcourier.example/band")
    return str(answer.json()["article"]["id"])


@pytest.mark.parametrize(("unit", "encoding", "size"), [("utf16", "utf-16-le", 2), ("utf8", "utf-8", 1)])
def test_offsets_are_converted_to_the_requested_unit(
    client: httpx.Client, astral: str, unit: str, encoding: str, size: int
) -> None:
    plain = client.get(f"/v1/articles/{astral}").json()
    texts = {name: plain[name].encode(encoding) for name in ("headline", "body")}

    def piece(field: str, span: dict[str, Any]) -> str:
        return str(texts[field][span["start"] * size : span["end"] * size], encoding)

    def check(record: dict[str, Any]) -> None:
        for block in record["blocks"]:
            assert piece("body", block) == block["text"]
        for quote in record["quotes"]:
            assert piece(quote["field"], quote) == quote["text"]
            for span in (quote["cue"], quote["speaker"]["mention"]):
                assert piece(quote["field"], span) == span["text"]
        for entity in record["entities"]:
            for mention in entity["mentions"]:
                assert piece(mention["field"], mention) == mention["text"]

    whole = client.get(f"/v1/articles/{astral}", params={"offsets": unit}).json()
    assert whole["quotes"][0]["start"] != plain["quotes"][0]["start"]
    check(whole)
    include = ["blocks", "quotes", "entities", "snippets"]
    (item,) = items(
        client, "/v1/articles", url="https://www.portcourier.example/band", q="band", include=include, offsets=unit
    )
    assert "body" not in item
    check(item)
    assert [piece(s["field"], s) for s in item["snippets"]] == [s["text"] for s in item["snippets"]]
    assert items(client, "/v1/quotes", article=astral, offsets=unit) == whole["quotes"]
    quote = whole["quotes"][0]
    assert client.get(f"/v1/quotes/{quote['id']}", params={"offsets": unit}).json() == quote


@pytest.mark.parametrize("path", [*LISTS, "/v1/publishers", "/v1/tags"])
def test_the_parameter_named_count_returns_the_number_of_matches(client: httpx.Client, path: str) -> None:
    whole = len(items(client, path, limit=200))
    for counting in ("exact", "capped"):
        page = client.get(path, params={"limit": 1, "count": counting}).json()["page"]
        assert page["count"] == {"value": page["count"]["value"], "relation": "eq"}
        assert page["count"]["value"] == whole or whole == 200
    assert client.get(path).json()["page"]["count"] is None


@pytest.mark.parametrize("path", [*LISTS, "/v1/changes"])
def test_an_ndjson_export_has_the_items_of_the_list(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/x-ndjson"})
    assert answer.headers["content-type"].partition(";")[0] == "application/x-ndjson"
    lines = [orjson.loads(line) for line in answer.content.splitlines()]
    listed = items(client, path, limit=200)
    assert lines[: len(listed)] == listed
    cut = client.get(path, params={"limit": 2}, headers={"Accept": "application/x-ndjson"})
    assert [orjson.loads(line) for line in cut.content.splitlines()] == listed[:2]
    plain = client.get(path, headers={"Accept": "application/x-ndjson", "Accept-Encoding": "identity"})
    assert plain.content == answer.content
    assert "content-encoding" not in plain.headers
    assert answer.headers["content-encoding"] == "gzip"


def test_an_ndjson_export_accepts_filters_and_the_parameter_include(client: httpx.Client) -> None:
    params = {"publisher": "trthaber.com", "include": ["body", "blocks", "quotes", "entities", "provenance"]}
    answer = client.get("/v1/articles", params=params, headers={"Accept": "application/x-ndjson"})
    (line,) = answer.content.splitlines()
    assert ArticleRead.model_validate_json(line).url == KULIK


def test_facets_count_the_matching_articles_by_value(client: httpx.Client) -> None:
    params: dict[str, Any] = {"by": ["publisher", "entity", "speaker", "language"], "language": "tr", "size": 100}
    told = Facets.model_validate_json(client.get("/v1/stats/facets", params=params).content)
    assert told.total == len(items(client, "/v1/articles", language="tr", limit=200))
    assert [value.value for value in told.facets["language"]] == ["tr"]
    for facet in ("publisher", "entity", "speaker"):
        for value in told.facets[facet][:5]:
            found = items(client, "/v1/articles", **{"language": "tr", facet: value.value, "limit": 200})
            assert len(found) == value.count, (facet, value)
    nothing = client.get("/v1/stats/facets", params={"by": "tag", "q": "..."}).json()
    assert nothing == {"facets": {"tag": []}, "total": 0}
    for wrong in ("", "by=colour", "by=tag&" * 6, "by=tag&size=101", "by=tag&limit=5"):
        problem(client.get(f"/v1/stats/facets?{wrong}"), 422, "validation-error")


def test_a_time_series_counts_articles_per_interval(client: httpx.Client) -> None:
    params = {"interval": "day", "timezone": "Europe/Istanbul", "publisher": "trthaber.com"}
    told = Timeseries.model_validate_json(client.get("/v1/stats/timeseries", params=params).content)
    assert [(bucket.start.isoformat(), bucket.count) for bucket in told.items] == [("2023-09-19T21:00:00+00:00", 1)]
    bounds = {"published_after": "2023-09-18T00:00:00Z", "published_before": "2023-09-22T00:00:00Z"}
    wide = client.get("/v1/stats/timeseries", params={**params, **bounds, "timezone": "UTC"}).json()
    assert [bucket["count"] for bucket in wide["items"]] == [0, 0, 1, 0]
    months = client.get("/v1/stats/timeseries", params={"interval": "month", "language": "tr"}).json()["items"]
    dated = [card for card in items(client, "/v1/articles", language="tr", limit=200) if card["published_at"]]
    assert sum(bucket["count"] for bucket in months) == len(dated)
    assert client.get("/v1/stats/timeseries", params={"q": "..."}).json()["items"] == []
    far = {"interval": "hour", "published_after": "1900-01-01T00:00:00Z", "published_before": "2020-01-01T00:00:00Z"}
    told_why = problem(client.get("/v1/stats/timeseries", params=far), 422, "validation-error")
    assert told_why.errors
    assert told_why.errors[0].pointer == "/interval"
    edge = {"published_after": "0001-01-01T00:00:00Z", "timezone": "America/New_York", "interval": "month"}
    problem(client.get("/v1/stats/timeseries", params=edge), 422, "validation-error")
    problem(client.get("/v1/stats/timeseries", params={"timezone": "Mars/Base"}), 422, "validation-error")


def series(client: httpx.Client, **params: str) -> Timeseries:
    answer = client.get("/v1/stats/timeseries", params=params)
    assert answer.status_code == 200, answer.text
    return Timeseries.model_validate_json(answer.content)


@pytest.mark.parametrize(
    ("after", "before", "interval", "count"),
    [
        ("2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z", "hour", 24),
        ("2024-01-01T00:00:00Z", "2024-01-17T16:00:00Z", "hour", 400),
        ("2024-01-01T00:00:00Z", "2024-01-17T17:00:00Z", "day", 17),
        ("2023-01-01T00:00:00Z", "2024-02-05T00:00:00Z", "day", 400),
        ("2023-01-01T00:00:00Z", "2024-02-06T00:00:00Z", "week", 59),
        ("2010-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "month", 168),
        ("1950-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "year", 74),
    ],
)
def test_a_time_series_without_an_interval_gets_one_that_fits_its_range(
    client: httpx.Client, after: str, before: str, interval: str, count: int
) -> None:
    told = series(client, published_after=after, published_before=before)
    assert (told.interval, len(told.items)) == (interval, count)


def test_a_time_series_of_any_range_has_at_most_400_intervals(client: httpx.Client) -> None:
    whole = series(client)
    dated = [card for card in items(client, "/v1/articles", limit=200) if card["published_at"]]
    assert sum(bucket.count for bucket in whole.items) == len(dated) > 5
    assert len(whole.items) <= 400
    for zone in ("UTC", "America/New_York", "Asia/Kathmandu"):
        endless = {"published_after": "0001-01-02T00:00:00Z", "published_before": "9999-12-31T00:00:00Z"}
        told = series(client, timezone=zone, **endless)
        assert sum(bucket.count for bucket in told.items) == len(dated)
        assert len(told.items) <= 400
        assert series(client, q="zürafa", timezone=zone, **endless).items == ()
    assert series(client, q="zürafa").items == ()
    years = series(client, interval="year", timezone="Europe/Istanbul", publisher="trthaber.com").items
    assert [(bucket.start.isoformat(), bucket.count) for bucket in years] == [("2022-12-31T21:00:00+00:00", 1)]


@pytest.mark.parametrize("tag", ["tr", "TR", "tr-TR", "tr_TR", "tur", "tr-Latn-TR", " tr "])
def test_the_language_filter_accepts_different_codes_for_the_same_language(client: httpx.Client, tag: str) -> None:
    assert len(items(client, "/v1/articles", language=tag, limit=200)) == len(
        items(client, "/v1/articles", language="tr", limit=200)
    )


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/quotes", "/v1/entities", "/v1/stats/timeseries", "/v1/changes"])
def test_an_invalid_language_or_domain_in_a_filter_is_refused(client: httpx.Client, path: str) -> None:
    for wrong in ("Turkish", "türkçe", "xx", "t", "tr TR", "tr;en", ""):
        told = problem(client.get(path, params={"language": wrong}), 422, "validation-error")
        assert told.errors
        assert told.errors[0].message == "must be a language code, for example tr for Turkish"
    for wrong in ("TRT Haber", "", ".", "a b.com"):
        told = problem(client.get(path, params={"publisher": wrong}), 422, "validation-error")
        assert told.errors
        assert told.errors[0].message == "must be the domain of a publisher, for example trthaber.com"


@pytest.mark.parametrize("name", ["trthaber.com", "www.trthaber.com", "TRTHABER.COM", "m.trthaber.com"])
def test_the_publisher_filter_accepts_any_host_of_a_publisher(client: httpx.Client, name: str) -> None:
    found = items(client, "/v1/articles", publisher=name, limit=200)
    assert {card["publisher"]["domain"] for card in found} == {"trthaber.com"}
    rest = items(client, "/v1/articles", not_publisher=name, limit=200)
    assert "trthaber.com" not in {(card["publisher"] or {}).get("domain") for card in rest}


def test_an_operation_without_parameters_refuses_any_parameter(client: httpx.Client) -> None:
    for path in (f"/v1/articles/{kulik(client)['id']}/revisions/1", "/v1/publishers/trthaber.com"):
        problem(client.get(f"{path}?surprise=1"), 422, "validation-error")
        assert client.get(path).status_code == 200
    problem(client.delete(f"/v1/articles/{kulik(client)['id']}?force=1"), 422, "validation-error")
    assert kulik(client)


def test_a_preview_accepts_fields_and_offsets(client: httpx.Client) -> None:
    url = "https://www.portcourier.example/band"
    whole = client.post("/v1/extract", json={"html": ASTRAL, "url": url}).json()
    told = client.post("/v1/extract?fields=quotes&offsets=utf16", json={"html": ASTRAL, "url": url}).json()
    assert told.keys() == {"id", "quotes"}
    assert told["quotes"][0]["start"] == whole["quotes"][0]["start"] + 2


def test_items_of_a_list_of_articles_are_cards_by_default(client: httpx.Client) -> None:
    assert ArticleCard.model_validate(kulik(client))


FILTERS = [
    (path, parameter["name"])
    for path in ("/v1/articles", "/v1/quotes", "/v1/entities")
    for parameter in DESCRIPTION["paths"][path]["get"]["parameters"]
    if parameter["in"] == "query"
]
OPEN = {"publisher", "section", "tag", "author", "agency", "speaker", "q_in"}


@pytest.mark.parametrize(("path", "name"), FILTERS)
def test_hostile_words_in_a_filter_are_matched_as_text(client: httpx.Client, path: str, name: str) -> None:
    """The text is refused or matches nothing, and no article is lost."""
    before = client.get("/v1/articles?count=exact&limit=1").json()["page"]["count"]
    for text in HOSTILE_WORDS:
        answer = client.get(path, params={name: text})
        assert answer.status_code in (200, 400, 422), (text, answer.text)
        if name in OPEN and answer.status_code == 200:
            assert answer.json()["items"] == [], text
    assert client.get("/v1/articles?count=exact&limit=1").json()["page"]["count"] == before


def test_more_than_fifty_filters_are_tested_with_forty_hostile_words() -> None:
    assert len(set(HOSTILE_WORDS)) == 40
    assert len(FILTERS) > 50
