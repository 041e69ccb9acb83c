"""Build the answers of the tools: short forms of records. Every quote has an address: article, field and offsets."""

from collections.abc import Sequence
from typing import Any

import orjson

from app.store.queries.listing import Slice

Json = dict[str, Any]
_ABOUT = ("id", "url", "headline", "lede", "language", "published_at", "word_count", "quote_count")
_FIELDS = ("headline", "lede", "body")


def loaded(items: Sequence[bytes]) -> list[Json]:
    """Parse the items of a list, which are bytes of JSON, into dictionaries."""
    return [orjson.loads(item) for item in items]


def article_card(card: Json) -> Json:
    """Return the short form of an article, made from its card or its record."""
    named = {
        "publisher": card["publisher"] and card["publisher"]["domain"],
        "authors": [author["name"] for author in card["authors"]],
        "agencies": [agency["code"] for agency in card["agencies"]],
        "section": card["section"] and card["section"]["name"],
        "duplicate_of": card["duplicate_of"],
    }
    extra = {name: card[name] for name in ("snippets", "similarity") if name in card}
    return {name: card[name] for name in _ABOUT} | named | extra


def citation(quote: Json, about: Json) -> Json:
    """Return a quote with its exact words, its speaker, and the place of the words: article, field and offsets."""
    speaker, cue = quote["speaker"], quote["cue"]
    return {
        "id": quote["id"],
        "text": quote["text"],
        "kind": quote["kind"],
        "speaker": speaker and {name: speaker[name] for name in ("name", "type", "entity_id")},
        "cue": cue and cue["text"],
        "confidence": quote["confidence"],
        "address": address(quote, about),
    }


def address(span: Json, about: Json) -> Json:
    """Return where the words of a quote are: the article `about`, the field, and start and end in code points."""
    at = {name: span[name] for name in ("field", "start", "end")}
    named = {"article_id": about["id"], "url": about["url"], "headline": about["headline"]}
    return named | {"published_at": about["published_at"], **at}


def full_article(record: Json) -> Json:
    """Return an article with its texts, quotes and entities. `article[field][start:end]` are the words of a quote."""
    texts = {name: record[name] for name in _FIELDS}
    quotes = [citation(quote, record) for quote in record["quotes"]]
    names = ("id", "name", "type", "external_ids", "mention_count")
    entities = [{name: entity[name] for name in names} for entity in record["entities"]]
    return article_card(record) | texts | {"quotes": quotes, "entities": entities, "revision": record["revision"]}


def cards(found: Slice) -> list[Json]:
    """Return the short form of each article that a query found."""
    return [article_card(card) for card in loaded(found.items)]
