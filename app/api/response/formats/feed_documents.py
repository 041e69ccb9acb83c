"""Feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1 of article cards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

import orjson
from lxml import etree

from app.api.response.formats.html import paragraph, without_controls

Card = dict[str, Any]
TITLE = "Manşet"
_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA = "http://search.yahoo.com/mrss/"
_DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True)
class FeedInfo:
    """Data of a feed: its own address, the address of the site, its title, and the entities that its filter names."""

    url: str
    home: str
    title: str = TITLE
    named: Sequence[Mapping[str, Any]] = ()

    @property
    def subjects(self) -> Mapping[str, str]:
        """Map the id of each entity in the filter, as a URN, to its name."""
        return {f"urn:uuid:{one['id']}": one["name"] for one in self.named}


@dataclass(frozen=True)
class Feed:
    """A format of feeds: its media type, and the function that writes it."""

    media_type: str
    write: Callable[[FeedInfo, Sequence[Card]], bytes]


def write_rss(info: FeedInfo, cards: Sequence[Card]) -> bytes:
    """Write RSS 2.0. Authors are `dc:creator`, because `author` would need a mail address; the description is HTML."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": _ATOM, "dc": _DC, "media": _MEDIA})
    channel = etree.SubElement(root, "channel")
    for name, value in {"title": info.title, "link": info.home, "description": "Articles that match."}.items():
        _add(channel, name, value)
    etree.SubElement(channel, f"{{{_ATOM}}}link", {"href": info.url, "rel": "self"})
    for number, name in info.subjects.items():
        _add(channel, "category", name).set("domain", number)
    for card in cards:
        item = etree.SubElement(channel, "item")
        _add(item, "title", card["headline"])
        if card["url"]:
            _add(item, "link", card["url"])
        _add(item, "description", paragraph(card["lede"] or card["headline"]))
        _add(item, "guid", f"urn:uuid:{card['id']}").set("isPermaLink", "false")
        _add(item, "pubDate", format_datetime(_moment(card["published_at"] or card["first_seen_at"])))
        for author in card["authors"]:
            _add(item, f"{{{_DC}}}creator", author["name"])
        for category in _categories(card):
            _add(item, "category", category)
        _add_picture(item, card)
    return _bytes(root)


def write_atom(info: FeedInfo, cards: Sequence[Card]) -> bytes:
    """Write Atom. `updated` of an entry is its `modified_at`, else `published_at`, else `first_seen_at`."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM, "media": _MEDIA})
    _atom(root, "title", info.title)
    _atom(root, "id", info.url)
    etree.SubElement(root, f"{{{_ATOM}}}link", {"href": info.url, "rel": "self"})
    for number, name in info.subjects.items():
        etree.SubElement(root, f"{{{_ATOM}}}category", {"term": number, "label": without_controls(name)})
    _atom(root, "updated", max((_updated(card) for card in cards), default="1970-01-01T00:00:00Z"))
    for card in cards:
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _atom(entry, "title", card["headline"])
        _atom(entry, "id", f"urn:uuid:{card['id']}")
        _atom(entry, "updated", _updated(card))
        _atom(entry, "published", card["published_at"])
        if card["url"]:
            etree.SubElement(entry, f"{{{_ATOM}}}link", {"href": card["url"]})
        for name in _names(card):
            _atom(etree.SubElement(entry, f"{{{_ATOM}}}author"), "name", name)
        _atom(entry, "summary", card["lede"])
        for category in _categories(card):
            etree.SubElement(entry, f"{{{_ATOM}}}category", {"term": without_controls(category)})
        _add_picture(entry, card)
    return _bytes(root)


def write_json(info: FeedInfo, cards: Sequence[Card]) -> bytes:
    """Write JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); `_manset` is an allowed extension."""
    items = [_json_item(card) for card in cards]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": info.title}
    named = {"_manset": {"matched_entities": info.named}} if info.named else {}
    return orjson.dumps({**head, "home_page_url": info.home, "feed_url": info.url, **named, "items": items})


FEEDS: Mapping[str, Feed] = {
    "rss": Feed("application/rss+xml", write_rss),
    "atom": Feed("application/atom+xml", write_atom),
    "json": Feed("application/feed+json", write_json),
}


def _json_item(card: Card) -> dict[str, Any]:
    members = {
        "id": card["id"],
        "url": card["url"],
        "title": card["headline"],
        "content_html": paragraph(card["lede"] or card["headline"]),
        "summary": card["lede"],
        "image": card["images"][0]["url"] if card["images"] else None,
        "date_published": card["published_at"],
        "date_modified": card["modified_at"],
        "authors": [{"name": author["name"]} for author in card["authors"]],
        "tags": _categories(card),
        "language": None if card["language"] == "und" else card["language"],
    }
    return {name: value for name, value in members.items() if value not in (None, [])}


def _add_picture(parent: etree._Element, card: Card) -> None:
    """Add the main picture as Media RSS (https://www.rssboard.org/media-rss); its size and type may be left out."""
    for picture in card["images"][:1]:
        attributes = {"url": without_controls(picture["url"]), "medium": "image"}
        content = etree.SubElement(parent, f"{{{_MEDIA}}}content", attributes)
        for name, value in (("description", picture["caption"]), ("credit", picture["credit"])):
            if value:
                _add(content, f"{{{_MEDIA}}}{name}", value)


def _categories(card: Card) -> list[str]:
    section = [card["section"]["name"]] if card["section"] else []
    return [*section, *(tag["name"] for tag in card["tags"])]


def _names(card: Card) -> list[str]:
    """Return the authors' names, else the name of the publisher or of this service: Atom requires an author."""
    publisher = card["publisher"]["name"] if card["publisher"] else TITLE
    return [author["name"] for author in card["authors"]] or [publisher]


def _updated(card: Card) -> str:
    return str(card["modified_at"] or card["published_at"] or card["first_seen_at"])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _atom(parent: etree._Element, name: str, value: str | None) -> None:
    if value:
        _add(parent, f"{{{_ATOM}}}{name}", value)


def _add(parent: etree._Element, name: str, value: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = without_controls(value)
    return element


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
