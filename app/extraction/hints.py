"""The hints of a sender about a page, in a separate module so that the server need not import the pipeline."""

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
    rule: PublisherRule  # rule to use instead of the stored one of the publisher
