"""Ingest a page: extract it and store the article. Shared by the API and the command line."""

from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import Engine
from sqlmodel import Session

from app.schemas.ingest_models import IngestResult
from app.store.draft_rows import AnyDraft, DraftRows, PackedDraft, unpacked
from app.store.idempotent_answers import Answer, keep
from app.store.preconditions import Condition
from app.store.raw_pages import Page, keep_pages
from app.store.session import writing
from app.store.writes import Saved, save_article


class SaveOptions(TypedDict, total=False):
    """Options of a save.

    `restore`: store the article even if it was deleted. `precondition`: condition for the record stored so far.
    `page`: page to store with the article. `key`: idempotency key under which to store the answer, in the same
    transaction.
    """

    restore: bool
    precondition: Condition | None
    page: Page | None
    key: str | None


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
    new.rows  # noqa: B018 # reading `rows` computes or decodes the rows before the transaction begins
    with writing(engine) as session:
        return save_draft(session, new, fetched_at, **options)


def save_draft(
    session: Session, draft: PackedDraft, fetched_at: datetime | None = None, **options: Unpack[SaveOptions]
) -> IngestResult:
    """Save a draft in the transaction of `session`, which the caller has opened for writing and commits.

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
