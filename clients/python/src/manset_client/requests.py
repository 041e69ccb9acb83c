"""Requests that both clients send."""

from typing import Any

from manset_client.batches import Page
from manset_client.steps import Ask

_HTML = {"Content-Type": "text/html"}


def client_options(base_url: str, key: str | None, timeout: float) -> dict[str, Any]:
    """Return the options of an httpx client."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return {"base_url": base_url, "timeout": timeout, "headers": headers}


def article_request(article_id: str) -> Ask:
    """Return the request for one article."""
    return Ask("GET", f"/v1/articles/{article_id}")


def page_request(page: Page) -> Ask:
    """Return the request that posts a page; the service finds the charset of bytes."""
    return _page("/v1/articles", page)


def extract_request(page: Page) -> Ask:
    """Return the request that extracts a page without storing it."""
    return _page("/v1/extract", page)


def _page(path: str, page: Page) -> Ask:
    options = {name: getattr(page, name) for name in ("url", "fetched_at", "language", "timezone")}
    params = {name: value for name, value in options.items() if value} | ({"force": "true"} if page.force else {})
    if isinstance(page.html, bytes):
        return Ask("POST", path, params, _HTML, page.html)
    return Ask("POST", path, params, {"Content-Type": "text/html; charset=utf-8"}, page.html.encode())
