"""Make the page to store from a posted page, and the arguments of extraction from a stored page and its hints."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from app.errors import Gone, NotFound
from app.extraction import Hints
from app.store.queries.article_queries import get_article
from app.store.raw_pages import Page, get_page
from app.store.session import reading
from app.store.writes import is_deleted

_KEPT = ("charset", "language", "timezone", "force")


def stored_page(engine: Engine, article_id: UUID) -> Page:
    """Return the stored page of an article.

    Raises:
        Gone: the article was deleted.
        NotFound: there is no such article, or its page is not stored.
    """
    with reading(engine) as session:
        page = get_page(session, article_id)
        if page is None and is_deleted(session, article_id):
            raise Gone("the article was deleted")
        if page is None and get_article(session, article_id) is None:
            raise NotFound("no article has this id")
    if page is None:
        raise NotFound("the page of this article is not stored")
    return page


def hints_of_page(page: Page) -> Hints:
    """Return the hints that the sender gave with the page, so that a later extraction has the same input as the first.

    A missing `fetched_at` is not replaced by the time when the page arrived: extraction would then ignore every
    publication date after that time.
    """
    hints: Hints = {**page.hints}  # type: ignore[typeddict-item]  # written by `page_of`
    if fetched_at := page.hints.get("fetched_at"):
        hints["fetched_at"] = datetime.fromisoformat(fetched_at)
    return hints


def page_of(compressed: bytes, url: str | None, hints: Hints) -> Page:
    """Build the page to store from its compressed bytes, with the sender's hints that a later extraction needs."""
    kept: dict[str, Any] = {name: value for name, value in hints.items() if name in _KEPT}
    if fetched_at := hints.get("fetched_at"):
        kept["fetched_at"] = fetched_at.isoformat()
    return Page(compressed, url, kept)
