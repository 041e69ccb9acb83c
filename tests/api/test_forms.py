"""Other forms of an article, and feeds: each is parsed by an independent parser of its format."""

import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

import feedparser
import httpx
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api.response.formats.feed_documents import FEEDS, FeedInfo
from app.api.response.formats.markdown import write_markdown
from app.schemas.article import ArticleRead
from app.schemas.record import card_of, record_of
from tests.api.ninjs_schema import Ninjs
from tests.builders.answers import KULIK, items, kulik, problem
from tests.builders.drafts import article

FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
INFO = FeedInfo("https://news.example/v1/feeds/articles.rss?q=a&b", "https://news.example/")


def form(client: httpx.Client, media_type: str, path: str | None = None) -> httpx.Response:
    answer = client.get(path or f"/v1/articles/{kulik(client)['id']}", headers={"Accept": media_type})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == media_type
    return answer


def test_json_ld_has_the_values_of_the_record(client: httpx.Client) -> None:
    record = client.get(f"/v1/articles/{kulik(client)['id']}").json()
    told = form(client, "application/ld+json").json()
    assert (told["@context"], told["@type"]) == ("https://schema.org", "NewsArticle")
    assert told["headline"] == record["headline"]
    assert told["articleBody"] == record["body"]
    assert told["datePublished"] == record["published_at"]
    assert told["publisher"] == {"@type": "Organization", "name": "TRT Haber", "url": "https://trthaber.com/"}
    assert told["sourceOrganization"][0]["name"] == "Anadolu Ajansı"
    quotations = {part["text"]: part.get("creator", {}).get("name") for part in told["hasPart"]}
    assert quotations["derhal"] == "Chang Ho-jin"
    assert {entity["name"] for entity in told["mentions"]} == {entity["name"] for entity in record["entities"]}
    assert None not in told.values()
    assert "author" not in told  # nobody is named
    russia = next(entity for entity in told["mentions"] if entity["name"] == "Rusya")
    assert russia["sameAs"] == ["https://www.wikidata.org/entity/Q159", "https://www.geonames.org/2017370"]
    assert russia["identifier"] == [{"@type": "PropertyValue", "propertyID": "ISO 3166-1 alpha-2", "value": "RU"}]


def test_an_entity_is_answered_as_json_ld_if_the_client_asks_for_it(client: httpx.Client) -> None:
    listed = items(client, "/v1/entities", limit=200)
    addresses = {"wikidata": "https://www.wikidata.org/entity/", "geonames": "https://www.geonames.org/"}
    for entity in listed:
        told = form(client, "application/ld+json", f"/v1/entities/{entity['id']}").json()
        assert (told["@context"], told["@id"]) == ("https://schema.org", f"urn:uuid:{entity['id']}")
        ids = entity["external_ids"]
        expected = [address + ids[system] for system, address in addresses.items() if system in ids]
        assert (told["name"], told.get("sameAs", [])) == (entity["name"], expected)
    assert {"Person", "Organization", "Place"} <= {
        form(client, "application/ld+json", f"/v1/entities/{one['id']}").json()["@type"] for one in listed[:50]
    }
    problem(client.get(f"/v1/entities/{listed[0]['id']}", headers={"Accept": "text/markdown"}), 406, "not-acceptable")


def test_every_article_fits_the_ninjs_schema(client: httpx.Client) -> None:
    for card in items(client, "/v1/articles", limit=200):
        told = form(client, "application/vnd.iptc.ninjs+json", f"/v1/articles/{card['id']}")
        ninjs = Ninjs.model_validate(told.json())
        assert ninjs.title == card["headline"]
        assert ninjs.bodies[0].wordCount == card["word_count"]


def test_ninjs_has_the_values_of_the_golden_article(client: httpx.Client) -> None:
    ninjs = Ninjs.model_validate(form(client, "application/vnd.iptc.ninjs+json").json())
    assert "Chang Ho-jin" in [person.name for person in ninjs.people]
    assert "Rusya" in [place.name for place in ninjs.places]
    assert [source.name for source in ninjs.infoSources] == ["TRT Haber", "Anadolu Ajansı"]
    assert ninjs.altIds[0].value == KULIK


