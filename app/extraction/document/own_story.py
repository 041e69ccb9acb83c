"""Choose the JSON-LD articles of a page that describe its own story, not other stories."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from app.extraction.document.document_numbers import OWN_STORY_SHARED, OWN_STORY_SHORT
from app.extraction.document.jsonld import JsonObject, json_texts
from app.text.normalize import fold, letters
from app.text.url import absolute_url

_ADDRESSES = ("url", "mainEntityOfPage", "@id")


def own_articles(articles: Sequence[JsonObject], url: str | None, titles: Sequence[str]) -> tuple[JsonObject, ...]:
    """Return the articles that describe the page.

    First come those with the page's address or title, then those that state neither address nor title. If no article
    has the page's address or title, an article is left out only if it states an address and a title that both differ
    from the page's.

    Args:
        articles: JSON-LD articles in page order.
        url: Address of the page.
        titles: Titles of the page: `h1`, `title`, `og:title`.
    """
    known = [title for title in titles if letters(title)]
    judged = [(article, _address_fits(article, url), _headline_fits(article, known)) for article in articles]
    own = tuple(article for article, address, headline in judged if address or headline)
    if own:
        silent = tuple(a for a, address, headline in judged if address is None and headline is None)
        return (*own, *silent)
    return tuple(a for a, address, headline in judged if not (address is False and headline is False))


def _address_fits(article: JsonObject, url: str | None) -> bool | None:
    """Return whether the article has the page's address; None if article or page has no address."""
    page = _path(url, url) if url else None
    paths = [path for text in _addresses(article) if (path := _path(text, url))]
    return page in paths if page and paths else None


def _addresses(article: JsonObject) -> Iterator[str]:
    for member in _ADDRESSES:
        value: Any = article.get(member)
        yield from (value,) if isinstance(value, str) else json_texts(value, "@id", "url")


def _path(text: str, url: str | None) -> str | None:
    """Return the path of a page's address, in lower case; None for a fragment (`#…`) and for a start page."""
    if text.startswith("#"):
        return None
    full = absolute_url(url, text)
    path = unquote(urlsplit(full).path).rstrip("/").lower() if full else ""
    return path or None


def _headline_fits(article: JsonObject, titles: Sequence[str]) -> bool | None:
    """Return whether the article's headline resembles a title of the page; None if headline or titles are missing."""
    headlines = json_texts(article.get("headline")) or json_texts(article.get("name"))
    if not headlines or not titles:
        return None
    return any(_are_alike(headline, title) for headline in headlines for title in titles)


def _are_alike(one: str, other: str) -> bool:
    first, second = letters(one), letters(other)
    if first == second or (min(len(first), len(second)) >= OWN_STORY_SHORT and (first in second or second in first)):
        return True
    words, others = set(fold(one).split()), set(fold(other).split())
    return len(words & others) >= OWN_STORY_SHARED * max(1, min(len(words), len(others)))
