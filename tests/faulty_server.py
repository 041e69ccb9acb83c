"""The server with a fault planted, as `python -m tests.faulty_server FAULT`: what the kill -9 test must find.

`early` acknowledges an article before it is committed; `torn` commits an article before its parts.
"""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.api import ingest
from app.config import settings
from app.main import bind, run_server
from app.schemas.article import ArticleDraft
from app.schemas.ingest import IngestResult
from app.services.ingest import store_article
from app.store import writes
from app.store.parts import write_parts
from app.store.session import writing
from app.store.tables import Article
from app.text.similarity import Sketch

DELAY_SECONDS = 0.15


class Undone(Exception):
    """Carries a result out of a transaction that is rolled back."""


def later(work: Callable[[], object]) -> None:
    def wait() -> None:
        time.sleep(DELAY_SECONDS)
        with suppress(IntegrityError):  # the next version came before the parts of this one
            work()

    threading.Thread(target=wait, daemon=True).start()


def store_early(engine: Engine, draft: ArticleDraft, *given: Any, also: Any = None, **options: Any) -> IngestResult:  # noqa: ARG001
    """The result at once, the article a moment later."""

    def undo(_session: Session, result: IngestResult) -> None:
        raise Undone(result)

    try:
        return store_article(engine, draft, *given, also=undo, **options)
    except Undone as told:
        later(lambda: store_article(engine, draft, *given, **options))
        result: IngestResult = told.args[0]
        return result


def write_torn(session: Session, article: Article, draft: ArticleDraft, sketch: Sketch) -> None:
    """The article at once, its parts in a transaction of their own."""
    engine, key = session.get_bind(), article.key
    assert isinstance(engine, Engine)

    def write() -> None:
        with writing(engine) as other:
            if found := other.get(Article, key):
                write_parts(other, found, draft, sketch)

    later(write)


if __name__ == "__main__":
    if sys.argv[1] == "early":
        ingest.store_article = store_early  # type: ignore[attr-defined]
    else:
        writes.write_parts = write_torn  # type: ignore[attr-defined]
    run_server(settings(), bind(settings()))
