"""Read candidates for fields from JSON-LD articles and from `meta`."""

from collections.abc import Iterable
from typing import Any

from app.extraction.document.document import Document
from app.extraction.document.jsonld import json_texts
from app.extraction.findings import Candidate
from app.text.normalize import visible_text

_EMPTY: tuple[Any, ...] = (None, "", [], {})
_TEXTS = ("name", "@value", "givenName", "familyName")
IMAGE_TEXTS = ("url", "contentUrl", "@id", "thumbnailUrl", "@value")


def has_no_text(document: Document, member: str) -> bool:
    """Return whether the JSON-LD articles have `member`, but no text in it: only a number or an unresolved `@id`."""
    given = [value for thing in document.news_objects if (value := thing.get(member)) not in _EMPTY]
    texts = IMAGE_TEXTS if member == "image" else _TEXTS
    return bool(given) and not any(json_texts(value, *texts) for value in given)


def news_candidates(document: Document, member: str) -> tuple[Candidate[str], ...]:
    """Return the texts of `member` in the JSON-LD articles of the page."""
    texts = (text for thing in document.news_objects for text in json_texts(thing.get(member)))
    return tuple(Candidate(text, f"json-ld:{member}") for text in texts)


def meta_candidates(document: Document, names: Iterable[str]) -> tuple[Candidate[str], ...]:
    """Return the contents of the `meta` elements with these names, in the order of `names`; the name is the origin."""
    pairs = ((visible_text(text), name) for name in names for text in document.meta.get(name, ()))
    return tuple(Candidate(text, name) for text, name in pairs if text)
