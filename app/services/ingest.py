"""From a page to a stored article: what the API and the command line share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.config import Settings
from app.extraction import Hints
from app.schemas.article import ArticleDraft
from app.schemas.ingest import IngestCounts, IngestedArticle, IngestResult
from app.services.importer import Begin, Finish
from app.services.pool import Extractor
from app.services.stored import page_of
from app.store.pages import Page, keep_page
from app.store.session import database_error, make_engine, writing
from app.store.writes import Condition, Saved, save_article


def store_article(
    engine: Engine,
    draft: ArticleDraft,
    fetched_at: datetime | None = None,
    *,
    restore: bool = False,
    may: Condition | None = None,
    page: Page | None = None,
    also: Callable[[Session, IngestResult], None] | None = None,
) -> IngestResult:
    """Save a draft in a transaction of its own, with its page if that is kept; it is committed when this returns.

    `also` is done in the same transaction.

    Raises:
        Gone: the article was deleted, and `restore` is not set.
        PreconditionFailed: `may`, asked with the record stored so far, said no.
    """
    with writing(engine) as session:
        saved = save_article(session, draft, fetched_at=fetched_at, restore=restore, may=may)
        if saved.outcome in ("created", "revised"):
            keep_page(session, saved.article_id, page)
        result = _result(saved, draft)
        if also:
            also(session, result)
    return result


def _result(saved: Saved, draft: ArticleDraft) -> IngestResult:
    article = IngestedArticle(
        id=saved.article_id, url=draft.url, headline=draft.headline, published_at=draft.published_at
    )
    prose = sum(block.start is not None for block in draft.blocks)
    return IngestResult(
        outcome=saved.outcome,
        article=article,
        revision=saved.revision,
        changed_fields=saved.changed_fields,
        duplicate_of=saved.duplicate_of,
        counts=IngestCounts(blocks=prose, quotes=len(draft.quotes), entities=len(draft.entities)),
        warnings=draft.warnings,
    )


@contextmanager
def ingester(settings: Settings) -> Iterator[tuple[Begin, int]]:
    """A function that starts the extraction of a page and gives what stores it, and how many to start at once."""
    engine, extractor = make_engine(settings.database_url), Extractor(settings)

    def begin(page: bytes, url: str | None, hints: Hints) -> Finish:
        extracted = extractor.start(page, url, hints)
        kept = page_of(page, url, hints) if settings.store_pages else None
        return lambda: _stored(engine, extracted(), hints, kept)

    try:
        yield begin, extractor.ahead
    finally:
        extractor.close()
        engine.dispose()


def _stored(engine: Engine, draft: ArticleDraft, hints: Hints, page: Page | None) -> str:
    try:
        return store_article(engine, draft, hints.get("fetched_at"), page=page).outcome
    except OperationalError as error:
        raise database_error(error) from error