def test_markdown_has_the_headline_and_body_of_the_golden_article(client: httpx.Client) -> None:
    text = form(client, "text/markdown").text
    lines = text.splitlines()
    assert lines[0].startswith("# Rusya, ")
    assert "Anadolu Ajansı · TRT Haber · 2023-09-20 10:08" in lines
    assert [line for line in lines if line.startswith("## ")]
    assert lines[-1] == f"[{KULIK}]({KULIK})"


MARKUP = ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://e.vil/x.png)", "# h", "- i", "1. n"]
MARKUP += [
    "> q",
    "    code",
    "```",
    "---",
    "===",
    "*e*",
    "_e_",
    "`c`",
    "&lt;b&gt;",
    "<http://e.vil>",
    "| a | b |",
    "\\",
    "~~s~~",
]


@pytest.mark.parametrize("text", MARKUP)
def test_text_of_an_article_is_escaped_in_markdown(text: str) -> None:
    told = write_markdown(record(headline=text, lede=text, paragraphs=(text, f"a {text} b"))).decode()
    for line in told.split("\n\n"):
        assert not re.search(r"<[a-z/!]", line), line
        assert not re.search(r"(?<!\\)\]\((?!https)", line), line
        assert not re.match(r"(?:[-+>|=`~]|\d+[.)]|#{1,6} (?!\S)|    )", line.removeprefix("# ").strip("*")), line
        assert not re.search(r"(?<!\\)(?:\\\\)*[`_~|]", line.replace("**", "")), line


def record(**fields: Any) -> bytes:
    draft = article(people=(), places=(), said=(), **fields)
    filled = record_of(draft).model_copy(update={"revision": 1, "first_seen_at": datetime(2024, 1, 1, tzinfo=UTC)})
    return ArticleRead.model_dump_json(filled).encode()


def test_a_request_that_accepts_no_offered_media_type_gets_406(client: httpx.Client) -> None:
    path = f"/v1/articles/{kulik(client)['id']}"
    for accept in ("image/png", "application/json;q=0", "nonsense"):
        told = problem(client.get(path, headers={"Accept": accept}), 406, "not-acceptable")
        assert "application/json" in told.model_extra["offered"]  # type: ignore[index]
    for accept in ("*/*", "text/html, */*;q=0.1", "application/*"):
        assert client.get(path, headers={"Accept": accept}).headers["content-type"] == "application/json"
    for listing in ("/v1/articles", "/v1/entities", "/v1/stats/facets?by=tag", "/v1/changes"):
        problem(client.get(listing, headers={"Accept": "text/markdown"}), 406, "not-acceptable")


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feedparser_reads_each_entry_of_a_feed(client: httpx.Client, name: str) -> None:
    cards = items(client, "/v1/articles", language="tr", limit=200)
    answer = client.get(f"/v1/feeds/articles.{name}", params={"language": "tr", "limit": 200})
    assert answer.headers["content-type"].partition(";")[0] == FEED_TYPES[name]
    told = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert not told.bozo, told.bozo_exception
    assert [entry.title for entry in told.entries] == [" ".join(card["headline"].split()) for card in cards]
    assert [entry.link for entry in told.entries] == [card["url"] for card in cards]
    assert [entry.id.removeprefix("urn:uuid:") for entry in told.entries] == [card["id"] for card in cards]
    for entry, card in zip(told.entries, cards, strict=True):
        if card["published_at"]:
            published = datetime.fromtimestamp(timegm(entry.published_parsed), UTC)
            assert published == datetime.fromisoformat(card["published_at"]).replace(microsecond=0)
        assert {tag.term for tag in entry.get("tags", [])} >= {tag["name"] for tag in card["tags"]}


def test_the_feeds_conform_to_rss_2_0_and_atom_1_0(client: httpx.Client) -> None:
    xml = {name: feedparser.parse(client.get(f"/v1/feeds/articles.{name}").content).version for name in ("rss", "atom")}
    assert xml == {"rss": "rss20", "atom": "atom10"}


