"""Compute public ids as UUIDv5, so that retries, concurrent posts and re-imports get the same id."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from uuid import NAMESPACE_URL, UUID, uuid5

from app.text.normalize import fold, visible_text
from app.text.text_numbers import IDENTITY_NAMES

ENTITY_NAMESPACE = UUID("5f0f2a52-0d5c-5c0b-9a53-6d1c6f0d8f11")
# systems of external ids, the preferred one first: an entity's id is computed from the first that the entity has
_SYSTEMS = ("iso3166", "iso3166_2", "geonames", "wikidata")
_NO_IDS: Mapping[str, str] = MappingProxyType({})
CONTENT_NAMESPACE = UUID("b6d1f0f4-7a56-5b63-8c55-0f2f3c1f6a27")


def article_id(url: str | None, content: str) -> UUID:
    """Return the id of an article: from its canonical `url` or, without one, from its `content` (headline and body)."""
    return uuid5(NAMESPACE_URL, url) if url else uuid5(CONTENT_NAMESPACE, content)


def quote_id(article: UUID, text: str, ordinal: int) -> UUID:
    """Return the id of a quote.

    `ordinal` is its number, from 0, among the article's quotes with the same words.
    """
    return uuid5(article, f"{fold(visible_text(text))}#{ordinal}")


def statement_id(quote: UUID, distinction: str = "") -> UUID:
    """Return the id of the statement whose first quote is `quote`.

    If another statement already has this id, pass any text as `distinction` to get a different id.
    """
    return uuid5(quote, f"statement{distinction}")


def entity_id(kind: str, name: str, external_ids: Mapping[str, str] = _NO_IDS) -> UUID:
    """Return an entity's id, which all articles share: from its external id or, if it has none, its type and name."""
    system = next((known for known in (*_SYSTEMS, *sorted(external_ids)) if known in external_ids), None)
    if system:
        return id_of_external(f"{system}:{external_ids[system]}")
    return _id_of_name(kind, name)


@lru_cache(maxsize=IDENTITY_NAMES)
def _id_of_name(kind: str, name: str) -> UUID:
    return uuid5(ENTITY_NAMESPACE, f"{kind}:{fold(visible_text(name))}")


@lru_cache(maxsize=IDENTITY_NAMES)
def id_of_external(number: str) -> UUID:
    """Return the id of the entity that has an external id such as `iso3166:US` (system and code)."""
    return uuid5(ENTITY_NAMESPACE, number)


def id_in_language(entity: UUID, language: str) -> UUID:
    """Return the id of the database row for a short name (`Trump`) in the articles of one language.

    A short name may mean another entity in each language. `entity`: the id that `entity_id` gives to the name.
    """
    return uuid5(entity, language)


def group_id(article: UUID, revision: int) -> UUID:
    """Return the id of a group of near-duplicates, whose first member is this revision of this article."""
    return uuid5(article, f"group#{revision}")
