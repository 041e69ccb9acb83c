"""What a sender may say about a page. Apart from the other types, so that the server need not import the pipeline."""

from datetime import datetime
from typing import TypedDict

from app.publishers.rule import PublisherRule


class Hints(TypedDict, total=False):
    """What the sender knows of a page besides its bytes and address."""

    charset: str
    fetched_at: datetime
    language: str
    timezone: str
    force: bool
    rule: PublisherRule  # rule to use instead of the stored one of the publisher
