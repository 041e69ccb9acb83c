"""All articles anew from their stored pages: with the rules and the model of today."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Engine

from app.errors import ExtractionError, ExtractionFailed, RequestError
from app.services.ingest import store_article
from app.services.pool import Extractor
from app.services.stored import hints_of_page, stored_page
from app.store.pages import stored_ids
from app.store.session import reading


def reextract_all(engine: Engine, extractor: Extractor, publisher: str | None = None) -> Iterator[tuple[UUID, str]]:
    """Extract every article with a stored page anew, in the order they came; each with its outcome or its problem."""
    with reading(engine) as session:
        article_ids = stored_ids(session, publisher)
    for article_id in article_ids:
        try:
            page = stored_page(engine, article_id)
            draft = extractor.start(page.content, page.url, hints_of_page(page))()
            yield article_id, store_article(engine, draft, page.fetched_at, page=page).outcome
        except (ExtractionError, ExtractionFailed, RequestError) as error:  # deleted meanwhile, or no article today
            yield article_id, error.detail
