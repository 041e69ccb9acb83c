"""Public ids: UUIDv5, so that retries, concurrent posts and re-imports get the same id."""

from uuid import NAMESPACE_URL, UUID, uuid5

from app.text.normalize import fold, visible_text

ENTITY_NAMESPACE = UUID("5f0f2a52-0d5c-5c0b-9a53-6d1c6f0d8f11")
CONTENT_NAMESPACE = UUID("b6d1f0f4-7a56-5b63-8c55-0f2f3c1f6a27")


def article_id(url: str | None, content: str) -> UUID:
    """Return the id of an article: from its canonical `url` or, without one, from its `content` (headline and body)."""
    return uuid5(NAMESPACE_URL, url) if url else uuid5(CONTENT_NAMESPACE, content)


def quote_id(article: UUID, text: str, ordinal: int) -> UUID:
    """Return the id of the `ordinal`-th quote (from 0) with these words in the article."""
    return uuid5(article, f"{fold(visible_text(text))}#{ordinal}")


def entity_id(kind: str, name: str) -> UUID:
    """Return the id of an entity, the same in every article."""
    return uuid5(ENTITY_NAMESPACE, f"{kind}:{fold(visible_text(name))}")


def group_id(article: UUID, revision: int) -> UUID:
    """Return the id of the group of near-duplicates that this revision of an article starts."""
    return uuid5(article, f"group#{revision}")
