"""The server with a fault planted, as `python -m tests.faulty_server FAULT`: what the kill -9 test must find.

`early` acknowledges an article before it is committed; `torn` commits an article before its parts. The process that
saves imports this module as well, and has the fault. In both cases the missing write starts when the next one comes.
"""

import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Unpack

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.config import settings
from app.main import bind, run_server
from app.schemas.ingest_models import IngestResult
from app.services import writer
from app.services.ingest_page import SaveOptions, result_of, store_article
from app.store import article_rows
from app.store.draft_rows import AnyDraft, DraftRows, unpacked
from app.store.parts import write_parts
from app.store.session import writing
from app.store.tables import Article
from app.store.writes import save_article
from app.store.written_article import WrittenArticle

waiting: list[Callable[[], object]] = []  # the write that the next one starts; empty before the first


def later(work: Callable[[], object]) -> None:
    """Start the write that waits, and let this one wait: the last write before a kill is never done."""
    for write in waiting:
        threading.Thread(target=_do, args=(write,), daemon=True).start()
    waiting[:] = [work]


def _do(write: Callable[[], object]) -> None:
    with suppress(IntegrityError):  # the next version came before the parts of this one
        write()


def store_early(
    engine: Engine, draft: AnyDraft, fetched_at: datetime | None = None, **options: Unpack[SaveOptions]
) -> IngestResult:
    """Return the result at once, and store the article when the next one comes."""
    with Session(engine.execution_options(writing=True)) as session:
        saved = save_article(session, draft, fetched_at=fetched_at)
        session.rollback()
    later(lambda: store_article(engine, draft, fetched_at, **options))
    return result_of(saved, unpacked(draft).rows)


def write_torn(session: Session, articles: Sequence[tuple[WrittenArticle, DraftRows]]) -> None:
    """Let the parts of the articles wait; they are written in a transaction of their own when the next ones come."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)

    def write() -> None:
        with writing(engine) as other:
            if stored := [one for one in articles if other.get(Article, one[0].key)]:
                write_parts(other, stored)

    later(write)


if sys.argv[1] == "early":
    writer.store_article = store_early  # type: ignore[attr-defined]
else:
    article_rows.write_parts = write_torn  # type: ignore[attr-defined]
if __name__ == "__main__":
    run_server(settings(), bind(settings()))
