"""Public ids: UUIDv5, so that retries, concurrent posts and re-imports meet without coordination."""

from uuid import NAMESPACE_URL, UUID, uuid5

from app.text.normalize import fold, visible_text

ENTITY_NAMESPACE = UUID("5f0f2a52-0d5c-5c0b-9a53-6d1c6f0d8f11")
CONTENT_NAMESPACE = UUID("b6d1f0f4-7a56-5b63-8c55-0f2f3c1f6a27")


def article_id(url: str | None, content: str) -> UUID:
    """Id of the canonical `url`; of the `content` (headline and body) where there is none."""
    return uuid5(NAMESPACE_URL, url) if url else uuid5(CONTENT_NAMESPACE, content)


def quote_id(article: UUID, text: str, ordinal: int) -> UUID:
    """Id of the `ordinal`-th quote (from 0) with these words in the article."""
    return uuid5(article, f"{fold(visible_text(text))}#{ordinal}")


def entity_id(kind: str, name: str) -> UUID:
    """Id of an entity: the same for every article that names it."""
    return uuid5(ENTITY_NAMESPACE, f"{kind}:{fold(visible_text(name))}")


def group_id(article: UUID, revision: int) -> UUID:
    """Id of the group of near-duplicates that begins with this revision of an article."""
    return uuid5(article, f"group#{revision}")
