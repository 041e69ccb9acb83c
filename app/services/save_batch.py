"""Save the articles of many pages in one transaction, which is short because other writers wait for its end."""

import time
from collections.abc import Sequence

from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import RequestError
from app.services.ingest_page import save_draft
from app.services.page_engine import Extracted, Refused, refusal
from app.store.locks import lock_articles
from app.store.session import DATABASE_ERRORS, database_error, writing

MAX_SECONDS = 1.0  # maximum duration of a transaction in seconds, because other writers wait for its end
_TURN_SECONDS = 0.11  # pause in seconds after a long transaction: SQLite's waiting writers try again within this time


def save_batch(engine: Engine, batch: Sequence[Extracted], seconds: float = MAX_SECONDS) -> list[str | Refused]:
    """Save articles from the start of the batch for at most `seconds`, but at least one; return the outcome of each.

    A deleted article is refused. If this raises, no article is stored.

    Raises:
        NewsError: the database cannot be used.
    """
    begun = time.monotonic()
    try:
        with writing(engine) as session:
            lock_articles(session, {extracted.packed.rows.columns["id"] for extracted in batch})
            outcomes = _saved(session, batch, begun + seconds)
    except DATABASE_ERRORS as error:
        raise database_error(error) from error
    if time.monotonic() - begun > seconds / 2:
        time.sleep(_TURN_SECONDS)
    return outcomes


def _saved(session: Session, batch: Sequence[Extracted], deadline: float) -> list[str | Refused]:
    outcomes: list[str | Refused] = []
    for extracted in batch:
        outcomes.append(_saved_one(session, extracted))
        if time.monotonic() > deadline:
            break
    return outcomes


def _saved_one(session: Session, extracted: Extracted) -> str | Refused:
    try:
        with session.begin_nested():
            outcome: str = save_draft(session, extracted.packed, extracted.fetched_at, page=extracted.page).outcome
    except RequestError as error:
        return refusal(error, extracted.packed.rows.columns["url"])
    finally:
        session.expunge_all()  # empty the session, so that the next article reads its rows from the database
    return outcome
