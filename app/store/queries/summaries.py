"""Read the summaries of articles that are shown with quotes and changes."""

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import select
from sqlmodel import Session, col

from app.schemas.lists import ArticleSummary
from app.store.tables import Article

_MEMBERS = tuple(ArticleSummary.model_fields)


def read_summaries(session: Session, by: Any, values: Collection[Any]) -> dict[Any, bytes]:
    """Return the summaries of articles as JSON. `by`: the column that identifies the articles, `key` or `id`."""
    rows = session.execute(select(col(by), col(Article.card_json)).where(col(by).in_(values)))
    return {value: summary_of(card_json) for value, card_json in rows}


def summary_of(card_json: str) -> bytes:
    """Reduce the card of an article to its summary: headline, address, publisher and time."""
    card = orjson.loads(card_json)
    return orjson.dumps({name: card[name] for name in _MEMBERS})
