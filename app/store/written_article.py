"""The values of an article's row that are copied into the rows of its parts."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class WrittenArticle:
    """Values that the row of an article and the rows of its parts (quotes, labels …) have in common."""

    key: int
    seq: int
    publisher: str | None
    sort_at: datetime
    is_dated: bool
    first_seen_at: datetime
    changed_at: datetime

    @property
    def reported_at(self) -> datetime:
        """The time when the article was published; if it has no date, when it was first seen."""
        return self.sort_at if self.is_dated else self.first_seen_at
