"""Write an article as ninjs 3.1 (https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json)."""

from collections.abc import Iterator
from typing import Any

import orjson

from app.api.response.formats.html_body import html_body

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
_LISTS = {
    "person": "people",
    "organization": "organisations",
    "location": "places",
    "event": "events",
    "product": "objects",
    "other": "subjects",
}


def write_ninjs(record: bytes) -> bytes:
    """Write the record as a ninjs object. Members without a value are left out."""
    article = orjson.loads(record)
    members = {
        "uri": f"urn:uuid:{article['id']}",
        "type": "text",
        "representationType": "full",
        "standard": _STANDARD,
        "version": str(article["revision"]),
        "firstCreated": article["first_seen_at"],
        "contentCreated": article["published_at"],
        "versionCreated": article["modified_at"] or article["published_at"],
        "pubStatus": "usable",
        "language": None if article["language"] == "und" else article["language"],
        "title": article["headline"],
        "headlines": _texts(
            {
                "main": article["headline"],
                "alternative": article["alternative_headline"],
                "kicker": article["kicker"],
            }
        ),
        "descriptions": _texts({"summary": article["lede"]}),
        "bodies": list(_bodies(article)),
        "by": ", ".join(author["name"] for author in article["authors"]) or None,
        "infoSources": _sources(article),
        "altIds": [{"role": "url", "value": article["url"]}] if article["url"] else [],
        "renditions": [_rendition(image) for image in article["images"]],
        **_entities(article),
    }
    return orjson.dumps({name: value for name, value in members.items() if value not in (None, [])})


def _texts(by_role: dict[str, str | None]) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in by_role.items() if value]


def _bodies(article: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the body as plain text, then as HTML with its lists, tables, boxes and pictures."""
    counts = {"charCount": len(article["body"]), "wordCount": article["word_count"]}
    yield {"role": "main", "contentType": "text/plain", "value": article["body"], **counts}
    if article["blocks"]:
        yield {"role": "main", "contentType": "text/html", "value": html_body(article["blocks"])}


def _sources(article: dict[str, Any]) -> list[dict[str, str]]:
    publisher = article["publisher"]
    sites = (
        [{"name": publisher["name"], "role": "publisher", "uri": f"https://{publisher['domain']}/"}]
        if publisher
        else []
    )
    agencies = ({"name": a["name"], "role": "agency", "literal": a["code"]} for a in article["agencies"])
    return [*sites, *agencies]


def _rendition(image: dict[str, Any]) -> dict[str, Any]:
    named = {"name": image["role"], "href": image["url"]}
    return named | ({"title": image["caption"]} if image["caption"] else {})


def _entities(article: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Return ninjs's lists of entities (`people`, `organisations` …); `subjects` has the section and tags, too."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in _LISTS.values()}
    for entity in article["entities"]:
        named = {"name": entity["name"], "rel": "mentions", "uri": f"urn:uuid:{entity['id']}"}
        found[_LISTS[entity["type"]]].append(named)
    section = [article["section"]] if article["section"] else []
    found["subjects"] += [{"name": s["name"], "rel": "section", "literal": s["slug"]} for s in section]
    found["subjects"] += [{"name": t["name"], "rel": "tag", "literal": t["slug"]} for t in article["tags"]]
    return found
