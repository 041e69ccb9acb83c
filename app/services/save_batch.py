"""Save the articles of many pages in one transaction of limited duration, because other writers wait for its end."""

import time
from collections.abc import Sequence
from itertools import accumulate

from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import Gone
from app.services.ingest_page import Posted, save_drafts
from app.services.page_engine import Extracted, Refused, refusal
from app.store.locks import lock_articles
from app.store.session import DATABASE_ERRORS, database_error, writing

MAX_SECONDS = 1.0  # maximum duration of a transaction in seconds, because other writers wait for its end
_BYTES_A_SECOND = 1_000_000  # size of the encoded rows that a slow database saves in a second; a fast one saves 12 MB
_LEAST_SECONDS = 1e-6  # used as the duration of a save that took no time by the clock, to avoid a division by 0
_TURN_SECONDS = 0.11  # pause in seconds after a long transaction: SQLite's waiting writers try again within this time


def save_batch(engine: Engine, batch: Sequence[Extracted], seconds: float = MAX_SECONDS) -> list[str | Refused]:
    """Save the first articles of a batch: at least one, and as many as fit into `seconds`. Return their outcomes.

    A deleted article is refused. If an error is raised, no article is stored.

    Raises:
        NewsError: the database cannot be used.
    """
    # `rows` is decoded when first read: read it before the transaction, to keep the transaction short
    ids = {extracted.packed.rows.columns["id"] for extracted in batch}
    begun = time.monotonic()
    try:
        with writing(engine) as session:
            lock_articles(session, ids)
            outcomes = _saved(session, batch, begun + seconds)
    except DATABASE_ERRORS as error:
        raise database_error(error) from error
    if time.monotonic() - begun > seconds / 2:
        time.sleep(_TURN_SECONDS)
    return outcomes


def _saved(session: Session, batch: Sequence[Extracted], deadline: float) -> list[str | Refused]:
    """Save articles in groups until the deadline. Return their outcomes.

    The first group has as many articles as even a slow database can save in time, but at least one. Each later group
    has as many articles as probably fit into the remaining time, but at most twice as many as the group before.
    """
    outcomes: list[str | Refused] = []
    sizes = accumulate(one.packed.rows_size for one in batch)
    room = (deadline - time.monotonic()) * _BYTES_A_SECOND
    count = max(1, sum(size <= room for size in sizes))
    while count > 0 and len(outcomes) < len(batch):
        part, begun = batch[len(outcomes) : len(outcomes) + count], time.monotonic()
        outcomes += _saved_part(session, part)
        now = time.monotonic()
        count = min(2 * count, int((deadline - now) * len(part) / max(now - begun, _LEAST_SECONDS)))
    return outcomes


def _saved_part(session: Session, part: Sequence[Extracted]) -> list[str | Refused]:
    results = save_drafts(session, [Posted(one.packed, one.fetched_at, one.page) for one in part])
    return [
        refusal(result, one.packed.rows.columns["url"]) if isinstance(result, Gone) else result.outcome
        for one, result in zip(part, results, strict=True)
    ]
