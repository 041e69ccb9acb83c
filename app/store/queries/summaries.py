"""Read summaries of articles: what a quote or a change shows of its article."""

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import select
from sqlmodel import Session, col

from app.schemas.lists import ArticleSummary
from app.store.tables import Article

_MEMBERS = tuple(ArticleSummary.model_fields)


def read_summaries(session: Session, keys: Iterable[int]) -> dict[int, bytes]:
    """Return the summaries of articles as JSON, by key, in one statement."""
    columns: tuple[Any, ...] = (col(Article.key), col(Article.card_json))
    rows = session.execute(select(*columns).where(col(Article.key).in_(keys)))
    return {row.key: summary_of(row.card_json) for row in rows}


def summary_of(card_json: str) -> bytes:
    """Return the summary of an article from its card."""
    card = orjson.loads(card_json)
    return orjson.dumps({name: card[name] for name in _MEMBERS})
