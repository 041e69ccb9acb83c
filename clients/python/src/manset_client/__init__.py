"""Client of Manşet: read articles, quotes and entities, follow changes, post pages."""

from manset_client.asynchronous import AsyncManset
from manset_client.batches import Page, Sent
from manset_client.errors import ConnectionLost, MansetError, Problem
from manset_client.records import Article, Card, Change, Entity, IngestResult, Quote
from manset_client.spans import Span, spans_of
from manset_client.synchronous import Manset

__all__ = [
    "Article",
    "AsyncManset",
    "Card",
    "Change",
    "ConnectionLost",
    "Entity",
    "IngestResult",
    "Manset",
    "MansetError",
    "Page",
    "Problem",
    "Quote",
    "Sent",
    "Span",
    "spans_of",
]
