"""Write an article as schema.org NewsArticle (https://schema.org/NewsArticle), an entity as Person, Place …."""

from typing import Any

import orjson

from app.services.linked_data import CONTEXT, entity_thing, known, thing


def write_jsonld(record: bytes) -> bytes:
    """Write the record as JSON-LD. Members without a value are left out."""
    article = orjson.loads(record)
    members = {
        **CONTEXT,
        "@type": "NewsArticle",
        "@id": f"urn:uuid:{article['id']}",
        "identifier": article["id"],
        "url": article["url"],
        "mainEntityOfPage": article["url"],
        "headline": article["headline"],
        "alternativeHeadline": article["alternative_headline"],
        "description": article["lede"],
        "articleBody": article["body"],
        "articleSection": article["section"] and article["section"]["name"],
        "inLanguage": None if article["language"] == "und" else article["language"],
        "datePublished": article["published_at"],
        "dateModified": article["modified_at"],
        "wordCount": article["word_count"],
        "timeRequired": f"PT{article['reading_seconds']}S",
        "isAccessibleForFree": None if article["is_paywalled"] is None else not article["is_paywalled"],
        "keywords": [tag["name"] for tag in article["tags"]],
        "author": [thing(author["type"], author["name"]) for author in article["authors"]],
        "publisher": _publisher(article["publisher"]),
        "sourceOrganization": [thing("organization", agency["name"]) for agency in article["agencies"]],
        "image": [_image(image) for image in article["images"]],
        "mentions": [entity_thing(entity) for entity in article["entities"]],
        "hasPart": [_quotation(quote) for quote in article["quotes"]],
    }
    return orjson.dumps(known(members))


def write_entity_jsonld(record: bytes) -> bytes:
    """Write the record of an entity as JSON-LD."""
    return orjson.dumps(CONTEXT | entity_thing(orjson.loads(record)))


def _publisher(publisher: dict[str, str] | None) -> dict[str, Any] | None:
    return publisher and thing("organization", publisher["name"]) | {"url": f"https://{publisher['domain']}/"}


def _image(image: dict[str, Any]) -> dict[str, Any]:
    return known(
        {"@type": "ImageObject", "url": image["url"], "caption": image["caption"], "creditText": image["credit"]}
    )


def _quotation(quote: dict[str, Any]) -> dict[str, Any]:
    speaker = quote["speaker"]
    said = {
        "@type": "Quotation",
        "@id": f"urn:uuid:{quote['id']}",
        "text": quote["text"],
        "inLanguage": quote["language"],
    }
    return known(said | {"creator": speaker and _speaker(speaker)})


def _speaker(speaker: dict[str, Any]) -> dict[str, Any]:
    is_party = speaker["type"] in ("person", "organization")
    return thing(speaker["type"] if is_party else "person", speaker["name"])
