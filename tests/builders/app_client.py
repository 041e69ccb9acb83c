"""The app behind a client, without a server, and keys for it."""

import asyncio
from datetime import datetime
from typing import Any

import httpx
from fastapi import FastAPI

from app.config import Settings
from app.main import create_app
from app.schemas.key import Scope
from app.store.keys import create_key
from app.store.session import make_engine, writing
from tests.builders.answers import problem

UNKNOWN = "/v1/articles/8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10"
# One operation of each scope, and the status that a caller with the scope gets: no such article, or an empty page.
OPERATIONS: dict[Scope, tuple[str, str, int]] = {
    "read": ("GET", "/v1/quotes", 200),
    "preview": ("POST", "/v1/extract", 422),
    "ingest": ("POST", "/v1/articles", 422),
    "raw": ("GET", f"{UNKNOWN}/page", 404),
    "admin": ("DELETE", UNKNOWN, 404),
}


def key_for(database_url: str, *scopes: Scope, expires_at: datetime | None = None) -> str:
    """Store a key with these scopes and return its text."""
    engine = make_engine(database_url)
    with writing(engine) as session:
        text = create_key(session, "test", scopes, expires_at)[1]
    engine.dispose()
    return text


class AppClient:
    """Calls the app in this process; each call starts and stops it."""

    def __init__(self, database_url: str, **settings: Any) -> None:
        self.app: FastAPI = create_app(Settings(database_url=database_url, extraction_workers=1, **settings))

    def __call__(self, method: str, path: str, key: str | None = None, **options: Any) -> httpx.Response:
        headers = {"Content-Type": "text/html", **({"Authorization": f"Bearer {key}"} if key else {})}
        headers |= options.pop("headers", {})

        async def answer() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with (
                self.app.router.lifespan_context(self.app),
                httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
            ):
                return await client.request(method, path, headers=headers, **options)

        return asyncio.run(answer())

    def allowed(self, scope: Scope, key: str | None = None, **options: Any) -> httpx.Response:
        """Call the operation of a scope and check that it is allowed."""
        method, path, status = OPERATIONS[scope]
        answer = self(method, path, key, **options)
        assert answer.status_code == status, answer.text
        return answer

    def refused(self, scope: Scope, status: int, slug: str, key: str | None = None, **options: Any) -> httpx.Response:
        """Call the operation of a scope and check that it is refused with this problem."""
        method, path, _ = OPERATIONS[scope]
        answer = self(method, path, key, **options)
        problem(answer, status, slug)
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["cache-control"] == "no-store"
        return answer
