"""An article as schema.org NewsArticle (https://schema.org/NewsArticle)."""

from typing import Any

import orjson

_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "location": "Place",
    "event": "Event",
    "product": "Product",
}


def write_jsonld(record: bytes) -> bytes:
    """Write the record as JSON-LD, without unknown members."""
    article = orjson.loads(record)
    members = {
        "@context": "https://schema.org",
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
        "author": [_thing(author["type"], author["name"]) for author in article["authors"]],
        "publisher": _publisher(article["publisher"]),
        "sourceOrganization": [_thing("organization", agency["name"]) for agency in article["agencies"]],
        "image": [_image(image) for image in article["images"]],
        "mentions": [_entity(entity) for entity in article["entities"]],
        "hasPart": [_quotation(quote) for quote in article["quotes"]],
    }
    return orjson.dumps(_known(members))


def _thing(kind: str, name: str) -> dict[str, Any]:
    return {"@type": _TYPES.get(kind, "Thing"), "name": name}


def _publisher(publisher: dict[str, str] | None) -> dict[str, Any] | None:
    return publisher and _thing("organization", publisher["name"]) | {"url": f"https://{publisher['domain']}/"}


def _image(image: dict[str, Any]) -> dict[str, Any]:
    return _known(
        {"@type": "ImageObject", "url": image["url"], "caption": image["caption"], "creditText": image["credit"]}
    )


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    named = _thing(entity["type"], entity["name"]) | {"@id": f"urn:uuid:{entity['id']}"}
    return _known(named | {"alternateName": entity["aliases"]})


def _quotation(quote: dict[str, Any]) -> dict[str, Any]:
    speaker = quote["speaker"]
    said = {
        "@type": "Quotation",
        "@id": f"urn:uuid:{quote['id']}",
        "text": quote["text"],
        "inLanguage": quote["language"],
    }
    return _known(said | {"creator": speaker and _speaker(speaker)})


def _speaker(speaker: dict[str, Any]) -> dict[str, Any]:
    is_party = speaker["type"] in ("person", "organization")
    return _thing(speaker["type"] if is_party else "person", speaker["name"])


def _known(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in (None, [])}
