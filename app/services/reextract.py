"""Extract all stored pages again with the current rules and model."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import Engine

from app.errors import ExtractionError, ExtractionFailed, RequestError, SettingsError
from app.services.extractor import Extractor, with_rows
from app.services.ingest_page import store_article
from app.services.stored_pages import hints_of_page, stored_page
from app.store.raw_pages import stored_ids
from app.store.session import reading

Finish = Callable[[], str]
# errors of one article, for example because it was deleted meanwhile; the other articles are extracted nevertheless
_OF_THE_PAGE = (ExtractionError, ExtractionFailed, RequestError)


def articles_to_extract(engine: Engine, publisher: str | None = None) -> Sequence[UUID]:
    """Return the ids of the articles that have a stored page, in the order in which the articles were stored.

    `publisher`: return the articles of this domain only.

    Raises:
        SettingsError: no page of the publisher is stored.
    """
    with reading(engine) as session:
        article_ids = stored_ids(session, publisher)
    if publisher and not article_ids:
        raise SettingsError(f"no page of {publisher} is stored; /v1/publishers lists the domains")
    return article_ids


def reextract_all(engine: Engine, extractor: Extractor, article_ids: Sequence[UUID]) -> Iterator[tuple[UUID, str]]:
    """Extract articles again, several at a time; store them in order, and yield the outcome or problem of each."""
    begun = deque[tuple[UUID, Finish | str]]()
    for article_id in article_ids:
        begun.append((article_id, _begin(engine, extractor, article_id)))
        if len(begun) > extractor.ahead:
            yield _done(*begun.popleft())
    while begun:
        yield _done(*begun.popleft())


def _begin(engine: Engine, extractor: Extractor, article_id: UUID) -> Finish | str:
    try:
        page = stored_page(engine, article_id)
    except RequestError as error:
        return error.detail
    extracted = extractor.start(page.content, page.url, hints_of_page(page), with_rows)
    return lambda: store_article(engine, extracted(), page.fetched_at, page=page).outcome


def _done(article_id: UUID, finish: Finish | str) -> tuple[UUID, str]:
    try:
        return article_id, finish if isinstance(finish, str) else finish()
    except _OF_THE_PAGE as error:
        return article_id, error.detail
