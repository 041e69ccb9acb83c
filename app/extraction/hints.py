"""The hints that a sender gives about a page. This module is separate, so that servers need not import the pipeline."""

from datetime import datetime
from typing import TypedDict

from app.publishers.rule import PublisherRule


class Hints(TypedDict, total=False):
    """Facts about a page that its sender knows, besides its bytes and address."""

    charset: str
    fetched_at: datetime
    language: str
    timezone: str
    force: bool
    rule: PublisherRule  # rule to use instead of the publisher's own
