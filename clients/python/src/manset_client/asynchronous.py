"""The client for programs with an event loop (asyncio, or what httpx knows besides)."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from types import TracebackType
from typing import Any, cast

import httpx
from httpx_sse import SSEError, aconnect_sse

from manset_client import batches, steps
from manset_client.batches import Page, Sent
from manset_client.following import Following
from manset_client.records import Article, Card, Change, CountedEntity, IngestResult, Quote
from manset_client.requests import article_request, client_options, extract_request, page_request
from manset_client.steps import Ask, Item, Steps, Wait


class AsyncManset:
    """A service: `AsyncManset("http://127.0.0.1:8000", key="nk_…")`. Use it with `async with`, or call `close`.

    Every method raises `Problem` if the service refuses, and `ConnectionLost` if it does not answer `attempts` times.
    """

    def __init__(self, base_url: str, key: str | None = None, *, timeout: float = 60, attempts: int = 8) -> None:
        self._http = httpx.AsyncClient(**client_options(base_url, key, timeout))
        self._attempts = attempts

    async def __aenter__(self) -> "AsyncManset":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    def articles(self, **filters: Any) -> AsyncIterator[Card]:
        """Yield the articles that match, page by page; filters are the parameters of the list: `language="tr"`."""
        return self.items("/v1/articles", filters)

    def quotes(self, **filters: Any) -> AsyncIterator[Quote]:
        """Yield the quotes that match."""
        return self.items("/v1/quotes", filters)

    def entities(self, **filters: Any) -> AsyncIterator[CountedEntity]:
        """Yield the entities that match."""
        return self.items("/v1/entities", filters)

    def items(self, path: str, filters: Mapping[str, Any]) -> AsyncIterator[Any]:
        """Yield the items of any list."""
        return self._run(steps.pages(path, filters, self._attempts))

    async def article(self, article_id: str) -> Article:
        """Get one article, whole."""
        return cast(Article, await self._json(article_request(article_id)))

    async def post_page(self, page: Page) -> IngestResult:
        """Post one page; bytes are sent as they are."""
        return cast(IngestResult, await self._json(page_request(page)))

    async def extract(self, page: Page) -> Article:
        """Extract a page without storing it."""
        return cast(Article, await self._json(extract_request(page)))

    def send(self, pages: Iterable[Page]) -> AsyncIterator[Sent]:
        """Post many pages in compressed batches, and yield what became of each; limited ones are sent again."""
        return self._run(batches.send(pages, self._attempts))

    def changes(self, after: int = 0, **filters: Any) -> AsyncIterator[Change]:
        """Yield the changes after a number, in their order, until there are no more."""
        return self._run(steps.changes(after, filters, self._attempts))

    async def follow(self, after: int = 0, **filters: Any) -> AsyncIterator[Change]:
        """Yield the changes after a number, and then each as it happens, without end.

        A lost stream is opened again after the last change that was yielded: each comes once, in order.
        """
        state = Following(after, filters, self._attempts)
        while True:
            try:
                async with aconnect_sse(self._http, "GET", "/v1/changes/stream", **state.request()) as source:
                    if source.response.is_error:
                        await source.response.aread()
                    state.check(source.response)
                    async for event in source.aiter_sse():
                        if change := state.change(event):
                            yield change
            except (httpx.TransportError, SSEError):
                pass
            await asyncio.sleep(state.pause())

    async def _json(self, ask: Ask) -> Any:
        answers = [answer async for answer in self._run(steps.one(ask, self._attempts))]
        return answers[0].json()

    async def _run(self, plan: Steps) -> AsyncIterator[Any]:
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
                await asyncio.sleep(step.seconds)
            else:
                answer = await self._answer(step)

    async def _answer(self, ask: Ask) -> httpx.Response | None:
        try:
            return await self._http.request(
                ask.method, ask.path, params=ask.params, headers=ask.headers, content=ask.content
            )
        except httpx.TransportError:
            return None
