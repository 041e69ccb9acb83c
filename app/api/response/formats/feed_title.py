"""Compose the title of a feed from its filter."""

from collections.abc import Iterator, Mapping

from app.api.response.formats.feed_documents import TITLE
from app.store.filters import ArticleFilter

MAX_LETTERS = 200
_NAMES = ("speaker", "entity", "section", "tag", "author", "agency", "publisher", "language", "page_type")
_NOT = ("not_section", "not_tag", "not_publisher")


def feed_title(filters: ArticleFilter, names: Mapping[str, str]) -> str:
    """Return the service's name and the feed's filter in words.

    `names`: the name of each entity whose id is in the filter.
    """
    parts = list(_parts(filters, names))
    title = f"{TITLE}: {' · '.join(parts)}" if parts else TITLE
    return title if len(title) <= MAX_LETTERS else title[: MAX_LETTERS - 1] + "…"


def _parts(filters: ArticleFilter, names: Mapping[str, str]) -> Iterator[str]:
    if filters.q:
        yield f"“{filters.q}”"
    for member in _NAMES:
        if values := getattr(filters, member):
            yield ", ".join(names.get(value, value) for value in values)
    for member in _NOT:
        yield from (f"−{value}" for value in getattr(filters, member))
    if filters.published_after or filters.published_before:
        days = (at.date().isoformat() if at else "" for at in (filters.published_after, filters.published_before))
        yield "–".join(days)
