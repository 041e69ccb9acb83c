"""Members of quotes and previews on request: the article, snippets, dropped blocks; and counts of quotes."""

from typing import Any

import httpx
import orjson
import pytest

from app.schemas.lists import Facets, QuoteItem
from app.schemas.preview import Preview
from tests.builders.answers import KULIK, items, kulik, problem
from tests.builders.pages import council_page
from tests.golden_case import page

SUMMARY = ("id", "url", "headline", "language", "publisher", "published_at")
SEED = "tr/trthaber-kulik"


def test_quotes_have_the_cards_of_their_articles_only_on_request(client: httpx.Client) -> None:
    for quote in items(client, "/v1/quotes", include="article", limit=50):
        card = client.get(f"/v1/articles/{quote['article_id']}").json()
        assert quote["article"] == {name: card[name] for name in SUMMARY}
        QuoteItem.model_validate(quote)
        assert client.get(f"/v1/quotes/{quote['id']}?include=article").json() == quote
        quote.pop("article")
        assert client.get(f"/v1/quotes/{quote['id']}").json() == quote
    (narrow, *_) = items(client, "/v1/quotes", fields=["text", "article"])
    assert narrow.keys() == {"id", "text", "article"}
    (narrow, *_) = items(client, "/v1/quotes", fields="text", include="article")
    assert narrow.keys() == {"id", "text", "article"}


def test_an_ndjson_export_of_quotes_can_include_their_articles(client: httpx.Client) -> None:
    answer = client.get("/v1/quotes?include=article", headers={"Accept": "application/x-ndjson"})
    lines = [orjson.loads(line) for line in answer.content.splitlines()]
    assert lines == items(client, "/v1/quotes", include="article", limit=200)


def test_each_listed_change_has_the_card_of_its_article_only_if_include_requests_it(
    client: httpx.Client,
) -> None:
    changes = items(client, "/v1/changes", include="article", limit=200)
    for change in changes:
        found = client.get(f"/v1/articles/{change['article_id']}")
        expected = found.json() if found.status_code == 200 else None
        assert change.pop("article") == (expected and {name: expected[name] for name in SUMMARY})
    assert changes == items(client, "/v1/changes", limit=200)
    lines = client.get("/v1/changes?include=article", headers={"Accept": "application/x-ndjson"}).content.splitlines()
    assert all("article" in orjson.loads(line) for line in lines)
    with client.stream("GET", "/v1/changes/stream?after=0&include=article") as answer:
        first = next(line for line in answer.iter_lines() if line.startswith("data:"))
    assert "headline" in (orjson.loads(first.removeprefix("data:"))["article"] or {"headline": None})


@pytest.mark.parametrize("kind", ["articles", "quotes", "entities"])
def test_one_request_lists_several_articles_quotes_or_entities_by_id(client: httpx.Client, kind: str) -> None:
    known = [item["id"] for item in items(client, f"/v1/{kind}", limit=200)]
    assert {item["id"] for item in items(client, f"/v1/{kind}", id=known[::3], limit=200)} == set(known[::3])
    assert items(client, f"/v1/{kind}", id="8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10") == []
    most = [*known[:1], *["8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10"] * 199]
    assert len(items(client, f"/v1/{kind}", id=most)) == 1
    for wrong in ("x", "", *([most * 2] if kind == "quotes" else [])):
        assert client.get(f"/v1/{kind}", params={"id": wrong}).status_code in (414, 422)


@pytest.mark.parametrize("offsets", ["codepoint", "utf16", "utf8"])
def test_snippets_mark_the_words_of_the_query_in_a_quote(client: httpx.Client, offsets: str) -> None:
    found = items(client, "/v1/quotes", q="zor", include="snippets", article=kulik(client)["id"], offsets=offsets)
    assert found
    coding, size = {"codepoint": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}[offsets]
    for quote in found:
        (snippet,) = quote["snippets"]
        text = client.get(f"/v1/articles/{quote['article_id']}").json()[quote["field"]].encode(coding)
        assert snippet["text"] == quote["text"]
        for span in (snippet, *snippet["highlights"]):
            cut = text[span["start"] * size : span["end"] * size].decode(coding)
            assert cut == snippet["text"] if span is snippet else cut.lower().startswith("zor")
        assert snippet["highlights"]
    assert items(client, "/v1/quotes", include="snippets", limit=1)[0]["snippets"] == []
    assert "snippets" not in items(client, "/v1/quotes", q="zor")[0]


