"""Ingest a page: extract it and store the article. Shared by the API and the command line."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypedDict, Unpack

from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import Gone
from app.schemas.ingest_models import IngestResult
from app.store.draft_rows import AnyDraft, DraftRows, PackedDraft, unpacked
from app.store.idempotent_answers import Answer, keep
from app.store.locks import lock_articles
from app.store.preconditions import Condition
from app.store.raw_pages import Page, keep_pages
from app.store.session import writing
from app.store.writes import Saved, save_article, save_articles


class Posted(NamedTuple):
    """A draft to store."""

    draft: PackedDraft
    fetched_at: datetime | None = None  # time when the page was fetched
    page: Page | None = None  # page to store with the draft
    key: str | None = None  # idempotency key under which the answer is stored


class SaveOptions(TypedDict, total=False):
    """Options of a save."""

    restore: bool  # whether to store the article even if it was deleted
    precondition: Condition | None  # condition that the record stored so far must meet
    page: Page | None  # page to store with the article
    key: str | None  # idempotency key under which to store the answer, in the same transaction


def store_article(
    engine: Engine,
    draft: AnyDraft,
    fetched_at: datetime | None = None,
    **options: Unpack[SaveOptions],
) -> IngestResult:
    """Save a draft in its own transaction, and commit before returning.

    Raises:
        Gone: the article was deleted, and `restore` is not set.
        PreconditionFailed: the precondition does not hold.
    """
    new = unpacked(draft)
    # `rows` is computed when first read: read it before the transaction, to keep the transaction short
    new.rows  # noqa: B018
    with writing(engine) as session:
        return save_draft(session, new, fetched_at, **options)


def save_draft(
    session: Session, draft: PackedDraft, fetched_at: datetime | None = None, **options: Unpack[SaveOptions]
) -> IngestResult:
    """Save a draft in the transaction of `session`, which must be open for writing. The caller commits.

    Raises:
        Gone, PreconditionFailed: as in `store_article`; nothing was written.
    """
    restore, precondition = options.get("restore", False), options.get("precondition")
    saved = save_article(session, draft, fetched_at=fetched_at, restore=restore, precondition=precondition)
    if saved.has_new_page:
        keep_pages(session, {saved.article_id: options.get("page")})
    result = result_of(saved, draft.rows)
    if key := options.get("key"):
        keep(session, key, answer_of(result))
    return result


def store_articles(engine: Engine, posted: Sequence[Posted]) -> list[IngestResult | Gone]:
    """Save drafts in one transaction, and commit before returning the result of each.

    If an error is raised, no draft is saved.
    """
    # `rows` is computed when first read: read it before the transaction, to keep the transaction short
    ids = {one.draft.rows.columns["id"] for one in posted}
    with writing(engine) as session:
        lock_articles(session, ids)
        return save_drafts(session, posted)


def save_drafts(session: Session, posted: Sequence[Posted]) -> list[IngestResult | Gone]:
    """Save drafts in the transaction of `session`.

    The caller must hold the locks of the articles and must commit. The results are the same as if the drafts were
    saved one after another. The result for a deleted article is the error Gone.
    """
    saved = save_articles(session, [(one.draft, one.fetched_at) for one in posted])
    pairs = list(zip(posted, saved, strict=True))
    stored = [(one, found) for one, found in pairs if isinstance(found, Saved)]
    keep_pages(session, {found.article_id: one.page for one, found in stored if found.has_new_page})
    results = [result_of(found, one.draft.rows) if isinstance(found, Saved) else found for one, found in pairs]
    for one, result in zip(posted, results, strict=True):
        if one.key and isinstance(result, IngestResult):
            keep(session, one.key, answer_of(result))
    return results


def answer_of(result: IngestResult) -> Answer:
    """Build the HTTP answer to a posted page from the result of the save."""
    created = result.outcome == "created"
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    headers |= {"Location": f"/v1/articles/{result.article.id}"} if created else {}
    return Answer(201 if created else 200, headers, result.model_dump_json().encode())


def result_of(saved: Saved, rows: DraftRows) -> IngestResult:
    """Return the result of a posted page: the outcome of the save, and the number of blocks, quotes and entities."""
    return IngestResult(
        outcome=saved.outcome,
        revision=saved.revision,
        changed_fields=saved.changed_fields,
        duplicate_of=saved.duplicate_of,
        **rows.summary,
    )
