"""The client for programs with threads, or with none."""

import time
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, cast

import httpx
from httpx_sse import SSEError, connect_sse

from manset_client import batches, steps
from manset_client.batches import Page, Sent
from manset_client.following import Following
from manset_client.records import Article, Card, Change, CountedEntity, IngestResult, Quote
from manset_client.requests import article_request, client_options, extract_request, page_request
from manset_client.steps import Ask, Item, Steps, Wait


class Manset:
    """A service: `Manset("http://127.0.0.1:8000", key="nk_…")`. Use it with `with`, or call `close`.

    Every method raises `Problem` if the service refuses, and `ConnectionLost` if it does not answer `attempts` times.
    """

    def __init__(self, base_url: str, key: str | None = None, *, timeout: float = 60, attempts: int = 8) -> None:
        self._http = httpx.Client(**client_options(base_url, key, timeout))
        self._attempts = attempts

    def __enter__(self) -> "Manset":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def articles(self, **filters: Any) -> Iterator[Card]:
        """Yield the articles that match, page by page; filters are the parameters of the list: `language="tr"`."""
        return self.items("/v1/articles", filters)

    def quotes(self, **filters: Any) -> Iterator[Quote]:
        """Yield the quotes that match."""
        return self.items("/v1/quotes", filters)

    def entities(self, **filters: Any) -> Iterator[CountedEntity]:
        """Yield the entities that match."""
        return self.items("/v1/entities", filters)

    def items(self, path: str, filters: Mapping[str, Any]) -> Iterator[Any]:
        """Yield the items of any list."""
        return self._run(steps.pages(path, filters, self._attempts))

    def article(self, article_id: str) -> Article:
        """Get one article, whole."""
        return cast(Article, self._json(article_request(article_id)))

    def post_page(self, page: Page) -> IngestResult:
        """Post one page; bytes are sent as they are."""
        return cast(IngestResult, self._json(page_request(page)))

    def extract(self, page: Page) -> Article:
        """Extract a page without storing it."""
        return cast(Article, self._json(extract_request(page)))

    def send(self, pages: Iterable[Page]) -> Iterator[Sent]:
        """Post many pages in compressed batches, and yield what became of each; limited ones are sent again."""
        return self._run(batches.send(pages, self._attempts))

    def changes(self, after: int = 0, **filters: Any) -> Iterator[Change]:
        """Yield the changes after a number, in their order, until there are no more."""
        return self._run(steps.changes(after, filters, self._attempts))

    def follow(self, after: int = 0, **filters: Any) -> Iterator[Change]:
        """Yield the changes after a number, and then each as it happens, without end.

        A lost stream is opened again after the last change that was yielded: each comes once, in order.
        """
        state = Following(after, filters, self._attempts)
        while True:
            try:
                with connect_sse(self._http, "GET", "/v1/changes/stream", **state.request()) as source:
                    if source.response.is_error:
                        source.response.read()
                    state.check(source.response)
                    for event in source.iter_sse():
                        if change := state.change(event):
                            yield change
            except (httpx.TransportError, SSEError):
                pass
            time.sleep(state.pause())

    def _json(self, ask: Ask) -> Any:
        (answer,) = self._run(steps.one(ask, self._attempts))
        return answer.json()

    def _run(self, plan: Steps) -> Iterator[Any]:
        """Carry out the steps, and yield the items."""
        answer: httpx.Response | None = None
        while True:
            try:
                step = plan.send(answer)
            except StopIteration:
                return
            answer = None
            if isinstance(step, Item):
                yield step.value
            elif isinstance(step, Wait):
                time.sleep(step.seconds)
            else:
                answer = self._answer(step)

    def _answer(self, ask: Ask) -> httpx.Response | None:
        try:
            return self._http.request(ask.method, ask.path, params=ask.params, headers=ask.headers, content=ask.content)
        except httpx.TransportError:
            return None
