"""The hints that a sender gives about a page.

This is a module of its own, so that a server can use it without importing the pipeline.
"""

from datetime import datetime
from typing import TypedDict

from app.publishers.rule import PublisherRule


class Hints(TypedDict, total=False):
    """What the sender of a page knows about it, besides the bytes and the address."""

    charset: str
    fetched_at: datetime
    language: str
    timezone: str
    force: bool
    rule: PublisherRule  # used instead of the rule of the page's publisher
