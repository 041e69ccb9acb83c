"""Stored pages, as extraction takes them."""

from uuid import UUID

from sqlalchemy import Engine

from app.errors import Gone, NotFound
from app.extraction import Hints
from app.store.queries.article_queries import get_article
from app.store.raw_pages import Page, get_page
from app.store.session import reading
from app.store.writes import is_deleted


def stored_page(engine: Engine, article_id: UUID) -> Page:
    """The page of an article.

    Raises:
        Gone: the article was deleted.
        NotFound: there is no such article, or no page of it is kept.
    """
    with reading(engine) as session:
        page = get_page(session, article_id)
        if page is None and is_deleted(session, article_id):
            raise Gone("the article was deleted")
        if page is None and get_article(session, article_id) is None:
            raise NotFound("no article has this id")
    if page is None:
        raise NotFound("no page of this article is kept")
    return page


def hints_of_page(page: Page) -> Hints:
    """What its sender knew of the page; the time it was fetched stays that of the revision."""
    hints: Hints = {**page.hints}  # type: ignore[typeddict-item]  # written by `page_of`
    if page.fetched_at:
        hints["fetched_at"] = page.fetched_at
    return hints


def page_of(content: bytes, url: str | None, hints: Hints) -> Page:
    """A page to keep: only hints that a later extraction needs, and JSON can hold."""
    kept = {name: value for name, value in hints.items() if name in ("charset", "language", "timezone", "force")}
    return Page(content, url, kept)