def test_quotes_can_be_filtered_by_a_query_about_their_articles(client: httpx.Client) -> None:
    about = items(client, "/v1/quotes", about="büyükelçi", limit=200)
    matching = {card["id"] for card in items(client, "/v1/articles", q="büyükelçi", limit=200)}
    assert {quote["article_id"] for quote in about} <= matching
    expected = [quote for quote in items(client, "/v1/quotes", limit=200) if quote["article_id"] in matching]
    assert about == expected != []
    both = items(client, "/v1/quotes", about="büyükelçi", q="zor", publisher="trthaber.com")
    assert both == items(client, "/v1/quotes", q="zor", article=kulik(client)["id"]) != []
    assert items(client, "/v1/quotes", about="...") == []


FACETS = (["publisher", "section", "tag", "language", "entity"], ["speaker", "mentions", "kind", "cue_type", "agency"])
CASES: list[dict[str, Any]] = [{}, {"language": "tr"}, {"about": "büyükelçi"}, {"kind": "partial"}, {"has": "lede"}]


@pytest.mark.parametrize("wanted", CASES, ids=str)
def test_facets_of_quotes_count_only_the_quotes_that_match_the_filters(
    client: httpx.Client, wanted: dict[str, Any]
) -> None:
    for by in (
        ["publisher", "section", "tag", "language", "entity"],
        ["speaker", "mentions", "kind", "cue_type", "agency"],
    ):
        answer = client.get("/v1/stats/facets", params={"of": "quotes", "by": by, "size": 100, **wanted})
        told = Facets.model_validate_json(answer.content)
        assert told.total == len(items(client, "/v1/quotes", limit=200, **wanted))
        assert list(told.facets) == by
        for facet in by:
            counts = [value.count for value in told.facets[facet]]
            assert counts == sorted(counts, reverse=True)
            for value in told.facets[facet][:3]:
                asked = {**wanted, facet: value.value} if facet not in wanted else wanted
                found = items(client, "/v1/quotes", limit=200, **asked)
                assert len(found) == value.count or facet in wanted, (facet, value)
                assert value.label


def test_facets_refuse_unsupported_filters_and_parameter_values(client: httpx.Client) -> None:
    for wrong in (
        "by=kind",
        "by=mentions",
        "by=tag&kind=direct",
        "by=tag&about=x",
        "by=tag&of=quotes&q_in=body",
        "by=tag&of=x",
    ):
        problem(client.get(f"/v1/stats/facets?{wrong}"), 422, "validation-error")


def test_a_preview_lists_dropped_blocks_only_on_request(client: httpx.Client) -> None:
    def preview(**params: Any) -> Any:
        headers = {"Content-Type": "text/html"}
        answer = client.post("/v1/extract", params={"url": KULIK, **params}, content=page(SEED), headers=headers)
        assert answer.status_code == 200
        return answer.json()

    plain, whole = preview(), preview(include="dropped")
    assert "dropped" not in plain
    dropped = whole.pop("dropped")
    assert whole == plain
    assert len(dropped) > 10
    assert all(block["reason"] and block["path"] for block in dropped)
    kept = {block["text"] for block in plain["blocks"] if block["start"] is not None}
    assert not kept & {block["text"] for block in dropped}
    assert preview(fields="dropped") == {"id": plain["id"], "dropped": dropped}
    assert preview(fields="headline", include="dropped").keys() == {"id", "headline", "dropped"}
    Preview.model_validate({**whole, "dropped": dropped})


def test_a_preview_limits_the_number_and_length_of_dropped_blocks(client: httpx.Client) -> None:
    links = "".join(f"<p><a href='/{n}'>{'Other story ' * 200}{n}</a></p>" for n in range(1_200))
    content = council_page("Council meets").replace(b"</body>", f"<footer>{links}</footer></body>".encode())
    answer = client.post("/v1/extract?include=dropped", content=content, headers={"Content-Type": "text/html"}).json()
    assert len(answer["dropped"]) == 1_000
    assert max(len(block["text"]) for block in answer["dropped"]) == 1_000
    assert "dropped_cut" in {warning["code"] for warning in answer["warnings"]}