def test_the_json_feed_has_all_members_of_version_1_1(client: httpx.Client) -> None:
    """`test_client.py` also reads the feeds with a feed reader."""
    answer = client.get("/v1/feeds/articles.json", params={"language": "tr", "limit": 200})
    told, cards = answer.json(), items(client, "/v1/articles", language="tr", limit=200)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == str(answer.url)
    assert [item["id"] for item in told["items"]] == [card["id"] for card in cards]
    for item in told["items"]:
        assert item["content_html"].startswith("<p>")
        assert None not in item.values()


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=80))
def test_a_feed_is_well_formed_whatever_its_texts_contain(text: str) -> None:
    draft = article(headline=text, lede=text, tags=(text,), authors=(text,), people=(), places=(), said=())
    card = orjson.loads(card_of(draft, first_seen_at=datetime(2024, 1, 1, tzinfo=UTC)).model_dump_json())
    for feed in (FEEDS["rss"], FEEDS["atom"]):
        told = feedparser.parse(feed.write(INFO, [card]), response_headers={"content-type": feed.media_type})
        assert not told.bozo, (text, told.bozo_exception)
        assert len(told.entries) == 1


def test_the_title_of_a_feed_names_its_filters(client: httpx.Client) -> None:
    speaker = items(client, "/v1/quotes", speaker="Chang Ho-jin")[0]["speaker"]["entity_id"]
    params = {
        "q": "kore",
        "speaker": speaker,
        "language": "tr",
        "not_tag": "spor",
        "published_after": "2023-01-01T00:00:00Z",
    }
    expected = "Manşet: “kore” · Chang Ho-jin · tr · −spor · 2023-01-01–"
    for name in ("rss", "atom"):
        told = feedparser.parse(client.get(f"/v1/feeds/articles.{name}", params=params).content)
        assert told.feed.title == expected
    assert client.get("/v1/feeds/articles.json", params=params).json()["title"] == expected
    assert client.get("/v1/feeds/articles.json").json()["title"] == "Manşet"
    long = client.get("/v1/feeds/articles.json", params={"tag": ["x" * 90] * 3}).json()["title"]
    assert len(long) == 200


def test_the_explorer_links_to_the_feeds(client: httpx.Client) -> None:
    """Feed readers discover feeds through the links of the explorer page."""
    links = re.findall(r'<link rel="alternate" type="([^"]+)" [^>]*href="([^"]+)">', client.get("/").text)
    assert [kind for kind, _ in links] == list(FEED_TYPES.values())
    for kind, address in links:
        assert client.get(address).headers["content-type"].startswith(kind)


def test_feed_entries_have_the_main_picture(client: httpx.Client) -> None:
    cards = {card["id"]: card for card in items(client, "/v1/articles", has="images", limit=200)}
    for name in ("rss", "atom"):
        told = feedparser.parse(client.get(f"/v1/feeds/articles.{name}?has=images&limit=200").content)
        for entry in told.entries:
            (picture,) = entry.media_content
            assert picture == {"url": cards[entry.id.removeprefix("urn:uuid:")]["images"][0]["url"], "medium": "image"}


def test_a_list_of_articles_links_to_its_feeds(client: httpx.Client) -> None:
    answer = client.get(
        "/v1/articles", params={"language": "tr", "q": "kar &", "limit": 2, "include": "body", "sort": "published_at"}
    )
    feeds = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', answer.headers["link"])
    assert [kind for _, kind in feeds] == list(FEED_TYPES.values())
    for address, kind in feeds:
        assert address.endswith("?language=tr&q=kar+%26")
        assert client.get(address).headers["content-type"].startswith(kind)
    assert "alternate" not in client.get("/v1/articles", params={"q": "x" * 999}).headers["link"]
    assert answer.links["first"]["url"].startswith("/v1/articles?")


def test_a_feed_accepts_filters_and_refuses_other_parameters(client: httpx.Client) -> None:
    path = "/v1/feeds/articles.json"
    assert [i["url"] for i in client.get(path, params={"publisher": "trthaber.com"}).json()["items"]] == [KULIK]
    problem(client.get(path, params={"cursor": "x"}), 422, "validation-error")
    problem(client.get("/v1/feeds/articles.html"), 422, "validation-error")
